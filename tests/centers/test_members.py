"""Roles, caseloads and endings, with the invariants beside the matrix."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.centers.errors import AboveOwnRole, CenterError, LastDirector, OwnRole
from apps.centers.models import Caseload, Level, Membership, Role, SharingGrant
from apps.centers.services import assign_caseload, change_role, end_membership, leave_center, open_center, update_card
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory, share


@pytest.mark.django_db
def test_whoever_opens_a_center_is_its_director():
    user = UserFactory()

    center = open_center(actor=user, name=" Bramley College ", now=NOW)

    assert center.name == "Bramley College"
    assert list(center.memberships.values_list("user", "role")) == [(user.pk, Role.DIRECTOR)]


def test_nobody_changes_their_own_role(director):
    with pytest.raises(OwnRole):
        change_role(actor=director.user, membership=director, role=Role.ADMIN, now=NOW)


def test_an_admin_changes_no_role(admin, advisor):
    with pytest.raises(AboveOwnRole):
        change_role(actor=admin.user, membership=advisor, role=Role.DIRECTOR, now=NOW)


def test_a_role_that_looks_after_nobody_ends_the_caseload(director, advisor, student):
    assign_caseload(actor=director.user, student=student, staff=[advisor], now=NOW)

    assert change_role(actor=director.user, membership=advisor, role=Role.ANALYST, now=NOW)

    assert not Caseload.objects.filter(ended_at=None).exists()


def test_a_student_does_not_become_staff_by_a_change_of_role(director, student):
    with pytest.raises(CenterError):
        change_role(actor=director.user, membership=student, role=Role.ADVISOR, now=NOW)


def test_of_two_directors_one_can_become_something_else(center, director):
    other = MembershipFactory(center=center, role=Role.DIRECTOR)

    assert change_role(actor=director.user, membership=other, role=Role.ADVISOR, now=NOW)


def test_the_last_director_cannot_leave(director):
    with pytest.raises(LastDirector):
        leave_center(actor=director.user, membership=director, now=NOW)


def test_the_last_director_cannot_be_removed_by_one_of_another_center(director):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.DIRECTOR)

    with pytest.raises(AboveOwnRole):
        end_membership(actor=stranger.user, membership=director, now=NOW)


def test_an_admin_cannot_end_a_director(center, admin, director):
    MembershipFactory(center=center, role=Role.DIRECTOR)

    with pytest.raises(AboveOwnRole):
        end_membership(actor=admin.user, membership=director, now=NOW)


def test_ending_a_membership_ends_its_caseloads_on_both_sides(director, advisor, student):
    assign_caseload(actor=director.user, student=student, staff=[advisor], now=NOW)

    assert end_membership(actor=director.user, membership=student, now=NOW)

    assert Membership.objects.get(pk=student.pk).ended_at == NOW
    assert not Caseload.objects.filter(ended_at=None).exists()


def test_ending_twice_is_told_apart(director, student):
    end_membership(actor=director.user, membership=student, now=NOW)

    assert not end_membership(actor=director.user, membership=student, now=NOW)


def test_assigning_replaces_who_looked_after_the_student(center, director, advisor, student):
    other = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    assign_caseload(actor=director.user, student=student, staff=[advisor], now=NOW)

    assign_caseload(actor=director.user, student=student, staff=[other], now=NOW)
    assign_caseload(actor=director.user, student=student, staff=[other], now=NOW)

    assert list(Caseload.objects.filter(ended_at=None).values_list("staff", flat=True)) == [other.pk]


def test_only_advisors_and_mentors_of_the_center_can_be_assigned(director, student):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.ADVISOR)

    with pytest.raises(CenterError):
        assign_caseload(actor=director.user, student=student, staff=[stranger], now=NOW)
    with pytest.raises(CenterError):
        assign_caseload(actor=director.user, student=student, staff=[director], now=NOW)


def test_a_roster_card_takes_no_cohort_of_another_center(director, student):
    with pytest.raises(CenterError):
        update_card(actor=director.user, membership=student, cohorts=[CohortFactory()], program="", now=NOW)


def test_leaving_cuts_the_sharing_and_says_so_in_the_history(student):
    share(student, Level.FULL)

    leave_center(actor=student.user, membership=student, now=NOW)

    assert SharingGrant.objects.order_by("id").last().level == Level.NOTHING


def test_managing_changes_no_sharing_level(center, director, advisor, student):
    assign_caseload(actor=director.user, student=student, staff=[advisor], now=NOW)
    update_card(actor=director.user, membership=student, cohorts=[CohortFactory(center=center)], program="HCI", now=NOW)

    assert not SharingGrant.objects.exists()


@pytest.mark.django_db
def test_an_operator_opens_a_center_for_its_first_director():
    user = UserFactory()

    call_command("open_center", "Bramley College", user.email.upper(), stdout=StringIO())

    assert Membership.objects.get().user == user


@pytest.mark.django_db
def test_an_operator_is_told_when_nobody_has_that_address():
    with pytest.raises(CommandError, match="Nobody has signed up"):
        call_command("open_center", "Bramley College", "nobody@aldermere.example")
