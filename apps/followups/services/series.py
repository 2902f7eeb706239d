"""What comes again: a step that its owner repeats is planned anew when it is done, counted from its first day."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.series import next_number
from apps.followups.services.scheduling import drop_follow_up, schedule_follow_up


def plan_next_occurrence(*, actor: User, follow_up: FollowUp, now: datetime) -> FollowUp | None:
    """The occurrence after today of the series that `follow_up` belongs to.

    Days that passed while it waited are left out. None if it does not repeat, or if a later one is open already.
    """
    number = next_number(follow_up, clock.local_day(now, actor.zone))
    if number is None or follow_up.on_day is None or _later_ones(actor, follow_up).exists():
        return None
    return schedule_follow_up(
        actor=actor,
        contact=follow_up.contact,
        kind=follow_up.kind,
        title=follow_up.title,
        reason=follow_up.reason,
        owed_by_them=follow_up.owed_by_them,
        when=When.on(follow_up.on_day, by_mail=follow_up.by_mail, repeats=follow_up.repeats, count=number),
        now=now,
    )


def take_back_next_occurrence(*, actor: User, follow_up: FollowUp, made_at: datetime, now: datetime) -> None:
    """Removes what `plan_next_occurrence` planned at `made_at`, unless it is done by now."""
    for planned in _later_ones(actor, follow_up).filter(created_at=made_at):
        drop_follow_up(actor=actor, follow_up=planned, now=now)


def _later_ones(actor: User, follow_up: FollowUp) -> QuerySet[FollowUp]:
    """The open occurrences behind this one; a series is its person, its words, its first day and its step."""
    return (
        FollowUp.objects.visible_to(actor)
        .open()
        .filter(
            contact=follow_up.contact_id,
            kind=follow_up.kind,
            title=follow_up.title,
            on_day=follow_up.on_day,
            repeats=follow_up.repeats,
            count__gt=follow_up.count,
        )
    )
