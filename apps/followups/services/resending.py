"""Putting reminders back into the queue, for operators. The next sweep asks again whether each is wanted."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.followups import failures
from apps.followups.models import Reminder, ReminderQuerySet

logger = logging.getLogger(__name__)


def resend_one(*, actor: User | None, reminder: Reminder, now: datetime) -> bool:
    """A failed reminder goes out with the next sweep; False if it is not failed (any more)."""
    return bool(_put_back(actor, Reminder.objects.filter(pk=reminder.pk, status=Reminder.Status.FAILED), now))


def resend_named(*, reminder: Reminder, now: datetime) -> bool:
    """A failed, skipped or cancelled reminder goes out with the next sweep; for the command line.

    False if it stands otherwise, or if the step has another reminder for its moment by now.
    """
    ended = [Reminder.Status.FAILED, Reminder.Status.SKIPPED, Reminder.Status.CANCELLED]
    try:
        with transaction.atomic():
            return bool(_put_back(None, Reminder.objects.filter(pk=reminder.pk, status__in=ended), now))
    except IntegrityError:  # one reminder for each moment of a step
        return False


def resend_failed(
    *, actor: User | None, reason: str | None = None, since: datetime | None = None, now: datetime
) -> int:
    """All that failed, for `reason` only and since a moment only if given; how many those were.

    `actor` is the operator, None at the command line. The promise, `send_at`, stays what it was.
    """
    failed = Reminder.objects.filter(status=Reminder.Status.FAILED) if reason is None else failures.failed_for(reason)
    return _put_back(actor, failed if since is None else failed.filter(updated_at__gte=since), now)


def _put_back(actor: User | None, ended: ReminderQuerySet, now: datetime) -> int:
    count = ended.put_back(now)
    if count:
        logger.info("%s put %d reminders back", actor.pk if actor else "The command line", count)
    return count
