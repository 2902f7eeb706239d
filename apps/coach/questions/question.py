"""A planned question as the rules read it: its sentences, which of them ask, and the form of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from apps.coach.message import Message
from apps.coach.questions.shape import CLOSED, PREAMBLE, YES_OR_NO, Core, opens_a_question, read_core, requests
from apps.coach.rule import Draft
from apps.coach.text import Span, Text, pattern

#: Nobody asks so much; what follows is counted and not read.
MOST_CHARACTERS = 4000
#: "How old were the systems, and how did you …": what comes second takes more than a word.
_GOES_ON = pattern(r",? and (?:if (?:so|not|yes),? )?(?:how|why|what|which|in what)\b")
_ENDS = " \t\n.?!,;:…\"')"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence that asks."""

    start: int
    end: int
    low: str  # without its end marks
    core: Core
    is_asked: bool  # has a question mark, or begins as a question does

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def core_span(self) -> Span:
        """Where what it asks stands, without its context."""
        return Span(self.start + self.core.start, self.end)

    @property
    def is_closed(self) -> bool:
        """True when a word or a number answers it."""
        return self.is_asked and self.core.shape in CLOSED and not _GOES_ON.search(self.core.low)

    @property
    def takes_yes_or_no(self) -> bool:
        """True when yes, no, or one of the words it offers answers it."""
        return self.is_asked and self.core.shape in YES_OR_NO and not self.core.is_custom


class Question:
    """One question, read once and looked at by every rule."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.text = Text(text[:MOST_CHARACTERS].replace("\x00", " "))

    @property
    def words(self) -> int:
        """How many words are spoken."""
        return len(self.raw.split()) if len(self.raw) > MOST_CHARACTERS else self.text.word_count

    @cached_property
    def draft(self) -> Draft:
        """The question as the message coach reads it."""
        return Draft(Message(body=self.text.raw))

    @cached_property
    def low(self) -> str:
        """Everything in lower case."""
        return self.text.low

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The sentences that ask, in order; when none does, the last one is taken for the question."""
        sentences = [(s, s.low.rstrip(_ENDS)) for s in self.text.sentences if s.low.strip(_ENDS)]
        marked = any(s.is_question for s, _ in sentences)
        asking = [
            (s, low)
            for s, low in sentences
            if s.is_question or (requests(low) if marked else opens_a_question(low, first=True))
        ]
        is_asked = bool(asking)
        units = [
            Unit(s.start, s.start + len(low), low, read_core(low), is_asked) for s, low in asking or sentences[-1:]
        ]
        return tuple(unit for unit in units if not PREAMBLE.match(unit.low)) or tuple(units)

    @cached_property
    def is_closed(self) -> bool:
        """The form of the whole: open as soon as one of its sentences is."""
        return bool(self.units) and all(unit.is_closed for unit in self.units)

    @cached_property
    def is_custom(self) -> bool:
        """True when all that it asks is asked by custom."""
        return bool(self.units) and all(unit.core.is_custom for unit in self.units)
