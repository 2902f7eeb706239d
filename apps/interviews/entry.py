"""A talk on both clocks, and as an entry of the owner's calendar."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from apps.core import clock
from apps.core.dates import Reader
from apps.interviews.calendar_file import CalendarEntry
from apps.interviews.models import Interview
from apps.interviews.times import BothTimes, both_times


def calendar_entry(request: HttpRequest, interview: Interview) -> CalendarEntry:
    """What the calendar says about a talk."""
    owner, name = interview.owner, interview.contact.name
    both = times_of(interview)
    url = request.build_absolute_uri(reverse("interviews:prepare", args=[interview.pk]))
    theirs = f"{both.their_time}{f' on {both.their_day}' if both.their_day else ''}"
    return CalendarEntry(
        uid=f"{interview.pk}@acquaint",
        sequence=interview.ics_sequence,
        title=f"Talk with {name}",
        description=f"{both.your_time} in {both.your_city}, {theirs} in {both.their_city}.\nYour questions: {url}",
        place=interview.place,
        url=url,
        starts_at=interview.starts_at,
        ends_at=interview.planned_end,
        zone=owner.zone,
        cancelled=interview.state in (Interview.State.CANCELLED, Interview.State.MISSED),
    )


def times_of(interview: Interview) -> BothTimes:
    """Both people's times of a talk."""
    return both_times(
        starts_at=interview.starts_at,
        minutes=interview.minutes,
        yours=Reader.of(interview.owner),
        theirs=clock.zone_or_utc(interview.contact_timezone),
        name=interview.contact.given_name,
    )
