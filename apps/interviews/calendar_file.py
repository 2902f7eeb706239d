"""The .ics of one talk, for the owner's own calendar (formats.md, iCalendar). Pure: values in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText

REMIND_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What the calendar shows. `uid` never changes for one talk; `sequence` grows with each change."""

    uid: str
    sequence: int
    title: str
    description: str
    place: str
    url: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    cancelled: bool = False


def to_ics(entry: CalendarEntry, now: datetime) -> bytes:
    """METHOD:PUBLISH without attendees. Times carry the owner's zone and its VTIMEZONE, or are UTC for UTC."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", _local(entry.starts_at, entry.zone))
    event.add("dtend", _local(entry.ends_at, entry.zone))
    event.add("summary", entry.title)
    event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    event.add("url", entry.url)
    event.add("status", vText("CANCELLED" if entry.cancelled else "CONFIRMED"))
    event.add("transp", vText("TRANSPARENT" if entry.cancelled else "OPAQUE"))
    event.add("class", vText("PRIVATE"))
    if not entry.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Acquaint//Acquaint//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    if entry.zone.key != "UTC":
        year = timedelta(days=366)
        calendar.add_missing_timezones((entry.starts_at - year).date(), (entry.starts_at + year).date())
    written: bytes = calendar.to_ical()
    return written


def google_calendar_url(entry: CalendarEntry) -> str:
    """A link that opens Google Calendar with the entry filled in."""
    form = "%Y%m%dT%H%M%SZ"
    dates = "/".join(moment.astimezone(UTC).strftime(form) for moment in (entry.starts_at, entry.ends_at))
    query = {"action": "TEMPLATE", "text": entry.title, "dates": dates}
    query |= {"details": entry.description, "location": entry.place, "ctz": entry.zone.key}
    return f"https://calendar.google.com/calendar/render?{urlencode(query)}"


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(UTC if zone.key == "UTC" else zone)
