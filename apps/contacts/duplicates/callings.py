"""Two names, and whether one person may go by both. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from apps.contacts import names
from apps.contacts.duplicates.mailboxes import is_shared, words_of
from apps.contacts.duplicates.nicknames import are_one_name, is_short_form

_TITLE_WORDS = """
dr prof professor mr mrs ms miss mx sir dame herr frau ing dipl mag phd mba md jr sr ii iii esq cpa rn msc bsc ma bs
ba pmp
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONG_ENOUGH = 4  # letters of a name in which one other letter may be a slip
SHORTEST_START = 3  # "Sof" may be Sofia; "Al" may be anybody


class Sort(IntEnum):
    """How two names are alike, the surest last."""

    FIRST_ONLY = 1  # the same first name, other last names
    NO_FAMILY = 2  # one of them has no last name, or both
    INITIAL = 3
    SLIP = 4
    START = 5
    NICKNAME = 6
    MIDDLE = 7
    ORDER = 8
    SWAPPED = 9
    ACCENTS = 10
    SAME = 11


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: folded words without titles."""

    shown: str
    given: tuple[str, ...]
    family: tuple[str, ...]

    @classmethod
    def of(cls, given: str, family: str = "") -> Name:
        """From what the list holds; an address in place of a name is read as one ("ana.ruiz@…")."""
        shown = f"{given} {family}".strip()
        if "@" in shown and not family:
            first, *rest = words_of(given) or ("",)
            return cls(shown, (first,) if first else (), tuple(rest))
        return cls(shown, _words(given), _words(family))

    @property
    def words(self) -> tuple[str, ...]:
        """All of it, first name first."""
        return self.given + self.family


@dataclass(frozen=True, slots=True)
class Alike:
    """How, and in words that end no sentence: "Same name, one letter differs"."""

    sort: Sort
    words: str


def compare(a: Name, b: Name) -> Alike | None:
    """How `a` and `b` are alike, or None. The order of the two does not matter."""
    if not a.words or not b.words:
        return None
    if a.given == b.given and a.family == b.family:
        if not a.family and len(a.given) == 1:  # a bare first name identifies nobody
            return Alike(Sort.NO_FAMILY, "Same first name")
        same = _plain(a.shown) == _plain(b.shown)
        return Alike(Sort.SAME, "Same name") if same else Alike(Sort.ACCENTS, "Same name, spelled a little differently")
    if a.given == b.family and a.family == b.given:
        return Alike(Sort.SWAPPED, "Same name, first and last swapped")
    if sorted(a.words) == sorted(b.words):
        return Alike(Sort.ORDER, "Same name in another order")
    if not a.family or not b.family:
        return _without_family(a, b)
    if a.family == b.family:
        return _first_names(a, b)
    if a.given == b.given:
        if _one_slip(" ".join(a.family), " ".join(b.family)):
            return Alike(Sort.SLIP, "Same name, one letter differs")
        return Alike(Sort.FIRST_ONLY, "Same first name")
    return None


def may_be_one(a: Name, b: Name) -> bool:
    """Whether the names leave room for one person, once something else says so: a shared address with other first
    names is a household."""
    if not a.words or not b.words or compare(a, b) is not None:
        return True
    if set(a.words) <= set(b.words) or set(b.words) <= set(a.words):
        return True
    short, long = sorted(("".join(a.given), "".join(b.given)), key=len)
    return len(short) > 1 and (long.startswith(short) or (len(short) > 2 and one_letter_apart(short, long)))


def share_identity(email: str, a: Name, b: Name) -> bool:
    """Whether an address that both have makes one person of them: an office's or a household's does not, unless the
    name is the same."""
    if is_shared(email):
        alike = compare(a, b)
        return alike is not None and alike.sort >= Sort.ORDER
    return may_be_one(a, b)


def _without_family(a: Name, b: Name) -> Alike | None:
    bare, full = (a, b) if not a.family else (b, a)
    if full.family and bare.given == full.given:
        return Alike(Sort.NO_FAMILY, "Same first name, one without a last name")
    return None


def _first_names(a: Name, b: Name) -> Alike | None:
    """The last name is the same; how do the first names go together?"""
    if not a.given or not b.given:
        return None
    one, other = sorted((a, b), key=lambda name: (len("".join(name.given)), name.given, name.shown))
    short, long = one.given[0], other.given[0]
    shown_short, shown_long = _first(one), _first(other)
    if short == long or " ".join(one.given).replace(" ", "") == " ".join(other.given).replace(" ", ""):
        return Alike(Sort.MIDDLE, "Same name, one with a middle name")
    if len(one.given) == len(other.given) == 1 or short != long:
        if are_one_name(short, long):
            if is_short_form(short, long):
                return Alike(Sort.NICKNAME, f"Same last name, and “{shown_short}” is short for {shown_long}")
            if is_short_form(long, short):
                return Alike(Sort.NICKNAME, f"Same last name, and “{shown_long}” is short for {shown_short}")
            return Alike(Sort.NICKNAME, f"Same last name, and “{shown_short}” and “{shown_long}” are one first name")
        if len(short) >= SHORTEST_START and long.startswith(short):
            return Alike(Sort.START, f"Same last name, and “{shown_short}” may be short for {shown_long}")
        if len(short) == 1 and long.startswith(short):
            return Alike(Sort.INITIAL, f"Same last name, and “{shown_short}” may be {shown_long}")
        if _one_slip(" ".join(one.given), " ".join(other.given)):
            return Alike(Sort.SLIP, "Same name, one letter differs")
    return None


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter more, less, other, or two changed places make `a` into `b` (and they are not the same)."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def _one_slip(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= LONG_ENOUGH and one_letter_apart(a, b)


def _words(text: str) -> tuple[str, ...]:
    found = tuple(_WORDS.findall(names.fold(text)))
    kept = tuple(word for word in found if word not in _TITLES)
    return kept or found


def _plain(text: str) -> str:
    return " ".join(names.clean(text).split()).casefold()


def _first(name: Name) -> str:
    """The first name as it is written."""
    for word in name.shown.split():
        if names.fold(word).strip(".,") not in _TITLES:
            return word
    return name.shown
