"""What is to be done before a talk: preparing, and confirming the day before. Each is a follow-up of the talk.

For an exchange by e-mail it is one step at a time: sending the questions, then asking how it stands.
"""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.core import clock
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import (
    complete_follow_up,
    drop_follow_up,
    move_follow_up,
    reopen_follow_up,
    schedule_follow_up,
)
from apps.interviews.models import Exchange, Interview

WORTH_CONFIRMING = 2  # days ahead: who agreed yesterday has not forgotten


def plan_steps_before(*, actor: User, interview: Interview, now: datetime) -> None:
    """Plans the preparation, and the confirmation unless the talk is at short notice."""
    interview.preparation = _schedule(actor, interview, FollowUp.Kind.PREPARATION, "Prepare for", now)
    if is_far(actor, interview, now):
        interview.confirmation = _schedule(actor, interview, FollowUp.Kind.CONFIRMATION, "Confirm with", now)
    interview.save(update_fields=["preparation", "confirmation", "updated_at"])


def move_steps_before(*, actor: User, interview: Interview, now: datetime) -> None:
    """Takes them along to the new time; what is prepared stays so, but the new time is to be confirmed."""
    when = When.before_talk(interview.starts_at)
    if interview.preparation:
        move_follow_up(actor=actor, follow_up=interview.preparation, when=when, now=now)
    confirmation = interview.confirmation
    if not is_far(actor, interview, now):
        if confirmation:
            drop_follow_up(actor=actor, follow_up=confirmation, now=now)
    elif confirmation:
        reopen_follow_up(actor=actor, follow_up=confirmation, now=now)
        move_follow_up(actor=actor, follow_up=confirmation, when=when, now=now)
    else:
        interview.confirmation = _schedule(actor, interview, FollowUp.Kind.CONFIRMATION, "Confirm with", now)
        interview.save(update_fields=["confirmation", "updated_at"])


def drop_steps_before(*, actor: User, interview: Interview, now: datetime) -> None:
    """The talk falls through."""
    for step in steps_before(interview):
        drop_follow_up(actor=actor, follow_up=step, now=now)


def drop_exchange(*, actor: User, interview: Interview, now: datetime) -> None:
    """The two talk after all: the letter goes, the questions stay in the plan."""
    exchange = Exchange.objects.filter(owner=actor, interview=interview).select_related("step").first()
    if exchange and exchange.step:
        drop_follow_up(actor=actor, follow_up=exchange.step, now=now)
    Exchange.objects.filter(owner=actor, interview=interview).delete()
    interview.exchange_questions.all().delete()


def reopen_steps_before(*, actor: User, interview: Interview, now: datetime) -> None:
    """The talk takes place after all: brings back what falling through dropped. Needs `cancelled_at` as it was."""
    for step in steps_before(interview):
        if step.closed_at == interview.cancelled_at:
            reopen_follow_up(actor=actor, follow_up=step, now=now)


def finish_steps_before(*, actor: User, interview: Interview, now: datetime) -> None:
    """The talk was held: there is nothing left to prepare, to confirm, or to wait for."""
    if step := exchange_step(interview):
        complete_follow_up(actor=actor, follow_up=step, now=now)
    if interview.preparation:
        complete_follow_up(actor=actor, follow_up=interview.preparation, now=now)
    if interview.confirmation:
        drop_follow_up(actor=actor, follow_up=interview.confirmation, now=now)


def steps_before(interview: Interview) -> list[FollowUp]:
    """Those that were planned, open or not."""
    return [step for step in (interview.preparation, interview.confirmation, exchange_step(interview)) if step]


def exchange_step(interview: Interview) -> FollowUp | None:
    """What waits in an exchange by e-mail; None for a talk."""
    if not interview.is_exchange:
        return None
    exchange = Exchange.objects.filter(interview=interview).select_related("step").first()
    return exchange.step if exchange else None


def is_far(actor: User, interview: Interview, now: datetime) -> bool:
    """Whether the talk is far enough ahead to be worth confirming the day before."""
    ahead = clock.local_day(interview.starts_at, actor.zone) - clock.local_day(now, actor.zone)
    return ahead.days >= WORTH_CONFIRMING


def _schedule(actor: User, interview: Interview, kind: str, verb: str, now: datetime) -> FollowUp:
    return schedule_follow_up(
        actor=actor,
        contact=interview.contact,
        kind=kind,
        title=f"{verb} {interview.contact.name}",
        when=When.before_talk(interview.starts_at),
        now=now,
    )
