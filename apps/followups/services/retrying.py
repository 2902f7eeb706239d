"""Mail that could not be delivered, and whose owner wants it sent again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from apps.accounts.models import User
from apps.followups.models import Reminder
from apps.followups.selectors import failed_reminders


def retry_reminder(*, actor: User, reminder: Reminder, now: datetime) -> bool:
    """Sends a failed reminder with the next sweep; False if it is not failed, not theirs, or its step is closed."""
    known = failed_reminders(actor).filter(pk=reminder.pk)
    return bool(_put_back(actor, known.values_list("pk", flat=True), now))


def retry_failed(*, actor: User, now: datetime) -> int:
    """The same for everything that failed and still matters; how many steps.

    Of several about one step the latest goes; the others have nothing to add.
    """
    latest: dict[UUID, UUID] = {}
    for reminder in failed_reminders(actor):  # the newest first
        latest.setdefault(reminder.follow_up_id, reminder.pk)
    return _put_back(actor, latest.values(), now)


def _put_back(actor: User, ids: Iterable[UUID], now: datetime) -> int:
    """Only rows that are failed at this moment."""
    failed = Reminder.objects.filter(owner=actor, pk__in=list(ids), status=Reminder.Status.FAILED)
    return failed.put_back(now)
