"""Reads for the wizard that starts a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from apps.accounts.models import User
from apps.contacts.brainstorm import STEPS, Line, Step, read_lines
from apps.contacts.models import Brainstorm, Contact
from apps.contacts.names import fold

WORK_SIZE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a sitting."""

    people: list[Contact] = field(default_factory=list)
    known: list[Contact] = field(default_factory=list)

    @property
    def circles(self) -> list[tuple[Step, list[Contact]]]:
        """Those added, circle by circle in the wizard's order; empty circles are left out."""
        groups = [(step, [p for p in self.people if p.circle == step.circle]) for step in STEPS]
        return [(step, people) for step, people in groups if people]

    @property
    def without_work(self) -> list[Contact]:
        """Those of whom neither role nor employer is known, first added first."""
        return [p for p in self.people if not p.title and not p.employer_id]


def open_brainstorm(user: User) -> Brainstorm | None:
    """The sitting that the owner has not finished."""
    return Brainstorm.objects.filter(owner=user, finished_at=None).first()


def newest_brainstorm(user: User) -> Brainstorm | None:
    """The last sitting, finished or not."""
    return Brainstorm.objects.filter(owner=user).order_by("-created_at").first()


def found_in(user: User, brainstorm: Brainstorm) -> Found:
    """The people of a sitting, in the order in which they came to mind. One query."""
    ids = [*brainstorm.people, *brainstorm.known]
    if not ids:
        return Found()
    people = Contact.objects.visible_to(user).select_related("employer").filter(pk__in=ids)
    by_id = {person.pk: person for person in people}
    return Found(
        [by_id[pk] for pk in brainstorm.people if pk in by_id and by_id[pk].archived_at is None],
        [by_id[pk] for pk in brainstorm.known if pk in by_id],
    )


def known_by_name(user: User, lines: Iterable[Line]) -> dict[str, Contact]:
    """Folded name → who is called so on the owner's list, archived ones included. One query for all lines."""
    keys = set().union(*(line.keys for line in lines))
    people = Contact.objects.visible_to(user).filter(sort_key__in=keys).order_by("created_at", "id") if keys else ()
    found: dict[str, Contact] = {}
    for person in people:
        found.setdefault(fold(person.name), person)
    return found


def named_twice(user: User, brainstorm: Brainstorm | None, lines: Iterable[Line]) -> list[Contact]:
    """Who of those named was on the list before this sitting."""
    added = set(brainstorm.people) if brainstorm else set()
    lines = list(lines)
    names = known_by_name(user, lines)
    found = (names.get(fold(line.guess.name)) for line in lines)
    return list(dict.fromkeys(person for person in found if person is not None and person.pk not in added))


def left_over(user: User, brainstorm: Brainstorm) -> str | None:
    """The circle whose box still holds somebody who is not on the list; None if every box is worked through."""
    for step in STEPS:
        lines = list(read_lines(brainstorm.drafts.get(step.circle, ""), step.circle))
        names = known_by_name(user, lines)
        if any(fold(line.guess.name) not in names for line in lines):
            return step.circle
    return None


def work_rows(user: User, brainstorm: Brainstorm) -> list[Contact]:
    """Whose role or employer can be filled in: everyone of the sitting who lacks one of the two."""
    return [p for p in found_in(user, brainstorm).people if not (p.title and p.employer_id)][:WORK_SIZE]


def own_people(user: User, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Those of `ids` who are the user's own."""
    return {p.pk: p for p in Contact.objects.visible_to(user).select_related("employer").filter(pk__in=list(ids))}
