"""The thank-you clock: 24 hours from the end of the talk (Y1)."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services.scheduling import schedule_follow_up


def schedule_thank_you(
    *, actor: User, contact: Contact, ended_at: datetime, now: datetime, reason: str = ""
) -> FollowUp:
    """The open thank-you of a talk that ended at `ended_at`, with its first mail and its warning.

    `timing.thank_you_times` holds the rule.
    """
    return schedule_follow_up(
        actor=actor,
        contact=contact,
        kind=FollowUp.Kind.THANK_YOU,
        title=f"Thank {contact.name}",
        reason=reason,
        when=When.after_talk(ended_at),
        now=now,
    )
