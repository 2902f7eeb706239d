"""Changes that people make to their own account."""

from __future__ import annotations

from datetime import datetime, time

from allauth.usersessions.models import UserSession
from django.db import transaction

from apps.accounts.emails import compose_test_mail
from apps.accounts.models import User
from apps.core.wake import wake_after_commit

#: What a person may change here; the address and the password have pages of their own, with re-authentication.
PREFERENCES = frozenset({
    "given_name", "family_name", "introduction", "timezone", "country", "region", "working_days", "quiet_from",
    "quiet_until", "reminder_hour", "digest_weekday", "discreet_mails", "time_format", "date_format", "theme",
})  # fmt: skip
#: A change of these moves reminders that wait.
_TIMING = frozenset({
    "timezone", "country", "region", "working_days", "quiet_from", "quiet_until", "reminder_hour", "digest_weekday",
})  # fmt: skip
REPLAN_TASK = "apps.followups.tasks.replan_stale"


def update_preferences(*, actor: User, now: datetime, **changes: object) -> User:
    """Saves the preferences that are given, and nothing else. ValueError for what is none.

    When one of them says when to be reminded, what waits is planned anew by a worker, before the next mail goes.
    """
    if unknown := changes.keys() - PREFERENCES:
        raise ValueError(f"Not preferences: {sorted(unknown)}")
    if "country" in changes and changes["country"] != actor.country:
        changes.setdefault("region", "")  # a region of another country means nothing
    if any(getattr(actor, name) != changes[name] for name in _TIMING & changes.keys()):
        changes["replan_from"] = now  # else the mark stays as it stands in the row, which may be newer than `actor`
        wake_after_commit(REPLAN_TASK)
    User.objects.filter(pk=actor.pk).update(updated_at=now, **changes)
    for field, value in changes.items():
        setattr(actor, field, value)
    return actor


def confirm_timezone(
    *, actor: User, now: datetime, timezone: str, country: str, region: str, reminder_hour: time
) -> User:
    """The person says where they live in time. The first moment of confirmation is kept."""
    with transaction.atomic():
        changes = {"timezone": timezone, "country": country, "region": region, "reminder_hour": reminder_hour}
        update_preferences(actor=actor, now=now, **changes)
        User.objects.filter(pk=actor.pk, timezone_confirmed_at=None).update(timezone_confirmed_at=now)
    actor.timezone_confirmed_at = actor.timezone_confirmed_at or now
    return actor


def send_test_mail(*, actor: User, now: datetime) -> None:
    """Sends the person a mail, at once, so that they see where it lands. Call outside a transaction.

    Raises OSError or smtplib.SMTPException (an OSError) when the mail server refuses or does not answer.
    """
    compose_test_mail(actor, now).send()


def end_session(*, actor: User, session: UserSession) -> None:
    """Signs `actor` out on one of their devices."""
    session.end()
