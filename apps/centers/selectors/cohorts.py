"""Cohorts of a center: how many are in each, what a rule can ask for, and what it asks in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from apps.centers.access import Rule, students_in
from apps.centers.models import Center, Cohort, Membership, Role, RosterEntry

MOST_CHOICES = 300


def cohorts_of(center: Center) -> QuerySet[Cohort]:
    """A center's cohorts with `students`, by name."""
    active = Q(places__membership__ended_at=None)
    return Cohort.objects.filter(center=center).annotate(students=Count("places", filter=active)).order_by("name")


def cohorts_in_words(center: Center) -> Iterator[tuple[Cohort, str]]:
    """Each cohort with its rule in words; asked of the database only when somebody looks."""
    for cohort in cohorts_of(center):
        yield cohort, rule_in_words(cohort) if cohort.by_rule else ""


def fixed_cohorts(center: Center) -> QuerySet[Cohort]:
    """Those that somebody can be put into, by name."""
    return Cohort.objects.filter(center=center, by_rule=False).order_by("name")


def cohorts_of_student(membership: Membership) -> list[Cohort]:
    """The cohorts that a student is in, fixed ones first, each as they came into them."""
    places = membership.places.select_related("cohort").order_by("cohort__by_rule", "pk")
    return [place.cohort for place in places]


def students_of_cohort(cohort: Cohort) -> QuerySet[Membership]:
    """The active students in a cohort, by name."""
    students = Membership.objects.filter(students_in(cohort), ended_at=None).select_related("user")
    return students.order_by("user__given_name", "user__family_name", "id")


@dataclass(frozen=True, slots=True)
class Words:
    """The programs and years that occur in a center: what a rule can name."""

    programs: list[str]
    years: list[str]


def words_of(center: Center) -> Words:
    """From the members and from the roster."""
    members = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None).exclude(program="")
    cards = RosterEntry.objects.filter(center=center)
    programs = members.order_by().values_list("program", flat=True).distinct()[:MOST_CHOICES]
    listed = cards.exclude(program="").order_by().values_list("program", flat=True).distinct()[:MOST_CHOICES]
    years = cards.exclude(year_level="").order_by().values_list("year_level", flat=True).distinct()[:MOST_CHOICES]
    return Words(sorted({*programs, *listed}, key=str.casefold), sorted(years, key=str.casefold))


def rule_in_words(cohort: Cohort) -> str:
    """What a rule asks, in one line: "HCI or Law, graduating from May 2027, active"."""
    rule = Rule.of(cohort)
    parts = [" or ".join(rule.programs), " or ".join(f"year {year}" for year in rule.years)]
    if rule.grad_from and rule.grad_from == rule.grad_to:
        parts.append(f"graduating in {_month(rule.grad_from)}")
    elif rule.grad_from or rule.grad_to:
        first = f" from {_month(rule.grad_from)}" if rule.grad_from else ""
        last = f" until {_month(rule.grad_to)}" if rule.grad_to else ""
        parts.append(f"graduating{first}{last}")
    parts.append(" or ".join(RosterEntry.Status(status).label.lower() for status in rule.statuses))
    return ", ".join(part for part in parts if part)


def _month(term: str) -> str:
    return f"{date(int(term[:4]), int(term[5:]), 1):%B %Y}"
