"""Writes about goals. Every function takes the acting owner first and the time as an argument."""

from __future__ import annotations

from datetime import date, datetime

from apps.accounts.models import User
from apps.goals.models import Goal, WeeklyTarget


def create_goal(*, actor: User, now: datetime, title: str, purpose: str, target_date: date | None = None) -> Goal:
    """A new goal, being explored."""
    return Goal.objects.create(
        owner=actor, title=title.strip(), purpose=purpose, target_date=target_date, created_at=now
    )


def update_goal(*, actor: User, goal: Goal, now: datetime, title: str, purpose: str, target_date: date | None) -> Goal:
    """Changes what the goal says; its state is changed by `set_goal_state`."""
    goal.title, goal.purpose, goal.target_date = title.strip(), purpose, target_date
    Goal.objects.visible_to(actor).filter(pk=goal.pk).update(
        title=goal.title, purpose=purpose, target_date=target_date, updated_at=now
    )
    return goal


def set_goal_state(*, actor: User, goal: Goal, state: str, now: datetime) -> bool:
    """Decides, lets go or takes up again; True if this call changed it."""
    won = Goal.objects.visible_to(actor).filter(pk=goal.pk).exclude(state=state).update(state=state, updated_at=now)
    goal.state = state
    return bool(won)


def set_weekly_target(*, actor: User, asks: int, talks: int, now: datetime) -> WeeklyTarget:
    """What the owner means to do each week: messages sent and talks held."""
    target, _ = WeeklyTarget.objects.update_or_create(
        owner=actor, defaults={"asks": asks, "talks": talks, "updated_at": now}
    )
    return target
