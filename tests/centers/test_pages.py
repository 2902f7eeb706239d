"""Running a center from its pages."""

import pytest
from django.urls import reverse

from apps.centers.models import Caseload, Center, Cohort, Membership, Role
from tests.factories.accounts import UserFactory
from tests.factories.centers import CaseloadFactory, CenterFactory, CohortFactory, MembershipFactory, enrol


@pytest.fixture
def as_director(client, director):
    client.force_login(director.user)
    return client


@pytest.mark.django_db
def test_anybody_can_open_a_center(client):
    user = UserFactory()
    client.force_login(user)

    response = client.post(reverse("centers:open"), {"name": "Bramley College"})

    center = Center.objects.get()
    assert response["Location"] == reverse("centers:center", args=[center.pk])
    assert center.memberships.get().user == user


def test_the_only_center_that_one_runs_opens_at_once(as_director, center):
    assert as_director.get(reverse("centers:manage"))["Location"] == reverse("centers:center", args=[center.pk])


def test_the_page_shows_members_with_who_looks_after_them(as_director, center, advisor):
    enrol(center, advisor=advisor, user__given_name="Jonah", program="Second year")

    text = as_director.get(reverse("centers:center", args=[center.pk])).content.decode()

    for words in ("Jonah", "Second year", ">Ana Ruiz</span>", "Dana Whitfield", "1 student"):
        assert words in text


def test_the_roster_can_be_searched(as_director, center):
    enrol(center, user__given_name="Jonah")
    enrol(center, user__given_name="Camille")

    text = as_director.get(reverse("centers:center", args=[center.pk]), {"q": "camil"}).content.decode()

    assert "Camille" in text
    assert "Jonah" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(as_director, center, advisor, count, django_assert_num_queries):
    for _ in range(count):
        enrol(center, advisor=advisor)
        CohortFactory(center=center)

    with django_assert_num_queries(PAGE_QUERIES):
        as_director.get(reverse("centers:center", args=[center.pk]), headers={"HX-Request": "true"})


PAGE_QUERIES = 14


def test_a_cohort_is_made_and_renamed(as_director, center):
    as_director.post(reverse("centers:cohort_create", args=[center.pk]), {"name": "HCI 2027"})
    cohort = Cohort.objects.get()
    as_director.post(reverse("centers:cohort_manage", args=[cohort.pk]), {"name": "HCI and Design 2027"})

    assert list(Cohort.objects.values_list("center", "name")) == [(center.pk, "HCI and Design 2027")]


def test_a_name_that_is_taken_is_said_under_the_field(as_director, center):
    CohortFactory(center=center, name="HCI 2027")

    response = as_director.post(reverse("centers:cohort_create", args=[center.pk]), {"name": "hci 2027"})

    assert response.status_code == 422
    assert "There is a cohort called hci 2027 already." in response.content.decode()


def test_another_center_may_use_the_same_name(as_director, center):
    CohortFactory(center=CenterFactory(name="Bramley"), name="HCI 2027")

    response = as_director.post(reverse("centers:cohort_create", args=[center.pk]), {"name": "HCI 2027"})

    assert response.status_code == 303


def test_a_director_assigns_advisors(as_director, student, advisor):
    as_director.post(reverse("centers:member_caseload", args=[student.pk]), {"staff": [str(advisor.pk)]})

    assert Caseload.objects.get(ended_at=None).staff == advisor


def test_an_advisor_of_another_center_is_no_choice(as_director, student, advisor):
    CaseloadFactory(staff=advisor, student=student)
    foreign = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.ADVISOR)

    response = as_director.post(
        reverse("centers:member_caseload", args=[student.pk]), {"staff": [str(advisor.pk), str(foreign.pk)]}
    )

    assert response.status_code == 422
    assert list(Caseload.objects.values_list("staff", "ended_at")) == [(advisor.pk, None)]


def test_a_director_changes_a_role(as_director, advisor):
    as_director.post(reverse("centers:member_role", args=[advisor.pk]), {"role": "analyst"})

    assert Membership.objects.get(pk=advisor.pk).role == Role.ANALYST


def test_a_director_finds_no_way_to_change_their_own(as_director, director):
    text = as_director.get(reverse("centers:member", args=[director.pk])).content.decode()
    response = as_director.post(reverse("centers:member_role", args=[director.pk]), {"role": "admin"}, follow=True)

    assert "Change role" not in text
    assert "You can’t change your own role" in response.content.decode()
    assert Membership.objects.get(pk=director.pk).role == Role.DIRECTOR


def test_an_admin_sees_no_sharing_level_and_no_way_to_assign(client, admin, student):
    client.force_login(admin.user)

    text = client.get(reverse("centers:member", args=[student.pk])).content.decode()

    assert "A director assigns students" in text
    assert "haring" not in text


def test_ending_a_membership_asks_first(as_director, student):
    url = reverse("centers:member_end", args=[student.pk])

    assert "End Jonah Pruitt’s membership?" in as_director.get(url).content.decode()
    assert Membership.objects.get(pk=student.pk).ended_at is None

    as_director.post(url)
    assert Membership.objects.get(pk=student.pk).ended_at is not None


def test_a_change_of_role_acts_on_the_next_request_of_an_open_session(as_director, director, center):
    page = reverse("centers:center", args=[center.pk])
    assert as_director.get(page).status_code == 200

    Membership.objects.filter(pk=director.pk).update(role=Role.ADVISOR)

    assert as_director.get(page).status_code == 403


def test_staff_see_the_desk_in_the_navigation_and_students_do_not(client, director, student):
    client.force_login(director.user)
    assert reverse("advising:students") in client.get(reverse("centers:open")).content.decode()

    client.force_login(student.user)
    assert reverse("advising:students") not in client.get(reverse("centers:open")).content.decode()
