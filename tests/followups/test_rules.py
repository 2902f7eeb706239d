"""From facts to times: the table of `rules`, literally, and what holds for every zone, hour and fact."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.clock import BusinessCalendar
from apps.followups.models import FollowUp
from apps.followups.rules import (
    Mode,
    Times,
    When,
    after_season,
    ideal_day,
    next_occurrence,
    occurrence,
    slack,
    times_of,
    told_at,
    warmth,
)
from apps.followups.services.tellings import difference, tellings_of
from apps.followups.timing import Wishes
from tests.followups.test_timing import INSTANTS, ZONES, wishes_strategy

CHICAGO = ZoneInfo("America/Chicago")
TOKYO = ZoneInfo("Asia/Tokyo")
WISHES = Wishes(CHICAGO, time(9), time(20), time(7, 30))
US = BusinessCalendar("US")


def at(text, zone=CHICAGO):
    """A wall time, "10-19 16:30" of 2026 or with its own year, as an instant."""
    text = text if len(text) > 11 else f"2026-{text}"
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)


def times(when, planned="10-19 11:28", *, wishes=WISHES, off_months=()):
    return times_of(when, wishes, planned_at=at(planned), calendar=US, off_months=off_months)


# The table -----------------------------------------------------------------------------------------------------------


def test_a_moment_is_told_to_the_minute():
    moment = at("10-20 03:15")

    assert times(When.at(moment)) == Times(moment, remind_at=(moment,))


def test_a_day_means_its_reminder_hour():
    due = at("10-20 09:00")

    assert times(When.on(date(2026, 10, 20))) == Times(due, remind_at=(due,))


def test_what_comes_up_is_due_at_once_and_told_at_the_next_reminder_hour():
    assert times(When.soon(at("10-19 11:28"))) == Times(at("10-19 11:28"), remind_at=(at("10-20 09:00"),))
    assert times(When.soon(at("10-19 08:00"))) == Times(at("10-19 08:00"), remind_at=(at("10-19 09:00"),))


def test_a_referral_is_told_of_fresh_still_warm_and_growing_cold():
    assert times(When.referral(at("10-19 11:28"))) == Times(
        at("10-19 11:28"),
        remind_at=(at("10-20 09:00"), at("10-27 09:00"), at("11-10 09:00")),  # the clocks go back on November 1
    )


def test_a_talk_starts_the_thank_you_clock():
    assert times(When.after_talk(at("10-19 16:30")), "10-19 16:30") == Times(
        at("10-19 16:30"), late_at=at("10-20 16:30"), remind_at=(at("10-20 09:00"), at("10-20 13:30"))
    )


def test_a_talk_that_is_logged_late_skips_the_first_turn_and_not_the_number():
    assert times(When.after_talk(at("10-19 16:30")), "10-20 10:00") == Times(
        at("10-19 16:30"), late_at=at("10-20 16:30"), remind_at=(at("10-20 13:30"),), first_turn=1
    )


@pytest.mark.parametrize(
    ("starts", "planned", "expected"),
    [
        ("10-23 10:00", "10-19 11:28", "10-22 09:00"),  # the day before
        ("10-20 15:00", "10-19 11:28", "10-20 09:00"),  # planned on the day before after the hour: the day itself
        ("10-20 09:30", "10-19 11:28", None),  # too near to the hour: at once, on the page only
        ("10-19 16:00", "10-19 11:28", None),
        ("11-01 08:00", "10-19 11:28", "10-31 09:00"),  # on the day when the clocks go back
    ],
)
def test_before_a_talk_comes_the_day_before(starts, planned, expected):
    start = at(starts)

    if expected is None:
        assert times(When.before_talk(start), planned) == Times(at(planned), late_at=start)
    else:
        assert times(When.before_talk(start), planned) == Times(at(expected), late_at=start, remind_at=(at(expected),))


@pytest.mark.parametrize(
    ("sent", "count", "due"),
    [
        ("10-22 11:59", 3, "10-27 09:00"),  # Thursday before noon
        ("10-22 12:00", 3, "10-28 09:00"),  # from noon on the next day counts
        ("10-24 09:00", 3, "10-29 09:00"),  # Saturday counts from Monday
        ("11-23 10:00", 3, "11-27 09:00"),  # not Thanksgiving
        ("10-22 11:00", 7, "11-02 09:00"),
    ],
)
def test_business_days_after_a_message(sent, count, due):
    assert times(When.business_days(at(sent), count), sent) == Times(at(due), remind_at=(at(due),))


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("10-20 11:28", "10-27 09:00"),  # Tuesday to Tuesday, with the weekend in between
        ("10-20 16:00", "10-27 09:00"),  # noon makes no difference: a week is a week
        ("10-24 10:00", "11-02 09:00"),  # a Saturday, moved on to Monday; clocks have gone back
        ("11-04 10:00", "11-12 09:00"),  # Veterans Day is none to write on
        ("11-19 10:00", "11-27 09:00"),  # nor is Thanksgiving
        ("2027-03-08 10:00", "2027-03-15 09:00"),  # clocks go forward
    ],
)
def test_seven_days_after_a_message_are_a_week_ending_on_a_business_day(sent, due):
    when = When.business_days(at(sent), 7, any_day=True)

    assert times(when, sent) == Times(at(due), remind_at=(at(due),))


@pytest.mark.parametrize(
    ("touched", "days", "ideal", "latest"),
    [
        ("10-19 16:30", 14, "11-02 09:00", "11-06 09:00"),  # two weeks
        ("10-12 16:30", 30, "11-12 09:00", "11-23 09:00"),  # a month is a month; the 22nd is a Sunday
        ("2027-01-29 12:00", 30, "2027-03-01 09:00", "2027-03-11 09:00"),  # February 28 is a Sunday
        ("2028-01-31 12:00", 30, "2028-02-29 09:00", "2028-03-10 09:00"),  # a leap year
        ("10-19 16:30", 90, "2027-01-19 09:00", "2027-02-19 09:00"),  # three months, and one more
        ("10-19 16:30", 360, "2027-10-19 09:00", "2027-11-19 09:00"),  # a year is a year
    ],
)
def test_a_rhythm_has_an_ideal_and_a_latest_day(touched, days, ideal, latest):
    found = times(When.rhythm(at(touched), days), touched)

    assert found == Times(at(ideal), latest_at=at(latest), remind_at=(at(ideal), at(latest)))


def test_a_rhythm_that_is_overdue_when_it_is_chosen_asks_for_nothing_today():
    assert times(When.rhythm(at("03-02 12:00"), 30), "10-19 11:28").due_at == at("10-20 09:00")


def test_a_rhythm_waits_for_the_end_of_a_season():
    found = times(When.rhythm(at("10-19 16:30"), 30), off_months=[11, 12])  # November 19 is off

    assert (found.due_at, found.latest_at) == (at("2027-01-04 09:00"), at("2027-01-14 09:00"))  # the 1st to 3rd are off


def test_the_latest_day_leaves_a_season_too():
    found = times(When.rhythm(at("10-27 16:30"), 30), off_months=[12])  # ideal November 27, latest would be December 7

    assert (found.due_at, found.latest_at) == (at("11-27 09:00"), at("2027-01-04 09:00"))


def test_without_mail_the_times_stay():
    moment = at("10-20 14:00")

    assert times(When.at(moment, by_mail=False)) == Times(moment)


# How one is told -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "mode", "told"),
    [
        ("10-20 09:00", Mode.EACH, "10-20 09:00"),
        ("10-20 21:00", Mode.EACH, "10-21 07:30"),  # after the quiet hours
        ("10-20 13:30", Mode.DAILY, "10-21 09:00"),
        ("10-20 09:00", Mode.DAILY, "10-20 09:00"),
        ("10-20 13:30", Mode.WEEKLY, "10-26 09:00"),  # Monday
        ("10-26 09:00", Mode.WEEKLY, "10-26 09:00"),
    ],
)
def test_a_mail_goes_out_with_the_digest_that_was_chosen(moment, mode, told):
    assert told_at(at(moment), mode, WISHES) == at(told)


@pytest.mark.parametrize("mode", [Mode.DAILY, Mode.WEEKLY])
def test_no_digest_makes_a_promise_late(mode):
    assert told_at(at("10-20 13:30"), mode, WISHES, late_at=at("10-20 16:30")) == at("10-20 13:30")


def test_a_digest_that_comes_in_time_takes_a_promise_along():
    assert told_at(at("10-20 08:00"), Mode.DAILY, WISHES, late_at=at("10-20 16:30")) == at("10-20 09:00")


# Series --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "repeats", "days"),
    [
        (date(2027, 1, 31), "month", [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]),
        (date(2026, 11, 30), "quarter", [date(2026, 11, 30), date(2027, 2, 28), date(2027, 5, 30)]),
        (date(2031, 2, 28), "year", [date(2031, 2, 28), date(2032, 2, 28)]),
        (date(2028, 2, 29), "year", [date(year, 2, 29 if year % 4 == 0 else 28) for year in range(2028, 2033)]),
        (date(2026, 12, 28), "week", [date(2026, 12, 28), date(2027, 1, 4)]),
        (date(2026, 12, 28), "", [date(2026, 12, 28), date(2026, 12, 28)]),
    ],
)  # fmt: skip
def test_a_series_counts_from_its_first_day(first, repeats, days):
    assert [occurrence(first, repeats, number) for number in range(len(days))] == days


def test_what_was_missed_is_not_caught_up_one_by_one():
    assert next_occurrence(date(2026, 1, 31), "month", 0, date(2026, 10, 20)) == 9  # October 31
    assert next_occurrence(date(2026, 1, 31), "month", 8, date(2026, 2, 1)) == 9  # done early: the next, not the same


# What always holds ---------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
RHYTHMS = st.sampled_from([7, 14, 30, 45, 60, 90, 180, 360])
SEASONS = st.sets(st.integers(1, 12), max_size=11)
CALENDARS = st.sampled_from([US, BusinessCalendar("DE", "BY"), BusinessCalendar(), BusinessCalendar(working_days=[6])])
FACTS = st.one_of(
    st.builds(When.on, DAYS),
    st.builds(When.on, DAYS, repeats=st.sampled_from(["week", "month", "quarter", "year"]), count=st.integers(0, 40)),
    st.builds(When.soon, INSTANTS),
    st.builds(When.referral, INSTANTS),
    st.builds(When.after_talk, INSTANTS),
    st.builds(When.before_talk, INSTANTS),
    st.builds(When.business_days, INSTANTS, st.integers(0, 15), any_day=st.booleans()),
    st.builds(When.rhythm, INSTANTS, RHYTHMS),
)


def derive(when, wishes, planned_at, calendar, off_months):
    return times_of(when, wishes, planned_at=planned_at, calendar=calendar, off_months=off_months)


@given(FACTS, wishes_strategy(), INSTANTS, CALENDARS, SEASONS)
def test_the_same_facts_give_the_same_times_in_order(when, wishes, planned_at, calendar, off_months):
    first = derive(when, wishes, planned_at, calendar, off_months)

    assert derive(when, wishes, planned_at, calendar, list(off_months)) == first
    assert list(first.remind_at) == sorted(set(first.remind_at))
    assert len(first.remind_at) + first.first_turn <= 3


@given(INSTANTS, RHYTHMS, wishes_strategy(), INSTANTS, CALENDARS, SEASONS)
def test_the_latest_day_follows_the_ideal_one_and_both_are_in_season(touched, days, wishes, planned, calendar, off):
    found = derive(When.rhythm(touched, days), wishes, planned, calendar, off)

    walls = [moment.astimezone(wishes.zone) for moment in (found.due_at, found.latest_at)]
    assert walls[0].date() < walls[1].date()
    assert walls[0].date() > planned.astimezone(wishes.zone).date()
    assert not {wall.month for wall in walls} & off
    assert all(calendar.is_business_day(wall.date()) for wall in walls)


@given(INSTANTS, st.sampled_from([30, 60, 90, 180, 360]), ZONES)
def test_a_rhythm_of_months_never_comes_before_its_month(touched, days, zone):
    day = touched.astimezone(zone).date()
    months = day.year * 12 + day.month + days // 30

    ideal = ideal_day(day, days, BusinessCalendar(working_days=range(7)))

    assert ideal.year * 12 + ideal.month == months
    assert ideal.day == day.day or (ideal.day < day.day and (ideal + timedelta(days=1)).day == 1)


@given(DAYS, SEASONS)
def test_a_season_moves_to_the_first_of_a_month_or_not_at_all(day, off):
    moved = after_season(day, off)

    assert moved.month not in off
    assert moved == day if day.month not in off else moved.day == 1 and moved > day
    assert (moved - day).days < 366


def test_twelve_months_off_mean_none():
    assert after_season(date(2026, 10, 20), range(1, 13)) == date(2026, 10, 20)


@given(DAYS, st.sampled_from(["month", "quarter", "year"]), st.integers(0, 200))
def test_a_series_keeps_the_day_of_the_month_where_there_is_one(first, repeats, number):
    day = occurrence(first, repeats, number)

    assert day.day == first.day or (day.day < first.day and (day + timedelta(days=1)).day == 1)
    assert occurrence(first, repeats, number + 1) > day


@given(st.integers(1, 4000))
def test_there_are_three_to_thirty_days_between_ideal_and_latest(days):
    assert 3 <= slack(days) <= 30


@given(INSTANTS, ZONES, ZONES)
def test_the_instants_of_a_talk_do_not_move_with_the_zone(instant, here, there):
    for when in (When.after_talk(instant), When.before_talk(instant)):
        found = [
            times_of(when, Wishes(zone, time(9), time(20), time(7, 30)), planned_at=instant - timedelta(days=9))
            for zone in (here, there)
        ]
        assert found[0].late_at == found[1].late_at


# Wishes that change on the way ---------------------------------------------------------------------------------------

MODES = st.sampled_from([Mode.EACH, Mode.DAILY, Mode.WEEKLY])
FOREVER = datetime(2100, 1, 1, tzinfo=UTC)


def mails_sent(when, planned_at, chapters):
    """The turns told and the last turn to tell, if each chapter (from, wishes, mode) lasts until the next begins."""
    step = FollowUp(rule=when.rule, planned_at=planned_at)
    rows, last = [], -1
    ends = [start for start, _, _ in chapters[1:]] + [FOREVER]
    for (now, wishes, mode), end in zip(chapters, ends, strict=True):
        found = derive(when, wishes, planned_at, US, ())
        step.late_at = found.late_at
        last = found.first_turn + len(found.remind_at) - 1
        tellings = tellings_of(step, found, wishes, mode, rows, now)
        stale, new = difference(None, step, tellings, rows, now)
        rows = [row for row in rows if row.pk not in stale] + new
        for row in rows:
            if row.send_at <= end:
                row.status = "sent"
    return [row.turn for row in rows], last


@given(
    FACTS.filter(lambda when: when.rule != "before_talk"),
    st.integers(0, 40 * 24 * 60),
    st.lists(st.tuples(st.integers(1, 20 * 24 * 60), wishes_strategy(), MODES), min_size=1, max_size=4),
)
def test_however_often_the_hours_change_nothing_is_told_twice_and_nothing_is_lost(when, waited, changes):
    now = planned_at = (when.since or datetime.combine(when.on_day, time(0), UTC)) + timedelta(minutes=waited)
    chapters = []
    for minutes, wishes, mode in changes:
        chapters.append((now, wishes, mode))
        now += timedelta(minutes=minutes)

    told, last = mails_sent(when, planned_at, chapters)

    assert sorted(told) == sorted(set(told))
    assert max(told) == last or (when.rule == "after_talk" and max(told) > last)


@given(INSTANTS, st.lists(st.tuples(st.integers(1, 9 * 24 * 60), wishes_strategy()), min_size=1, max_size=4))
def test_a_preparation_is_told_once_at_most_however_often_the_hours_change(planned_at, changes):
    chapters, now = [], planned_at
    for minutes, wishes in changes:
        chapters.append((now, wishes, Mode.EACH))
        now += timedelta(minutes=minutes)

    told, _ = mails_sent(When.before_talk(planned_at + timedelta(days=5)), planned_at, chapters)

    assert len(told) <= 1


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "new referral"),
        (2, "named 2 days ago"),
        (8, "named 8 days ago, still warm"),
        (21, "named 3 weeks ago, a line still helps"),
        (70, "named 10 weeks ago, a line still helps"),
    ],
)
def test_a_referral_says_its_age_kindly(days, words):
    assert warmth(at("10-01 12:00"), at("10-01 12:00") + timedelta(days=days)) == words
