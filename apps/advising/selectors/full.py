"""What the level "full" adds: who the people are, and what the student marked as shareable.

The columns are named one by one. E-mail, phone, addresses, handles, notes, drafts, messages, tags and common ground
are in no query here, and people kept private are in no result.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.advising.selectors.progress import shared_people, shared_talks, thanks_word
from apps.interviews.models import Interview, Takeaway

MOST = 300
"""A page shows this many people, and says so where there are more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the student's list."""

    id: UUID
    name: str
    title: str
    employer: str
    source: str
    stage: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with its person."""

    at: datetime
    minutes: int
    state: str
    thanks: str
    person: str
    mode: str
    topic: str


@dataclass(frozen=True, slots=True)
class SharedTakeaway:
    """What the student marked as readable by the center."""

    kind: str
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A person of the referral graph and whom they led to."""

    person: Person
    led_to: list[Branch]


@dataclass(frozen=True, slots=True)
class Full:
    """Everything that "full" shows beyond progress."""

    people: list[Person]
    more_people: int
    talks: list[Talk]
    takeaways: list[SharedTakeaway]
    graph: list[Branch]


def full_of(owner: UUID) -> Full:
    """The people, talks, shareable take-aways and referral graph of one student."""
    columns = ("id", "given_name", "family_name", "title", "employer__name", "source", "stage", "introducer_id")
    rows = list(shared_people([owner]).order_by("sort_key", "id").values(*columns))
    people = {row["id"]: _person(row) for row in rows}
    return Full(
        people=list(people.values())[:MOST],
        more_people=max(0, len(people) - MOST),
        talks=_talks(owner),
        takeaways=_takeaways(owner),
        graph=_graph(people, {row["id"]: row["introducer_id"] for row in rows}),
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(
        id=row["id"],
        name=_name(row["given_name"], row["family_name"]),
        title=row["title"],
        employer=row["employer__name"] or "",
        source=row["source"],
        stage=row["stage"],
    )


def _name(given: str, family: str) -> str:
    return f"{given} {family}".strip()


def _talks(owner: UUID) -> list[Talk]:
    columns = ("contact__given_name", "contact__family_name", "mode", "goal__title")
    rows = shared_talks(owner).values("starts_at", "minutes", "state", "ended_at", "thank_you__sent_at", *columns)
    return [
        Talk(
            at=row["starts_at"],
            minutes=row["minutes"],
            state=Interview.State(row["state"]).label,
            thanks=thanks_word(row["ended_at"], row["thank_you__sent_at"], row["state"]),
            person=_name(row["contact__given_name"], row["contact__family_name"]),
            mode=Interview.Mode(row["mode"]).label,
            topic=row["goal__title"] or "",
        )
        for row in rows[:50]
    ]


def _takeaways(owner: UUID) -> list[SharedTakeaway]:
    """Only marked ones; and none that names a person whom the student keeps private."""
    rows = (
        Takeaway.objects.filter(
            owner=owner,
            is_shareable=True,
            interview__contact__is_private=False,
            interview__contact__archived_at=None,
        )
        .filter(Q(referral=None) | Q(referral__contact__is_private=False, referral__contact__archived_at=None))
        .order_by("-created_at", "-id")
        .values_list("kind", "text", "interview__contact__given_name", "interview__contact__family_name")
    )
    return [
        SharedTakeaway(Takeaway.Kind(kind).label, text, _name(given, family))
        for kind, text, given, family in rows[:100]
    ]


def _graph(people: dict[UUID, Person], introducer_of: dict[UUID, UUID | None]) -> list[Branch]:
    """Who led to whom. Someone introduced by a person who is kept private stands at the root, without saying so."""
    led_to: dict[UUID, list[UUID]] = defaultdict(list)
    for child, parent in introducer_of.items():
        if parent in people:
            led_to[parent].append(child)
    seen: set[UUID] = set()

    def branch(pk: UUID) -> Branch:
        seen.add(pk)
        return Branch(people[pk], [branch(child) for child in led_to[pk] if child not in seen])

    roots = [pk for pk, parent in introducer_of.items() if parent not in people and led_to.get(pk)]
    return [branch(pk) for pk in roots]
