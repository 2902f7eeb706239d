"""Writes about goals. Every function takes the acting owner first and the time as an argument."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from apps.accounts.models import User
from apps.goals.models import Criterion, Goal, WeeklyTarget


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


def add_criterion(*, actor: User, text: str, now: datetime, weight: str = "", goal: Goal | None = None) -> Criterion:
    """Something that matters to the owner. The same words again are the same criterion, with this weight and goal."""
    words = " ".join(text.split())[:120]
    weight = weight or Criterion.Weight.MATTERS
    known = Criterion.objects.visible_to(actor).filter(text__iexact=words)
    with transaction.atomic():
        criterion = known.order_by(F("retired_at").desc(nulls_first=True), "pk").first()
        if criterion is None:
            try:
                with transaction.atomic():
                    return Criterion.objects.create(owner=actor, text=words, weight=weight, goal=goal, created_at=now)
            except IntegrityError:  # another request was faster
                criterion = known.current().get()
        change_criterion(actor=actor, criterion=criterion, text=words, weight=weight, goal=goal, now=now)
        set_retired(actor=actor, criterion=criterion, retired=False, now=now)
    return criterion


def change_criterion(
    *, actor: User, criterion: Criterion, text: str, weight: str, goal: Goal | None, now: datetime
) -> bool:
    """Other words, another weight or goal; False if the owner has a criterion of those words already."""
    criterion.text, criterion.weight, criterion.goal = " ".join(text.split())[:120], weight, goal
    rows = Criterion.objects.visible_to(actor).filter(pk=criterion.pk)
    try:
        with transaction.atomic():
            rows.update(text=criterion.text, weight=weight, goal=goal, updated_at=now)
    except IntegrityError:
        return False
    return True


def set_retired(*, actor: User, criterion: Criterion, retired: bool, now: datetime) -> bool:
    """Takes a criterion off the list, or puts it back; True if this call did it. What talks said about it stays."""
    rows = Criterion.objects.visible_to(actor).filter(pk=criterion.pk, retired_at__isnull=retired)
    try:
        with transaction.atomic():
            won = rows.update(retired_at=now if retired else None, updated_at=now)
    except IntegrityError:  # the same words were written down again meanwhile
        return False
    criterion.retired_at = now if retired else None
    return bool(won)


def set_weekly_target(*, actor: User, asks: int, talks: int, now: datetime) -> WeeklyTarget:
    """What the owner means to do each week: messages sent and talks held."""
    target, _ = WeeklyTarget.objects.update_or_create(
        owner=actor, defaults={"asks": asks, "talks": talks, "updated_at": now}
    )
    return target
