"""Sent more than a day after the talk. Said kindly: late still helps."""

from __future__ import annotations

from apps.coach.rule import Severity
from apps.coach.text import Span
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule

WITHIN_HOURS = 24


def read(reading: Reading) -> tuple[Span, ...]:
    hours = reading.note.hours_after_end
    if hours is None or hours <= WITHIN_HOURS:
        return ()
    return (Span(0, reading.text.own_end),)


RULE = Rule(
    id="late",
    looks_for=f"A note that comes more than {WITHIN_HOURS} hours after the talk.",
    why="After a day the talk begins to fade, for both.",
    source="Open textbook on informational interviews (DITA, 36247): thank within a day",
    severity=Severity.LOW,
    read=read,
    message="The 24 hours are over. A late thank-you still counts more than none.",
)
