"""The debrief: take-aways, what they are about, and how they struck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.services import find_or_create_employer
from apps.followups.models import FollowUp
from apps.followups.services import drop_follow_up, reopen_follow_up
from apps.goals.models import Criterion, Goal
from apps.interviews.models import Interview, LiveNote, PlannedQuestion, Takeaway, TakeawayKind
from apps.interviews.services.undo import put_back, snapshot


@dataclass(frozen=True, slots=True)
class About:
    """What a take-away is evidence for. `employer` is a name."""

    goal: Goal | None = None
    question: PlannedQuestion | None = None
    criterion: Criterion | None = None
    employer: str = ""


def add_takeaway(
    *,
    actor: User,
    interview: Interview,
    kind: str,
    text: str,
    now: datetime,
    is_shareable: bool = False,
    note: LiveNote | None = None,
    reaction: str = "",
) -> Takeaway:
    """A typed fact of the talk, private unless said otherwise. One line makes one take-away, however often asked.

    It is about the goal of the talk and the person's employer, and about the question that the line was noted under.
    """
    values = {
        "owner": actor,
        "interview": interview,
        "created_at": now,
        "kind": kind,
        "text": " ".join(text.split())[:1000],
        "is_shareable": is_shareable,
        "reaction": reaction,
        "goal_id": interview.goal_id,
        "employer_id": interview.contact.employer_id,
        "question_id": note.question_id if note is not None else None,
    }
    if note is None:
        return Takeaway.objects.create(**values)
    takeaway, _ = Takeaway.objects.get_or_create(note=note, defaults=values)
    return takeaway


def change_takeaway(
    *,
    actor: User,
    takeaway: Takeaway,
    kind: str,
    text: str,
    now: datetime,
    reaction: str | None = None,
    about: About | None = None,
) -> None:
    """Other words or another kind; a person or an action keeps its kind. What isn't given stays."""
    fixed = takeaway.kind in (TakeawayKind.PERSON, TakeawayKind.ACTION)
    takeaway.kind = takeaway.kind if fixed else kind
    takeaway.text = " ".join(text.split())[:1000]
    takeaway.reaction = takeaway.reaction if reaction is None else reaction
    fields = ["kind", "text", "reaction", "updated_at"]
    with transaction.atomic():
        if about is not None:
            takeaway.goal, takeaway.question, takeaway.criterion = about.goal, about.question, about.criterion
            takeaway.employer = find_or_create_employer(actor=actor, name=about.employer, now=now)
            fields += ["goal", "question", "criterion", "employer"]
        if takeaway.owner_id == actor.pk:
            takeaway.save(update_fields=fields)


def react_to(*, actor: User, takeaway: Takeaway, reaction: str) -> None:
    """How it struck the owner; the same again takes it back."""
    takeaway.reaction = "" if takeaway.reaction == reaction else reaction
    Takeaway.objects.filter(owner=actor, pk=takeaway.pk).update(reaction=takeaway.reaction)


def share_takeaway(*, actor: User, takeaway: Takeaway, is_shareable: bool) -> None:
    """Lets the career center read it, or not; only the owner's own switch does this."""
    Takeaway.objects.filter(owner=actor, pk=takeaway.pk).update(is_shareable=is_shareable)
    takeaway.is_shareable = is_shareable


def remove_takeaway(*, actor: User, takeaway: Takeaway, now: datetime) -> str:
    """Takes it out of the record, a promise with its steps; what `restore_takeaway` needs to put it back.

    A named person stays on the list of people: only the line here goes.
    """
    token = snapshot(takeaway)
    with transaction.atomic():
        for step in _steps_of(takeaway):
            drop_follow_up(actor=actor, follow_up=step, now=now)
        if takeaway.note:
            LiveNote.objects.filter(owner=actor, pk=takeaway.note.pk).update(set_aside_at=now)
        Takeaway.objects.filter(owner=actor, pk=takeaway.pk).delete()
    return token


def restore_takeaway(*, actor: User, token: str, now: datetime) -> Takeaway | None:
    """Undoes `remove_takeaway`; None if that is not possible any more."""
    with transaction.atomic():
        takeaway = put_back(Takeaway, token, actor)
        if takeaway is None:
            return None
        if takeaway.note_id:
            LiveNote.objects.filter(owner=actor, pk=takeaway.note_id).update(set_aside_at=None)
        for step in _steps_of(takeaway):
            if step.state == FollowUp.State.DROPPED:
                reopen_follow_up(actor=actor, follow_up=step, now=now)
    return takeaway


def _steps_of(takeaway: Takeaway) -> list[FollowUp]:
    if takeaway.kind != TakeawayKind.ACTION:
        return []
    return [step for step in (takeaway.follow_up, takeaway.nudge) if step is not None]


def set_note_aside(*, actor: User, note: LiveNote, now: datetime | None) -> None:
    """Leaves a line unsorted ("not now"); None takes that back."""
    LiveNote.objects.filter(owner=actor, pk=note.pk).update(set_aside_at=now)


def sort_note(*, actor: User, note: LiveNote, kind: str, now: datetime) -> None:
    """Says what a line is. A fact is a take-away at once; a name or a promise waits for its details."""
    if kind in (TakeawayKind.PERSON, TakeawayKind.ACTION, ""):
        LiveNote.objects.filter(owner=actor, pk=note.pk, takeaway=None).update(kind=kind)
        note.kind = kind
    else:
        add_takeaway(actor=actor, interview=note.interview, kind=kind, text=note.body, note=note, now=now)
