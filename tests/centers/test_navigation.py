"""What staff find in the navigation, and where they begin."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from apps.centers.models import STAFF_ROLES, Role
from apps.core.shell import Shell
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("single_factor")]


def frame_for(*roles):
    user, center = UserFactory(), CenterFactory()
    for role in roles:
        MembershipFactory(center=center, user=user, role=role)
    request = RequestFactory().get("/")
    request.user = user
    return user, Shell(request).frame


@pytest.mark.parametrize("role", sorted(STAFF_ROLES | {Role.STUDENT}))
def test_every_place_in_the_navigation_opens_for_who_finds_it_there(client, role):
    user, frame = frame_for(role)
    client.force_login(user)

    refused = [p.key for p in (*frame.tabs, *frame.more) if client.get(p.url, follow=True).status_code != 200]

    assert refused == []


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (Role.DIRECTOR, ["cohorts", "students", "triage"]),
        (Role.ADVISOR, ["cohorts", "students", "triage"]),
        (Role.ADMIN, ["cohorts", "students", "center"]),
        (Role.ANALYST, ["reports", "center", "today"]),
        (Role.PEER_MENTOR, ["today", "people", "conversations"]),
        (Role.STUDENT, ["today", "people", "conversations"]),
    ],
)
def test_the_desk_comes_first_for_who_works_at_a_center(role, tabs):
    _, frame = frame_for(role)

    assert [place.key for place in frame.tabs] == tabs
    assert frame.home == frame.tabs[0].url


def test_a_student_who_also_works_at_a_center_begins_with_today():
    _, frame = frame_for(Role.STUDENT, Role.ADVISOR)

    assert frame.tabs[0].key == "today"
    assert "cohorts" in [place.key for place in frame.more]


@pytest.mark.parametrize(("role", "first"), [(Role.ADVISOR, "advising:cohorts"), (Role.STUDENT, "workspace:today")])
def test_signing_in_leads_to_what_comes_first(client, role, first):
    user, _ = frame_for(role)

    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert answer["Location"] == reverse(first)


def test_an_advisor_without_students_reads_why_there_is_no_report(client):
    client.force_login(MembershipFactory(role=Role.ADVISOR).user)

    response = client.get(reverse("advising:reports"))

    assert response.status_code == 200
    assert "Nobody is assigned to you yet" in response.content.decode()
