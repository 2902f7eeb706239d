"""Planning a talk, moving it, and what happens when it falls through. Each is one transaction with its follow-ups."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.contacts.models import Contact, Stage, Touch
from apps.contacts.services import News, advance_stage, announce, record_touch, set_stage
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import close_follow_ups, schedule_follow_up
from apps.goals.models import Goal
from apps.interviews import question_bank
from apps.interviews.errors import TalkNotOpen
from apps.interviews.models import Interview, PlannedQuestion
from apps.interviews.selectors import open_talk_with
from apps.interviews.services.before import (
    drop_exchange,
    drop_steps_before,
    move_steps_before,
    plan_steps_before,
    reopen_steps_before,
)

#: A booked talk answers all of these (O4, F1).
ENDED_BY_A_TALK = (FollowUp.Kind.NUDGE, FollowUp.Kind.REPLY, FollowUp.Kind.REFERRAL)
MODE_WORDS = {
    Interview.Mode.VIDEO: "by video",
    Interview.Mode.PHONE: "by phone",
    Interview.Mode.IN_PERSON: "in person",
    Interview.Mode.EMAIL: "by e-mail",
}


def plan_interview(
    *,
    actor: User,
    contact: Contact,
    starts_at: datetime,
    now: datetime,
    minutes: int = 25,
    mode: str = Interview.Mode.VIDEO,
    place: str = "",
    travel_minutes: int | None = None,
    contact_timezone: str = "",
    objective: str = "",
    goal: Goal | None = None,
) -> Interview:
    """A planned talk with a first question plan, and what is to be done the day before.

    Asking is over with it: open nudges, replies to answer and referrals of this person are closed as done, and a
    waiting ask ends with a yes.
    `starts_at` may lie in the past, for a talk that is written down afterwards; then nothing is left to prepare.
    """
    with transaction.atomic():
        interview = Interview.objects.create(
            owner=actor,
            created_at=now,
            contact=contact,
            starts_at=starts_at,
            minutes=minutes,
            mode=mode,
            place=place.strip(),
            travel_minutes=travel_minutes,
            contact_timezone=contact_timezone or contact.timezone or actor.timezone,
            objective=objective.strip(),
            goal=goal,
        )
        end_asking(actor=actor, contact=contact, now=now)
        seed_questions(interview, now)
        if starts_at > now:
            plan_steps_before(actor=actor, interview=interview, now=now)
            record_touch(
                actor=actor,
                contact=contact,
                kind=Touch.Kind.NOTE,
                summary=f"Planned a talk for {_when(actor, starts_at, now)}",
                occurred_at=now,
                now=now,
            )
    return interview


def end_asking(*, actor: User, contact: Contact, now: datetime) -> None:
    """They said yes: nothing more is asked, and the person is one to talk with."""
    close_follow_ups(actor=actor, contact=contact, kinds=ENDED_BY_A_TALK, now=now, state=FollowUp.State.DONE)
    announce(News.BOOKED, actor=actor, contact=contact, now=now)
    advance_stage(actor=actor, contact=contact, stage=Stage.SCHEDULED)


def change_interview(
    *,
    actor: User,
    interview: Interview,
    starts_at: datetime,
    minutes: int,
    mode: str,
    place: str,
    contact_timezone: str,
    now: datetime,
    travel_minutes: int | None = None,
    goal: Goal | None = None,
) -> bool:
    """Moves or changes an open talk; True if anything changed. An exchange by e-mail becomes a talk with it.

    The calendar entry gets the next SEQUENCE. Another time is to be confirmed anew. Raises TalkNotOpen.
    """
    new = {
        "starts_at": starts_at,
        "minutes": minutes,
        "mode": mode,
        "place": place.strip(),
        "travel_minutes": travel_minutes,
        "contact_timezone": contact_timezone,
        "goal_id": goal.pk if goal else None,
    }
    if all(getattr(interview, name) == value for name, value in new.items()):
        return False
    is_moved = interview.starts_at != starts_at
    was_exchange = interview.is_exchange
    if is_moved:
        new["state"] = Interview.State.PLANNED
    with transaction.atomic():
        won = (
            Interview.objects.visible_to(actor)
            .coming()
            .filter(pk=interview.pk)
            .update(ics_sequence=F("ics_sequence") + 1, updated_at=now, **new)
        )
        if not won:
            raise TalkNotOpen
        interview.refresh_from_db()
        if was_exchange:
            drop_exchange(actor=actor, interview=interview, now=now)
            plan_steps_before(actor=actor, interview=interview, now=now)
        elif is_moved:
            move_steps_before(actor=actor, interview=interview, now=now)
    return True


def set_objective(*, actor: User, interview: Interview, objective: str) -> None:
    """Notes what the owner wants to walk away with."""
    Interview.objects.visible_to(actor).filter(pk=interview.pk).update(objective=objective.strip()[:300])


def cancel_interview(*, actor: User, interview: Interview, now: datetime) -> FollowUp | None:
    """Calls an open talk off and leaves a follow-up to find a new time; None if it was not open any more."""
    return _fall_through(actor, interview, Interview.State.CANCELLED, "You called the talk off.", now)


def miss_interview(*, actor: User, interview: Interview, now: datetime) -> FollowUp | None:
    """Notes that an open talk did not happen; otherwise like `cancel_interview`."""
    return _fall_through(
        actor, interview, Interview.State.MISSED, "The talk didn’t happen. It’s worth a second date.", now
    )


def restore_interview(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Undoes `cancel_interview` or `miss_interview`; True if the talk had fallen through."""
    was_confirmed = interview.confirmation and interview.confirmation.state == FollowUp.State.DONE
    state = Interview.State.CONFIRMED if was_confirmed else Interview.State.PLANNED
    with transaction.atomic():
        won = (
            Interview.objects.visible_to(actor)
            .filter(pk=interview.pk, state__in=[Interview.State.CANCELLED, Interview.State.MISSED])
            .update(state=state, cancelled_at=None, ics_sequence=F("ics_sequence") + 1, updated_at=now)
        )
        if won:
            if not interview.is_exchange:
                close_follow_ups(actor=actor, contact=interview.contact, kinds=[FollowUp.Kind.REPLY], now=now)
            reopen_steps_before(actor=actor, interview=interview, now=now)
            advance_stage(actor=actor, contact=interview.contact, stage=Stage.SCHEDULED)
    return bool(won)


