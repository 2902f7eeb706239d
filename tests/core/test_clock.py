"""What holds for every zone, day and calendar. The hard cases by name are in `test_clock_table.py`."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.clock import (
    BusinessCalendar,
    add_months,
    local_day,
    local_moment,
    outside_quiet_hours,
    zone,
    zone_names,
)

START, WEEKS = datetime(2024, 1, 2, tzinfo=UTC), 7 * 52
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TIMES = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))


@cache
def clock_changes(tz):
    """The instants at which clocks change, found by halving weeks."""
    found = []
    for n in range(WEEKS):
        low, high = START + n * 7 * DAY, START + (n + 1) * 7 * DAY
        if low.astimezone(tz).utcoffset() == high.astimezone(tz).utcoffset():
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            changed = middle.astimezone(tz).utcoffset() != low.astimezone(tz).utcoffset()
            low, high = (low, middle) if changed else (middle, high)
        found.append(high.replace(microsecond=0))
    return found


@st.composite
def zoned_instants(draw):
    """A zone and an instant in it: half of them in a night in which clocks change, where there is one."""
    tz = draw(ZONES)
    if clock_changes(tz) and draw(st.booleans()):
        return tz, draw(st.sampled_from(clock_changes(tz))) + draw(st.integers(-36 * 60, 12 * 60)) * MINUTE
    return tz, START + draw(st.integers(0, WEEKS * 7 * 24 * 60)) * MINUTE


@st.composite
def calendars(draw):
    """Working days, holidays and closed days of all sorts."""
    first = draw(DAYS)
    return BusinessCalendar(
        country=draw(st.sampled_from(["", "US", "GB", "DE", "JP", "IL", "XX"])),
        working_days=draw(st.frozensets(st.integers(0, 6))),
        closed=frozenset(first + n * DAY for n in range(draw(st.integers(0, 20)))),
    )


def shown(instant, tz):
    return instant.astimezone(tz).replace(tzinfo=None)


# local_moment ---------------------------------------------------------------------------------------------------------


@given(DAYS, TIMES, ZONES)
def test_local_moment_shows_the_wanted_time_or_the_end_of_a_gap(day, hour, tz):
    wanted, instant = datetime.combine(day, hour), local_moment(day, hour, tz)

    assert instant.tzinfo is UTC
    assert shown(instant, tz) >= wanted
    if shown(instant, tz) != wanted:
        assert shown(instant - timedelta(seconds=1), tz) < wanted


@given(zoned_instants())
def test_local_moment_finds_an_instant_again_by_what_the_wall_shows(zoned):
    tz, instant = zoned
    local = instant.astimezone(tz)

    again = local_moment(local.date(), local.time(), tz)

    assert again == instant if local.fold == 0 else again < instant


@given(zoned_instants())
def test_local_moment_is_the_first_instant_that_shows_the_time(zoned):
    tz, near = zoned
    instant = local_moment(near.date(), near.time(), tz)

    earlier = [shown(instant - n * 15 * MINUTE, tz) for n in range(1, 13)]

    assert shown(instant, tz) not in earlier


@given(zoned_instants(), st.integers(1, 40))
def test_a_later_day_or_hour_is_never_an_earlier_moment(zoned, later):
    tz, near = zoned
    wall = shown(near, tz)
    for other in (wall + later * DAY, wall + later * MINUTE):
        assert local_moment(wall.date(), wall.time(), tz) <= local_moment(other.date(), other.time(), tz)


@given(zoned_instants())
def test_local_day_begins_at_its_own_midnight(zoned):
    tz, instant = zoned
    day = local_day(instant, tz)

    assert local_moment(day, time(0), tz) <= instant < local_moment(day + DAY, time(0), tz)


# quiet hours ----------------------------------------------------------------------------------------------------------


def is_quiet(instant, tz, quiet_from, quiet_until):
    """Counted in minutes since the quiet hours began."""
    at = shown(instant, tz)
    begun = (at.hour * 60 + at.minute - quiet_from.hour * 60 - quiet_from.minute) % 1440
    return begun < (quiet_until.hour * 60 + quiet_until.minute - quiet_from.hour * 60 - quiet_from.minute) % 1440


@given(zoned_instants(), TIMES, TIMES)
def test_what_comes_out_of_quiet_hours_is_outside_not_earlier_and_stays(zoned, quiet_from, quiet_until):
    tz, instant = zoned

    moved = outside_quiet_hours(instant, tz, quiet_from, quiet_until)

    assert not is_quiet(moved, tz, quiet_from, quiet_until)
    assert timedelta(0) <= moved - instant <= 50 * HOUR  # two days, when a gap swallows what is not quiet
    assert outside_quiet_hours(moved, tz, quiet_from, quiet_until) == moved


@given(zoned_instants(), TIMES, TIMES)
def test_everything_that_quiet_hours_skip_is_quiet(zoned, quiet_from, quiet_until):
    tz, instant = zoned
    moved = outside_quiet_hours(instant, tz, quiet_from, quiet_until)

    skipped = [instant + n * 15 * MINUTE for n in range(int((moved - instant) / (15 * MINUTE)))]

    assert all(is_quiet(at, tz, quiet_from, quiet_until) for at in [*skipped, *([moved - MINUTE] if skipped else [])])


@given(zoned_instants(), TIMES, TIMES, st.integers(0, 3000))
def test_quiet_hours_keep_the_order_of_instants(zoned, quiet_from, quiet_until, later):
    tz, instant = zoned

    first, second = (outside_quiet_hours(at, tz, quiet_from, quiet_until) for at in (instant, instant + later * MINUTE))

    assert first <= second


# months ---------------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(-120, 120))
def test_a_month_more_is_the_same_day_or_the_last_of_its_month(day, months):
    found = add_months(day, months)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)


@given(DAYS, st.integers(-120, 120), st.integers(0, 31))
def test_months_keep_the_order_of_days(day, months, later):
    assert add_months(day, months) <= add_months(day + later * DAY, months)


@given(DAYS.filter(lambda day: day.day <= 28), st.integers(-120, 120))
def test_months_there_and_back_lead_home_except_from_the_end_of_a_month(day, months):
    assert add_months(add_months(day, months), -months) == day


# business days --------------------------------------------------------------------------------------------------------


@given(calendars(), DAYS, st.integers(0, 30))
def test_business_days_between_is_the_inverse_of_adding(calendar, day, count):
    assert calendar.business_days_between(day, calendar.add_business_days(day, count)) == count


@given(calendars(), DAYS, st.integers(1, 30))
def test_adding_business_days_ends_on_one(calendar, day, count):
    found = calendar.add_business_days(day, count)

    assert calendar.is_business_day(found)
    assert found not in calendar.closed
    assert found.weekday() in (calendar.working_days or range(5))


@given(calendars(), DAYS, st.integers(0, 15), st.integers(0, 15))
def test_business_days_can_be_added_in_two_steps(calendar, day, one, two):
    at_once = calendar.add_business_days(day, one + two)

    assert calendar.add_business_days(calendar.add_business_days(day, one), two) == at_once


@given(calendars(), zoned_instants(), st.integers(0, 15))
def test_between_the_day_that_counts_and_the_day_that_is_due_lie_the_business_days(calendar, zoned, count):
    tz, sent_at = zoned
    sent, due = local_day(sent_at, tz), calendar.business_days_after(sent_at, count, tz)

    counts_itself = calendar.is_business_day(sent) and shown(sent_at, tz).hour < 12

    assert calendar.business_days_between(sent, due) == count + (not counts_itself)


@given(calendars(), zoned_instants(), st.integers(0, 10), st.integers(0, 5000))
def test_what_is_sent_later_is_not_due_earlier(calendar, zoned, count, later):
    tz, sent_at = zoned
    due = [calendar.business_days_after(at, count, tz) for at in (sent_at, sent_at + later * MINUTE)]

    assert due == sorted(due)


@given(DAYS, st.integers(-30, 0))
def test_nothing_lies_between_a_day_and_an_earlier_one(day, back):
    assert BusinessCalendar("US").business_days_between(day, day + back * DAY) == 0


# zones ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


def test_zone_names_are_sorted_and_start_with_utc():
    names = zone_names()

    assert names[0] == "UTC"
    assert list(names[1:]) == sorted(names[1:])
