"""Caseloads from day to day, handing over, and cover (row 21 and 22)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.centers.access import Scope, Student, students_visible_to
from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cover, Disclosure, Level, Membership, Role
from apps.centers.selectors.caseloads import advisors_of
from apps.centers.services import (
    assign_caseload,
    assign_for_days,
    change_role,
    end_cover,
    end_membership,
    hand_over,
    take_cover,
)
from apps.centers.services.covers import NobodyToCover
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, enrol, share
from tests.responses import text_of

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def colleague(center):
    return MembershipFactory(center=center, role=Role.ADVISOR, user__given_name="Bea", user__family_name="Cole")


@pytest.fixture
def cared_for(student, advisor):
    """Jonah, on Ana's caseload."""
    CaseloadFactory(staff=advisor, student=student, created_at=NOW)
    return student


def scope_of(viewer: Membership, student: Membership, at: datetime) -> Scope | None:
    with time_machine.travel(at, tick=False):
        found = {s.id: s.scope for s in Student.all_of(students_visible_to(viewer.user))}
    return found.get(student.pk)


def cover(colleague, advisor, **given):
    days = {"first": TODAY, "last": TODAY + 6 * DAY, "purpose": "Ana is on leave", "now": NOW} | given
    return take_cover(actor=colleague.user, absent=advisor, **days)


def test_an_assignment_begins_and_ends_on_its_days(director, advisor, student):
    director.user.timezone = "UTC"
    assign_for_days(
        actor=director.user, student=student, member=advisor, first=TODAY + DAY, last=TODAY + 3 * DAY, now=NOW
    )

    seen = [scope_of(advisor, student, NOW.replace(hour=0, minute=0) + n * DAY) for n in range(5)]

    assert seen == [Scope.COLLEAGUE, Scope.ADVISOR, Scope.ADVISOR, Scope.ADVISOR, Scope.COLLEAGUE]


def test_a_day_begins_where_the_director_is(director, advisor, student):
    director.user.timezone = "America/Chicago"
    assign_for_days(actor=director.user, student=student, member=advisor, first=date(2026, 10, 21), last=None, now=NOW)

    midnight_there = datetime.fromisoformat("2026-10-21T00:00-05:00")

    assert scope_of(advisor, student, midnight_there - timedelta(seconds=1)) == Scope.COLLEAGUE
    assert scope_of(advisor, student, midnight_there) == Scope.ADVISOR


def test_iso_6_an_assignment_that_ended_by_its_day_closes_an_open_session(client, director, advisor, student):
    director.user.timezone = "UTC"
    share(student, Level.FULL)
    assign_for_days(actor=director.user, student=student, member=advisor, first=None, last=TODAY, now=NOW)
    page = reverse("advising:notes", args=[student.pk])
    with time_machine.travel(NOW.replace(hour=23, minute=59), tick=False) as clock:
        client.force_login(advisor.user)
        last_minute = client.get(page).status_code
        clock.move_to(NOW.replace(hour=0, minute=0) + DAY)
        after = client.get(page).status_code

    assert (last_minute, after) == (200, 403)


def test_the_same_time_twice_is_refused(director, advisor, cared_for):
    with pytest.raises(CenterError, match="already"):
        assign_for_days(actor=director.user, student=cared_for, member=advisor, first=TODAY, last=TODAY, now=NOW)


def test_a_last_day_that_is_over_is_refused(director, advisor, student):
    with pytest.raises(CenterError, match="over"):
        assign_for_days(actor=director.user, student=student, member=advisor, first=None, last=TODAY - DAY, now=NOW)


def test_assigning_now_leaves_what_is_planned(director, advisor, colleague, cared_for):
    assign_for_days(actor=director.user, student=cared_for, member=colleague, first=TODAY + DAY, last=None, now=NOW)

    assign_caseload(actor=director.user, student=cared_for, staff=[], now=NOW)

    assert scope_of(advisor, cared_for, NOW) == Scope.COLLEAGUE
    assert scope_of(colleague, cared_for, NOW + 2 * DAY) == Scope.ADVISOR