def _when(owner: User, moment: datetime, now: datetime) -> str:
    """ "Wednesday, October 21, 10:00 AM": words that are still true tomorrow."""
    reader = Reader.of(owner)
    return f"{reader.weekday(moment, now)}, {reader.time(moment)}"


def seed_questions(interview: Interview, now: datetime) -> None:
    """A first plan from the bank."""
    must, backups = question_bank.seed(interview.minutes)
    priorities = [*((q, PlannedQuestion.Priority.MUST) for q in must)]
    priorities += [(q, PlannedQuestion.Priority.BACKUP) for q in backups]
    PlannedQuestion.objects.bulk_create(
        PlannedQuestion(
            owner=interview.owner,
            interview=interview,
            created_at=now,
            position=position,
            text=question.text,
            category=question.category,
            minutes=question.minutes,
            priority=priority,
        )
        for position, (question, priority) in enumerate(priorities)
    )


def rest_exchange(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Lets an open exchange by e-mail be; True if this call did it. Nothing is to be found instead."""
    with transaction.atomic():
        return _end(actor, interview, Interview.State.CANCELLED, now)


def _fall_through(actor: User, interview: Interview, state: str, reason: str, now: datetime) -> FollowUp | None:
    contact = interview.contact
    with transaction.atomic():
        if not _end(actor, interview, state, now):
            return None
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.REPLY,
            title=f"Find a new time with {contact.name}",
            reason=reason,
            when=When.soon(now),
            now=now,
        )


def _end(actor: User, interview: Interview, state: str, now: datetime) -> bool:
    contact = interview.contact
    won = (
        Interview.objects.visible_to(actor)
        .coming()
        .filter(pk=interview.pk)
        .update(state=state, cancelled_at=now, ics_sequence=F("ics_sequence") + 1, updated_at=now)
    )
    if won:
        drop_steps_before(actor=actor, interview=interview, now=now)
        if contact.stage == Stage.SCHEDULED and open_talk_with(contact) is None:
            set_stage(actor=actor, contact=contact, stage=Stage.REPLIED)
    return bool(won)
