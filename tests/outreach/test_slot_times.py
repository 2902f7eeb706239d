"""Times to propose, on both walls: what suits both, what clashes, and the nights when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.core.clock import BusinessCalendar
from apps.core.dates import Reader
from apps.outreach import slots

CHICAGO, BOSTON, BERLIN = ZoneInfo("America/Chicago"), ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")
US = BusinessCalendar("US")
NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)  # Tuesday


def wall(text, zone=CHICAGO):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)


def texts(*starts, theirs=BOSTON, yours=CHICAGO):
    found = slots.lines(starts, minutes=25, yours=Reader(yours), theirs=theirs, now=NOW)
    return [line.text for line in found]


def test_three_times_on_three_business_days_in_turn():
    found = slots.suggest(NOW, yours=CHICAGO, theirs=BOSTON, calendar=US)

    assert found == [wall("2026-10-22 10:00"), wall("2026-10-23 14:00"), wall("2026-10-26 10:00")]


def test_the_hours_suit_both_where_office_hours_meet():
    found = slots.suggest(NOW, yours=CHICAGO, theirs=BERLIN, calendar=US)

    assert [start.astimezone(CHICAGO).hour for start in found] == [9, 9, 10]
    assert [start.astimezone(BERLIN).hour for start in found] == [16, 16, 16]  # whose summer time ended in between


def test_where_office_hours_never_meet_nobody_is_called_at_night():
    found = slots.suggest(NOW, yours=CHICAGO, theirs=TOKYO, calendar=US)

    assert len(found) == 3
    assert all(7 <= start.astimezone(CHICAGO).hour <= 21 for start in found)
    assert all(7 <= start.astimezone(TOKYO).hour <= 21 for start in found)


def test_what_is_held_already_is_not_suggested():
    held = [slots.Held(wall("2026-10-22 10:00"), wall("2026-10-22 10:25"), "You talk then.")]

    found = slots.suggest(NOW, yours=CHICAGO, theirs=BOSTON, calendar=US, held=held)

    assert found[0] == wall("2026-10-22 14:00")


def test_holidays_and_weekends_are_left_out():
    found = slots.suggest(wall("2026-11-24 09:00"), yours=CHICAGO, theirs=CHICAGO, calendar=US)

    assert [start.astimezone(CHICAGO).day for start in found] == [27, 30, 1]  # Thanksgiving and the weekend


@pytest.mark.parametrize(
    ("start", "minutes", "is_clash"),
    [
        ("2026-10-22 09:35", 25, False),  # ends as the other begins
        ("2026-10-22 09:36", 25, True),
        ("2026-10-22 10:24", 25, True),
        ("2026-10-22 10:25", 25, False),
        ("2026-10-22 09:00", 240, True),
    ],
)
def test_two_talks_may_touch_but_not_overlap(start, minutes, is_clash):
    held = [slots.Held(wall("2026-10-22 10:00"), wall("2026-10-22 10:25"), "You talk with Marcus then.")]

    assert bool(slots.clash(wall(start), minutes, held)) is is_clash


def test_a_time_is_read_on_both_walls():
    assert texts(wall("2026-10-21 10:00")) == ["Wednesday, October 21, 11:00 AM in New York (10:00 AM in Chicago)"]


def test_another_day_on_the_other_wall_is_named():
    assert texts(wall("2026-10-21 20:00"), theirs=TOKYO) == [
        "Thursday, October 22, 10:00 AM in Tokyo (Wednesday 8:00 PM in Chicago)"
    ]


def test_one_zone_is_named_once():
    assert texts(wall("2026-10-21 10:00"), theirs=CHICAGO) == ["Wednesday, October 21, 10:00 AM in Chicago"]


def test_each_time_is_converted_with_the_clock_of_its_own_day():
    """Berlin leaves summer time on October 25 and Chicago on November 1: for a week they are six hours apart."""
    found = texts(wall("2026-10-23 10:00"), wall("2026-10-28 10:00"), wall("2026-11-03 10:00"), theirs=BERLIN)

    assert found == [
        "Friday, October 23, 5:00 PM in Berlin (10:00 AM in Chicago)",
        "Wednesday, October 28, 4:00 PM in Berlin (10:00 AM in Chicago)",
        "Tuesday, November 3, 5:00 PM in Berlin (10:00 AM in Chicago)",
    ]


def test_an_hour_that_comes_twice_is_named():
    first = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)

    assert texts(first, first + timedelta(hours=1), theirs=CHICAGO) == [
        "Sunday, November 1, 1:30 AM CDT in Chicago",
        "Sunday, November 1, 1:30 AM CST in Chicago",
    ]


def test_times_stand_in_order_and_once():
    late, early = wall("2026-10-22 10:00"), wall("2026-10-21 10:00")

    found = slots.lines([late, early, late], minutes=25, yours=Reader(CHICAGO), theirs=CHICAGO, now=NOW)

    assert [line.start for line in found] == [early, late]


def test_the_paragraph_asks_and_lists():
    found = slots.lines(
        [wall("2026-10-21 10:00"), wall("2026-10-22 14:00")], minutes=25, yours=Reader(CHICAGO), theirs=BOSTON, now=NOW
    )

    assert slots.letter_text(found, 25, "https://acquaint.example/x/") == (
        "Would one of these times suit you, for 25 minutes?\n\n"
        "– Wednesday, October 21, 11:00 AM in New York (10:00 AM in Chicago)\n"
        "– Thursday, October 22, 3:00 PM in New York (2:00 PM in Chicago)\n\n"
        "If you like, choose here: https://acquaint.example/x/"
    )


def test_the_paragraph_stands_before_the_closing_lines():
    assert slots.with_times("Hi Ines,\n\nI ask.\n\nThank you,\nLena", "TIMES") == (
        "Hi Ines,\n\nI ask.\n\nTIMES\n\nThank you,\nLena"
    )


def test_other_times_take_the_place_of_the_earlier_ones():
    body = slots.with_times("Hi Ines,\n\nI ask.\n\nThank you,\nLena", "OLD")

    assert slots.with_times(body, "NEW", before="OLD") == "Hi Ines,\n\nI ask.\n\nNEW\n\nThank you,\nLena"


def test_an_empty_draft_becomes_the_paragraph():
    assert slots.with_times("", "TIMES") == "TIMES"