def test_assigning_now_who_was_to_begin_later_lets_them_begin(director, colleague, student):
    assign_for_days(actor=director.user, student=student, member=colleague, first=TODAY + DAY, last=None, now=NOW)

    assign_caseload(actor=director.user, student=student, staff=[colleague], now=NOW)

    assert scope_of(colleague, student, NOW) == Scope.ADVISOR


def test_a_caseload_is_handed_over_from_a_day(center, director, advisor, colleague, cared_for):
    enrol(center, advisor=advisor)

    moved = hand_over(actor=director.user, giver=advisor, taker=colleague, first=TODAY + 2 * DAY, now=NOW)

    before, after = NOW + DAY, NOW + 2 * DAY
    assert moved == 2
    assert [scope_of(who, cared_for, before) for who in (advisor, colleague)] == [Scope.ADVISOR, Scope.COLLEAGUE]
    assert [scope_of(who, cared_for, after) for who in (advisor, colleague)] == [Scope.COLLEAGUE, Scope.ADVISOR]


def test_handing_over_from_today_acts_at_once_and_ends_cover(center, director, advisor, colleague, cared_for):
    third = MembershipFactory(center=center, role=Role.ADVISOR)
    cover(third, advisor)

    hand_over(actor=director.user, giver=advisor, taker=colleague, first=TODAY, now=NOW)

    assert scope_of(colleague, cared_for, NOW) == Scope.ADVISOR
    assert scope_of(advisor, cared_for, NOW) == scope_of(third, cared_for, NOW) == Scope.COLLEAGUE


def test_handing_over_twice_changes_nothing_more(director, advisor, colleague, cared_for):
    hand_over(actor=director.user, giver=advisor, taker=colleague, first=TODAY, now=NOW)

    assert hand_over(actor=director.user, giver=advisor, taker=colleague, first=TODAY, now=NOW) == 0


def test_an_end_that_was_set_stays_with_whoever_takes_over(director, advisor, colleague, student):
    assign_for_days(actor=director.user, student=student, member=advisor, first=None, last=TODAY + 9 * DAY, now=NOW)

    hand_over(actor=director.user, giver=advisor, taker=colleague, first=TODAY + 2 * DAY, now=NOW)

    assert scope_of(colleague, student, NOW + 9 * DAY) == Scope.ADVISOR
    assert scope_of(colleague, student, NOW + 10 * DAY) == Scope.COLLEAGUE


@pytest.mark.parametrize("role", [Role.PEER_MENTOR, Role.DIRECTOR])
def test_a_caseload_goes_only_to_the_same_role(center, director, advisor, cared_for, role):
    other = MembershipFactory(center=center, role=role)

    with pytest.raises(CenterError):
        hand_over(actor=director.user, giver=advisor, taker=other, first=TODAY, now=NOW)


def test_a_caseload_never_leaves_the_center(director, advisor, cared_for):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.ADVISOR)

    with pytest.raises(CenterError):
        hand_over(actor=director.user, giver=advisor, taker=stranger, first=TODAY, now=NOW)


def test_whoever_takes_cover_looks_after_them_until_the_last_day(advisor, colleague, cared_for):
    cover(colleague, advisor, first=TODAY + DAY, last=TODAY + 2 * DAY)

    seen = [scope_of(colleague, cared_for, NOW + n * DAY) for n in range(4)]

    assert seen == [Scope.COLLEAGUE, Scope.ADVISOR, Scope.ADVISOR, Scope.COLLEAGUE]


def test_cover_leaves_the_roster_card_as_it_is(advisor, colleague, cared_for):
    cover(colleague, advisor)

    with time_machine.travel(NOW, tick=False):
        assert advisors_of([cared_for.pk]) == {cared_for.pk: ["Ana Ruiz"]}


