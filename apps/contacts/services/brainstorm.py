"""The wizard that starts a list: begun, kept, added to, finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts.brainstorm import LONGEST_TEXT, Line
from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Brainstorm, Circle, Contact
from apps.contacts.names import fold
from apps.contacts.selectors.brainstorm import known_by_name, own_people
from apps.contacts.services.people import create_contact, update_contact

SOURCE = "Brainstorm"


@dataclass(slots=True)
class Added:
    """What became of the lines of one circle."""

    people: list[Contact] = field(default_factory=list)
    known: list[Contact] = field(default_factory=list)


def begin_brainstorm(*, actor: User, minutes: int, now: datetime) -> Brainstorm:
    """The open sitting, with a clock of so many minutes from now (0: none); a new one if there is none."""
    ends = now + timedelta(minutes=minutes) if minutes else None
    if Brainstorm.objects.filter(owner=actor, finished_at=None).update(clock_ends_at=ends):
        return Brainstorm.objects.get(owner=actor, finished_at=None)
    try:
        with transaction.atomic():
            return Brainstorm.objects.create(owner=actor, created_at=now, clock_ends_at=ends)
    except IntegrityError:  # begun in another window just now
        return Brainstorm.objects.get(owner=actor, finished_at=None)


def keep_draft(*, actor: User, circle: Circle, text: str, now: datetime) -> None:
    """Keeps what stands in the box of a circle, names or not; begins a sitting if there is none."""
    with transaction.atomic():
        sitting = _open_locked(actor, now)
        sitting.drafts = _with_draft(sitting.drafts, circle, text)
        sitting.reached = circle
        sitting.save(update_fields=["drafts", "reached", "updated_at"])


def add_lines(
    *,
    actor: User,
    circle: Circle,
    lines: Iterable[Line],
    introducers: Mapping[int, Contact],
    reached: Circle,
    now: datetime,
) -> Added:
    """Adds everybody on these lines who is not on the list yet, empties the circle's box and goes on to `reached`.

    Whoever was added in this sitting and is sent once more counts for nothing; whoever was there before is told.
    """
    lines, added = list(lines), Added()
    with transaction.atomic():
        sitting = _open_locked(actor, now)
        names = known_by_name(actor, lines)
        for line in lines:
            twin = names.get(fold(line.guess.name))
            if twin is None:
                twin = _add(actor, line, introducers.get(line.number), now, added)
                names[fold(line.guess.name)] = twin
            if twin.pk not in sitting.people and twin not in added.people and twin not in added.known:
                added.known.append(twin)
        sitting.people += [person.pk for person in added.people]
        sitting.known += [person.pk for person in added.known if person.pk not in sitting.known]
        sitting.drafts = _with_draft(sitting.drafts, circle, "")
        sitting.reached = reached
        sitting.save(update_fields=["people", "known", "drafts", "reached", "updated_at"])
    return added


def finish_brainstorm(*, actor: User, now: datetime) -> bool:
    """Ends the open sitting; True if there was one. What still stands in a box stays with it."""
    return bool(Brainstorm.objects.filter(owner=actor, finished_at=None).update(finished_at=now))


def say_where_they_work(*, actor: User, changes: Mapping[UUID, Mapping[str, str]], now: datetime) -> int:
    """Writes role and employer of several people; how many were changed. Ids of others' people are passed over."""
    people = own_people(actor, changes)
    with transaction.atomic():
        for pk, person in people.items():
            update_contact(actor=actor, contact=person, now=now, **changes[pk])
    return len(people)


def _add(actor: User, line: Line, introducer: Contact | None, now: datetime, added: Added) -> Contact:
    """The new person, or whoever has the same address or profile link."""
    fields = line.guess.fields() | {"circle": line.circle}
    try:
        with transaction.atomic():
            person = create_contact(actor=actor, now=now, source=SOURCE, introducer=introducer, **fields)
    except DuplicatePerson as error:
        return error.contact
    added.people.append(person)
    return person


def _open_locked(actor: User, now: datetime) -> Brainstorm:
    begin = {"created_at": now}
    sitting, _ = Brainstorm.objects.select_for_update().get_or_create(owner=actor, finished_at=None, defaults=begin)
    return sitting


def _with_draft(drafts: Mapping[str, str], circle: Circle, text: str) -> dict[str, str]:
    """JSON cannot hold a NUL, and nobody types one."""
    kept = {key: value for key, value in drafts.items() if key != circle}
    text = text.replace("\x00", "")[:LONGEST_TEXT]
    return kept | {circle.value: text} if text.strip() else kept
