"""`students_visible_to`: the root answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.centers.access import Scope, Student, students_seen, students_visible_to
from apps.centers.models import Caseload, Level, Membership, Role
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, enrol, share


def seen_by(membership):
    found = {s.id: s for s in Student.all_of(students_visible_to(membership.user))}
    assert {s.id: s for s in students_seen(membership.user, "")} == found  # the text that is kept asks the same
    return found


def scope_of(viewer, student):
    found = seen_by(viewer).get(student.pk)
    return found.scope if found else None


@pytest.mark.parametrize(
    ("role", "assigned", "scope"),
    [
        (Role.DIRECTOR, False, Scope.DIRECTOR),
        (Role.ADVISOR, True, Scope.ADVISOR),
        (Role.ADVISOR, False, Scope.COLLEAGUE),
        (Role.PEER_MENTOR, True, Scope.MENTOR),
        (Role.PEER_MENTOR, False, None),
        (Role.ADMIN, False, Scope.ADMIN),
        (Role.ANALYST, False, None),
        (Role.STUDENT, False, None),
    ],
)
def test_the_standing_follows_role_and_caseload(center, student, role, assigned, scope):
    viewer = MembershipFactory(center=center, role=role)
    if assigned:
        CaseloadFactory(staff=viewer, student=student)

    assert scope_of(viewer, student) == scope


def test_open_caseload_makes_every_advisor_look_after_everybody(center, student, advisor):
    center.open_caseload = True
    center.save()

    assert scope_of(advisor, student) == Scope.ADVISOR


def test_open_caseload_gives_peer_mentors_nothing(center, student):
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    center.open_caseload = True
    center.save()

    assert scope_of(mentor, student) is None


def test_iso_6_staff_of_another_center_see_nobody(student):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.DIRECTOR)

    assert seen_by(stranger) == {}


def test_rights_are_per_center_for_someone_in_two(center, student, director):
    other = CenterFactory(name="Bramley")
    theirs = enrol(other)
    MembershipFactory(center=other, user=director.user, role=Role.ADMIN)

    found = seen_by(director)

    assert (found[student.pk].scope, found[theirs.pk].scope) == (Scope.DIRECTOR, Scope.ADMIN)


def test_iso_6_an_ended_caseload_closes_at_once(student, advisor):
    CaseloadFactory(staff=advisor, student=student, ended_at=timezone.now())

    assert scope_of(advisor, student) == Scope.COLLEAGUE


@pytest.mark.parametrize(
    ("days", "scope"), [((1, 2), Scope.COLLEAGUE), ((-1, 1), Scope.ADVISOR), ((-2, -1), Scope.COLLEAGUE)]
)
def test_a_caseload_counts_from_its_first_day_to_its_last(student, advisor, days, scope):
    first, last = (timezone.now() + timedelta(days=n) for n in days)
    CaseloadFactory(staff=advisor, student=student, starts_at=first, ends_at=last)

    assert scope_of(advisor, student) == scope


def test_iso_6_an_ended_staff_membership_closes_at_once(student, director):
    Membership.objects.filter(pk=director.pk).update(ended_at=timezone.now())

    assert seen_by(director) == {}


def test_iso_6_an_ended_student_membership_closes_at_once(student, director):
    Membership.objects.filter(pk=student.pk).update(ended_at=timezone.now())

    assert seen_by(director) == {}


def test_iso_6_a_caseload_of_a_former_advisor_gives_their_next_role_nothing(center, student, advisor):
    CaseloadFactory(staff=advisor, student=student)
    Membership.objects.filter(pk=advisor.pk).update(role=Role.ANALYST)

    assert seen_by(advisor) == {}


def test_nobody_sees_themselves_as_a_student(center, student):
    mentor = MembershipFactory(center=center, user=student.user, role=Role.PEER_MENTOR)
    CaseloadFactory(staff=mentor, student=student)

    assert seen_by(mentor) == {}


def test_a_peer_mentor_never_reaches_another_mentor(center, student):
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    CaseloadFactory(staff=mentor, student=student)
    MembershipFactory(center=center, user=student.user, role=Role.PEER_MENTOR)

    assert seen_by(mentor) == {}


def test_con_1_a_new_student_shares_nothing(student, director):
    assert seen_by(director)[student.pk].level == Level.NOTHING


def test_con_1_nobody_but_the_student_changes_the_level(student, director):
    share(student, Level.PROGRESS, NOW + timedelta(days=1))
    Membership.objects.filter(pk=student.pk).update(shares=Level.FULL, in_force=None)

    assert seen_by(director)[student.pk].level == Level.PROGRESS


def test_the_newest_decision_is_in_force(student, director):
    share(student, Level.FULL, NOW + timedelta(days=1))
    share(student, Level.PROGRESS, NOW + timedelta(days=2))

    assert seen_by(director)[student.pk].level == Level.PROGRESS


def test_two_decisions_of_one_moment_keep_their_order(student, director):
    share(student, Level.FULL, NOW)
    share(student, Level.NOTHING, NOW)

    assert seen_by(director)[student.pk].level == Level.NOTHING


def test_con_1_coming_back_starts_at_nothing_again(center, student, director):
    share(student, Level.FULL, NOW + timedelta(days=1))
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW + timedelta(days=2))
    back = MembershipFactory(center=center, user=student.user, created_at=NOW + timedelta(days=3))

    assert seen_by(director)[back.pk].level == Level.NOTHING


def test_con_1_sharing_with_one_center_shows_another_nothing(student, director):
    other = CenterFactory(name="Bramley")
    theirs = MembershipFactory(center=other, user=student.user)
    share(student, Level.FULL)
    viewer = MembershipFactory(center=other, role=Role.DIRECTOR)

    assert seen_by(viewer)[theirs.pk].level == Level.NOTHING


def test_two_caseload_rows_show_a_student_once(center, student, advisor):
    MembershipFactory(center=center, user=advisor.user, role=Role.DIRECTOR)
    CaseloadFactory(staff=advisor, student=student)

    assert len(list(students_visible_to(advisor.user))) == 1
    assert Caseload.objects.count() == 1
