"""What a rule for thank-you notes is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apps.coach.finding import Finding
from apps.coach.rule import Severity
from apps.coach.text import Span
from apps.coach.thanks.note import Reading


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach looks at in a note.

    `read` returns the words that say so, none when it isn't there. The four elements are missed when they are not
    there (`is_wanted`); everything else is named when it is, and when `is_advised` of those words says so.
    """

    id: str
    looks_for: str
    why: str
    source: str
    severity: Severity
    read: Callable[[Reading], tuple[Span, ...]]
    message: str
    is_wanted: bool = False
    is_advised: Callable[[tuple[Span, ...]], bool] = bool

    def finding(self, spans: tuple[Span, ...]) -> Finding | None:
        """What to say of what `read` returned, or None."""
        if self.is_wanted if spans else not self.is_wanted:
            return None
        if spans and not self.is_advised(spans):
            return None
        return Finding(self.id, self.severity, spans, self.message)
