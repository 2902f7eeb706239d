"""Who is in a cohort: the one answer that pages, filters, counts, files, invitations and reports start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from apps.centers.models import Center, Cohort, CohortStudent, Membership, Role, RosterEntry


@dataclass(frozen=True, slots=True)
class Rule:
    """What a cohort by rule asks; what is empty asks nothing."""

    programs: Sequence[str] = ()
    years: Sequence[str] = ()
    grad_from: str = ""  # YYYY-MM, itself included
    grad_to: str = ""
    statuses: Sequence[str] = ()

    @classmethod
    def of(cls, cohort: Cohort) -> Self:
        """The rule of a cohort by rule."""
        return cls(cohort.programs, cohort.years, cohort.grad_from, cohort.grad_to, cohort.statuses)

    @property
    def asks(self) -> bool:
        """False for a rule that everybody would fit."""
        return bool(self.programs or self.years or self.grad_from or self.grad_to or self.statuses)


def students_in(cohort: Cohort | UUID) -> Q:
    """Student memberships in a cohort, fixed or by rule. Ended ones too: ask for active ones beside it."""
    places = CohortStudent.objects.filter(cohort=cohort)
    return Q(pk__in=places.values("membership"))


def cards_in(cohort: Cohort) -> Q:
    """Cards of the roster in a cohort: of members as their membership is, of others by what the file said."""
    members = Membership.objects.filter(students_in(cohort), ended_at=None)
    own = Q(fits(Rule.of(cohort))) if cohort.by_rule else Q(cohort_ids__contains=[cohort.pk])
    is_member = Q(membership__isnull=False, membership__ended_at=None)
    return Q(membership__in=members) | (own & ~is_member)


def fits(rule: Rule, card: str = "", program: str = "") -> Func:
    """Whether a card fits a rule, as a condition of a query over cards; from memberships with `card` and `program`."""
    facts: list[Combinable] = [F(program or f"{card}program")]
    for name, otherwise in (("year_level", ""), ("grad_term", ""), ("status", "active")):
        facts.append(Coalesce(F(f"{card}{name}"), Value(otherwise)) if card else F(name))
    return Func(
        _texts(rule.programs), _texts(rule.years), Value(rule.grad_from), Value(rule.grad_to), _texts(rule.statuses),
        *facts, function="centers_rule_fits", output_field=BooleanField(),
    )  # fmt: skip


def _texts(values: Sequence[str]) -> Value:
    return Value(list(values), output_field=ArrayField(TextField()))


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a rule would bring together."""

    students: int
    waiting: int  # on the roster, and not joined yet


def reach_of(center: Center, rule: Rule) -> Reach:
    """How many fit a rule that may not be saved yet."""
    students = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None)
    waiting = RosterEntry.objects.filter(center=center, membership=None).exclude(status__in=("inactive", "withdrawn"))
    return Reach(
        students=students.filter(fits(rule, "roster_entry__", "program")).count(),
        waiting=waiting.filter(fits(rule)).count(),
    )


def with_first_cohort(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """With `first_cohort_id` and `first_cohort`, its name: the one that stands on the card, a fixed one if there is."""
    places = CohortStudent.objects.filter(membership=OuterRef("pk")).order_by("cohort__by_rule", "pk")
    return memberships.annotate(
        first_cohort_id=Subquery(places.values("cohort")[:1]),
        first_cohort=Subquery(places.values("cohort__name")[:1]),
    )
