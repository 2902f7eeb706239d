"""What the owner wants to find out, and how much they mean to do each week."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.core.models import OwnedModel, choices_constraint


class GoalQuerySet(models.QuerySet["Goal"]):
    """The one definition of which goals a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own goals."""
        return self.filter(owner=user)

    def active(self) -> Self:
        """Still being explored."""
        return self.filter(state=Goal.State.ACTIVE)


class Goal(OwnedModel):
    """A path, field or employer that the owner explores (G1)."""

    class Purpose(models.TextChoices):
        CHOOSE = "choose", "Choose a path"
        JUDGE = "judge", "Judge an employer"
        ENTER = "enter", "Find a way in"

    class State(models.TextChoices):
        ACTIVE = "active", "Exploring"
        DECIDED = "decided", "Decided"
        DROPPED = "dropped", "Let go"

    title = models.CharField("what you want to find out", max_length=200)
    purpose = models.CharField(max_length=6, choices=Purpose, default=Purpose.CHOOSE)
    target_date = models.DateField("decide by", null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.ACTIVE)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("purpose", ["choose", "judge", "enter"], "goal_purpose_valid"),
            choices_constraint("state", ["active", "decided", "dropped"], "goal_state_valid"),
        ]

    def __str__(self) -> str:
        return self.title


class CriterionQuerySet(models.QuerySet["Criterion"]):
    """The one definition of which criteria a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own criteria."""
        return self.filter(owner=user)

    def current(self) -> Self:
        """Those that still count."""
        return self.filter(retired_at=None)


class Criterion(OwnedModel):
    """What matters to the owner in a job, in their own words (G1). Without a goal it counts for all of them.

    One that is taken off the list is retired, so that what talks said about it stays.
    """

    class Weight(models.TextChoices):
        MUST = "must", "Must have"
        MATTERS = "matters", "Matters"
        NICE = "nice", "Nice to have"

    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="criteria")
    text = models.CharField("what matters to you", max_length=120)
    weight = models.CharField(max_length=7, choices=Weight, default=Weight.MATTERS)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("weight", ["must", "matters", "nice"], "criterion_weight_valid"),
            models.UniqueConstraint(
                "owner", Lower("text"), condition=models.Q(retired_at=None), name="criterion_once_each"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class WeeklyTarget(OwnedModel):
    """What the owner controls in a week: messages sent and talks held (G2)."""

    asks = models.PositiveSmallIntegerField("messages", default=4)
    talks = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="weekly_target_one_each")]
