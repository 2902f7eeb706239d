"""Days on which a center is closed, and what they do to the calendars of its students."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError

from apps.centers.models import Role
from apps.centers.selectors import business_calendar, closed_days_of
from apps.core.clock import local_moment
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, ClosedDayFactory, MembershipFactory

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def days(first: str, last: str) -> set[date]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return {date.fromordinal(n) for n in range(begin.toordinal(), end.toordinal() + 1)}


# which days -----------------------------------------------------------------------------------------------------------


def test_closed_days_include_the_first_and_the_last(student):
    ClosedDayFactory(center=student.center, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27))

    assert set(closed_days_of(student.user, *YEAR)) == days("2026-11-26", "2026-11-27")


def test_closed_days_outside_the_asked_days_are_left_out(student):
    ClosedDayFactory(center=student.center, first_day=date(2025, 12, 22), last_day=date(2026, 1, 4))
    ClosedDayFactory(center=student.center, first_day=date(2026, 12, 21), last_day=date(2027, 1, 3))
    ClosedDayFactory(center=student.center, first_day=date(2028, 7, 3), last_day=date(2028, 7, 3))

    assert set(closed_days_of(student.user, *YEAR)) == days("2026-01-01", "2026-01-04") | days(
        "2026-12-21", "2026-12-31"
    )


def test_closed_days_of_two_centers_add_up(student):
    other = MembershipFactory(center=CenterFactory(name="Bramley College"), user=student.user)
    ClosedDayFactory(center=student.center, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27))
    ClosedDayFactory(center=other.center, first_day=date(2026, 11, 27), last_day=date(2026, 11, 28))

    assert set(closed_days_of(student.user, *YEAR)) == days("2026-11-26", "2026-11-28")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.STUDENT])
def test_staff_of_a_closed_center_keep_their_own_days(center, role):
    member = MembershipFactory(center=center, role=role)
    ClosedDayFactory(center=center)

    assert set(closed_days_of(member.user, *YEAR)) == set()


def test_who_left_a_center_keeps_their_own_days(student):
    ClosedDayFactory(center=student.center)
    student.ended_at = NOW
    student.save()

    assert set(closed_days_of(student.user, *YEAR)) == set()


def test_another_center_being_closed_changes_nothing(student):
    ClosedDayFactory(center=CenterFactory(name="Bramley College"))

    assert set(closed_days_of(student.user, *YEAR)) == set()


def test_closed_days_say_why(student):
    ClosedDayFactory(
        center=student.center, first_day=date(2026, 11, 26), last_day=date(2026, 11, 26), label="Fall break"
    )

    assert closed_days_of(student.user, *YEAR) == {date(2026, 11, 26): "Fall break"}


# the calendar ---------------------------------------------------------------------------------------------------------


def test_a_nudge_waits_until_the_center_is_open_again():
    student = MembershipFactory(user__timezone="America/Chicago", user__country="US")
    ClosedDayFactory(center=student.center, first_day=date(2026, 12, 21), last_day=date(2027, 1, 3))
    sent_at = local_moment(date(2026, 12, 17), time(10), student.user.zone)  # a Thursday

    due = business_calendar(student.user, sent_at).business_days_after(sent_at, 3, student.user.zone)

    assert due == date(2027, 1, 5)  # Friday, then Monday and Tuesday of the new year


@pytest.mark.parametrize("closures", [0, 1, 3])
def test_the_calendar_takes_one_query_however_often_the_center_closes(student, closures, django_assert_num_queries):
    for n in range(closures):
        ClosedDayFactory(center=student.center, first_day=date(2026, 3 + n, 2), last_day=date(2026, 3 + n, 6))

    with django_assert_num_queries(1):
        calendar = business_calendar(student.user, NOW)

    assert len(calendar.closed) == 5 * closures


def test_the_calendar_knows_two_years_before_and_after(student):
    now = datetime(2026, 10, 20, 12, tzinfo=UTC)
    ClosedDayFactory(center=student.center, first_day=date(2020, 1, 1), last_day=date(2035, 12, 31))

    closed = business_calendar(student.user, now).closed

    assert (min(closed), max(closed)) == (date(2024, 10, 18), date(2028, 10, 21))


def test_who_is_in_no_center_keeps_their_own_calendar(django_assert_num_queries):
    user = UserFactory(country="US", region="IL", working_days=[1, 2])

    with django_assert_num_queries(1):
        calendar = business_calendar(user, NOW)

    assert calendar == user.calendar


# the rows -------------------------------------------------------------------------------------------------------------


def test_the_database_refuses_an_end_before_the_beginning(center):
    with pytest.raises(IntegrityError, match="closed_day_ends_after_it_begins"):
        ClosedDayFactory(center=center, first_day=date(2026, 12, 24), last_day=date(2026, 12, 23))


def test_the_database_refuses_the_same_days_twice(center):
    ClosedDayFactory(center=center)

    with pytest.raises(IntegrityError, match="closed_day_once_in_center"):
        ClosedDayFactory(center=center)
