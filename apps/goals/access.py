"""The only place where an id becomes a goal."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.goals.models import Criterion, Goal


def own_goal(user: User, goal_id: UUID) -> Goal:
    """A goal of the user's own; 404 for anybody else's."""
    return get_object_or_404(Goal.objects.visible_to(user), pk=goal_id)


def own_criterion(user: User, criterion_id: UUID) -> Criterion:
    """A criterion of the user's own, retired ones too; 404 for anybody else's."""
    return get_object_or_404(Criterion.objects.visible_to(user), pk=criterion_id)
