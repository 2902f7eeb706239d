"""When to write again, in business days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from apps.core.clock import BusinessCalendar
from apps.outreach import cadence
from apps.outreach.models import Outreach

CHICAGO = ZoneInfo("America/Chicago")
US = BusinessCalendar("US")
TUESDAY = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)
Cadence = Outreach.Cadence


def days(key, sent_at=TUESDAY, calendar=US, step=1):
    return [s.date for s in cadence.plan(key, step, sent_at, calendar, CHICAGO)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Cadence.THREE_SEVEN, [date(2026, 10, 23), date(2026, 10, 29)]),
        (Cadence.WEEK, [date(2026, 10, 27)]),
        (Cadence.SEVEN_THREE, [date(2026, 10, 27), date(2026, 11, 3), date(2026, 11, 10)]),
        (Cadence.NONE, []),
    ],
)
def test_presets(key, expected):
    assert days(key) == expected


@pytest.mark.parametrize(
    ("sent_at", "expected"),
    [
        (datetime(2026, 10, 22, 20, tzinfo=UTC), [date(2026, 10, 29), date(2026, 11, 5), date(2026, 11, 12)]),  # 3 PM
        (
            datetime(2026, 10, 24, 15, tzinfo=UTC),
            [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)],
        ),  # on Saturday
        (datetime(2026, 11, 12, 15, tzinfo=UTC), [date(2026, 11, 19), date(2026, 11, 27), date(2026, 12, 4)]),
        (datetime(2026, 12, 18, 15, tzinfo=UTC), [date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]),
    ],
)
def test_seven_days_are_a_week_of_the_calendar_moved_on_to_a_business_day(sent_at, expected):
    assert days(Cadence.SEVEN_THREE, sent_at) == expected


def test_seven_days_say_that_they_are_no_business_days():
    steps = cadence.plan(Cadence.SEVEN_THREE, 1, TUESDAY, US, CHICAGO)

    assert [s.after for s in steps] == ["7 days", "14 days", "21 days"]
    assert [s.after for s in cadence.plan(Cadence.THREE_SEVEN, 1, TUESDAY, US, CHICAGO)] == [
        "3 business days",
        "7 business days",
    ]


def test_what_is_sent_from_noon_on_counts_from_the_next_day():
    assert days(Cadence.THREE_SEVEN, datetime(2026, 10, 22, 16, 59, tzinfo=UTC))[0] == date(2026, 10, 27)
    assert days(Cadence.THREE_SEVEN, datetime(2026, 10, 22, 17, 0, tzinfo=UTC))[0] == date(2026, 10, 28)


def test_public_holidays_do_not_count():
    assert days(Cadence.THREE_SEVEN, datetime(2026, 11, 24, 15, tzinfo=UTC))[0] == date(2026, 11, 30)


def test_after_the_nudge_only_the_last_note_is_planned():
    steps = cadence.plan(Cadence.THREE_SEVEN, 2, TUESDAY, US, CHICAGO)

    assert [(s.date, s.days, s.kind, s.label) for s in steps] == [(date(2026, 10, 26), 7, "last", "Last")]


def test_kinds_of_messages():
    kinds = {
        key: [cadence.kind_of_step(key, n) for n in (1, 2, 3, 4)] for key in (Cadence.THREE_SEVEN, Cadence.SEVEN_THREE)
    }

    assert kinds == {
        Cadence.THREE_SEVEN: ["first", "nudge", "last", "nudge"],
        Cadence.SEVEN_THREE: ["first", "nudge", "nudge", "last"],
    }


@pytest.mark.parametrize(
    ("key", "step", "gap"),
    [
        ("3-7", 1, cadence.Gap(3)),
        ("3-7", 2, cadence.Gap(4)),
        ("3-7", 3, None),
        ("7x3", 3, cadence.Gap(7, any_day=True)),
        ("none", 1, None),
    ],
)
def test_gap_after_each_message(key, step, gap):
    assert cadence.gap_after(key, step) == gap


def test_silence_rests_seven_business_days_after_the_last_note():
    at = cadence.rests_at(Cadence.THREE_SEVEN, 1, TUESDAY, US, CHICAGO, time(9))

    assert at == datetime(2026, 11, 9, 15, 0, tzinfo=UTC)  # 9:00, CST by then


def test_ten_days_show_the_sending_the_steps_and_the_days_off():
    steps = cadence.plan(Cadence.THREE_SEVEN, 1, TUESDAY, US, CHICAGO)

    panel = cadence.ten_days(date(2026, 10, 20), steps, US)

    assert [d.date.day for d in panel if d.is_off] == [24, 25]
    assert {d.date.day: d.label for d in panel if d.label} == {20: "Send", 23: "Nudge", 29: "Last"}


def test_ten_days_name_the_holidays_and_the_days_on_which_the_center_is_closed():
    calendar = BusinessCalendar("US", closed={date(2026, 11, 27): "Fall break", date(2026, 11, 30): ""})

    panel = cadence.ten_days(date(2026, 11, 24), [], calendar)

    assert {d.date.day: d.off for d in panel if d.is_off} == {
        26: "Thanksgiving Day",
        27: "Fall break",
        28: "",
        29: "",
        30: "Closed",
    }
