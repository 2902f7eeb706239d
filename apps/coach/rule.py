"""What a rule is: it reads the message alone, and then says what would help."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from apps.coach.message import Background, Message
from apps.coach.names import COMMON, company_tokens
from apps.coach.rulesets import RuleSet
from apps.coach.text import Span, Text


class Severity(StrEnum):
    """How much a finding weighs. Nothing blocks sending."""

    HIGH = "high"  # would embarrass, or end the conversation
    MEDIUM = "medium"  # lowers the chance of an answer
    LOW = "low"  # polish


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule saw: whether it is there, the words that say so, and the values they carry (names, minutes, gaps)."""

    seen: bool = False
    spans: tuple[Span, ...] = ()
    values: tuple[str | int, ...] = ()


NOTHING = Reading()

#: Stands, letter for letter, for the reader's employer in `Draft.masked`: a letter that nobody types.
_MASK = "\ua74f"
#: The reader's employer, in a pattern that reads `Draft.masked`.
EMPLOYER = rf"{_MASK}[{_MASK} ]*(?:'s)?"


def seen(spans: tuple[Span, ...], values: tuple[str | int, ...] = ()) -> Reading:
    """It is there, in these words."""
    return Reading(seen=True, spans=spans, values=values)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say about it. `is_fine`: nothing to do; `what` in a few words, `suggestion` what would help."""

    is_fine: bool
    what: str
    suggestion: str = ""
    spans: tuple[Span, ...] = ()


def praise(what: str, spans: tuple[Span, ...] = ()) -> Advice:
    """It is fine as it is."""
    return Advice(is_fine=True, what=what, spans=spans)


def advise(what: str, suggestion: str, spans: tuple[Span, ...] = ()) -> Advice:
    """This would help."""
    return Advice(is_fine=False, what=what, suggestion=suggestion, spans=spans)


class Draft:
    """A message with its two texts, and the readings made so far: no rule reads twice."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.body = Text(message.body)
        self.subject = Text(message.subject, "subject")
        self._readings: dict[str, Reading] = {}

    @cached_property
    def masked(self) -> str:
        """The body in lower case, in which the reader's employer is a word of its own: see `EMPLOYER`."""
        low, tokens = self.body.low, company_tokens(self.message.contact.company)
        if not tokens or tokens[0] not in low or (tokens[0] in COMMON and len(tokens) == 1):
            return low
        first, *more = map(re.escape, tokens)
        rest = "".join(
            rf"(?:\W{{1,3}}(?:(?:and|of|the)\W)?{word}\b)" + ("" if first in COMMON else "?") for word in more[:4]
        )
        return re.sub(rf"\b{first}\b{rest}", lambda match: _MASK * len(match[0]), low)

    def reading(self, rule: Rule) -> Reading:
        """What `rule` sees in this message."""
        if rule.id not in self._readings:
            self._readings[rule.id] = rule.read(self)
        return self._readings[rule.id]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that advice may rest on."""

    draft: Draft
    rules: RuleSet
    background: Background = field(default_factory=Background)

    @property
    def who(self) -> str:
        """How to speak of the reader."""
        return self.draft.message.contact.given or "them"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach looks at.

    `looks_for` and `why` are for people; `source` names the method the rule comes from. `read` uses the message alone;
    `judge` returns None where there is nothing to say.
    """

    id: str
    looks_for: str
    why: str
    source: str
    severity: Severity
    read: Callable[[Draft], Reading]
    judge: Callable[[Reading, Case], Advice | None]
