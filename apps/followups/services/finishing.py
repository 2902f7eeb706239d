"""Finishing a step from Today or from a mail, or letting it go, with all that it means, and taking it back.

For most kinds that is `complete_follow_up` and `drop_follow_up`. A kind whose end means more to an app above (a
thank-you that was sent moves the person on) has one handler, which that app's AppConfig registers: follow-ups never
import upwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Touch
from apps.contacts.services import record_touch, remove_touch
from apps.followups.models import FollowUp
from apps.followups.services.rhythm import restart_rhythm
from apps.followups.services.scheduling import complete_follow_up, drop_follow_up, reopen_follow_up
from apps.followups.services.series import plan_next_occurrence, take_back_next_occurrence


class Change(Protocol):
    """One change of one follow-up; True if this call made it."""

    def __call__(self, *, actor: User, follow_up: FollowUp, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class Handler:
    """How a kind of step is finished or let go, and how each is undone."""

    finish: Change
    undo: Change
    drop: Change
    restore: Change


_handlers: dict[str, Handler] = {}


def register_handler(
    kind: str, *, finish: Change, undo: Change, drop: Change = drop_follow_up, restore: Change = reopen_follow_up
) -> None:
    """Gives `kind` its own meaning of "done", and maybe of "let go"; called once, when the apps are loaded."""
    _handlers[kind] = Handler(finish, undo, drop, restore)


def finish_step(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Done, as its kind means it, and planned again if it repeats; True if it was open."""
    handler = _handlers.get(follow_up.kind)
    change = handler.finish if handler else complete_follow_up
    with transaction.atomic():
        won = change(actor=actor, follow_up=follow_up, now=now)
        if won:
            plan_next_occurrence(actor=actor, follow_up=follow_up, now=now)
    return won


def drop_step(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Let go, as its kind means it; True if it was open."""
    handler = _handlers.get(follow_up.kind)
    change = handler.drop if handler else drop_follow_up
    with transaction.atomic():
        return change(actor=actor, follow_up=follow_up, now=now)


def undo_step(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Takes back done, dropped or snoozed; True unless it stood open and awake."""
    handler, done_at = _handlers.get(follow_up.kind), None
    if follow_up.state == FollowUp.State.DONE:
        done_at = follow_up.closed_at
    change: Change = reopen_follow_up
    if handler and done_at:
        change = handler.undo
    elif handler and follow_up.state == FollowUp.State.DROPPED:
        change = handler.restore
    with transaction.atomic():
        won = change(actor=actor, follow_up=follow_up, now=now)
        if won and done_at and follow_up.repeats:
            take_back_next_occurrence(actor=actor, follow_up=follow_up, made_at=done_at, now=now)
    return won


def finish_check_in(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """A check-in is a touch: it goes on the timeline and starts the rhythm anew."""
    with transaction.atomic(savepoint=False):
        if not complete_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        contact = follow_up.contact
        record_touch(
            actor=actor, contact=contact, kind=Touch.Kind.WROTE, summary="Checked in", occurred_at=now, now=now
        )
        restart_rhythm(actor=actor, contact=contact, touched_at=now, now=now)
    return True


def undo_check_in(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Removes the touch and the next check-in that finishing made at the same moment; opens again what it ended."""
    with transaction.atomic(savepoint=False):
        made_at = follow_up.closed_at
        if made_at is None or not reopen_follow_up(actor=actor, follow_up=follow_up, now=now):
            return False
        touch = Touch.objects.filter(contact=follow_up.contact, created_at=made_at, kind=Touch.Kind.WROTE).first()
        if touch is not None:
            remove_touch(actor=actor, touch=touch)
        check_ins = FollowUp.objects.visible_to(actor).filter(contact=follow_up.contact, kind=FollowUp.Kind.CHECK_IN)
        for step in check_ins.open().filter(created_at=made_at).exclude(pk=follow_up.pk):
            drop_follow_up(actor=actor, follow_up=step, now=now)
        for step in check_ins.filter(state=FollowUp.State.DONE, closed_at=made_at):
            reopen_follow_up(actor=actor, follow_up=step, now=now)
    return True


register_handler(FollowUp.Kind.CHECK_IN, finish=finish_check_in, undo=undo_check_in)
