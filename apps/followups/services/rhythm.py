"""The rhythm: staying in touch at an interval that the other person agreed to (N1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core import clock
from apps.followups.models import FollowUp
from apps.followups.services.scheduling import close_follow_ups, schedule_follow_up


def set_rhythm(*, actor: User, contact: Contact, days: int | None, now: datetime) -> FollowUp | None:
    """Chooses how often to be in touch, None for never; the check-in that is planned from it."""
    with transaction.atomic():
        Contact.objects.visible_to(actor).filter(pk=contact.pk).update(rhythm_days=days)
        contact.rhythm_days = days
        if days is None:
            close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now)
            return None
        return restart_rhythm(actor=actor, contact=contact, touched_at=contact.last_touch_at or now, now=now)


def restart_rhythm(
    *, actor: User, contact: Contact, touched_at: datetime, now: datetime, first: int | None = None
) -> FollowUp | None:
    """Plans the next check-in, counted from the last touch; replaces the one that waited.

    None when no rhythm is chosen or the person is not to be written to. `first` days override the rhythm once
    (two weeks after a talk). The day is counted on the owner's calendar from the original date, moved to a business
    day, and comes at the reminder hour; one that has passed already comes on the next business day.
    """
    if contact.do_not_contact or (not contact.rhythm_days and first is None):
        return None
    days = first if first is not None else contact.rhythm_days or 0
    day = clock.local_day(touched_at, actor.zone) + timedelta(days=days)
    day = max(day, clock.local_day(now, actor.zone) + timedelta(days=1))
    if not actor.calendar.is_business_day(day):
        day = actor.calendar.add_business_days(day, 1)
    due_at = clock.local_moment(day, actor.reminder_hour, actor.zone)
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
            reason=f"{_span(days)} after you were last in touch.",
            due_at=due_at,
            remind_at=due_at,
            now=now,
        )


def _span(days: int) -> str:
    """ "Two weeks" as a person says it."""
    if days % 30 == 0 and days:
        months = days // 30
        return "One month" if months == 1 else f"{months} months"
    if days % 7 == 0 and days:
        weeks = days // 7
        return "One week" if weeks == 1 else f"{weeks} weeks"
    return "One day" if days == 1 else f"{days} days"
