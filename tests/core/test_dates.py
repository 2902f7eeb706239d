"""Dates in words, on the reader's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from apps.core.dates import Reader, left

NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)  # Tuesday, 11:28 AM in Chicago
CHICAGO = Reader(ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("time_format", "hour", "words"),
    [("12", 5, "12:05 AM"), ("12", 17, "12:05 PM"), ("12", 21, "4:05 PM"), ("24", 21, "16:05"), ("24", 5, "00:05")],
)
def test_time_follows_the_reader(time_format, hour, words):
    reader = Reader(ZoneInfo("America/Chicago"), time_format)

    assert reader.time(datetime(2026, 10, 20, hour, 5, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("date_format", "long", "short", "other_year"),
    [
        ("mdy", "October 3", "Oct 3", "October 3, 2027"),
        ("dmy", "3 October", "3 Oct", "3 October 2027"),
        ("ymd", "2026-10-03", "10-03", "2027-10-03"),
    ],
)
def test_date_follows_the_reader(date_format, long, short, other_year):
    reader = Reader(ZoneInfo("America/Chicago"), "12", date_format)

    assert reader.date(date(2026, 10, 3), NOW) == long
    assert reader.date(date(2026, 10, 3), NOW, short=True) == short
    assert reader.date(date(2027, 10, 3), NOW) == other_year


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "October 18"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (3, "Friday"), (7, "October 27")],
)
def test_day_is_named_as_people_name_it(days, words):
    assert CHICAGO.day(NOW + timedelta(days=days), NOW) == words


def test_the_day_is_the_readers_not_utcs():
    late = datetime(2026, 10, 21, 3, 0, tzinfo=UTC)  # still Tuesday evening in Chicago

    assert CHICAGO.moment(late, NOW) == "today, 10:00 PM"
    assert Reader(ZoneInfo("Europe/Dublin"), "24").moment(late, NOW) == "tomorrow, 04:00"


def test_full_leaves_nothing_open():
    assert CHICAGO.full(NOW) == "Tuesday, October 20, 2026, 11:28 AM CDT"
    assert CHICAGO.full(date(2026, 10, 20)) == "Tuesday, October 20, 2026"
    assert CHICAGO.weekday(NOW, NOW) == "Tuesday, October 20"


def test_reader_of_nobody_is_the_active_zone():
    stranger = SimpleNamespace(is_authenticated=False)

    assert Reader.of(None) == Reader(ZoneInfo("UTC"))
    assert Reader.of(stranger) == Reader(ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "1 min"), (58, "58 min"), (60, "1 h"), (302, "5 h 02 min"), (47 * 60, "47 h"), (3 * 24 * 60, "3 days")],
)
def test_left_is_short(minutes, words):
    assert left(minutes * 60) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-12-24", "2026-12-24", {"mdy": "Dec 24", "dmy": "24 Dec", "ymd": "12-24"}),
        ("2026-11-26", "2026-11-27", {"mdy": "Nov 26–27", "dmy": "26–27 Nov", "ymd": "11-26 to 11-27"}),
        ("2026-12-21", "2027-01-03", {"mdy": "Dec 21–Jan 3", "dmy": "21 Dec–3 Jan", "ymd": "12-21 to 01-03"}),
        (
            "2027-12-20",
            "2028-01-02",
            {
                "mdy": "December 20, 2027 – January 2, 2028",
                "dmy": "20 December 2027 – 2 January 2028",
                "ymd": "2027-12-20 to 2028-01-02",
            },
        ),
    ],
)
def test_days_in_a_row_follow_the_reader(first, last, words):
    readers = {form: Reader(ZoneInfo("America/Chicago"), "12", form) for form in words}

    found = {form: r.days(date.fromisoformat(first), date.fromisoformat(last), NOW) for form, r in readers.items()}

    assert found == words
