"""The queue of imports: claim, work in batches, settle. Running it twice, or killing it anywhere, is harmless."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from apps.contacts.models import ImportFile, ImportJob, ImportRow
from apps.contacts.services.imports.applying import apply_rows
from apps.contacts.services.imports.undoing import undo_rows

log = logging.getLogger(__name__)

BATCH = 500
LEASE = timedelta(seconds=60)  # a batch takes well under one; each renews it
MAX_FAILURES = 3
MAX_CLAIMS = 30  # an import that kills its worker each time must end
Status = ImportJob.Status


class ClaimLost(Exception):
    """Somebody else has the job now, or it was stopped."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a job, as long as `fence` is still its number of attempts."""

    job_id: UUID
    fence: int


def run_pending(*, clock: Callable[[], datetime], budget: timedelta, batch: int = BATCH) -> int:
    """Works on waiting imports until none is left or the time is spent; how many batches were done.

    What is not finished is given back, and the next sweep goes on where this one stopped.
    """
    end = clock() + budget
    batches = 0
    while clock() < end:
        claim = claim_job(now=clock())
        if claim is None:
            break
        batches += _work(claim, clock, end, batch)
    return batches


def claim_job(*, now: datetime) -> Claim | None:
    """The oldest import that waits, or whose worker is gone; None if there is none."""
    waiting = Q(status=Status.QUEUED) | Q(status__in=(Status.RUNNING, Status.UNDOING))
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    with transaction.atomic():
        job = (
            ImportJob.objects.select_for_update(skip_locked=True).filter(waiting & free).order_by("created_at").first()
        )
        if job is None:
            return None
        job.attempts += 1
        job.claimed_until = now + LEASE
        if job.status == Status.QUEUED:
            job.status = Status.RUNNING
        job.save(update_fields=["attempts", "claimed_until", "status", "updated_at"])
        if job.failures >= MAX_FAILURES or job.attempts > MAX_CLAIMS:
            _give_up(job, now)
            return None
    return Claim(job.pk, job.attempts)


def _work(claim: Claim, clock: Callable[[], datetime], end: datetime, batch: int) -> int:
    done = 0
    try:
        while run_batch(claim, now=clock(), size=batch):
            done += 1
            if clock() >= end:
                _release(claim)
                return done
    except ClaimLost:
        return done
    except Exception as error:  # the job must not stay claimed, whatever the reason
        # Only the kind: the message of a database error quotes people's data.
        log.error("Import %s: a batch failed with %s", claim.job_id, type(error).__name__)
        _note_failure(claim)
    return done


def run_batch(claim: Claim, *, now: datetime, size: int = BATCH) -> bool:
    """One transaction: the next rows, their outcome and the cursor. False if that was the last.

    Raises ClaimLost, with nothing written, when the job is no longer ours.
    """
    with transaction.atomic():
        job = (
            ImportJob.objects.select_for_update(of=("self",))
            .select_related("owner")
            .filter(pk=claim.job_id, attempts=claim.fence, status__in=(Status.RUNNING, Status.UNDOING))
            .first()
        )
        if job is None:
            raise ClaimLost
        rows = list(job.rows.filter(line__gt=job.cursor).order_by("line")[:size])
        if not rows:
            _finish(job, now)
            return False
        if job.status == Status.RUNNING:
            apply_rows(job, rows, now)
        else:
            undo_rows(job, rows)
        job.cursor = rows[-1].line
        job.processed += len(rows)
        job.failures = 0
        job.claimed_until = now + LEASE
        job.save(update_fields=["cursor", "processed", "failures", "claimed_until", "updated_at"])
    return True


def _finish(job: ImportJob, now: datetime) -> None:
    if job.status == Status.RUNNING:
        job.status = Status.DONE
        job.finished_at = now
        ImportFile.objects.filter(job=job).delete()
    else:
        job.status = Status.UNDONE
    job.claimed_until = None
    job.save(update_fields=["status", "finished_at", "claimed_until", "updated_at"])


def _give_up(job: ImportJob, now: datetime) -> None:
    job.status = Status.FAILED
    job.finished_at = now
    job.claimed_until = None
    job.error = "It stopped because of an error on our side. What was done so far stays, and can be undone."
    job.save(update_fields=["status", "finished_at", "claimed_until", "error", "updated_at"])
    ImportRow.objects.filter(job=job, outcome=ImportRow.Outcome.OPEN).update(outcome=ImportRow.Outcome.LEFT_OUT)


def _release(claim: Claim) -> None:
    ImportJob.objects.filter(pk=claim.job_id, attempts=claim.fence).update(claimed_until=None)


def _note_failure(claim: Claim) -> None:
    """Counts it; the lease stays, so that the next try comes a minute later and not at once."""
    ImportJob.objects.filter(pk=claim.job_id, attempts=claim.fence).update(failures=F("failures") + 1)