def test_cover_is_for_those_of_today(center, advisor, colleague, cared_for):
    cover(colleague, advisor)

    later = enrol(center, advisor=advisor)

    assert scope_of(colleague, later, NOW) == Scope.COLLEAGUE


def test_cover_for_one_student_opens_no_other(center, advisor, colleague, cared_for):
    other = enrol(center, advisor=advisor)
    with time_machine.travel(NOW, tick=False):
        only = next(s for s in Student.all_of(students_visible_to(colleague.user)) if s.id == cared_for.pk)

        cover(colleague, advisor, only=only)

    assert scope_of(colleague, cared_for, NOW) == Scope.ADVISOR
    assert scope_of(colleague, other, NOW) == Scope.COLLEAGUE


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (TODAY - DAY, TODAY, "today or later"),
        (TODAY, TODAY - DAY, "before the first"),
        (TODAY, TODAY + 30 * DAY, "30 days at most"),
        (TODAY + 120 * DAY, TODAY + 121 * DAY, "three months"),
    ],
)
def test_cover_on_other_days_is_refused(advisor, colleague, cared_for, first, last, said):
    with pytest.raises(CenterError, match=said):
        cover(colleague, advisor, first=first, last=last)


def test_cover_may_last_thirty_days(advisor, colleague, cared_for):
    cover(colleague, advisor, last=TODAY + 29 * DAY)

    assert scope_of(colleague, cared_for, NOW + 29 * DAY) == Scope.ADVISOR


def test_cover_without_a_purpose_opens_nothing(advisor, colleague, cared_for):
    with pytest.raises(NobodyToCover):
        cover(colleague, advisor, purpose=" ")

    assert not Cover.objects.exists()


def test_nobody_covers_twice_on_the_same_days(advisor, colleague, cared_for):
    cover(colleague, advisor)

    with pytest.raises(NobodyToCover):
        cover(colleague, advisor)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PEER_MENTOR, Role.ADMIN, Role.ANALYST])
def test_only_advisors_take_cover(center, advisor, cared_for, role):
    other = MembershipFactory(center=center, role=role)

    with pytest.raises(CenterError):
        cover(other, advisor)


def test_nobody_covers_in_another_center(advisor, cared_for):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.ADVISOR)

    with pytest.raises(CenterError):
        cover(stranger, advisor)


def test_each_covered_student_reads_who_and_what_for(center, advisor, colleague, cared_for):
    other = enrol(center, advisor=advisor)

    cover(colleague, advisor)

    lines = Disclosure.objects.order_by("owner").values_list("owner", "actor_name", "action", "purpose")
    assert set(lines) == {(student.user_id, "Bea Cole", "cover", "Ana is on leave") for student in (cared_for, other)}


def test_the_student_reads_on_their_page_who_covers_until_when(client, advisor, colleague, cared_for):
    cover(colleague, advisor)
    client.force_login(cared_for.user)

    with time_machine.travel(NOW, tick=False):
        client.force_login(cared_for.user)
        text = text_of(client.get(reverse("centers:center_sharing", args=[cared_for.center_id])))
    with time_machine.travel(NOW + 7 * DAY, tick=False):
        client.force_login(cared_for.user)
        after = text_of(client.get(reverse("centers:center_sharing", args=[cared_for.center_id])))

    assert "covering for Ana Ruiz until" in text
    assert "October 26" in text
    assert "covering for" not in after


def test_iso_6_ending_a_cover_closes_at_once(advisor, colleague, cared_for):
    taken = cover(colleague, advisor)

    assert end_cover(actor=colleague.user, cover=taken, now=NOW)

    assert scope_of(colleague, cared_for, NOW) == Scope.COLLEAGUE


def test_cover_ends_when_the_student_gets_another_advisor(center, director, advisor, colleague, cared_for):
    cover(colleague, advisor)
    third = MembershipFactory(center=center, role=Role.ADVISOR)

    assign_caseload(actor=director.user, student=cared_for, staff=[third], now=NOW)

    assert scope_of(colleague, cared_for, NOW) == Scope.COLLEAGUE


