"""What the message coach sees in a note as well: a job ask, a résumé, a wrong name, gaps of a template."""

from __future__ import annotations

import re
from collections.abc import Callable

from apps.coach import rule as message_rule
from apps.coach.rule import Severity
from apps.coach.rules import job_ask, placeholder, unasked_resume, wrong_name
from apps.coach.text import Span, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule


def _seen_by(rule: message_rule.Rule) -> Callable[[Reading], tuple[Span, ...]]:
    def read(reading: Reading) -> tuple[Span, ...]:
        found = reading.draft.reading(rule)
        return found.spans if found.seen else ()

    return read


_PASS_ON = pattern(
    r"\b(?:pass|forward|hand|send|give|show) (?:it|this|them)(?: on| along| over)? to (?:(?:the|your|a|any) )?(?:\w+ )?"
    r"(?:hiring|hr|human resources|recruit\w+|boss|manager|whoever|right person|talent)\b"
)

#: In a note of thanks it is news and no request: "as I continue my job search", "when applying for jobs".
_ONLY_SAYS = pattern(
    r"\bjob[ -](?:search|hunt)(?:ing)?$"
    r"|^(?:[\w']+ ){0,4}appl(?:y|ying)\b(?!.{0,12}\b(?:to you|at your|with you|position|role|opening|vacancy"
    r"|internship)\b)",
    re.I,
)


def _asks_for_job(reading: Reading) -> tuple[Span, ...]:
    """The message coach's reading, and what was attached passed on: "pass it on to your hiring manager"."""
    raw = reading.draft.message.body
    seen = _seen_by(job_ask.RULE)(reading)
    found = tuple(span for span in seen if not _ONLY_SAYS.search(raw[span.start : span.end]))
    return found + tuple(reading.text.of(match) for match in _PASS_ON.finditer(reading.text.low))


ASKS_FOR_JOB = Rule(
    id="asks_for_job",
    looks_for=job_ask.RULE.looks_for,
    why="Thanks with a request in it reads as a bill.",
    source=job_ask.RULE.source,
    severity=Severity.HIGH,
    read=_asks_for_job,
    message="It asks for a job. Keep that for another day; today you thank.",
)
MENTIONS_RESUME = Rule(
    id="mentions_resume",
    looks_for=unasked_resume.RULE.looks_for,
    why="Nobody asked for it, and it turns the thanks into an application.",
    source=unasked_resume.RULE.source,
    severity=Severity.MEDIUM,
    read=_seen_by(unasked_resume.RULE),
    message="Keep the résumé back, unless they asked for it.",
)
WRONG_NAME = Rule(
    id="wrong_name",
    looks_for=wrong_name.RULE.looks_for,
    why=wrong_name.RULE.why,
    source=wrong_name.RULE.source,
    severity=Severity.HIGH,
    read=_seen_by(wrong_name.RULE),
    message="Check the name: this note is for somebody else.",
)
PLACEHOLDERS = Rule(
    id="placeholders",
    looks_for=placeholder.RULE.looks_for,
    why=placeholder.RULE.why,
    source=placeholder.RULE.source,
    severity=Severity.HIGH,
    read=_seen_by(placeholder.RULE),
    message="Something is still to be filled in.",
)
