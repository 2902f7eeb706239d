"""The reminders tab writes to the account and to the follow-ups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import update_preferences
from apps.followups.models import FollowUp, Mode
from apps.followups.services import choose_mode, replan_reminders
from apps.workspace.selectors.settings import modes_of


def save_reminder_settings(*, actor: User, now: datetime, modes: Mapping[str, str], **preferences: object) -> None:
    """Takes the hours and how to be told about each kind, and plans what waits anew; only what differs is written.

    `preferences` are the account's own (`accounts.services.PREFERENCES`). A kind without a mode is told when it is due.
    """
    with transaction.atomic():
        update_preferences(actor=actor, now=now, **preferences)
        stood = modes_of(actor)
        for kind in FollowUp.Kind.values:
            mode = modes.get(kind, Mode.EACH)
            if mode != stood.get(kind, Mode.EACH):
                choose_mode(actor=actor, kind=kind, mode=mode, now=now)
        replan_reminders(actor=actor, now=now)
