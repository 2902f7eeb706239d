"""Two walls, clock changes, and the calendar file."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from apps.core.clock import local_moment
from apps.core.dates import Reader
from apps.interviews.calendar_file import CalendarEntry, to_ics
from apps.interviews.times import both_times, jump_note, on_their_clock

CHICAGO, DUBLIN, TOKYO = (ZoneInfo(n) for n in ("America/Chicago", "Europe/Dublin", "Asia/Tokyo"))
LENA = Reader(CHICAGO)
NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)


def both(starts_at, theirs=DUBLIN):
    return both_times(starts_at=starts_at, minutes=25, yours=LENA, theirs=theirs, name="Marcus")


def test_both_clocks():
    times = both(datetime(2026, 10, 21, 15, tzinfo=UTC))

    assert (times.your_time, times.their_time) == ("10:00–10:25 AM", "4:00–4:25 PM")
    assert times.office_note == "Inside office hours for both of you."


def test_zones_change_on_different_nights():
    """Dublin leaves summer time a week before Chicago: five hours apart instead of six."""
    times = both(local_moment(date(2026, 10, 28), time(10), CHICAGO))

    assert times.their_time == "3:00–3:25 PM"


def test_the_other_day_is_named():
    times = both(local_moment(date(2026, 10, 21), time(18), CHICAGO), TOKYO)

    assert (times.their_time, times.their_day) == ("8:00–8:25 AM", "Thursday")
    assert times.office_note == "Outside office hours for you."


@pytest.mark.parametrize(
    ("day", "hour", "note"),
    [
        (date(2026, 3, 8), time(2, 30), "Clocks jump forward that night and skip 2:30 AM. We took 3:00 AM."),
        (date(2026, 11, 1), time(1, 30), "Clocks go back that night, and 1:30 AM comes twice. We took the first."),
        (date(2026, 11, 2), time(1, 30), ""),
    ],
)
def test_clock_changes_are_told(day, hour, note):
    assert jump_note(day, hour, CHICAGO, LENA) == note


def entry(**changes):
    values = {
        "uid": "1@acquaint",
        "sequence": 2,
        "title": "Talk with Marcus; Oyelaran, Ltd",
        "description": "Line one\nline two",
        "place": "https://meet.example/a",
        "url": "https://acquaint.example/talks/1/",
        "starts_at": datetime(2026, 10, 21, 15, tzinfo=UTC),
        "ends_at": datetime(2026, 10, 21, 15, 25, tzinfo=UTC),
        "zone": CHICAGO,
        "changed_at": NOW,
    }
    return CalendarEntry(**{**values, **changes})


def test_calendar_file_publishes_in_the_owners_zone():
    ics = to_ics(entry(), NOW)
    calendar = Calendar.from_ical(ics)
    event = calendar.walk("VEVENT")[0]

    assert calendar["METHOD"] == "PUBLISH"
    assert (event["UID"], event["SEQUENCE"]) == ("1@acquaint", 2)
    assert b"DTSTART;TZID=America/Chicago:20261021T100000" in ics
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["America/Chicago"]
    assert len(calendar.walk("VALARM")) == 1
    assert "ATTENDEE" not in event


def test_calendar_file_in_utc_needs_no_zone():
    ics = to_ics(entry(zone=ZoneInfo("UTC")), NOW)

    assert b"DTSTART:20261021T150000Z" in ics
    assert b"VTIMEZONE" not in ics


def test_calendar_file_escapes_and_folds():
    ics = to_ics(entry(description="x" * 200), NOW)

    assert rb"SUMMARY:Talk with Marcus\; Oyelaran\, Ltd" in ics
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    assert b"\n" not in ics.replace(b"\r\n", b"")


def test_cancelled_talk_is_told_to_the_calendar():
    event = Calendar.from_ical(to_ics(entry(cancelled=True), NOW)).walk("VEVENT")[0]

    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []


@pytest.mark.parametrize(
    ("zone", "moment", "words"),
    [
        ("Europe/Dublin", datetime(2026, 10, 21, 15, tzinfo=UTC), "4:00 PM in Dublin"),
        ("Europe/Dublin", datetime(2026, 10, 28, 15, tzinfo=UTC), "3:00 PM in Dublin"),  # clocks went back there first
        ("Asia/Tokyo", datetime(2026, 10, 21, 15, tzinfo=UTC), "Thursday, 12:00 AM in Tokyo"),
        ("America/Winnipeg", datetime(2026, 10, 21, 15, tzinfo=UTC), ""),
        ("America/Regina", datetime(2026, 10, 21, 15, tzinfo=UTC), "9:00 AM in Regina"),
        ("America/Regina", datetime(2026, 12, 21, 15, tzinfo=UTC), ""),
    ],
)
def test_their_clock_is_named_where_it_shows_something_else(zone, moment, words):
    assert on_their_clock(moment, zone, LENA) == words
