"""More words than can be kept in mind."""

from __future__ import annotations

from apps.coach.questions.question import Question
from apps.coach.questions.rule import Hit, Rule
from apps.coach.rule import Severity
from apps.coach.text import Span

MOST_IN_A_SENTENCE = 34
MOST = 48  # with a sentence or two of context


def read(question: Question) -> Hit | None:
    longest = max((len(unit.low.split()) for unit in question.units), default=0)
    if question.words <= MOST and longest <= MOST_IN_A_SENTENCE:
        return None
    span = Span(0, len(question.raw.rstrip()))
    return Hit((span,), f"{question.words} words are hard to keep in mind. Try to ask it in 20.")


RULE = Rule(
    id="too_long",
    looks_for=f"More than {MOST_IN_A_SENTENCE} words in the asking sentence, or {MOST} in all.",
    why="Of a long question only the last part is answered.",
    source="Acquaint",
    severity=Severity.LOW,
    read=read,
)
