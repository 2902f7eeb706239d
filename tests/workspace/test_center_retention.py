"""DAT-4: a center's own times for what is its own: who sets them, what they say would go, and what goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.centers.models import Invitation, Membership, Role
from apps.workspace.models import RetentionTime
from apps.workspace.selectors.retention import times_of
from apps.workspace.services import retention
from apps.workspace.services.center_retention import Kind, choose_times
from apps.workspace.services.records import ask_for_records
from tests.factories.accounts import NOW
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.responses import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "single_factor")]
DAY = timedelta(days=1)
YEAR_AGO = NOW.replace(year=2025)
TWO_YEARS_AGO = NOW.replace(year=2024)
CARDS = "roster cards of students who left"


@pytest.fixture
def center():
    return CenterFactory()


@pytest.fixture
def admin(center):
    return MembershipFactory(center=center, role=Role.ADMIN, user__given_name="Ida", user__family_name="Berg")


def left(center, moment):
    return MembershipFactory(center=center, ended_at=moment)


def invited(center, moment):
    by = MembershipFactory(center=center, role=Role.DIRECTOR)
    return Invitation.objects.create(
        center=center, role="student", invited_by=by, email="a@aldermere.example", expires_at=moment,
        token_hash=str(by.pk),
    )  # fmt: skip


def keep():
    lines = retention.keep(clock=timezone.now, budget=timedelta(hours=1))
    return {line.name: line.count for line in lines if line.count}


def choose(admin, **months):
    return choose_times(actor=admin.user, center=admin.center, months={Kind(k): v for k, v in months.items()}, now=NOW)


def page(client, member, method="get", **fields):
    client.force_login(member.user)
    return getattr(client, method)(reverse("workspace:retention", args=[member.center_id]), fields)


def test_dat_4_a_centers_own_time_is_over_earlier_and_for_its_rows_alone(center, admin):
    gone, stays = left(center, YEAR_AGO - DAY), left(center, YEAR_AGO + DAY)
    elsewhere = left(CenterFactory(name="Tidewell"), TWO_YEARS_AGO)
    choose(admin, left=12)

    assert keep() == {CARDS: 1}

    kept = set(Membership.objects.filter(role=Role.STUDENT).values_list("pk", flat=True))
    assert (gone.pk in kept, stays.pk in kept, elsewhere.pk in kept) == (False, True, True)


def test_dat_4_a_longer_time_keeps_what_the_installation_would_delete(center, admin):
    left(center, NOW.replace(year=2023) - DAY)
    choose(admin, left=48)

    assert keep() == {}


def test_dat_4_a_center_has_a_time_where_the_installation_keeps_for_ever(center, admin, settings):
    settings.RETENTION_MONTHS = {**settings.RETENTION_MONTHS, "invitations": 0}
    invited(center, YEAR_AGO - DAY)
    invited(CenterFactory(name="Tidewell"), YEAR_AGO - DAY)
    assert keep() == {}

    choose(admin, invitations=12)

    assert keep() == {"invitations": 1}
    assert [line.kept for line in retention.report(now=NOW) if line.name == "invitations"] == [
        "for ever, in 1 center as they chose"
    ]


def test_dat_4_the_newest_choice_holds_and_the_installations_time_can_be_taken_back(center, admin):
    left(center, TWO_YEARS_AGO)
    assert choose(admin, left=12)
    assert choose(admin, left=None)
    assert not choose(admin, left=None)

    assert times_of(center)[Kind.LEFT] is None
    assert keep() == {}


def test_dat_2_dat_4_what_a_student_asked_to_see_stays_whatever_the_center_chose(center, admin):
    who = left(center, TWO_YEARS_AGO)
    ask_for_records(actor=who.user, center=center, now=NOW)
    choose(admin, left=6)

    assert keep() == {}


def test_dat_4_the_page_says_what_would_go_before_anything_is_chosen(client, center, admin):
    for _ in range(3):
        left(center, YEAR_AGO - DAY)

    shown = text_of(page(client, admin, left="12"))

    assert "With these times" in shown
    assert "12 months since their membership ended" in shown
    assert "3 would go" in shown
    assert "Keep these times" in shown
    assert not RetentionTime.objects.exists()
    assert keep() == {}


def test_dat_4_an_admin_chooses_and_it_stands_there_with_their_name(client, center, admin):
    response = page(client, admin, "post", left="12", invitations="")

    assert response["Location"] == reverse("workspace:retention", args=[center.pk])
    assert times_of(center) == {Kind.LEFT: 12, Kind.INVITATIONS: None}
    shown = text_of(page(client, admin))
    assert "Cards of students who left: 12 months" in shown
    assert "Ida Berg" in shown


def test_dat_4_a_director_reads_and_does_not_choose(client, center):
    director = MembershipFactory(center=center, role=Role.DIRECTOR)

    shown = text_of(page(client, director, left="12"))

    assert "would go" in shown
    assert "Keep these times" not in shown
    assert "A center admin can choose other times." in shown
    assert page(client, director, "post", left="12").status_code == 403
    assert not RetentionTime.objects.exists()


@pytest.mark.parametrize("left_for", ["0", "7", "-1", "soon"])
def test_a_time_that_is_no_choice_is_refused(client, admin, left_for):
    for method in ("get", "post"):
        response = page(client, admin, method, left=left_for)
        assert response.status_code == 422
    assert not RetentionTime.objects.exists()


def test_times_that_hold_already_are_no_other_times(client, center, admin):
    shown = text_of(page(client, admin, left="", invitations=""))

    assert "Those are the times that hold now." in shown
    assert "Keep these times" not in shown


@pytest.mark.parametrize("students", [1, 3])
def test_the_page_costs_the_same_whatever_there_is(client, center, admin, students, django_assert_num_queries):
    for _ in range(students):
        left(center, TWO_YEARS_AGO)
    choose(admin, left=12)
    page(client, admin)

    with django_assert_num_queries(11):
        page_again = client.get(reverse("workspace:retention", args=[center.pk]))
    assert page_again.status_code == 200
