"""Uploading, applying, throwing away and taking back a roster file: short writes; the worker does the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.centers.access import Right, may
from apps.centers.errors import CenterError
from apps.centers.models import Center, Cohort, RosterImport, RosterPart, RosterRow
from apps.centers.models.roster import UNDO_FOR
from apps.centers.roster.decoding import MAX_BYTES
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.roster.reading import first_look
from apps.centers.services.roster.planning import parts_of
from apps.core.wake import wake_after_commit

TASK = "apps.centers.tasks.run_pending_rosters"
PART = 256 * 1024
UPLOADS_KEPT = timedelta(days=7)
Status = RosterImport.Status
OPEN = (Status.READING, Status.CHECK)
UNDOABLE = (Status.DONE, Status.FAILED)
BUSY = "Another file of this center is being worked on. Wait until it is done, then try again."


@transaction.atomic
def upload_roster(
    *,
    actor: User,
    center: Center,
    filename: str,
    chunks: Iterable[bytes],
    now: datetime,
    full_cohort: Cohort | None = None,
    threshold: int = 10,
) -> RosterImport:
    """Keeps a file and looks at its heading; a worker plans its rows. Nothing of the roster changes.

    Raises UnreadableRoster, with a sentence for the person, and leaves nothing behind. Of the files of this center
    that nobody applied, only this one stays.
    """
    if full_cohort is not None and full_cohort.center_id != center.pk:
        raise CenterError("That cohort belongs to another center.")
    RosterImport.objects.filter(center=center, status__in=OPEN).delete()
    job = RosterImport.objects.create(
        center=center,
        uploaded_by=actor,
        filename=_clean(filename),
        full_cohort=full_cohort,
        threshold=threshold,
        created_at=now,
    )
    _store(job, chunks, now)
    layout, heading = first_look(parts_of(job))
    job.layout = layout.as_dict()
    job.ignored, job.refused = list(heading.ignored), [list(pair) for pair in heading.refused]
    job.save()
    wake_after_commit(TASK)
    return job


def _clean(filename: str) -> str:
    name = unicodedata.normalize("NFC", PurePath(filename).name)
    return "".join(c for c in name if c.isprintable())[-255:] or "roster.csv"


def _store(job: RosterImport, chunks: Iterable[bytes], now: datetime) -> None:
    held, number, size = bytearray(), 0, 0
    for chunk in chunks:
        held += chunk
        size += len(chunk)
        if size > MAX_BYTES:
            raise UnreadableRoster("This file is larger than 5 MB. Split it, and upload the parts one by one.")
        while len(held) >= PART:
            RosterPart.objects.create(roster_import=job, number=number, data=bytes(held[:PART]), created_at=now)
            del held[:PART]
            number += 1
    if held:
        RosterPart.objects.create(roster_import=job, number=number, data=bytes(held), created_at=now)


@transaction.atomic
def change_roster_plan(
    *, actor: User, job: RosterImport, create_cohorts: bool, bring_back: bool, now: datetime
) -> bool:
    """Reads the file again with other answers; True if it had not been applied or thrown away."""
    return _read_again(job, now, create_cohorts=create_cohorts, bring_back=bring_back, uploaded_by=actor)


def _read_again(job: RosterImport, now: datetime, **fields: object) -> bool:
    won = RosterImport.objects.filter(pk=job.pk, status__in=OPEN).update(
        status=Status.READING, claimed_until=None, failures=0, cursor=0, updated_at=now, **fields
    )
    if won:
        wake_after_commit(TASK)
    return bool(won)


def apply_roster(*, actor: User, job: RosterImport, now: datetime) -> bool:
    """Queues a checked file; True if it was this call that did.

    CenterError if too many would go, if another file is at work, if one was applied since this preview, or if it says
    who looks after whom and `actor` may not: then the file is read again.
    """
    with transaction.atomic():
        job = RosterImport.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.status != Status.CHECK or not has_work(job):
            return False
        if job.blocked:
            raise CenterError(job.blocked)
        since = Q(finished_at__gt=job.planned_at) | Q(undone_at__gt=job.planned_at)
        is_stale = RosterImport.objects.filter(since, center=job.center_id).exclude(pk=job.pk).exists()
        is_above = _assigns(job) and not may(actor, Right.ASSIGN_CASELOAD, job.center_id)
        if is_stale or is_above:
            _read_again(job, now, uploaded_by=actor)
    if is_stale:
        raise CenterError("Another file was applied since, so this one is being read again. Look at the new preview.")
    if is_above:
        raise CenterError("Only a director assigns students to advisors, so it is being read again without that.")
    return _begin(job, Status.APPLYING, now, {"status": Status.CHECK}, uploaded_by=actor, started_at=now)


def _assigns(job: RosterImport) -> bool:
    return "advisor_email" in job.layout.get("fields", []) and not job.advisors_left_out


def _begin(
    job: RosterImport, status: RosterImport.Status, now: datetime, when: dict[str, object], **fields: object
) -> bool:
    try:
        with transaction.atomic():
            won = RosterImport.objects.filter(pk=job.pk, **when).update(
                status=status, cursor=0, processed=0, failures=0, claimed_until=None, updated_at=now, **fields
            )
            if won:
                wake_after_commit(TASK)
    except IntegrityError as error:
        raise CenterError(BUSY) from error
    return bool(won)


def has_work(job: RosterImport) -> bool:
    """Whether applying would change anything."""
    still = (RosterRow.Action.UNCHANGED, RosterRow.Action.REFUSE)
    return RosterRow.objects.filter(roster_import=job).exclude(action__in=still).exists()


@transaction.atomic
def discard_roster(*, actor: User, job: RosterImport, now: datetime) -> bool:
    """Throws away a file that nobody applied; True if it was still there."""
    won = RosterImport.objects.filter(pk=job.pk, status__in=OPEN).update(
        status=Status.DISCARDED, finished_at=now, claimed_until=None, updated_at=now
    )
    if won:
        RosterPart.objects.filter(roster_import=job.pk).delete()
        RosterRow.objects.filter(roster_import=job.pk).delete()
    return bool(won)


def can_be_undone(job: RosterImport, now: datetime) -> bool:
    """Applied, at least in part, and not longer ago than 30 days."""
    return bool(job.status in UNDOABLE and job.started_at and job.finished_at and job.finished_at >= now - UNDO_FOR)


def undo_roster(*, actor: User, job: RosterImport, now: datetime) -> bool:
    """Queues the way back, up to 30 days after the end; True if it was this call that did."""
    if not can_be_undone(job, now):
        return False
    return _begin(job, Status.UNDOING, now, {"status__in": UNDOABLE}, uploaded_by=actor, error="")


def forget_roster_uploads(*, now: datetime) -> int:
    """Deletes uploads, and plans never applied, that are a week old; what happened stays; how many files went."""
    old = now - UPLOADS_KEPT
    RosterPart.objects.filter(created_at__lt=old).delete()
    forgotten, _ = RosterImport.objects.filter(status__in=OPEN, created_at__lt=old).delete()
    return forgotten
