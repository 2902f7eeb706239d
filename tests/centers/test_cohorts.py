"""Who is in a fixed cohort, by hand and by file; and what a file does with cohorts by rule."""

import pytest

from apps.centers.errors import CenterError
from apps.centers.models import Cohort, Membership
from apps.centers.selectors.cohorts import cohorts_of_student
from apps.centers.services import (
    delete_cohort,
    put_in,
    take_out,
    update_card,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory
from tests.factories.cohorts import by_rule, names_in
from tests.factories.rosters import HEAD, LATER, entry, joined, reason, take, undo, upload, verdicts

pytestmark = pytest.mark.django_db


# by hand --------------------------------------------------------------------------------------------------------------


def test_a_student_is_in_several_cohorts(director, student):
    first, second = (CohortFactory(center=director.center) for _ in range(2))

    for cohort in (first, second):
        put_in(actor=director.user, cohort=cohort, students=[student], now=NOW)

    assert cohorts_of_student(student) == [first, second]


def test_putting_in_twice_is_once_and_taking_out_tells_how_many(director, student):
    cohort = CohortFactory(center=director.center)

    assert [put_in(actor=director.user, cohort=cohort, students=[student], now=NOW) for _ in range(2)] == [1, 0]
    assert [take_out(actor=director.user, cohort=cohort, students=[student], now=NOW) for _ in range(2)] == [1, 0]


def test_only_students_of_the_center_come_in(director, advisor):
    cohort = CohortFactory(center=director.center)

    for other in (advisor, MembershipFactory(center=CenterFactory(name="Bramley"))):
        with pytest.raises(CenterError):
            put_in(actor=director.user, cohort=cohort, students=[other], now=NOW)


def test_nobody_is_put_into_a_cohort_by_rule(director, student):
    cohort = by_rule(director, programs=["HCI"])

    with pytest.raises(CenterError, match="rule"):
        put_in(actor=director.user, cohort=cohort, students=[student], now=NOW)
    with pytest.raises(CenterError, match="rule"):
        update_card(actor=director.user, membership=student, cohorts=[cohort], program="", now=NOW)


def test_the_card_says_exactly_which_fixed_cohorts(director, student):
    first, second = (CohortFactory(center=director.center) for _ in range(2))
    ruled = by_rule(director, programs=["HCI"])
    put_in(actor=director.user, cohort=first, students=[student], now=NOW)

    update_card(actor=director.user, membership=student, cohorts=[second], program="HCI", now=NOW)

    assert cohorts_of_student(student) == [second, ruled]


def test_deleting_a_cohort_takes_nobody_away_and_the_roster_forgets_it(director):
    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,,,\n")
    cohort = CohortFactory(center=director.center, name="Fall")
    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,Fall,,\n", LATER)
    member = joined(director, "0001").membership

    delete_cohort(actor=director.user, cohort=cohort, now=LATER)

    assert Membership.objects.get(pk=member.pk).ended_at is None
    assert entry(director, "0001").cohort_ids == []


# with the roster ------------------------------------------------------------------------------------------------------


def fall_and_spring(director) -> list[Cohort]:
    return [CohortFactory(center=director.center, name=name) for name in ("Fall", "Spring")]


def test_a_member_gets_every_cohort_of_the_row_and_an_undo_takes_them_back(director):
    fall, spring = fall_and_spring(director)
    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,,,\n")
    member = joined(director, "0001").membership

    job = take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,Fall;Spring,,\n", LATER)
    assert set(cohorts_of_student(member)) == {fall, spring}

    undo(job, LATER)
    assert cohorts_of_student(member) == []


def test_a_student_who_was_here_before_gets_every_cohort_of_the_row(director, center):
    fall, spring = fall_and_spring(director)
    member = MembershipFactory(center=center, user=UserFactory(email="a@aldermere.example"))

    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,Fall;Spring,,\n")

    assert set(cohorts_of_student(member)) == {fall, spring}


def test_case_13_cohorts_of_a_member_that_were_changed_by_hand_stay(director):
    fall, spring = fall_and_spring(director)
    own = CohortFactory(center=director.center, name="Robotics")
    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,Fall,,\n")
    member = joined(director, "0001").membership
    update_card(actor=director.user, membership=member, cohorts=[own], program="", now=NOW)

    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,Fall;Spring,,\n", LATER)

    assert set(cohorts_of_student(member)) == {own, spring}
    assert fall not in cohorts_of_student(member)


def test_a_file_puts_nobody_into_a_cohort_by_rule(director):
    by_rule(director, "Class of 2027", grad_from="2027-05", grad_to="2027-05")

    job = upload(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,,class of 2027,,\n")

    assert verdicts(job) == [(2, "refuse")]
    assert "is a cohort by rule" in reason(job, 2)


def test_a_full_roster_of_a_cohort_by_rule_deactivates_who_is_missing(director):
    head = f"{HEAD},grad_term"
    lines = [f"{n:04},s{n}@aldermere.example,S{n},,,,,,2027-05" for n in range(3)]
    other = "0009,other@aldermere.example,Other,,,,,,2028-05"
    take(director, "\n".join([head, *lines, other]))
    cohort = by_rule(director, grad_to="2027-12")

    job = upload(director, "\n".join([head, *lines[:2]]), LATER, full_cohort=cohort, threshold=50)

    gone = job.rows.filter(action="deactivate").values_list("external_id", flat=True)
    assert list(gone) == ["0002"]


def test_rules_follow_a_roster_file_and_its_undo(director):
    cohort = by_rule(director, programs=["Law"])
    take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,HCI,,,\n")
    member = joined(director, "0001", user__given_name="Ana").membership

    job = take(director, f"{HEAD}\n0001,a@aldermere.example,Ana,,Law,,,\n", LATER)
    assert names_in(cohort) == {member.user.given_name}

    undo(job, LATER)
    assert names_in(cohort) == set()
