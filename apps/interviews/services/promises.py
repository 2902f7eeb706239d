"""Promises of a talk, both ways (R3): each is a step with a day; theirs is asked for kindly once the day has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from apps.interviews.models import Interview, LiveNote, Takeaway, TakeawayKind
from apps.interviews.services.telling import finish_action, undo_action

GRACE = timedelta(days=2)  # people are busy: nobody is asked on the very day


def promise_action(
    *,
    actor: User,
    interview: Interview,
    text: str,
    due_on: date,
    now: datetime,
    owed_by_them: bool = False,
    remind: bool = True,
    note: LiveNote | None = None,
) -> Takeaway:
    """Something that one of the two promised: a take-away and a step of kind ACTION, due on `due_on`.

    What they promised is theirs to do. Two days after that the owner gets a step of their own, to ask for it kindly;
    it goes when the promise is ticked or removed.
    """
    with transaction.atomic():
        if note is not None and (known := Takeaway.objects.filter(note=note).first()):
            return known
        text, name = " ".join(text.split()), interview.contact.name
        follow_up = schedule_follow_up(
            actor=actor,
            contact=interview.contact,
            kind=FollowUp.Kind.ACTION,
            title=text[:200],
            reason=f"{name} promised it in your talk." if owed_by_them else f"You told {name} you’d do it.",
            when=When.on(due_on, by_mail=remind and not owed_by_them),
            owed_by_them=owed_by_them,
            now=now,
        )
        return Takeaway.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            kind=TakeawayKind.ACTION,
            text=text[:1000],
            follow_up=follow_up,
            nudge=_ask_kindly(actor, interview, text, due_on, now, remind=remind) if owed_by_them else None,
            note=note,
            goal_id=interview.goal_id,
            employer_id=interview.contact.employer_id,
        )


def tick_action(*, actor: User, takeaway: Takeaway, done: bool, now: datetime) -> bool:
    """Marks a promise as kept, or open again; True if that changed anything. Kept advice is worth telling of (N2)."""
    if takeaway.follow_up is None:
        return False
    change = finish_action if done else undo_action
    won = change(actor=actor, follow_up=takeaway.follow_up, now=now)
    takeaway.follow_up.refresh_from_db()
    return won


def _ask_kindly(
    actor: User, interview: Interview, text: str, due_on: date, now: datetime, *, remind: bool
) -> FollowUp | None:
    contact = interview.contact
    if contact.do_not_contact:
        return None
    return schedule_follow_up(
        actor=actor,
        contact=contact,
        kind=FollowUp.Kind.ACTION,
        title=f"Ask {contact.given_name} kindly: {text}"[:200],
        reason=f"Promised for {Reader.of(actor).date(due_on, now)}. A gentle line is ready; ticking it off ends this.",
        when=When.on(actor.calendar.next_business_day(due_on + GRACE), by_mail=remind),
        now=now,
    )
