"""Starting, stopping and taking back an import: conditional updates of its row, nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import ImportJob, ImportPart, ImportRow
from apps.contacts.models.imports import UNDO_FOR, UNDOABLE
from apps.core.wake import wake_after_commit

TASK = "apps.contacts.tasks.run_pending_imports"
Status = ImportJob.Status
UPLOADS_KEPT = timedelta(days=7)


def start_import(*, actor: User, job: ImportJob, now: datetime) -> bool:
    """Queues a checked import and wakes a worker; True if it was this call that did, and there is something to do."""
    with transaction.atomic():
        if not job.rows.exclude(action=ImportRow.Action.SKIP).exists():
            return False
        won = (
            ImportJob.objects.visible_to(actor)
            .filter(pk=job.pk, status=Status.CHECK)
            .update(status=Status.QUEUED, started_at=now, cursor=0, processed=0, failures=0, updated_at=now)
        )
        if won:
            wake_after_commit(TASK)
    return bool(won)


def stop_import(*, actor: User, job: ImportJob, now: datetime) -> bool:
    """Stops it where it stands, or throws it away before it began; True if it had not ended yet.

    A worker in the middle of a batch finishes that batch first: the row is locked until then.
    """
    with transaction.atomic():
        won = (
            ImportJob.objects.visible_to(actor)
            .filter(
                pk=job.pk,
                status__in=(Status.PLANNING, Status.CHECK, Status.QUEUED, Status.RUNNING),
            )
            .update(status=Status.CANCELLED, finished_at=now, claimed_until=None, updated_at=now)
        )
        if won:
            ImportPart.objects.filter(job_id=job.pk).delete()
    return bool(won)


def undo_import(*, actor: User, job: ImportJob, now: datetime) -> bool:
    """Queues the way back, up to 30 days after the end; True if it was this call that did."""
    with transaction.atomic():
        won = (
            ImportJob.objects.visible_to(actor)
            .filter(pk=job.pk, status__in=UNDOABLE, started_at__isnull=False, finished_at__gte=now - UNDO_FOR)
            .update(
                status=Status.UNDOING,
                undone_at=now,
                cursor=0,
                processed=0,
                failures=0,
                claimed_until=None,
                updated_at=now,
            )
        )
        if won:
            wake_after_commit(TASK)
    return bool(won)


def forget_uploads(*, now: datetime) -> int:
    """Deletes uploads, and plans never started, that are a week old; how many jobs went."""
    old = now - UPLOADS_KEPT
    ImportPart.objects.filter(created_at__lt=old).delete()
    unstarted = ImportJob.objects.filter(status__in=(Status.PLANNING, Status.CHECK), created_at__lt=old)
    forgotten, _ = unstarted.delete()
    return forgotten
