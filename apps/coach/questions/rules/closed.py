"""Can be answered with yes, no, or one of the words on offer. Closing questions and permissions are left alone."""

from __future__ import annotations

from apps.coach.questions.question import Question
from apps.coach.questions.rewording import opened
from apps.coach.questions.rule import Hit, Rule
from apps.coach.questions.shape import Shape
from apps.coach.rule import Severity


def read(question: Question) -> Hit | None:
    found = [unit for unit in question.units if unit.takes_yes_or_no]
    if not question.is_closed or not found:
        return None
    unit = found[0]
    message = "Can be answered with yes or no."
    if unit.core.shape is Shape.CHOICE:
        message = "Can be answered with one of your own words."
    plain = question.raw[unit.core_span.start : unit.end]
    return Hit((unit.core_span,), message, opened(plain) if unit.core.shape is Shape.POLAR else "")


RULE = Rule(
    id="closed",
    looks_for="A question that yes, no or one of two words answers.",
    why="The talk is short, and a story tells more than a yes.",
    source="Open textbook on informational interviews (DITA, 36247): ask open-ended questions",
    severity=Severity.MEDIUM,
    read=read,
)
