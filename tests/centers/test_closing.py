"""The list of closed days: who keeps it, what it moves, and where students read it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib import messages
from django.urls import reverse

from apps.accounts.models import User
from apps.centers.models import ClosedDay, Role
from apps.centers.services import (
    accept_invitation,
    add_closed_days,
    issue_invitations,
    leave_center,
    remove_closed_days,
)
from apps.core.htmx import undo_of
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, ClosedDayFactory, MembershipFactory

pytestmark = pytest.mark.django_db

# keeping the list -----------------------------------------------------------------------------------------------------


@pytest.fixture
def as_director(client, director):
    with time_machine.travel(NOW, tick=False):
        client.force_login(director.user)
        yield client


def page_url(center):
    return reverse("centers:closed_days", args=[center.pk])


def listed(center):
    return list(ClosedDay.objects.filter(center=center).values_list("first_day", "last_day", "label"))


def test_days_are_added_to_the_list(as_director, center):
    response = as_director.post(
        page_url(center), {"first_day": "2026-12-21", "last_day": "2027-01-03", "label": " Winter break "}
    )

    assert (response.status_code, response["Location"]) == (303, page_url(center))
    assert listed(center) == [(date(2026, 12, 21), date(2027, 1, 3), "Winter break")]
    assert "Closed Dec 21–Jan 3." in as_director.get(page_url(center)).content.decode()


def test_without_a_last_day_it_is_one_day(as_director, center):
    as_director.post(page_url(center), {"first_day": "2026-11-27"})

    assert listed(center) == [(date(2026, 11, 27), date(2026, 11, 27), "")]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "first_day", "This field is required."),
        ({"first_day": "soon"}, "first_day", "Enter a valid date."),
        ({"first_day": "2026-12-21", "last_day": "2026-12-20"}, "last_day", "The last day is before the first."),
        (
            {"first_day": "2026-12-21", "last_day": "2027-12-23"},
            "last_day",
            "That’s more than a year. Choose an earlier day.",
        ),
        ({"first_day": "0002-01-01"}, "first_day", "Choose a day nearer to now."),
        ({"first_day": "2026-12-21", "last_day": "9999-12-31"}, "last_day", "Choose a day nearer to now."),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_field(as_director, center, typed, field, message):
    response = as_director.post(page_url(center), {"label": "Winter break", **typed})

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [message]}
    assert f'id="id_{field}_error"' in response.content.decode()
    assert 'value="Winter break"' in response.content.decode()
    assert listed(center) == []


def test_the_same_days_twice_are_refused(as_director, center):
    closed = ClosedDayFactory(center=center)

    response = as_director.post(page_url(center), {"first_day": "2026-12-21", "last_day": "2027-01-03"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"first_day": ["Those days are on the list already."]}
    assert ClosedDay.objects.get() == closed


def test_removed_days_come_back_by_undo(as_director, center):
    closed = ClosedDayFactory(center=center)

    response = as_director.post(reverse("centers:closed_days_remove", args=[closed.pk]))
    after = listed(center)
    [told] = messages.get_messages(response.wsgi_request)
    undo = undo_of(told.extra_tags)
    as_director.post(undo["url"], undo["fields"])

    assert (str(told), after) == ("Dec 21–Jan 3: open again.", [])
    assert listed(center) == [(date(2026, 12, 21), date(2027, 1, 3), "Winter break")]


def test_the_list_tells_what_comes_from_what_has_passed(as_director, center):
    for first, last in (("2026-12-21", "2027-01-03"), ("2026-10-19", "2026-10-20"), ("2025-12-22", "2026-01-04")):
        ClosedDayFactory(center=center, first_day=first, last_day=last)
    ClosedDayFactory(center=CenterFactory(name="Bramley College"))

    context = as_director.get(page_url(center)).context

    assert [days for _, days in context["coming"]] == ["Oct 19–20", "Dec 21–Jan 3"]
    assert [days for _, days in context["past"]] == ["December 22, 2025 – January 4, 2026"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(as_director, center, count, django_assert_num_queries):
    for n in range(count):
        ClosedDayFactory(center=center, first_day=date(2026, 12, 21 + n))
    as_director.get(page_url(center))

    with django_assert_num_queries(7):
        as_director.get(page_url(center))


def test_the_page_of_the_center_shows_the_next_closed_days(as_director, center):
    ClosedDayFactory(center=center)

    context = as_director.get(reverse("centers:center", args=[center.pk])).context

    assert context["closed"] == [("Dec 21–Jan 3", "Winter break")]


# what it does to plans ------------------------------------------------------------------------------------------------


def to_plan_anew():
    return set(User.objects.exclude(replan_from=None).values_list("pk", "replan_from"))


def test_adding_days_has_the_plans_of_all_active_students_made_anew(center, director, django_assert_max_num_queries):
    students = [MembershipFactory(center=center) for _ in range(3)]
    MembershipFactory(center=center, ended_at=NOW)
    MembershipFactory(center=CenterFactory(name="Bramley College"))

    with django_assert_max_num_queries(8):
        add_closed_days(
            actor=director.user,
            center=center,
            first_day=date(2026, 12, 21),
            last_day=date(2027, 1, 3),
            label="",
            now=NOW,
        )

    assert to_plan_anew() == {(student.user_id, NOW) for student in students}


def test_removing_days_has_plans_made_anew_once(director, student):
    closed = ClosedDayFactory(center=student.center)

    first = remove_closed_days(actor=director.user, closed=closed, now=NOW)
    second = remove_closed_days(actor=director.user, closed=closed, now=NOW + timedelta(minutes=1))

    assert (first, second) == (True, False)
    assert to_plan_anew() == {(student.user_id, NOW)}


@pytest.mark.parametrize("closures", [0, 1])
def test_leaving_a_center_has_plans_made_anew_if_it_had_closed_days(student, closures):
    for _ in range(closures):
        ClosedDayFactory(center=student.center)

    leave_center(actor=student.user, membership=student, now=NOW)

    assert to_plan_anew() == ({(student.user_id, NOW)} if closures else set())


def test_joining_a_center_has_plans_made_anew_if_it_has_closed_days(center, director):
    ClosedDayFactory(center=center)
    newcomer = UserFactory()
    [issued] = issue_invitations(
        actor=director.user, center=center, emails=[newcomer.email], role=Role.STUDENT, now=NOW
    )

    accept_invitation(actor=newcomer, token=issued.token, now=NOW)

    assert to_plan_anew() == {(newcomer.pk, NOW)}


# what students read ---------------------------------------------------------------------------------------------------


def settings_page(client, user):
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        return client.get(reverse("accounts:settings")).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_settings_say_when_the_center_is_closed(client, student):
    ClosedDayFactory(center=student.center, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27))
    ClosedDayFactory(center=student.center)
    ClosedDayFactory(center=student.center, first_day=date(2026, 3, 2), last_day=date(2026, 3, 6))

    page = settings_page(client, student.user)

    assert "Aldermere University is closed Nov 26–27 and Dec 21–Jan 3. Those days aren’t counted." in page


def test_settings_name_each_center(client, student):
    other = MembershipFactory(center=CenterFactory(name="Bramley College"), user=student.user)
    ClosedDayFactory(center=student.center)
    ClosedDayFactory(center=other.center, first_day=date(2026, 12, 24), last_day=date(2026, 12, 24))

    page = settings_page(client, student.user)

    assert "Aldermere University is closed Dec 21–Jan 3." in page
    assert "Bramley College is closed Dec 24." in page


def test_settings_keep_a_long_list_short(client, student):
    for month in (1, 2, 3, 4, 5, 6):
        ClosedDayFactory(center=student.center, first_day=date(2027, month, 4), last_day=date(2027, month, 4))

    assert "is closed Jan 4, Feb 4, Mar 4, Apr 4 and 2 more times." in settings_page(client, student.user)


def test_settings_of_staff_say_nothing_of_closed_days(client, director):
    ClosedDayFactory(center=director.center)

    assert "is closed" not in settings_page(client, director.user)
