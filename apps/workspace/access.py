"""The doorway for what stands on a page that joins apps."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.followups.models import Reminder


def own_reminder(user: User, reminder_id: UUID) -> Reminder:
    """A line of the user's own log of mail; 404 for anybody else's."""
    return get_object_or_404(Reminder.objects.filter(owner=user).select_related("follow_up"), pk=reminder_id)
