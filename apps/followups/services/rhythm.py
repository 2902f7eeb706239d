"""The rhythm: staying in touch at an interval that the other person agreed to (N1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.models.touch import REAL_TOUCHES
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services.planning import refresh_next_steps, sync_reminders
from apps.followups.services.scheduling import close_follow_ups, schedule_follow_up

COOL_AFTER = 2  # messages without an answer
COOL_DOWN = 90  # days


def set_rhythm(*, actor: User, contact: Contact, days: int | None, now: datetime) -> FollowUp | None:
    """Chooses how often to be in touch, None for never; the check-in that is planned from it."""
    with transaction.atomic():
        Contact.objects.visible_to(actor).filter(pk=contact.pk).update(rhythm_days=days)
        contact.rhythm_days = days
        if days is None:
            close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now)
            return None
        return restart_rhythm(actor=actor, contact=contact, touched_at=contact.last_touch_at or now, now=now)


def set_season(*, actor: User, contact: Contact, off_months: Collection[int], now: datetime) -> None:
    """Chooses the months (1 to 12) in which the person is not to be disturbed; an open check-in moves out of them."""
    months = sorted({month for month in off_months if 1 <= month <= 12})
    with transaction.atomic():
        Contact.objects.visible_to(actor).filter(pk=contact.pk).update(rhythm_off_months=months, updated_at=now)
        contact.rhythm_off_months = months
        waiting = FollowUp.objects.visible_to(actor).open().select_for_update(of=("self",)).select_related("contact")
        sync_reminders(actor, list(waiting.filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)), now)
        refresh_next_steps([contact.pk])


def restart_rhythm(
    *, actor: User, contact: Contact, touched_at: datetime, now: datetime, first: int | None = None
) -> FollowUp | None:
    """Plans the next check-in, counted from the last touch; replaces the one that waited.

    None when no rhythm is chosen or the person is not to be written to. `first` days override the rhythm once
    (two weeks after a talk). The ideal and the latest day follow from `rules.Rule.RHYTHM`. After two messages without
    an answer the person gets twice the time, three months at least: silence is an answer, too (N1).
    """
    if contact.do_not_contact or (not contact.rhythm_days and first is None):
        return None
    days = first if first is not None else contact.rhythm_days or 0
    reason = f"{_span(days)} after you were last in touch."
    if unanswered(contact) >= COOL_AFTER:
        days = max(2 * (contact.rhythm_days or days), COOL_DOWN)
        reason = f"Two messages went unanswered, so this rests for {_span(days).lower()}."
    with transaction.atomic():
        close_follow_ups(
            actor=actor,
            contact=contact,
            kinds=[FollowUp.Kind.CHECK_IN],
            now=now,
            state=FollowUp.State.DONE,
        )
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.CHECK_IN,
            title=f"Check in with {contact.name}",
            reason=reason,
            when=When.rhythm(touched_at, days),
            now=now,
        )


def unanswered(contact: Contact) -> int:
    """How many of the owner's messages have come after the last sign of the other person; two are enough to know."""
    latest = Touch.objects.filter(contact=contact, kind__in=REAL_TOUCHES).order_by("-occurred_at", "-id")
    count = 0
    for kind in latest.values_list("kind", flat=True)[:COOL_AFTER]:
        if kind != Touch.Kind.WROTE:
            break
        count += 1
    return count


def _span(days: int) -> str:
    """ "Two weeks" as a person says it."""
    if days % 30 == 0 and days:
        months = days // 30
        return "One month" if months == 1 else f"{months} months"
    if days % 7 == 0 and days:
        weeks = days // 7
        return "One week" if weeks == 1 else f"{weeks} weeks"
    return "One day" if days == 1 else f"{days} days"
