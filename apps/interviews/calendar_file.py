"""A talk as iCalendar: a file, an invitation, an entry of the feed (formats.md). Pure: values in, bytes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from apps.core.plaintext import visible

REMIND_BEFORE = timedelta(minutes=30)
READ_AGAIN = timedelta(hours=1)  # a hint to calendar programs; each has its own mind
DAY, YEAR = timedelta(days=1), timedelta(days=366)
PRODUCT = "-//Acquaint//Acquaint//EN"
#: What some readers take for the end of a line, where only CRLF is one.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class Method(StrEnum):
    """What a file asks a calendar to do (RFC 5546)."""

    PUBLISH = "PUBLISH"  # one's own
    REQUEST = "REQUEST"  # an invitation, new or changed
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Person:
    """Who invites, or is invited."""

    name: str
    email: str


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
    changed_at: datetime
    cancelled: bool = False
    leave_at: datetime | None = None  # the alarm rings then, not shortly before


def to_ics(entry: CalendarEntry, now: datetime) -> bytes:
    """The file for the owner's own calendar, without attendees: PUBLISH, or CANCEL for a talk that fell through."""
    method = Method.CANCEL if entry.cancelled else Method.PUBLISH
    return _calendar([_event(entry, stamp=now)], method, [entry])


def invitation_ics(entry: CalendarEntry, organizer: Person, attendee: Person, now: datetime) -> bytes:
    """What goes to the other person: REQUEST, the same again with a higher SEQUENCE after a change, or CANCEL."""
    event = _event(entry, stamp=now, with_alarm=False)
    event.add("organizer", _address(organizer))
    guest = _address(attendee)
    guest.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    event.add("attendee", guest)
    method = Method.CANCEL if entry.cancelled else Method.REQUEST
    return _calendar([event], method, [entry])


def feed_ics(entries: Iterable[CalendarEntry], *, name: str, zone: ZoneInfo) -> bytes:
    """All of them as one calendar to subscribe to. The same entries give the same bytes, whenever it is asked for."""
    entries = list(entries)
    hints = {"x-wr-calname": name, "x-wr-timezone": zone.key}
    return _calendar([_event(e, stamp=e.changed_at) for e in entries], Method.PUBLISH, entries, hints)


def google_calendar_url(entry: CalendarEntry) -> str:
    """A link that opens Google Calendar with the entry filled in."""
    form = "%Y%m%dT%H%M%SZ"
    dates = "/".join(moment.astimezone(UTC).strftime(form) for moment in (entry.starts_at, entry.ends_at))
    query = {"action": "TEMPLATE", "text": entry.title, "dates": dates}
    query |= {"details": entry.description, "location": entry.place, "ctz": entry.zone.key}
    return f"https://calendar.google.com/calendar/render?{urlencode(query)}"


def _event(entry: CalendarEntry, *, stamp: datetime, with_alarm: bool = True) -> Event:
    """Times carry the owner's zone, which the calendar defines; near a change of clocks they are UTC, and so exact."""
    event, zone = Event(), _zone_near(entry)
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", _line(entry.title))
    if entry.description:
        event.add("description", _lines(entry.description))
    if entry.place:
        event.add("location", _line(entry.place))
    if entry.url:
        event.add("url", entry.url)
    event.add("status", vText("CANCELLED" if entry.cancelled else "CONFIRMED"))
    event.add("transp", vText("TRANSPARENT" if entry.cancelled else "OPAQUE"))
    event.add("class", vText("PRIVATE"))
    if with_alarm and not entry.cancelled:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: CalendarEntry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    if entry.leave_at:
        alarm.add("description", _line(f"Time to leave: {entry.title}"))
        alarm.add("trigger", entry.leave_at - entry.starts_at)
    else:
        alarm.add("description", _line(entry.title))
        alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def _calendar(
    events: Iterable[Event],
    method: Method,
    entries: Iterable[CalendarEntry],
    hints: dict[str, str] | None = None,
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    for name, text in (hints or {}).items():
        calendar.add(name, _line(text))
    if hints:
        calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vText("PT1H"))
    for event in events:
        calendar.add_component(event)
    starts = [entry.starts_at for entry in entries]
    if starts:
        calendar.add_missing_timezones((min(starts) - YEAR).date(), (max(starts) + YEAR).date())
    written: bytes = calendar.to_ical()
    return written


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = _line(person.name).replace('"', "'")
    return address


class _Text(vText):
    """Text as it is typed: the library's own class takes a typed \\N for the end of a line."""

    def to_ical(self) -> bytes:
        """Escaped (RFC 5545, section 3.3.11)."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def _lines(text: str) -> _Text:
    return _Text(visible(_LINE_ENDS.sub("\n", text)))


def _line(text: str) -> _Text:
    return _Text(" ".join(_lines(text).split()))


def _zone_near(entry: CalendarEntry) -> tzinfo:
    """The entry's zone, unless its clocks change within a day: a wall time that comes twice cannot be written."""
    around = {(entry.starts_at + shift).astimezone(entry.zone).utcoffset() for shift in (-DAY, DAY)}
    return entry.zone if len(around) == 1 and entry.zone.key != "UTC" else UTC
