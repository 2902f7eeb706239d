"""The question plan: adding, changing, starring, timing and ordering."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory
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
) -> PlannedQuestion:
    """A new question; a must comes before a closing "Who else should I talk to?", a backup at the end."""
    with transaction.atomic():
        plan = _locked_plan(interview)
        question = PlannedQuestion.objects.create(
            owner=actor,
            interview=interview,
            created_at=now,
            position=len(plan),
            text=" ".join(text.split())[:300],
            category=category,
            minutes=minutes,
            priority=priority,
        )
        asked = [q for q in plan if q.priority != BACKUP]
        at = len(plan)
        if priority != BACKUP:
            closes = bool(asked) and asked[-1].category == QuestionCategory.PEOPLE and category != asked[-1].category
            at = len(asked) - closes
        _number([*plan[:at], question, *plan[at:]])
    return question


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


def star_question(*, actor: User, question: PlannedQuestion, must: bool) -> None:
    """Makes it a must, or a backup."""
    priority = MUST if must else BACKUP
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
        plan = _locked_plan(question.interview)
        row = next((q for q in plan if q.pk == question.pk and q.owner_id == actor.pk), None)
        if row is None:
            return False
        part = [q for q in plan if (q.priority == BACKUP) == (row.priority == BACKUP)]
        old = part.index(row)
        new = min(max(old + by, 0), len(part) - 1)
        if new == old:
            return False
        part.insert(new, part.pop(old))
        rest = [q for q in plan if q not in part]
        _number([*rest, *part] if row.priority == BACKUP else [*part, *rest])
    return True


def remove_question(*, actor: User, question: PlannedQuestion) -> str:
    """Takes it out of the plan; what `restore_question` needs to put it back."""
    token = snapshot(question)
    PlannedQuestion.objects.filter(owner=actor, pk=question.pk).delete()
    return token


def restore_question(*, actor: User, token: str) -> PlannedQuestion | None:
    """Undoes `remove_question`; None if that is not possible any more."""
    return put_back(PlannedQuestion, token, actor)


def mark_question(*, actor: User, question: PlannedQuestion, outcome: str) -> None:
    """Asked, skipped, or open again. Doing it twice is harmless, so that an offline page may repeat it."""
    PlannedQuestion.objects.filter(owner=actor, pk=question.pk).update(outcome=outcome)
    question.outcome = outcome


def _locked_plan(interview: Interview) -> list[PlannedQuestion]:
    """The plan in order; other orderings of the same plan wait until the transaction ends."""
    Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    return questions_of(interview)


def _number(questions: list[PlannedQuestion]) -> None:
    for position, question in enumerate(questions):
        question.position = position
    PlannedQuestion.objects.bulk_update(questions, ["position"])
