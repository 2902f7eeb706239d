"""Reads a planned question as the other person will hear it. Pure: text in, findings out, never a block (P3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from apps.coach.finding import Finding
from apps.coach.questions.question import Question
from apps.coach.questions.rules import RULES

__all__ = ["RULES", "Finding", "Reading", "read_question"]
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything about one question: its form, by the answer it invites, and what to know, the weightiest first."""

    form: str
    findings: tuple[Finding, ...]

    @property
    def issues(self) -> tuple[Finding, ...]:
        """What could be better; empty for a good question."""
        return tuple(finding for finding in self.findings if finding.is_issue)


def read_question(text: str) -> Reading:
    """The form of a question and its findings. A wording is offered only when it has no issue of its own."""
    reading = _read(text)
    findings = tuple(
        replace(finding, rewording="") if finding.rewording and _read(finding.rewording).issues else finding
        for finding in reading.findings
    )
    return Reading(reading.form, findings)


def _read(text: str) -> Reading:
    question = Question(text)
    findings = [rule.finding(hit) for rule in RULES if (hit := rule.read(question))]
    if any(finding.is_issue for finding in findings):
        findings = [finding for finding in findings if finding.is_issue]
    return Reading(CLOSED if question.is_closed else OPEN, tuple(findings))
