"""The queue of roster files: claim, work in batches, settle. Running it twice, or killing it anywhere, is harmless."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.centers.access import Right, may
from apps.centers.models import Center, RosterImport, RosterPart
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.services.roster.applying import apply_batch
from apps.centers.services.roster.planning import plan_file
from apps.centers.services.roster.undoing import undo_batch

log = logging.getLogger(__name__)
BATCH = 1000
LEASE = timedelta(seconds=120)
MAX_FAILURES = 5  # claims in a row that brought nothing
Status = RosterImport.Status
WORKED_ON = (Status.READING, Status.APPLYING, Status.UNDOING)
NO_RIGHT = "Whoever started this does not run the center any more, so it stopped here."
OUR_ERROR = "It stopped because of an error on our side. What was done so far stays, and can be undone."
UNREAD = "This file could not be read because of an error on our side. Nothing was changed."


class ClaimLost(Exception):
    """Somebody else has the import now, or it was thrown away."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on an import, as long as `fence` is still its number of attempts."""

    import_id: UUID
    fence: int


def run_pending(*, clock: Callable[[], datetime], budget: timedelta, batch: int = BATCH) -> int:
    """Works on waiting roster files until none is left or the time is spent; how many batches were done."""
    end, done = clock() + budget, 0
    while clock() < end:
        claim = claim_import(now=clock())
        if claim is None:
            break
        done += work_on(claim, clock, end, batch)
    return done


def claim_import(*, now: datetime) -> Claim | None:
    """The oldest file that waits, or whose worker is gone; None if there is none."""
    with transaction.atomic():
        job = (
            RosterImport.objects.select_for_update(skip_locked=True)
            .filter(Q(claimed_until=None) | Q(claimed_until__lte=now), status__in=WORKED_ON)
            .order_by("created_at")
            .first()
        )
        if job is None:
            return None
        job.attempts += 1
        job.failures += 1  # until a batch succeeds
        if job.failures > MAX_FAILURES:
            _fail(job, UNREAD if job.status == Status.READING else OUR_ERROR, now)
            return None
        job.claimed_until = now + LEASE
        job.save(update_fields=["attempts", "failures", "claimed_until", "updated_at"])
    return Claim(job.pk, job.attempts)


def work_on(claim: Claim, clock: Callable[[], datetime], end: datetime, batch: int = BATCH) -> int:
    """Works until the import is finished, lost or the time is spent; how many batches were done."""
    done = 0
    try:
        while run_batch(claim, now=clock(), size=batch):
            done += 1
            if clock() >= end:
                RosterImport.objects.filter(pk=claim.import_id, attempts=claim.fence).update(claimed_until=None)
                break
    except ClaimLost:
        pass
    except Exception as error:  # the import must not stay claimed, whatever the reason
        # Only the kind: the message of a database error quotes people's data (OPS-1). The lease stays, so that the
        # next try comes later and not at once.
        log.error("Roster %s: a batch failed with %s", claim.import_id, type(error).__name__)
    return done


def run_batch(claim: Claim, *, now: datetime, size: int = BATCH) -> bool:
    """One transaction: the next rows, their outcome and the cursor. False if that was the last.

    Raises ClaimLost, with nothing written, when the import is no longer ours. The center's row is held, so that
    nobody joins, leaves or is invited in between.
    """
    with transaction.atomic():
        job = (
            RosterImport.objects.select_for_update(of=("self",))
            .select_related("uploaded_by")
            .filter(pk=claim.import_id, attempts=claim.fence, status__in=WORKED_ON)
            .first()
        )
        if job is None:
            raise ClaimLost
        if job.uploaded_by is None or not may(job.uploaded_by, Right.INVITE_STUDENTS, job.center_id):
            _fail(job, NO_RIGHT, now)
            return False
        if job.status == Status.READING:
            _read(job, now)
            return False
        Center.objects.select_for_update().get(pk=job.center_id)
        count = apply_batch(job, size, now) if job.status == Status.APPLYING else undo_batch(job, size, now)
        job.processed += count
        job.failures = 0
        job.claimed_until = now + LEASE if count else None
        if not count:
            _finish(job, now)
        job.save()
    return count > 0


def _read(job: RosterImport, now: datetime) -> None:
    try:
        with transaction.atomic():
            plan_file(job, now)
    except UnreadableRoster as error:
        _fail(job, str(error), now)
        return
    job.status, job.failures, job.claimed_until = Status.CHECK, 0, None
    job.save()


def _finish(job: RosterImport, now: datetime) -> None:
    if job.status == Status.APPLYING:
        job.status, job.finished_at = Status.DONE, now
        RosterPart.objects.filter(roster_import=job).delete()
    else:
        job.status, job.undone_at = Status.UNDONE, now


def _fail(job: RosterImport, why: str, now: datetime) -> None:
    job.status, job.error, job.finished_at, job.claimed_until = Status.FAILED, why[:300], now, None
    job.save()
