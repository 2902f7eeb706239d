"""The coach beside a draft: which rule set judges it, and what it says in the units of a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace

from apps.coach import review as coach
from apps.coach.message import Background, Message
from apps.coach.rule import Severity
from apps.coach.rulesets import RuleSet, built_in

YES, FIX = "yes", "fix"
BODY, FORWARD = "body", "forward"
#: How long a LinkedIn note may be: with Premium, and without.
LIMITS = (300, 200)
_WEIGHTS = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_MANY_WORDS = 100  # where a rule set counts characters, and the dial needs an end


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in one of the texts, counted in UTF-16 units as a browser counts them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `ok` is "yes" or "fix"; `why` says what would help; `spans` are the words of `place` it is about."""

    key: str
    ok: str
    what: str
    why: str
    spans: tuple[Mark, ...]
    severity: Severity
    place: str = BODY


@dataclass(frozen=True, slots=True)
class Review:
    """All findings on one draft, and its length."""

    findings: tuple[Finding, ...]
    words: int
    characters: int
    low: int
    high: int

    @property
    def good(self) -> int:
        """How many checks are fine."""
        return sum(finding.ok == YES for finding in self.findings)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The checks that advise something."""
        return tuple(finding for finding in self.findings if finding.ok != YES)

    @property
    def weightiest(self) -> Finding | None:
        """What to look at first, where there is room for one."""
        return min(self.open, key=lambda finding: _WEIGHTS[finding.severity], default=None)


def rules_for(channel: str, kind: str, limit: int = 0) -> RuleSet:
    """The rule set for a message of that kind (see cadence) on that channel; `limit` is a LinkedIn note's length."""
    rules = built_in()[f"{channel}-{kind}"]
    return replace(rules, most_characters=limit) if rules.most_characters and limit else rules


def review(message: Message, kind: str, background: Background, *, limit: int = 0) -> Review:
    """What the coach says about a message as it stands."""
    return _reviewed(message, rules_for(message.channel, kind, limit), background, BODY)


def review_introduction(letter: Message, lines: Message, kind: str, background: Background) -> Review:
    """The same about a letter to the one in between, and about the `lines` to forward if there are any."""
    first = review(letter, kind, Background())
    if not lines.body.strip():
        return first
    second = _reviewed(lines, built_in()["intro-forward"], background, FORWARD)
    return replace(first, findings=first.findings + second.findings)


def _reviewed(message: Message, rules: RuleSet, background: Background, place: str) -> Review:
    found = coach.review(message, rules, background)
    findings = tuple(
        Finding(
            finding.rule,
            YES if finding.is_fine else FIX,
            finding.what,
            finding.suggestion,
            tuple(mark(message.body, span.start, span.end) for span in finding.spans if span.where == "body"),
            finding.severity,
            place,
        )
        for finding in found.findings
    )
    high = found.rules.most_words or _MANY_WORDS
    return Review(findings, found.facts.words, found.characters, found.rules.least_words, high)


def mark(text: str, start: int, end: int) -> Mark:
    """The words from `start` to `end`, counted as a browser counts."""
    before, within = (len(part.encode("utf-16-le", "surrogatepass")) // 2 for part in (text[:start], text[start:end]))
    return Mark(before, before + within, text[start:end])
