"""The pages of cohorts: making one by a rule, changing it, and putting students in from the list."""

import pytest
from django.urls import reverse

from apps.centers.access import Rule
from apps.centers.models import Cohort, Membership, Role
from apps.centers.selectors.cohorts import cohorts_of_student
from apps.centers.services import create_cohort, put_in
from tests.factories.accounts import NOW
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
RULE = {"name": "Class of 2027", "by_rule": "True", "programs": "HCI"}


@pytest.fixture
def students(center):
    return [MembershipFactory(center=center, program="HCI") for _ in range(3)]


@pytest.fixture
def cohort(center):
    return CohortFactory(center=center, name="Fall")


@pytest.fixture(params=[Role.DIRECTOR, Role.ADMIN])
def manager(client, center, request):
    member = MembershipFactory(center=center, role=request.param)
    client.force_login(member.user)
    return client


def page(name: str, pk) -> str:
    return reverse(f"centers:{name}", args=[pk])


def test_a_cohort_by_rule_is_made_with_its_students_in_it(manager, center, students):
    response = manager.post(page("cohort_create", center.pk), RULE)

    cohort = Cohort.objects.get()
    assert (response.status_code, response["Location"]) == (303, page("cohort_manage", cohort.pk))
    assert (cohort.by_rule, cohort.programs) == (True, ["HCI"])
    assert 'Students <span class="aq-h__n">3</span>' in manager.get(response["Location"]).content.decode()


def test_counting_saves_nothing(manager, center, students):
    html = text_of(manager.post(page("cohort_create", center.pk), RULE | {"count": "1"}))

    assert "<b>3 students</b> fit now" in html
    assert not Cohort.objects.exists()


def test_the_count_is_there_while_the_rule_is_filled_in(manager, center, students):
    MembershipFactory(center=CenterFactory(name="Bramley"), program="HCI")

    html = text_of(manager.get(page("cohort_reach", center.pk), RULE, headers={"HX-Request": "true"}))

    assert "<b>3 students</b> fit now" in html
    assert "choose what the rule asks for" in text_of(manager.get(page("cohort_reach", center.pk), {"by_rule": "True"}))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"programs": []}, "Choose at least one thing"),
        ({"grad_from": "May"}, "Write a year and a month, like 2027-05."),
        ({"grad_from": "2028-05", "grad_to": "2027-05"}, "That is before the other month."),
        ({"programs": "Medicine"}, "Select a valid choice."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_beside_its_field(manager, center, students, typed, says):
    response = manager.post(page("cohort_create", center.pk), RULE | typed)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Cohort.objects.exists()


def test_a_rule_is_changed(manager, center, students):
    cohort = create_cohort(actor=students[0].user, center=center, name="Law", rule=Rule(programs=["Law"]), now=NOW)

    manager.post(page("cohort_manage", cohort.pk), RULE | {"programs": ["HCI", "Law"]})

    cohort.refresh_from_db()
    assert (cohort.name, cohort.programs, cohort.places.count()) == ("Class of 2027", ["HCI", "Law"], 3)


def test_a_cohort_is_deleted_after_a_question(manager, cohort, students):
    assert "Its students stay" in manager.get(page("cohort_delete", cohort.pk)).content.decode()
    assert Cohort.objects.exists()

    manager.post(page("cohort_delete", cohort.pk))

    assert not Cohort.objects.exists()
    assert Membership.objects.filter(role=Role.STUDENT, ended_at=None).count() == 3


def test_ticked_students_are_put_in_and_taken_out(manager, center, cohort, students):
    ticked = {"member": [students[0].pk, students[1].pk], "cohort": cohort.pk}

    manager.post(page("cohort_places", center.pk), ticked | {"do": "in"})
    manager.post(page("cohort_places", center.pk), {"member": students[0].pk, "cohort": cohort.pk, "do": "out"})

    assert [cohorts_of_student(student) for student in students] == [[], [cohort], []]


def test_iso_3_one_student_of_another_center_refuses_the_whole_list(manager, center, cohort, students):
    foreign = MembershipFactory(center=CenterFactory(name="Bramley"))
    ticked = {"member": [students[0].pk, foreign.pk], "cohort": cohort.pk, "do": "in"}

    response = manager.post(page("cohort_places", center.pk), ticked)

    assert response.status_code == 404
    assert not cohort.places.exists()


def test_iso_7_a_cohort_of_another_center_takes_nobody(manager, center, students):
    foreign = CohortFactory(center=CenterFactory(name="Bramley"))

    response = manager.post(
        page("cohort_places", center.pk), {"member": students[0].pk, "cohort": foreign.pk, "do": "in"}
    )

    assert response.status_code == 404
    assert not foreign.places.exists()


def test_nothing_ticked_changes_nothing_and_leads_back(manager, center, cohort):
    response = manager.post(page("cohort_places", center.pk), {"cohort": cohort.pk, "do": "in", "back": "/x/?q=a"})

    assert (response.status_code, response["Location"]) == (303, "/x/?q=a")


def test_a_member_is_in_the_cohorts_that_their_card_says(manager, center, cohort, students):
    other = CohortFactory(center=center, name="Spring")
    url = reverse("centers:member_card", args=[students[0].pk])

    manager.post(url, {"program": "Law", "cohorts": [cohort.pk, other.pk]})

    assert cohorts_of_student(students[0]) == [cohort, other]


@pytest.mark.parametrize("count", [1, 3])
def test_a_cohort_takes_the_same_queries_for_any_number(
    client, director, cohort, students, count, django_assert_num_queries
):
    put_in(actor=director.user, cohort=cohort, students=students[:count], now=NOW)
    client.force_login(director.user)

    with django_assert_num_queries(COHORT_QUERIES):
        client.get(page("cohort_manage", cohort.pk))


COHORT_QUERIES = 9
