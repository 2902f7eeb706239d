"""When and where, as the page before the talk shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from apps.interviews.calendar_file import google_calendar_url
from apps.interviews.entry import calendar_entry, times_of
from apps.interviews.models import Interview


def logistics_context(request: HttpRequest, interview: Interview, now: datetime) -> dict[str, Any]:
    """What `interviews/logistics.html` needs."""
    return {
        "both": times_of(interview),
        "google_url": google_calendar_url(calendar_entry(request, interview)),
        "is_open": interview.state in (Interview.State.PLANNED, Interview.State.CONFIRMED),
        "is_over": interview.planned_end <= now,
        "place_url": interview.place if interview.place.startswith(("https://", "http://")) else "",
    }
