"""Reads about goals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, When

from apps.accounts.models import User
from apps.goals.models import Goal, WeeklyTarget


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


def weekly_target(owner: User) -> Week:
    """What the owner means to do each week."""
    row = WeeklyTarget.objects.filter(owner=owner).values_list("asks", "talks").first()
    return Week(row[0], row[1], is_chosen=True) if row else Week()
