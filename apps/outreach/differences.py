"""How two texts differ, word by word. Pure functions, bounded in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_TOKENS = 3_000
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether both texts have them, only the one that stands now (`gone`), or only the other."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change: in the subject, the text, and the part to forward."""

    subject: list[Piece]
    body: list[Piece]
    forward: list[Piece]

    @property
    def any(self) -> bool:
        """True when something differs."""
        return any(piece.kind != SAME for piece in [*self.subject, *self.body, *self.forward])


class Draft(Protocol):
    """Whatever has the three texts of a message."""

    subject: str
    body: str
    forward: str


def of_drafts(now: Draft, other: Draft) -> Changes:
    """What `other` would change, if it took the place of `now`."""
    return Changes(
        differences(now.subject, other.subject),
        differences(now.body, other.body),
        differences(now.forward, other.forward),
    )


def differences(now: str, other: str) -> list[Piece]:
    """The pieces of both texts in order. Very long ones are compared as a whole."""
    if now == other:
        return [Piece(SAME, now)] if now else []
    before, after = _TOKENS.findall(now), _TOKENS.findall(other)
    if len(before) > _MOST_TOKENS or len(after) > _MOST_TOKENS:
        return [piece for piece in (Piece(GONE, now), Piece(NEW, other)) if piece.words]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=True).get_opcodes():
        gone, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            pieces.append(Piece(SAME, gone))
            continue
        pieces += [piece for piece in (Piece(GONE, gone), Piece(NEW, new)) if piece.words]
    return pieces
