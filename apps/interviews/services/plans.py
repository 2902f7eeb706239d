"""Whole plans: a ready one in one click, and the questions of an earlier talk again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction

from apps.accounts.models import User
from apps.interviews import question_bank
from apps.interviews.models import Interview, PlannedQuestion
from apps.interviews.plan_order import closing_of
from apps.interviews.question_bank import BankQuestion
from apps.interviews.services.questions import BACKUP, MUST, locked_plan
from apps.interviews.services.undo import GOOD_FOR, columns_of, row_of

SALT = "interviews.plan"


def use_ready_plan(
    *,
    actor: User,
    interview: Interview,
    steps: Sequence[Sequence[BankQuestion]],
    minutes: int,
    now: datetime,
    without: Collection[str] = (),
) -> str:
    """Fills `minutes` with questions of `steps`; what `restore_plan` needs to undo that.

    Questions in the owner's own words stay, and so does what was asked already; the bank's others make room.
    `without` are texts, case-folded, that are not to come up.
    """
    with transaction.atomic():
        plan = locked_plan(interview)
        kept = [q for q in plan if q.outcome != q.Outcome.OPEN or q.text.casefold() not in question_bank.BY_TEXT]
        asked = [q for q in kept if q.priority != BACKUP]
        closing = closing_of(asked)
        taken = sum(q.minutes for q in asked if q is not closing)
        made = question_bank.compose(
            steps, minutes, taken=taken, without={*without, *(q.text.casefold() for q in kept)}
        )
        PlannedQuestion.objects.filter(pk__in=[q.pk for q in plan if q not in kept]).delete()
        new = [(q, MUST) for q in made.asked if q.key != question_bank.LAST or closing is None]
        rows = _rows(actor, interview, [*new, *((q, BACKUP) for q in made.backups)], now)
        for position, row in enumerate([*rows, *kept]):
            row.position = position
        PlannedQuestion.objects.bulk_create(rows)
        PlannedQuestion.objects.bulk_update(kept, ["position"])
    before = [columns_of(q) for q in plan]
    return signing.dumps({"before": before, "added": [str(r.pk) for r in rows]}, salt=SALT, compress=True)


def restore_plan(*, actor: User, interview: Interview, token: str) -> bool:
    """Undoes `use_ready_plan`: the questions as they stood, without those that it added; False for a bad token."""
    try:
        data: dict[str, Any] = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    before = [row_of(PlannedQuestion, values) for values in data["before"]]
    if any(row.owner_id != actor.pk or row.interview_id != interview.pk for row in before):
        return False
    with transaction.atomic():
        plan = locked_plan(interview)
        PlannedQuestion.objects.filter(interview=interview, owner=actor, pk__in=data["added"]).delete()
        there = {q.pk for q in plan}
        PlannedQuestion.objects.bulk_create([row for row in before if row.pk not in there])
        PlannedQuestion.objects.bulk_update([row for row in before if row.pk in there], ["position"])
    return True


def reuse_questions(
    *, actor: User, interview: Interview, questions: Iterable[PlannedQuestion], now: datetime
) -> list[PlannedQuestion]:
    """Copies questions of another talk into this plan, without those that stand there; what was added."""
    with transaction.atomic():
        plan = locked_plan(interview)
        there = {q.text.casefold() for q in plan}
        has_closing = closing_of([q for q in plan if q.priority != BACKUP]) is not None
        start = max((q.position for q in plan), default=-1) + 1
        rows: list[PlannedQuestion] = []
        for question in questions:
            is_second_closing = has_closing and closing_of([question]) is not None
            if question.text.casefold() in there or is_second_closing:
                continue
            there.add(question.text.casefold())
            rows.append(
                PlannedQuestion(
                    owner=actor,
                    interview=interview,
                    created_at=now,
                    position=start + len(rows),
                    text=question.text,
                    category=question.category,
                    minutes=question.minutes,
                    priority=question.priority,
                )
            )
        return PlannedQuestion.objects.bulk_create(rows)


def _rows(
    actor: User, interview: Interview, chosen: Iterable[tuple[BankQuestion, str]], now: datetime
) -> list[PlannedQuestion]:
    return [
        PlannedQuestion(
            owner=actor,
            interview=interview,
            created_at=now,
            position=0,
            text=question.text,
            category=question.category,
            minutes=question.minutes,
            priority=priority,
        )
        for question, priority in chosen
    ]
