"""Reads about goals."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, When

from apps.accounts.models import User
from apps.goals.models import Criterion, CriterionQuerySet, Goal, WeeklyTarget


@dataclass(frozen=True, slots=True)
class Week:
    """What the owner means to do in a week; our proposal until they choose."""

    asks: int = 4
    talks: int = 2
    is_chosen: bool = False


def goals_of(owner: User) -> QuerySet[Goal]:
    """All goals: those being explored first, newest first."""
    order = Case(When(state=Goal.State.ACTIVE, then=0), default=1, output_field=IntegerField())
    return Goal.objects.visible_to(owner).order_by(order, "-created_at")


def active_goals(owner: User) -> QuerySet[Goal]:
    """The goals being explored, newest first: what a message or a talk can be about."""
    return Goal.objects.visible_to(owner).active().order_by("-created_at")


def criteria_of(owner: User) -> CriterionQuerySet:
    """What matters to the owner, with the goal it is for: must-haves first, then in the order of writing."""
    heavy = Case(
        When(weight=Criterion.Weight.MUST, then=0),
        When(weight=Criterion.Weight.MATTERS, then=1),
        default=2,
        output_field=IntegerField(),
    )
    rows = Criterion.objects.visible_to(owner).current().select_related("goal")
    return rows.order_by(heavy, "created_at", "id")


def criteria_for(owner: User, goal_id: UUID | None) -> CriterionQuerySet:
    """What a talk for this goal is judged by: its own criteria and those for everything; without one, all of them."""
    if goal_id is None:
        return criteria_of(owner).filter(Q(goal=None) | Q(goal__state=Goal.State.ACTIVE))
    return criteria_of(owner).filter(Q(goal=None) | Q(goal=goal_id))


def weekly_target(owner: User) -> Week:
    """What the owner means to do each week."""
    row = WeeklyTarget.objects.filter(owner=owner).values_list("asks", "talks").first()
    return Week(row[0], row[1], is_chosen=True) if row else Week()
