"""Who may need somebody, on a cohort's page; and how many share nothing, set apart from the list."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.advising.services.standouts import work_out
from apps.centers.models import Disclosure, Level, Role
from apps.contacts.models import Contact
from tests.advising.test_triage import talked
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CohortFactory, MembershipFactory, enrol, share
from tests.responses import text_of

FRAGMENT = {"HX-Request": "true"}
APART = "/desk/triage/not-sharing/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort(center):
    return CohortFactory(center=center, name="HCI and Design 2027")


@pytest.fixture
def anil(center, cohort):
    """A student of the cohort who has not thanked somebody for three days."""
    student = enrol(center, level=Level.PROGRESS, cohort=cohort, user__given_name="Anil")
    talked(student)
    work_out([student.pk], now=NOW)
    return student


def needs(client, member, cohort):
    client.force_login(member.user)
    return client.get(reverse("advising:cohort_needs", args=[cohort.pk]), headers=FRAGMENT)


def apart(client, member):
    client.force_login(member.user)
    return text_of(client.get(APART, headers=FRAGMENT))


def test_who_may_need_somebody_gets_a_ring_and_a_line_with_the_evidence(client, center, director, cohort, anil):
    other = enrol(center, level=Level.PROGRESS, cohort=cohort, user__given_name="Tess")

    html = text_of(needs(client, director, cohort))

    assert f'<a id="face-{anil.pk}"' in html
    assert "is-need" in html
    assert "Talked on October 17, and no thank-you is sent yet." in html
    assert f"face-{other.pk}" not in html


def test_the_plot_has_a_face_for_each_ring(client, director, cohort, anil):
    client.force_login(director.user)

    html = text_of(client.get(reverse("advising:cohort", args=[cohort.pk])))

    assert f'<a id="face-{anil.pk}"' in html
    assert reverse("advising:cohort_needs", args=[cohort.pk]) in html


def test_of_other_cohorts_nobody_is_in_it(client, center, director, anil):
    assert "Anil" not in text_of(needs(client, director, CohortFactory(center=center, name="Spring")))


def test_con_5_who_stops_sharing_has_no_ring_with_the_next_request(client, director, cohort, anil):
    share(anil, Level.NOTHING, NOW + timedelta(seconds=1))

    assert "Nobody seems stuck." in text_of(needs(client, director, cohort))


def test_con_6_whoever_is_marked_private_gives_no_ring_with_the_next_request(client, director, cohort, anil):
    Contact.objects.update(is_private=True)

    assert "Nobody seems stuck." in text_of(needs(client, director, cohort))


def test_log_1_a_ring_is_being_seen_in_a_list(client, director, cohort, anil):
    needs(client, director, cohort)

    assert list(Disclosure.objects.values_list("owner", "action", "field_group")) == [
        (anil.user_id, "list", "progress")
    ]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PEER_MENTOR])
def test_who_reads_no_flags_is_offered_none(client, center, cohort, anil, role):
    member = MembershipFactory(center=center, role=role)
    if role == Role.PEER_MENTOR:
        CaseloadFactory(staff=member, student=anil)
    client.force_login(member.user)

    html = client.get(reverse("advising:cohort", args=[cohort.pk])).content.decode()

    assert "may need you" not in html
    assert "needs/" not in html


def test_without_a_script_it_is_the_list_of_that_cohort(client, director, cohort):
    client.force_login(director.user)

    response = client.get(reverse("advising:cohort_needs", args=[cohort.pk]))

    assert response["Location"] == f"/desk/triage/?cohort={cohort.pk}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_rings_take_the_same_queries_for_any_number(
    client, center, director, cohort, count, django_assert_num_queries
):
    for n in range(count):
        student = enrol(center, level=Level.PROGRESS, cohort=cohort)
        talked(student, n + 2)
        work_out([student.pk], now=NOW)
    needs(client, director, cohort)

    with django_assert_num_queries(12):  # two of them the savepoint
        needs_again = client.get(reverse("advising:cohort_needs", args=[cohort.pk]), headers=FRAGMENT)

    assert needs_again.status_code == 200


def test_con_5_who_shares_nothing_is_counted_apart_from_the_list(client, center, director, advisor):
    enrol(center, advisor=advisor)
    enrol(center, advisor=advisor, level=Level.PROGRESS)
    enrol(center)

    assert "<b>2</b> of 3 students" in apart(client, director)
    assert "<b>1</b> of 2 students" in apart(client, advisor)


def test_con_2_who_shares_from_now_on_is_not_counted_any_more(client, center, director):
    student = enrol(center)
    assert "<b>1</b> of 1 student" in apart(client, director)

    share(student, Level.PROGRESS)

    assert "<b>0</b> of 1 student" in apart(client, director)


def test_without_a_script_the_figure_is_a_list(client, director):
    client.force_login(director.user)

    assert client.get(APART)["Location"] == "/desk/students/?level=nothing"
