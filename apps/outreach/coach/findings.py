"""What the coach reads and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.outreach import cadence
from apps.outreach.models import Channel

YES, FIX = "yes", "fix"
LINKEDIN_LIMIT = 300
#: Comfortable lengths in words, by kind of message.
LENGTHS = {cadence.FIRST: (50, 130), cadence.NUDGE: (15, 75), cadence.LAST: (15, 80), cadence.CLOSING: (15, 80)}
PHONE_LENGTHS = {cadence.FIRST: (30, 150), cadence.NUDGE: (15, 90), cadence.LAST: (15, 90), cadence.CLOSING: (10, 90)}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written. `kind` is one of cadence.FIRST, NUDGE, LAST, CLOSING."""

    channel: str
    kind: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What we know of the two people. Empty means unknown, and no finding rests on it."""

    first_name: str
    family_name: str = ""
    my_first_name: str = ""
    my_introduction: str = ""
    introducer: str = ""
    common_ground: str = ""
    employer: str = ""
    other_employers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Words in the body, counted in UTF-16 units as a browser counts them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `ok` is "yes" or "fix"; `why` says what would help; `spans` are the words it is about."""

    key: str
    ok: str
    what: str
    why: str = ""
    spans: tuple[Span, ...] = ()


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


def span(text: str, start: int, end: int) -> Span:
    """The words from `start` to `end`, counted as a browser counts."""
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    return Span(units[0], units[1], text[start:end])


def spans(text: str, *matches: re.Match[str] | None) -> tuple[Span, ...]:
    return tuple(span(text, *m.span()) for m in matches if m)


def comfortable_length(draft: Draft) -> tuple[int, int]:
    """From how many to how many words."""
    return (PHONE_LENGTHS if draft.channel == Channel.PHONE else LENGTHS)[draft.kind]
