"""What a rule for questions is: it reads the question, and says what to do with the words that are meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apps.coach.finding import Finding
from apps.coach.questions.question import Question
from apps.coach.rule import Severity
from apps.coach.text import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule found what it looks for, and what it says there."""

    spans: tuple[Span, ...]
    message: str
    rewording: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach looks at in a question.

    `looks_for` and `why` are for people; `source` names the method the rule comes from. `read` returns None where there
    is nothing to say.
    """

    id: str
    looks_for: str
    why: str
    source: str
    severity: Severity
    read: Callable[[Question], Hit | None]
    is_issue: bool = True

    def finding(self, hit: Hit) -> Finding:
        """What this rule says about `hit`."""
        return Finding(self.id, self.severity, hit.spans, hit.message, hit.rewording, self.is_issue)
