"""What the coach says about a question or a thank-you note."""

from __future__ import annotations

from dataclasses import dataclass

from apps.coach.rule import Severity
from apps.coach.text import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know. `rewording` is set only where a better one follows mechanically.

    `is_issue` is False for advice that finds no fault: a brave question is a good one, asked late.
    """

    rule: str
    severity: Severity
    spans: tuple[Span, ...]
    message: str
    rewording: str = ""
    is_issue: bool = True
