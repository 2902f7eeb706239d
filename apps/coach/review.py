"""The rules applied to one message."""

from __future__ import annotations

from dataclasses import dataclass

from apps.coach.facts import Facts, facts_of
from apps.coach.message import Background, Message
from apps.coach.rule import Case, Draft, Severity
from apps.coach.rules import RULES
from apps.coach.rulesets import RuleSet, for_channel
from apps.coach.text import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about a message: praise (`is_fine`) or advice."""

    rule: str
    severity: Severity
    is_fine: bool
    what: str
    suggestion: str
    spans: tuple[Span, ...]

    @property
    def message(self) -> str:
        """One or two sentences."""
        return f"{self.what}. {self.suggestion}" if self.suggestion else f"{self.what}."


@dataclass(frozen=True, slots=True)
class Review:
    """Everything about one message."""

    facts: Facts
    findings: tuple[Finding, ...]
    rules: RuleSet
    characters: int

    @property
    def advice(self) -> tuple[Finding, ...]:
        """The findings that advise something."""
        return tuple(finding for finding in self.findings if not finding.is_fine)


def review(message: Message, rules: RuleSet | None = None, background: Background | None = None) -> Review:
    """All facts and findings, in reading order. Without `rules`, those of the channel."""
    chosen = rules or for_channel(message.channel)
    draft = Draft(message)
    case = Case(draft, chosen, background or Background())
    findings = []
    for rule in RULES:
        if rule.id in chosen.leave_out:
            continue
        advice = rule.judge(draft.reading(rule), case)
        if advice is not None:
            severity = Severity(chosen.severity.get(rule.id, rule.severity))
            findings.append(Finding(rule.id, severity, advice.is_fine, advice.what, advice.suggestion, advice.spans))
    return Review(facts_of(draft, chosen), tuple(findings), chosen, draft.body.characters)
