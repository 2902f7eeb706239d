"""The queue of imports: claim, work in batches, settle. Running it twice, or killing it anywhere, is harmless."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.contacts.imports import reading
from apps.contacts.models import Contact, ImportJob, ImportPart, ImportRow
from apps.contacts.services.imports.applying import apply_batch
from apps.contacts.services.imports.bulk import learn_owner
from apps.contacts.services.imports.planning import Planner, finish_plan
from apps.contacts.services.imports.undoing import undo_batch

log = logging.getLogger(__name__)

BATCH = 4000  # a second or less: a page that stops the import waits for the end of one
UNDO_BATCH = 500  # asks every table that knows people
LEASE = timedelta(seconds=60)  # a batch takes well under one; each renews it
MAX_FAILURES = 5  # claims in a row that brought nothing: an import that kills its workers must end
LEARNT_AFTER = {4**n for n in range(8)}  # batches
Status = ImportJob.Status
WORKED_ON = (Status.PLANNING, Status.RUNNING, Status.UNDOING)


class ClaimLost(Exception):
    """Somebody else has the job now, or it was stopped."""


@dataclass(slots=True)
class Claim:
    """The right to work on a job, as long as `fence` is still its number of attempts; and the file, once open."""

    job_id: UUID
    fence: int
    planner: Planner | None = None


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
        batches += work_on(claim, clock, end, batch)
    return batches


def claim_job(*, now: datetime) -> Claim | None:
    """The oldest import that waits, or whose worker is gone; None if there is none."""
    waiting = Q(status=Status.QUEUED) | Q(status__in=WORKED_ON)
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    with transaction.atomic():
        job = (
            ImportJob.objects.select_for_update(skip_locked=True).filter(waiting & free).order_by("created_at").first()
        )
        if job is None:
            return None
        if job.failures >= MAX_FAILURES:
            _give_up(job, now)
            return None
        job.attempts += 1
        job.failures += 1  # until a batch succeeds
        job.claimed_until = now + LEASE
        if job.status == Status.QUEUED:
            job.status = Status.RUNNING
        job.save(update_fields=["attempts", "failures", "claimed_until", "status", "updated_at"])
    return Claim(job.pk, job.attempts)


def work_on(claim: Claim, clock: Callable[[], datetime], end: datetime, batch: int = BATCH) -> int:
    """Works until the job is finished, lost or the time is spent, at least one batch; how many batches were done."""
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
        # The lease stays, so that the next try comes a minute later and not at once.
        log.error("Import %s: a batch failed with %s", claim.job_id, type(error).__name__)
    return done


def run_batch(claim: Claim, *, now: datetime, size: int = BATCH) -> bool:
    """One transaction: the next rows, their outcome and the cursor. False if that was the last.

    Raises ClaimLost, with nothing written, when the job is no longer ours.
    """
    with transaction.atomic():
        job = (
            ImportJob.objects.select_for_update(of=("self",))
            .select_related("owner")
            .filter(pk=claim.job_id, attempts=claim.fence, status__in=WORKED_ON)
            .first()
        )
        if job is None:
            raise ClaimLost
        if job.status == Status.RUNNING and job.processed // size in LEARNT_AFTER:
            learn_owner(Contact, job.processed)
        planner, claim.planner = claim.planner, None  # not kept when this fails: the file is ahead of the rows then
        if job.status == Status.PLANNING:
            planner = planner or Planner(job)
            more = planner.next_batch(job, size, now)
        else:
            count = apply_batch(job, size, now) if job.status == Status.RUNNING else undo_batch(job, UNDO_BATCH)
            job.processed += count
            more = count > 0
        if not more:
            _finish(job, now)
        job.failures = 0
        job.claimed_until = now + LEASE if more else None
        job.save()
    claim.planner = planner
    return more


def _finish(job: ImportJob, now: datetime) -> None:
    if job.status == Status.PLANNING:
        finish_plan(job)
        job.status = Status.CHECK if job.total else Status.FAILED
        job.error = job.error if job.total else reading.NO_PEOPLE
    elif job.status == Status.RUNNING:
        job.status = Status.DONE
        job.finished_at = now
        ImportPart.objects.filter(job=job).delete()
    else:
        job.status = Status.UNDONE


def _give_up(job: ImportJob, now: datetime) -> None:
    job.error = "It stopped because of an error on our side. What was done so far stays, and can be undone."
    if job.status == Status.PLANNING:
        job.error = "This file could not be read to its end because of an error on our side. Nothing was imported."
    job.status = Status.FAILED
    job.finished_at = now
    job.claimed_until = None
    job.save(update_fields=["status", "finished_at", "claimed_until", "error", "updated_at"])
    rest = ImportRow.objects.filter(job=job, line__gt=job.applied, outcome=ImportRow.Outcome.OPEN)
    rest.update(outcome=ImportRow.Outcome.LEFT_OUT)


def _release(claim: Claim) -> None:
    ImportJob.objects.filter(pk=claim.job_id, attempts=claim.fence).update(claimed_until=None)
