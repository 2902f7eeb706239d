"""What a page sends during the talk, at once or hours later: lines, ticks, questions that came up.

Each carries an id and a moment of the device that made it. The id makes a second sending harmless; the moment puts
what several devices made into one order, unless it cannot be true.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.interviews.models import Interview, LiveNote, PlannedQuestion, QuestionCategory
from apps.interviews.models.record import LiveMark
from apps.interviews.selectors import questions_of
from apps.interviews.selectors.record import MADE_OF
from apps.interviews.services.record import add_takeaway

CLOCKS_DIFFER = timedelta(minutes=2)  # a device's clock may be this far from ours
BACKUP = PlannedQuestion.Priority.BACKUP


def when_made(claimed: datetime | None, *, since: datetime, now: datetime) -> datetime:
    """The moment that a device gives, if it lies between `since` and `now`; else its clock is wrong and ours counts."""
    if claimed is None or not since - CLOCKS_DIFFER <= claimed <= now + CLOCKS_DIFFER:
        return now
    return min(claimed, now)


def start_talk(*, actor: User, interview: Interview, now: datetime, started_at: datetime | None = None) -> bool:
    """Starts the clock of an open talk, at the moment that an offline page saw; True if this call did it."""
    begun = when_made(started_at, since=interview.created_at, now=now)
    talk = Interview.objects.visible_to(actor).coming().spoken().filter(pk=interview.pk, started_at=None)
    won = bool(talk.update(started_at=begun, updated_at=now))
    interview.refresh_from_db(fields=["started_at", "state"])
    return won


def add_live_note(
    *,
    actor: User,
    interview: Interview,
    client_id: UUID,
    body: str,
    now: datetime,
    minute: int = 0,
    kind: str = "",
    question: PlannedQuestion | None = None,
    taken_at: datetime | None = None,
) -> LiveNote:
    """Keeps a line of the talk. The same `client_id` again is the same line, whenever it arrives.

    A line with the kind of a fact is a take-away at once; names and to-dos wait in the debrief for their details.
    """
    made_at = when_made(taken_at, since=interview.started_at or now, now=now)
    with transaction.atomic():
        note, is_new = LiveNote.objects.get_or_create(
            interview=interview,
            client_id=client_id,
            defaults={
                "owner": actor,
                "created_at": made_at,
                "body": body.strip()[:1000],
                "minute": minute,
                "kind": kind,
                "question": question,
            },
        )
        if is_new and kind in MADE_OF:
            add_takeaway(actor=actor, interview=interview, kind=kind, text=note.body, note=note, now=made_at)
    return note


def mark_question(
    *,
    actor: User,
    question: PlannedQuestion,
    outcome: str,
    now: datetime,
    client_id: UUID | None = None,
    made_at: datetime | None = None,
) -> bool:
    """Asked, skipped, or open again; True if the question is now so. A mark is taken once, and the latest one wins."""
    interview = question.interview
    moment = when_made(made_at, since=interview.started_at or interview.created_at, now=now)
    with transaction.atomic():
        row = PlannedQuestion.objects.select_for_update().filter(owner=actor, pk=question.pk).first()
        if row is None:
            return False
        mark, is_new = LiveMark.objects.get_or_create(
            interview=interview,
            client_id=client_id or uuid4(),
            defaults={"owner": actor, "created_at": moment, "question": row, "outcome": outcome},
        )
        latest = LiveMark.objects.filter(question=row).order_by("-created_at", "-id").first()
        if is_new and latest == mark:
            PlannedQuestion.objects.filter(pk=row.pk).update(outcome=outcome)
    question.refresh_from_db(fields=["outcome"])
    return question.outcome == outcome


def add_live_question(
    *,
    actor: User,
    interview: Interview,
    text: str,
    now: datetime,
    question_id: UUID | None = None,
    after: PlannedQuestion | None = None,
) -> PlannedQuestion:
    """A question that came up: the next one after `after`, with the id that the page gave it. Twice is once."""
    with transaction.atomic():
        Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
        plan = questions_of(interview)
        if known := next((q for q in plan if q.pk == question_id), None):
            return known
        if question_id is None or PlannedQuestion.objects.filter(pk=question_id).exists():
            question_id = uuid4()  # somebody else's: nothing is said about it
        asked = [q for q in plan if q.priority != BACKUP]
        if after is None or after.priority == BACKUP:
            after = asked[-1] if asked else None
        position = after.position + 1 if after else 0
        interview.questions.filter(position__gte=position).update(position=F("position") + 1)
        return PlannedQuestion.objects.create(
            id=question_id,
            owner=actor,
            interview=interview,
            created_at=now,
            position=position,
            text=" ".join(text.split())[:300],
            category=QuestionCategory.OTHER,
            priority=PlannedQuestion.Priority.NICE,
        )
