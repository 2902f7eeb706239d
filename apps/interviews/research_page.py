"""The research sheet worked out: four parts with what is known, unknown, found and to ask. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.contacts.models import Contact
from apps.interviews.models import Interview, ResearchKind, ResearchNote, ResearchPart, ResearchSource

ENOUGH = 3  # of the five lines


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that isn't known, with what was found about it since."""

    note: ResearchNote
    answers: list[ResearchNote]

    @property
    def is_planned(self) -> bool:
        """Whether it is a question of the plan."""
        return hasattr(self.note, "question")

    @property
    def is_open(self) -> bool:
        """Whether it still wants an answer."""
        return not self.answers


@dataclass(frozen=True, slots=True)
class PartOfSheet:
    """One of the four parts."""

    key: str
    label: str
    prompt: str
    given: list[str]  # what Acquaint knows already
    known: list[ResearchNote]
    unknown: list[Unknown]
    found: list[ResearchNote]

    @property
    def to_ask(self) -> list[Unknown]:
        """Unknowns that became questions."""
        return [u for u in self.unknown if u.is_planned]

    @property
    def waiting(self) -> list[Unknown]:
        """Unknowns that are neither answered nor planned."""
        return [u for u in self.unknown if not u.is_planned and u.is_open]

    @property
    def is_read(self) -> bool:
        """Whether anything is known or found here."""
        return bool(self.known or self.found)

    @property
    def words(self) -> str:
        """ "2 known, 1 to ask"."""
        counts = [
            (len(self.known), "known"),
            (len(self.found), "found"),
            (len(self.waiting), "unknown"),
            (len(self.to_ask), "to ask"),
        ]
        return ", ".join(f"{n} {what}" for n, what in counts if n)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it."""

    parts: list[PartOfSheet]
    sources: list[ResearchSource]

    @property
    def done(self) -> int:
        """How many of the five lines have something: the parts, and what was read."""
        return sum(part.is_read for part in self.parts) + bool(self.sources)

    @property
    def is_enough(self) -> bool:
        """Whether that will do."""
        return self.done >= ENOUGH

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything."""
        return not self.sources and not any(p.known or p.unknown or p.found for p in self.parts)


def research_sheet(interview: Interview, notes: Sequence[ResearchNote], sources: Sequence[ResearchSource]) -> Sheet:
    """The sheet of a talk; `notes` and `sources` in order."""
    contact = interview.contact
    prompts, given = _prompts(contact), _given(contact)
    parts = []
    for part in ResearchPart:
        lines = [n for n in notes if n.part == part]
        found = [n for n in lines if n.kind == ResearchKind.FOUND]
        unknown = [
            Unknown(n, [f for f in found if f.answers_id == n.pk]) for n in lines if n.kind == ResearchKind.UNKNOWN
        ]
        known = [n for n in lines if n.kind == ResearchKind.KNOWN]
        label = {ResearchPart.PERSON: contact.given_name}.get(part, part.label)
        if part == ResearchPart.EMPLOYER and contact.employer:
            label = contact.employer.name
        parts.append(PartOfSheet(part.value, label, prompts[part], given[part], known, unknown, found))
    return Sheet(parts, list(sources))


def _prompts(contact: Contact) -> dict[str, str]:
    employer = contact.employer.name if contact.employer else "their employer"
    role = f"a {_small(contact.title)}" if contact.title else "somebody in this role"
    return {
        ResearchPart.INDUSTRY: "How the field works, what is changing it, who the others are",
        ResearchPart.PERSON: f"{contact.given_name}’s path, what they wrote or said, what you share",
        ResearchPart.ROLE: f"What {_article(role)} does all day, what one needs for it",
        ResearchPart.EMPLOYER: f"What {employer} makes, for whom, how it is doing, this month’s news",
    }


def _small(title: str) -> str:
    """A title inside a sentence; an abbreviation keeps its letters."""
    return " ".join(word if word.isupper() else word.lower() for word in title.split())


def _article(role: str) -> str:
    return f"an{role[1:]}" if role[:3].lower() in ("a a", "a e", "a i", "a o") else role


def _given(contact: Contact) -> dict[str, list[str]]:
    """What stands on the person's page, so that nobody types it again."""
    person = []
    if contact.introducer:
        person.append(f"Suggested by {contact.introducer.name}")
    if contact.common_ground:
        person.append(f"You share: {contact.common_ground}")
    if contact.location:
        person.append(f"Lives in {contact.location}")
    role = [contact.title] if contact.title else []
    return {
        ResearchPart.INDUSTRY: [],
        ResearchPart.PERSON: person,
        ResearchPart.ROLE: role,
        ResearchPart.EMPLOYER: [],
    }
