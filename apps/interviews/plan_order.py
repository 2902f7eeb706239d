"""In which order a plan is asked, and how much of it fits. Pure: questions in, questions out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from apps.interviews import question_bank
from apps.interviews.models import PlannedQuestion, QuestionCategory

WHO_ELSE = re.compile(r"\b(who|whom|anyone|anybody|someone|somebody) else\b", re.I)
BACKUP = PlannedQuestion.Priority.BACKUP


def in_order(questions: Iterable[PlannedQuestion]) -> list[PlannedQuestion]:
    """Must and nice first, "Who else should I talk to?" as the last of them, backups after it."""
    rows = sorted(questions, key=lambda q: (q.position, q.pk))
    asked = [q for q in rows if q.priority != BACKUP]
    if (closing := closing_of(asked)) is not None:
        asked = [*(q for q in asked if q is not closing), closing]
    return asked + [q for q in rows if q.priority == BACKUP]


def closing_of(asked: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """The question for further names, which ends every talk; None if the plan has none."""
    return next((q for q in reversed(asked) if is_who_else(q)), None)


def is_who_else(question: PlannedQuestion) -> bool:
    """Whether it asks for further names, in whatever words."""
    may_be = question.category in (QuestionCategory.PEOPLE, QuestionCategory.OTHER)
    return may_be and WHO_ELSE.search(question.text) is not None


def how_many_fit(asked: Sequence[PlannedQuestion], minutes: int) -> int:
    """How many of `asked`, in order, are reached in `minutes`.

    The hello at the start and the closing question at the end have their time kept; the closing one is not counted.
    """
    closing = closing_of(asked)
    room = minutes - question_bank.HELLO_MINUTES - (closing.minutes if closing else 0)
    count = 0
    for question in asked:
        if question is closing:
            continue
        room -= question.minutes
        if room < 0:
            break
        count += 1
    return count
