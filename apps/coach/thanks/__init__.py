"""Reads a thank-you note: the four elements, what is missing, what doesn't belong. Pure: text in, findings out (Y2)."""

from __future__ import annotations

from dataclasses import dataclass

from apps.coach.finding import Finding
from apps.coach.rules import placeholder
from apps.coach.text import Span
from apps.coach.thanks.note import Reading, ThankYou, UnfitNote, read_thank_you
from apps.coach.thanks.rules import ELEMENTS, RULES

__all__ = ["RULES", "Facts", "Review", "ThankYou", "UnfitNote", "read_thank_you", "review_thank_you"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The names are those of the command's output. `hours_after_end` is None when a time is missing."""

    words: int
    thanks: bool
    specific_point: bool
    action_to_take: bool
    offer_to_stay_in_touch: bool
    complete: bool
    generic: bool
    late: bool
    hours_after_end: float | None
    asks_for_job: bool
    mentions_resume: bool
    wrong_name: bool
    apologises_for_delay: bool
    placeholders: list[str]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything about one note; `spans` are the sentences in which each element stands, by the rule's id."""

    facts: Facts
    findings: tuple[Finding, ...]
    spans: dict[str, tuple[Span, ...]]


def review_thank_you(note: ThankYou) -> Review:
    """All facts and findings, in reading order."""
    reading = Reading(note)
    spans = {rule.id: rule.read(reading) for rule in RULES}
    has = {name: bool(found) for name, found in spans.items()}
    facts = Facts(
        words=reading.words,
        thanks=has["thanks"],
        specific_point=has["specific_point"],
        action_to_take=has["action_to_take"],
        offer_to_stay_in_touch=has["offer_to_stay_in_touch"],
        complete=all(has[rule.id] for rule in ELEMENTS),
        generic=bool(reading.sentences) and not has["specific_point"],
        late=has["late"],
        hours_after_end=note.hours_after_end,
        asks_for_job=has["asks_for_job"],
        mentions_resume=has["mentions_resume"],
        wrong_name=has["wrong_name"],
        apologises_for_delay=has["apologises_for_delay"],
        placeholders=[str(gap) for gap in reading.draft.reading(placeholder.RULE).values],
    )
    findings = [finding for rule in RULES if (finding := rule.finding(spans[rule.id]))]
    return Review(facts, tuple(findings), spans)
