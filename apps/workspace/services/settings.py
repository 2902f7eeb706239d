"""The reminders tab writes to the account and to the follow-ups."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import update_preferences
from apps.followups.models import FollowUp
from apps.followups.services import switch_mail
from apps.workspace.selectors.settings import muted_kinds


def save_reminder_settings(
    *, actor: User, now: datetime, reminder_hour: time, quiet_from: time, quiet_until: time, kinds: Collection[str]
) -> None:
    """Takes the hours, and mail for exactly these kinds of follow-up; only what differs is written."""
    with transaction.atomic():
        update_preferences(
            actor=actor, now=now, reminder_hour=reminder_hour, quiet_from=quiet_from, quiet_until=quiet_until
        )
        muted = muted_kinds(actor)
        for kind in FollowUp.Kind.values:
            wanted = kind in kinds
            if wanted == (kind in muted):
                switch_mail(actor=actor, kind=kind, on=wanted, now=now)
