"""Time in the person’s zone. Expectations come from offset tables and calendars, not from the code."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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

CHICAGO, LORD_HOWE, APIA = (ZoneInfo(n) for n in ("America/Chicago", "Australia/Lord_Howe", "Pacific/Apia"))
ZONES = st.sampled_from([ZoneInfo(n) for n in zone_names()])
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TIMES = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
START = datetime(2024, 1, 2, tzinfo=UTC)
INSTANTS = st.integers(0, 7 * 365 * 86_400).map(lambda s: START + timedelta(seconds=s))


# local_moment --------------------------------------------------------------------------------------------------------


def test_nine_in_the_morning_is_another_instant_in_winter_and_summer():
    assert local_moment(date(2026, 1, 15), time(9), CHICAGO) == datetime(2026, 1, 15, 15, tzinfo=UTC)
    assert local_moment(date(2026, 7, 15), time(9), CHICAGO) == datetime(2026, 7, 15, 14, tzinfo=UTC)


@pytest.mark.parametrize("hour", [time(2), time(2, 30), time(2, 59)])
def test_a_time_that_the_spring_night_skips_is_the_first_moment_after_the_gap(hour):
    # America/Chicago, March 14, 2027: 2:00 CST is 3:00 CDT, at 8:00 UTC.
    assert local_moment(date(2027, 3, 14), hour, CHICAGO) == datetime(2027, 3, 14, 8, tzinfo=UTC)


def test_a_time_that_the_autumn_night_repeats_is_the_first_of_the_two():
    # America/Chicago, November 1, 2026: 1:30 CDT is 6:30 UTC, 1:30 CST is 7:30 UTC.
    assert local_moment(date(2026, 11, 1), time(1, 30), CHICAGO) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_a_gap_of_half_an_hour():
    # Lord Howe, October 4, 2026: 2:00 (+10:30) is 2:30 (+11:00), at 15:30 UTC of the day before.
    assert local_moment(date(2026, 10, 4), time(2, 10), LORD_HOWE) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_a_day_that_never_was_becomes_the_start_of_the_next():
    # Apia skipped December 30, 2011 whole: the 31st began at 10:00 UTC of the 30th.
    assert local_moment(date(2011, 12, 30), time(12), APIA) == datetime(2011, 12, 30, 10, tzinfo=UTC)


@given(DAYS, TIMES, ZONES)
def test_local_moment_shows_the_wanted_time_or_the_end_of_a_gap(day, hour, tz):
    instant = local_moment(day, hour, tz)

    wall = instant.astimezone(tz).replace(tzinfo=None)
    wanted = datetime.combine(day, hour)
    assert instant.tzinfo is UTC
    if wall != wanted:
        assert wall > wanted
        second_before = (instant - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None)
        assert second_before < wanted


@given(DAYS, TIMES, ZONES)
def test_local_moment_is_the_first_instant_that_shows_the_time(day, hour, tz):
    instant = local_moment(day, hour, tz)
    wall = instant.astimezone(tz).replace(tzinfo=None)

    for hours in (0.5, 1, 2):
        earlier = (instant - timedelta(hours=hours)).astimezone(tz).replace(tzinfo=None)
        assert earlier != wall


@given(INSTANTS, ZONES)
def test_local_day_begins_at_its_own_midnight(instant, tz):
    day = local_day(instant, tz)

    assert local_moment(day, time(0), tz) <= instant < local_moment(day + timedelta(days=1), time(0), tz)


# quiet hours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("2026-10-20 19:59", "2026-10-20 19:59"),
        ("2026-10-20 20:00", "2026-10-21 07:30"),
        ("2026-10-21 03:00", "2026-10-21 07:30"),
        ("2026-10-21 07:29", "2026-10-21 07:30"),
        ("2026-10-21 07:30", "2026-10-21 07:30"),
    ],
)
def test_quiet_hours_over_midnight_begin_inclusive_and_end_exclusive(wall, expected):
    def instant(text):
        return datetime.fromisoformat(text).replace(tzinfo=CHICAGO).astimezone(UTC)

    assert outside_quiet_hours(instant(wall), CHICAGO, time(20), time(7, 30)) == instant(expected)


def test_equal_bounds_mean_no_quiet_hours():
    now = datetime(2026, 10, 20, 3, tzinfo=UTC)

    assert outside_quiet_hours(now, CHICAGO, time(9), time(9)) == now


def test_quiet_hours_that_end_inside_a_gap_end_after_it():
    now = datetime(2027, 3, 14, 6, tzinfo=UTC)  # midnight in Chicago; 2:30 does not exist that night

    assert outside_quiet_hours(now, CHICAGO, time(22), time(2, 30)) == datetime(2027, 3, 14, 8, tzinfo=UTC)


@given(INSTANTS, ZONES, TIMES, TIMES)
def test_moving_out_of_quiet_hours_goes_forward_less_than_a_day_and_a_bit(instant, tz, quiet_from, quiet_until):
    moved = outside_quiet_hours(instant, tz, quiet_from, quiet_until)

    assert timedelta(0) <= moved - instant <= timedelta(hours=26)


@given(INSTANTS, ZONES, TIMES, TIMES)
def test_moving_out_of_quiet_hours_twice_changes_nothing(instant, tz, quiet_from, quiet_until):
    once = outside_quiet_hours(instant, tz, quiet_from, quiet_until)

    assert outside_quiet_hours(once, tz, quiet_from, quiet_until) == once


# months --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2096-02-29", 48, "2100-02-28"),  # 2100 is no leap year
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-31", -14, "2024-11-30"),
        ("2026-05-07", 0, "2026-05-07"),
    ],
)
def test_months_are_added_to_the_calendar(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(-120, 120))
def test_a_month_more_is_the_same_day_or_the_last_of_its_month(day, months):
    found = add_months(day, months)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


# business days -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "count", "expected"),
    [
        ("2026-10-15 11:59", 3, "2026-10-20"),  # Thursday before noon: Friday, Monday, Tuesday
        ("2026-10-15 12:00", 3, "2026-10-21"),  # Thursday at noon counts from Friday
        ("2026-10-17 09:00", 3, "2026-10-22"),  # Saturday counts from Monday
        ("2026-11-24 10:00", 3, "2026-11-30"),  # Thanksgiving is a holiday in the US
        ("2026-12-23 10:00", 7, "2027-01-05"),  # Christmas and New Year
    ],
)
def test_business_days_after_a_message(sent, count, expected):
    calendar = BusinessCalendar("US")
    sent_at = datetime.fromisoformat(sent).replace(tzinfo=CHICAGO).astimezone(UTC)

    assert calendar.business_days_after(sent_at, count, CHICAGO) == date.fromisoformat(expected)


def test_a_region_has_its_own_holidays():
    bavaria, berlin = BusinessCalendar("DE", "BY"), BusinessCalendar("DE", "BE")

    assert not bavaria.is_business_day(date(2026, 1, 6))  # Epiphany
    assert berlin.is_business_day(date(2026, 1, 6))


def test_an_unknown_country_has_no_holidays():
    assert BusinessCalendar("XX").is_business_day(date(2026, 12, 25))


def test_an_unknown_region_keeps_the_holidays_of_its_country():
    assert not BusinessCalendar("US", "ZZ").is_business_day(date(2026, 12, 25))


def test_own_working_days_count():
    calendar = BusinessCalendar(working_days=frozenset({6, 0, 1, 2, 3}))  # Sunday to Thursday

    assert calendar.add_business_days(date(2026, 10, 15), 1) == date(2026, 10, 18)


@given(DAYS, st.integers(1, 30))
def test_adding_business_days_skips_exactly_the_weekends(day, count):
    found = BusinessCalendar().add_business_days(day, count)

    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert found.weekday() < 5
    assert sum(d.weekday() < 5 for d in between) == count


@given(DAYS, st.integers(0, 30))
def test_business_days_between_is_the_inverse_of_adding(day, count):
    calendar = BusinessCalendar("US", "IL")

    assert calendar.business_days_between(day, calendar.add_business_days(day, count)) == count


# zones ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


def test_zone_names_are_sorted_and_start_with_utc():
    names = zone_names()

    assert names[0] == "UTC"
    assert list(names[1:]) == sorted(names[1:])
