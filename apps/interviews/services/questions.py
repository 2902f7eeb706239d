"""The question plan: adding, changing, weighing, timing and ordering.

Positions alone do not say what comes first: backups stand after the rest, and the question for further names closes the
talk (`plan_order`).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory, ResearchNote
from apps.interviews.plan_order import closing_of, how_many_fit
from apps.interviews.selectors import questions_of
from apps.interviews.services.undo import put_back, snapshot

LEAST, MOST = 1, 60  # minutes
MUST, BACKUP = PlannedQuestion.Priority.MUST, PlannedQuestion.Priority.BACKUP


def add_question(
    *,
    actor: User,
    interview: Interview,
    text: str,
    now: datetime,
    category: str = QuestionCategory.OTHER,
    minutes: int = 3,
    priority: str = MUST,
    research: ResearchNote | None = None,
) -> PlannedQuestion:
    """A new question at the end of its part, so before a closing "Who else should I talk to?"."""
    with transaction.atomic():
        plan = locked_plan(interview)
        return PlannedQuestion.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            position=max((q.position for q in plan), default=-1) + 1,
            text=" ".join(text.split())[:300],
            category=category,
            minutes=minutes,
            priority=priority,
            research=research,
        )


def change_question(
    *, actor: User, question: PlannedQuestion, text: str, category: str | None = None, priority: str | None = None
) -> None:
    """New words, and another category or weight if given."""
    changes = {"text": " ".join(text.split())[:300]}
    if category:
        changes["category"] = category
    if priority:
        changes["priority"] = priority
    PlannedQuestion.objects.filter(owner=actor, pk=question.pk).update(**changes)
    question.refresh_from_db()


def weigh_question(*, actor: User, question: PlannedQuestion, priority: str) -> None:
    """Makes it a must, nice to ask, or a backup."""
    PlannedQuestion.objects.filter(owner=actor, pk=question.pk).update(priority=priority)
    question.priority = priority


def step_minutes(*, actor: User, question: PlannedQuestion, by: int) -> bool:
    """A minute more or less; True unless that leaves 1 to 60."""
    rows = PlannedQuestion.objects.filter(owner=actor, pk=question.pk, minutes__gte=LEAST - by, minutes__lte=MOST - by)
    won = bool(rows.update(minutes=F("minutes") + by))
    question.refresh_from_db(fields=["minutes"])
    return won


def move_question(*, actor: User, question: PlannedQuestion, by: int) -> bool:
    """Moves it `by` places among the questions of its part (asked, or backups); True if it moved."""
    with transaction.atomic():
        plan = locked_plan(question.interview)
        row = next((q for q in plan if q.pk == question.pk and q.owner_id == actor.pk), None)
        if row is None:
            return False
        part = _part_of(plan, is_backup=row.priority == BACKUP)
        if row not in part:
            return False
        old = part.index(row)
        new = min(max(old + by, 0), len(part) - 1)
        if new == old:
            return False
        part.insert(new, part.pop(old))
        _number(part)
    return True


def place_question(
    *, actor: User, question: PlannedQuestion, after: UUID | None, is_backup: bool | None = None
) -> bool:
    """Puts it right after another question, or first of its part for None; True if anything changed.

    `is_backup` says which part, where that changes. The closing question stays last: what is put after it lands before.
    """
    with transaction.atomic():
        plan = locked_plan(question.interview)
        row = next((q for q in plan if q.pk == question.pk and q.owner_id == actor.pk), None)
        if row is None:
            return False
        before = [(q.pk, q.priority) for q in plan]
        if is_backup is not None and is_backup != (row.priority == BACKUP):
            weigh_question(actor=actor, question=row, priority=BACKUP if is_backup else MUST)
        part = [q for q in _part_of(plan, is_backup=row.priority == BACKUP) if q is not row]
        if row is not closing_of([q for q in plan if q.priority != BACKUP]):
            at = next((n + 1 for n, q in enumerate(part) if q.pk == after), 0 if after is None else len(part))
            part.insert(at, row)
        _number(part)
        return before != [(q.pk, q.priority) for q in questions_of(question.interview)]


def trim_plan(*, actor: User, interview: Interview) -> int:
    """Makes backups of the questions that the time does not reach, before the other backups; how many."""
    with transaction.atomic():
        plan = locked_plan(interview)
        asked = _part_of(plan, is_backup=False)
        below = asked[how_many_fit([q for q in plan if q.priority != BACKUP], interview.minutes) :]
        rows = PlannedQuestion.objects.filter(owner=actor, pk__in=[q.pk for q in below])
        if not rows.update(priority=BACKUP):
            return 0
        _number([*below, *_part_of(plan, is_backup=True)])
    return len(below)


def remove_question(*, actor: User, question: PlannedQuestion) -> str:
    """Takes it out of the plan; what `restore_question` needs to put it back."""
    token = snapshot(question)
    PlannedQuestion.objects.filter(owner=actor, pk=question.pk).delete()
    return token


def restore_question(*, actor: User, token: str) -> PlannedQuestion | None:
    """Undoes `remove_question`; None if that is not possible any more."""
    return put_back(PlannedQuestion, token, actor)


def locked_plan(interview: Interview) -> list[PlannedQuestion]:
    """The plan in order; other orderings of the same plan wait until the transaction ends."""
    Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    return questions_of(interview)


def _part_of(plan: list[PlannedQuestion], *, is_backup: bool) -> list[PlannedQuestion]:
    """The questions that may change places with each other; the closing one is in neither part."""
    if is_backup:
        return [q for q in plan if q.priority == BACKUP]
    asked = [q for q in plan if q.priority != BACKUP]
    closing = closing_of(asked)
    return [q for q in asked if q is not closing]


def _number(part: list[PlannedQuestion]) -> None:
    """Writes the order of one part; positions are never compared across parts."""
    for position, question in enumerate(part):
        question.position = position
    PlannedQuestion.objects.bulk_update(part, ["position"])
