"""A cohort by rule follows every change of its students, of the roster and of the rule by itself."""

from itertools import product

import pytest

from apps.centers.access import Rule, cards_in, fits, reach_of
from apps.centers.errors import CenterError
from apps.centers.models import Cohort, CohortStudent, Membership, Role, RosterEntry
from apps.centers.selectors.cohorts import cohorts_of, rule_in_words, words_of
from apps.centers.services import (
    create_cohort,
    end_membership,
    put_in,
    update_cohort,
)
from tests.factories.accounts import NOW
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory
from tests.factories.cohorts import by_rule, card_of, names_in, student
from tests.factories.rosters import HEAD, take

pytestmark = pytest.mark.django_db


def test_a_rule_finds_who_is_there_and_who_comes(director):
    student(director.center, "Ana", program="HCI")
    cohort = by_rule(director, programs=["HCI", "Law"])
    student(director.center, "Ben", program="Law")
    student(director.center, "Cleo", program="Design")
    student(CenterFactory(name="Bramley"), "Dora", program="HCI")
    MembershipFactory(center=director.center, role=Role.ADVISOR, program="HCI", user__given_name="Eve")

    assert names_in(cohort) == {"Ana", "Ben"}


def test_who_changes_comes_and_goes_in_the_same_statement(director):
    cohort = by_rule(director, programs=["HCI"], years=["2"])
    ana = student(director.center, "Ana", program="HCI")
    assert names_in(cohort) == set()

    card = card_of(ana, year_level="2")
    assert names_in(cohort) == {"Ana"}
    Membership.objects.filter(pk=ana.pk).update(program="Law")
    assert names_in(cohort) == set()
    Membership.objects.filter(pk=ana.pk).update(program="HCI")
    assert names_in(cohort) == {"Ana"}
    RosterEntry.objects.filter(pk=card.pk).update(year_level="3")
    assert names_in(cohort) == set()
    RosterEntry.objects.filter(pk=card.pk).update(year_level="2")
    card.delete()
    assert names_in(cohort) == set()


def test_another_rule_brings_other_students_at_once(director):
    student(director.center, "Ana", program="HCI")
    student(director.center, "Ben", program="Law")
    cohort = by_rule(director, programs=["HCI"])

    update_cohort(actor=director.user, cohort=cohort, name="Lawyers", rule=Rule(programs=["Law"]), now=NOW)

    assert (names_in(cohort), Cohort.objects.get().name) == ({"Ben"}, "Lawyers")


def test_who_leaves_the_center_leaves_its_cohorts_by_rule(director):
    ana = student(director.center, "Ana", program="HCI")
    cohort = by_rule(director, programs=["HCI"])

    end_membership(actor=director.user, membership=ana, now=NOW)

    assert names_in(cohort) == set()


def test_deleting_an_account_leaves_no_place_behind(director):
    ana = student(director.center, "Ana", program="HCI")
    card_of(ana)
    by_rule(director, programs=["HCI"])

    ana.user.delete()

    assert not CohortStudent.objects.exists()


TERMS, STATUSES = ("", "2026-12", "2027-05", "2028-05"), ("active", "alumni")
RULES = [
    Rule(grad_from="2027-05"),
    Rule(grad_to="2027-05"),
    Rule(grad_from="2026-12", grad_to="2027-05", statuses=["active"]),
    Rule(statuses=["alumni"]),
    Rule(programs=["HCI"], years=["1", "2"], grad_to="2028-05"),
]


def expected(rule: Rule, program: str, year: str, term: str, status: str) -> bool:
    return all(
        (
            not rule.programs or program in rule.programs,
            not rule.years or year in rule.years,
            not rule.grad_from or (term and term >= rule.grad_from),
            not rule.grad_to or (term and term <= rule.grad_to),
            not rule.statuses or status in rule.statuses,
        )
    )


@pytest.mark.parametrize("rule", RULES)
def test_members_cards_and_the_count_before_saving_agree_about_a_rule(director, rule):
    wanted = {}
    for program, year, term, status in product(("HCI", "Law"), ("", "2"), TERMS, STATUSES):
        name = f"{program}/{year}/{term}/{status}"
        facts = {"year_level": year, "grad_term": term, "status": status}
        wanted[name] = expected(rule, program, year, term, status)
        card_of(student(director.center, name, program=program), program=program, given_name=name, **facts)

    reach = reach_of(director.center, rule)
    cohort = create_cohort(actor=director.user, center=director.center, name="R", rule=rule, now=NOW)

    found = {name for name, fits_it in wanted.items() if fits_it}
    assert names_in(cohort) == found
    assert set(RosterEntry.objects.filter(fits(rule)).values_list("given_name", flat=True)) == found
    assert set(RosterEntry.objects.filter(cards_in(cohort)).values_list("given_name", flat=True)) == found
    assert (reach.students, reach.waiting) == (len(found), 0)


def test_who_is_on_no_roster_counts_as_active(director):
    student(director.center, "Ana")

    assert names_in(by_rule(director, "Active", statuses=["active"])) == {"Ana"}
    assert names_in(by_rule(director, "Alumni", statuses=["alumni"])) == set()


def test_a_rule_that_asks_nothing_is_refused(director):
    with pytest.raises(CenterError, match="at least one"):
        by_rule(director)


@pytest.mark.parametrize("rule", [None, Rule(programs=["HCI"])])
def test_fixed_stays_fixed_and_by_rule_stays_by_rule(director, rule):
    cohort = by_rule(director, programs=["Law"]) if rule is None else CohortFactory(center=director.center)

    with pytest.raises(CenterError):
        update_cohort(actor=director.user, cohort=cohort, name="Other", rule=rule, now=NOW)


def test_counts_are_of_active_students_in_both_kinds(director):
    ana = student(director.center, "Ana", program="HCI")
    cohort, ruled = CohortFactory(center=director.center, name="A"), by_rule(director, "B", programs=["HCI"])
    put_in(actor=director.user, cohort=cohort, students=[ana, student(director.center, "Ben")], now=NOW)
    end_membership(actor=director.user, membership=ana, now=NOW)

    assert [(c, c.students) for c in cohorts_of(director.center)] == [(cohort, 1), (ruled, 0)]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"programs": ["HCI", "Law"], "grad_from": "2027-05"}, "HCI or Law, graduating from May 2027"),
        ({"grad_from": "2027-05", "grad_to": "2027-05"}, "graduating in May 2027"),
        (
            {"years": ["2"], "grad_to": "2028-12", "statuses": ["active"]},
            "year 2, graduating until December 2028, active",
        ),
    ],
)
def test_a_rule_is_told_in_words(director, rule, words):
    assert rule_in_words(by_rule(director, **rule)) == words


def test_a_rule_can_name_what_members_and_the_roster_have(director):
    student(director.center, "Ana", program="Law")
    student(CenterFactory(name="Bramley"), "Ben", program="Medicine")
    take(director, f"{HEAD},year_level\n0001,a@aldermere.example,Ana,,HCI,,,,2\n")

    assert (words_of(director.center).programs, words_of(director.center).years) == (["HCI", "Law"], ["2"])
