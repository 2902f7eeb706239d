"""Two people side by side, in the reader's words: what the pages about duplicates print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import capfirst

from apps.contacts.duplicates.likeness import Likeness
from apps.contacts.models import Circle, Contact, Stage
from apps.contacts.rows import LAST_TOUCH
from apps.core.dates import Reader


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    person: Contact
    work: str  # "Product manager at Tidewell"
    past: str  # "Met, October 3", or how and when they were added
    added: str  # "LinkedIn, October 3"
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of one of two people; empty where only the other has it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people and why they may be one."""

    key: str
    one: Side
    other: Side
    grade: str
    tone: str
    words: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, for the template to walk."""
        return self.one, self.other


def pair_row(one: Contact, other: Contact, how: Likeness, reader: Reader, now: datetime) -> PairRow:
    """The pair as a card of the page."""
    lines = _lines(one, other)
    return PairRow(
        key=f"{one.pk}-{other.pk}",
        one=replace(side_of(one, reader, now), facts=tuple(Fact(label, mine) for label, mine, _ in lines)),
        other=replace(side_of(other, reader, now), facts=tuple(Fact(label, theirs) for label, _, theirs in lines)),
        grade=how.grade,
        tone=how.tone,
        words=f"{how.words}.",
    )


def side_of(person: Contact, reader: Reader, now: datetime) -> Side:
    """A person with their work and what passed with them."""
    employer = person.employer.name if person.employer else ""
    work = " at ".join(part for part in (person.title, employer) if part)
    added = reader.date(person.created_at, now)
    added = f"{person.source}, {added}" if person.source else added
    return Side(person, work, _past(person, reader, now) or f"Added: {added}", added)


def _lines(one: Contact, other: Contact) -> list[tuple[str, str, str]]:
    """What helps to decide, in the same lines for both."""
    lines = [
        ("E-mail", one.email, other.email),
        ("Phone", one.phone, other.phone),
        ("Profile", one.profile_key, other.profile_key),
        ("Place", one.location, other.location),
        ("Circle", capfirst(_circle(one)), capfirst(_circle(other))),
        ("Stage", _stage(one), _stage(other)),
    ]
    return [line for line in lines if line[1] or line[2]]


def _past(person: Contact, reader: Reader, now: datetime) -> str:
    """Empty for somebody with whom nothing passed."""
    if person.last_touch_at is None:
        return ""
    kinds = {str(kind): words for kind, words in LAST_TOUCH.items()}
    kind = kinds.get(person.last_touch_kind, "in touch")
    return f"{capfirst(kind)}, {reader.date(person.last_touch_at, now)}"


def _circle(person: Contact) -> str:
    if person.relation:
        return person.relation
    return "" if person.circle == Circle.COLD else Circle(person.circle).label


def _stage(person: Contact) -> str:
    return "" if person.stage == Stage.LISTED else Stage(person.stage).label
