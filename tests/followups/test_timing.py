"""When to remind: the table of `timing`, and what must hold for every talk, zone and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.followups.services import snooze_moment_of
from apps.followups.timing import BEFORE_QUIET, Wishes, snooze_until, thank_you_times

CHICAGO = ZoneInfo("America/Chicago")
WISHES = Wishes(CHICAGO, time(9), time(20), time(7, 30))


def at(text):
    """Chicago wall time, "10-19 16:30", as an instant of 2026."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=CHICAGO).astimezone(UTC)


@pytest.mark.parametrize(
    ("ended", "mails"),
    [
        ("10-19 16:30", ["10-20 09:00", "10-20 13:30"]),  # the story: thank Priya before 4:30 PM
        ("10-19 10:00", ["10-19 12:00", "10-19 19:30"]),  # a warning at 7:00 would be in the quiet hours
        ("10-19 21:00", ["10-20 09:00", "10-20 18:00"]),
        ("10-19 08:15", ["10-19 09:00"]),  # the warning, 5:15, comes before the quiet hours: 7:30 PM of the 19th
        ("10-19 23:50", ["10-20 09:00", "10-20 19:30"]),
    ],
)
def test_thank_you_mails_come_when_the_table_says(ended, mails):
    times = thank_you_times(at(ended), WISHES, at(ended))

    expected = [at(m) for m in mails]
    assert list(times.remind_at[: len(expected)]) == expected
    assert (times.due_at, times.late_at) == (at(ended), at(ended) + timedelta(hours=24))


def test_a_talk_logged_late_leaves_out_what_has_passed():
    times = thank_you_times(at("10-19 16:30"), WISHES, at("10-20 10:00"))

    assert times.remind_at == (at("10-20 13:30"),)


def test_a_talk_logged_after_its_warning_still_gets_one_mail_soon():
    times = thank_you_times(at("10-19 16:30"), WISHES, at("10-20 15:00"))

    assert times.remind_at == (at("10-20 17:00"),)


def test_the_first_mail_keeps_its_wall_clock_hour_over_the_night_that_skips_an_hour():
    ended = datetime(2027, 3, 13, 22, 30, tzinfo=UTC)  # Saturday 4:30 PM in Chicago; clocks go forward that night

    times = thank_you_times(ended, WISHES, ended)

    first = times.remind_at[0].astimezone(CHICAGO)
    assert (first.day, first.hour, first.minute) == (14, 9, 0)
    assert times.late_at - ended == timedelta(hours=24)
    assert times.late_at.astimezone(CHICAGO).hour == 17  # 24 hours are 24 hours


def test_the_first_mail_keeps_its_wall_clock_hour_over_the_night_that_repeats_an_hour():
    ended = datetime(2026, 10, 31, 21, 30, tzinfo=UTC)  # Saturday 4:30 PM in Chicago; clocks go back that night

    times = thank_you_times(ended, WISHES, ended)

    first = times.remind_at[0].astimezone(CHICAGO)
    assert (first.day, first.hour, first.minute) == (1, 9, 0)
    assert times.late_at.astimezone(CHICAGO).hour == 15


ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "UTC", "America/Chicago", "Europe/Dublin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
            "Pacific/Apia", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca", "America/Santiago",
        )
    ]
)  # fmt: skip
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
START = datetime(2024, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 7 * 365 * 86_400).map(lambda s: START + timedelta(seconds=s))


def wall_minutes(instant, zone):
    wall = instant.astimezone(zone)
    return wall.hour * 60 + wall.minute + wall.second / 60


def is_quiet(instant, wishes):
    """Told from the wall clock alone, without the code under test."""
    now = wall_minutes(instant, wishes.zone)
    start = wishes.quiet_from.hour * 60 + wishes.quiet_from.minute
    end = wishes.quiet_until.hour * 60 + wishes.quiet_until.minute
    if start == end:
        return False
    return start <= now < end if start < end else now >= start or now < end


def wishes_strategy(longest_quiet_hours=14):
    def build(zone, hour, quiet_from, length):
        end = (quiet_from.hour * 60 + quiet_from.minute + length) % (24 * 60)
        return Wishes(zone, hour, quiet_from, time(end // 60, end % 60))

    return st.builds(build, ZONES, MINUTES, MINUTES, st.integers(0, longest_quiet_hours * 60))


@given(INSTANTS, wishes_strategy(), st.integers(0, 48 * 60))
def test_no_mail_comes_in_quiet_hours_nor_in_the_past(ended, wishes, minutes_later):
    now = ended + timedelta(minutes=minutes_later)

    times = thank_you_times(ended, wishes, now)

    assert times.remind_at
    assert all(moment > now for moment in times.remind_at)
    assert not any(is_quiet(moment, wishes) for moment in times.remind_at)


@given(INSTANTS, wishes_strategy(longest_quiet_hours=12))
def test_the_owner_is_warned_before_it_is_late(ended, wishes):
    times = thank_you_times(ended, wishes, ended)

    assert any(moment < times.late_at for moment in times.remind_at)
    assert list(times.remind_at) == sorted(set(times.remind_at))


@given(INSTANTS, wishes_strategy())
def test_a_second_mail_is_a_warning_of_at_least_three_hours(ended, wishes):
    times = thank_you_times(ended, wishes, ended)
    assume(len(times.remind_at) == 2)

    warning = times.remind_at[1]
    three_hours = times.late_at - timedelta(hours=3)
    assert warning <= three_hours
    if not is_quiet(three_hours, wishes):
        assert warning == three_hours
    else:  # just before the quiet hours that hold this moment
        assert is_quiet(warning + BEFORE_QUIET + timedelta(minutes=1), wishes) or _near_a_clock_change(warning, wishes)


def _near_a_clock_change(moment, wishes):
    day = timedelta(days=1)
    offsets = {(moment + d).astimezone(wishes.zone).utcoffset() for d in (-day, timedelta(0), day)}
    return len(offsets) > 1


@given(INSTANTS, wishes_strategy(), st.sampled_from(["later", "tomorrow", "next_week"]))
def test_a_snooze_ends_in_the_future_and_outside_quiet_hours(now, wishes, choice):
    until = snooze_moment_of(snooze_until(choice, wishes, now), wishes)

    assert until > now
    assert not is_quiet(until, wishes)


def test_next_week_is_monday():
    assert snooze_until("next_week", WISHES, at("10-20 11:28")) == date(2026, 10, 26)


def test_next_week_said_on_a_monday_is_the_next_monday():
    assert snooze_until("next_week", WISHES, at("10-19 11:28")) == date(2026, 10, 26)