@pytest.mark.parametrize("who", ["advisor", "colleague"])
def test_cover_ends_with_the_membership_of_either(request, director, advisor, colleague, cared_for, who):
    cover(colleague, advisor)

    end_membership(actor=director.user, membership=request.getfixturevalue(who), now=NOW)

    assert not Caseload.objects.filter(cover__isnull=False, ended_at=None).exists()


def test_cover_ends_with_the_role(director, advisor, colleague, cared_for):
    cover(colleague, advisor)

    change_role(actor=director.user, membership=colleague, role=Role.PEER_MENTOR, now=NOW)

    assert scope_of(colleague, cared_for, NOW) is None


def test_a_cover_without_its_days_cannot_be_stored(advisor, colleague, cared_for):
    taken = cover(colleague, advisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Caseload.objects.filter(cover=taken).update(ends_at=None)


# The pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_advisor_takes_cover_on_the_page(client, at_noon, center, advisor, colleague, cared_for):
    client.force_login(colleague.user)
    data = {"absent": advisor.pk, "first": TODAY, "last": TODAY + 3 * DAY, "purpose": "Ana is on leave"}

    response = client.post(reverse("centers:cover", args=[center.pk]), data, follow=True)

    assert "Bea Cole for Ana Ruiz" in response.content.decode()
    assert scope_of(colleague, cared_for, NOW) == Scope.ADVISOR


def test_a_refused_cover_says_why_and_keeps_the_words(client, at_noon, center, advisor, colleague, cared_for):
    client.force_login(colleague.user)
    data = {"absent": advisor.pk, "first": TODAY, "last": TODAY + 40 * DAY, "purpose": "Ana is on leave"}

    response = client.post(reverse("centers:cover", args=[center.pk]), data)

    assert response.status_code == 422
    assert "30 days at most" in response.content.decode()
    assert "Ana is on leave" in response.content.decode()


def test_iso_7_nobody_of_another_center_can_be_covered_for(client, at_noon, center, colleague):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.ADVISOR)
    enrol(stranger.center, advisor=stranger)
    client.force_login(colleague.user)
    data = {"absent": stranger.pk, "first": TODAY, "last": TODAY, "purpose": "On leave"}

    assert client.post(reverse("centers:cover", args=[center.pk]), data).status_code == 422
    assert not Cover.objects.exists()


def test_a_director_hands_over_on_the_page(client, at_noon, center, director, advisor, colleague, cared_for):
    client.force_login(director.user)
    data = {"giver": advisor.pk, "taker": colleague.pk, "first": TODAY}

    response = client.post(reverse("centers:hand_over", args=[center.pk]), data, follow=True)

    assert "Bea Cole looks after 1 student of that caseload" in response.content.decode()


def test_a_director_plans_and_ends_on_the_page_of_the_student(client, at_noon, director, colleague, cared_for):
    client.force_login(director.user)
    page = reverse("centers:member", args=[cared_for.pk])
    client.post(
        reverse("centers:member_days", args=[cared_for.pk]), {"member": colleague.pk, "first": TODAY + DAY, "last": ""}
    )
    planned = Caseload.objects.get(staff=colleague)

    end = reverse("centers:caseload_end", args=[planned.pk])
    assert end in client.get(page).content.decode()
    client.post(end)
    assert end not in client.get(page).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    client, at_noon, center, director, colleague, count, django_assert_num_queries
):
    for _ in range(count):
        absent = MembershipFactory(center=center, role=Role.ADVISOR)
        enrol(center, advisor=absent)
        cover(colleague, absent)
    client.force_login(director.user)
    url = reverse("centers:caseloads", args=[center.pk])
    client.get(url)

    with django_assert_num_queries(12):
        client.get(url)
