"""What a calendar program reads."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.interviews.models import CalendarFeed, Interview

BACK = timedelta(days=92)
MOST = 1000


def feed_of(owner: User) -> CalendarFeed | None:
    """The owner's feed, if they have made one."""
    return CalendarFeed.objects.filter(owner=owner).first()


def talks_in_feed(owner: User, now: datetime) -> list[Interview]:
    """Everything from three months ago on. What fell through stays as cancelled, so that calendars take it back.

    An exchange by e-mail has no hour and is left out, unless it stood in calendars as a talk before.
    """
    talks = Interview.objects.visible_to(owner).filter(starts_at__gte=now - BACK)
    talks = talks.exclude(mode=Interview.Mode.EMAIL, ics_sequence=0).select_related("contact")
    found = sorted(talks.order_by("-starts_at", "-id")[:MOST], key=lambda talk: (talk.starts_at, talk.pk))
    for interview in found:
        interview.owner = owner  # the same row; saves reading it again
    return found
