"""A talk on both clocks, and as an entry of a calendar: the owner's, a discreet one, the other person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from apps.core import clock
from apps.core.dates import Reader
from apps.interviews.calendar_file import CalendarEntry
from apps.interviews.models import Interview
from apps.interviews.times import BothTimes, both_times

TO_SPARE = timedelta(minutes=10)  # on the way there
DISCREET = "A talk"


def calendar_entry(interview: Interview) -> CalendarEntry:
    """What the owner's calendar says about a talk."""
    both = times_of(interview)
    url = f"{settings.SITE_URL}{reverse('interviews:prepare', args=[interview.pk])}"
    return CalendarEntry(
        uid=f"{interview.pk}@acquaint",
        sequence=interview.ics_sequence,
        title=f"Talk with {interview.contact.name}",
        description=f"{both_words(both)}.\nYour questions: {url}",
        place=interview.place,
        url=url,
        starts_at=interview.starts_at,
        ends_at=interview.planned_end,
        zone=interview.owner.zone,
        changed_at=interview.updated_at,
        cancelled=interview.is_exchange or interview.state in (Interview.State.CANCELLED, Interview.State.MISSED),
        leave_at=leave_at(interview),
    )


def discreet_entry(interview: Interview) -> CalendarEntry:
    """The same for a calendar that others look into: when, and nothing about whom or where."""
    return replace(calendar_entry(interview), title=DISCREET, description="", place="")


def guest_entry(interview: Interview) -> CalendarEntry:
    """The same for the other person's calendar: nothing of the owner's own pages."""
    names = f"{interview.owner.name} and {interview.contact.name}"
    words = f"{both_words(times_of(interview))}."
    return replace(calendar_entry(interview), title=f"Talk: {names}", description=words, url="", leave_at=None)


def times_of(interview: Interview) -> BothTimes:
    """Both people's times of a talk."""
    return both_times(
        starts_at=interview.starts_at,
        minutes=interview.minutes,
        yours=Reader.of(interview.owner),
        theirs=clock.zone_or_utc(interview.contact_timezone),
        name=interview.contact.given_name,
    )


def both_words(both: BothTimes) -> str:
    """ "10:00–10:25 AM in Chicago, 4:00–4:25 PM in Dublin"; once where both clocks show the same."""
    yours = f"{both.your_time} in {both.your_city}"
    if both.same_zone:
        return yours
    return f"{yours}, {both.their_time}{f' on {both.their_day}' if both.their_day else ''} in {both.their_city}"


def leave_at(interview: Interview) -> datetime | None:
    """When to set off for a talk in person, ten minutes to spare; None if the way is not known."""
    if interview.mode != Interview.Mode.IN_PERSON or not interview.travel_minutes:
        return None
    return interview.starts_at - timedelta(minutes=interview.travel_minutes) - TO_SPARE
