"""A person as a line of the list: every word worked out once, so that the template only prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.contacts.models import Circle, Contact, Stage, Touch
from apps.core.dates import Reader

LAST_TOUCH = {
    Touch.Kind.WROTE: "you wrote",
    Touch.Kind.THEY_WROTE: "they wrote",
    Touch.Kind.CALL: "call",
    Touch.Kind.MET: "met",
    Touch.Kind.TALK: "conversation",
    Touch.Kind.THANKED: "thank-you",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the people list, in the reader's words."""

    id: UUID
    name: str
    sub: str
    how: str
    stage: str
    stage_label: str
    last_day: str
    last_kind: str
    next_step: str
    next_when: str
    is_due: bool
    tag: str
    more_tags: str
    more_count: int

    @property
    def key(self) -> str:
        """The id as it stands in a form."""
        return str(self.id)


def person_row(person: Contact, reader: Reader, now: datetime) -> PersonRow:
    """The line of a person who was read by `selectors.people_page`."""
    tags: list[str] = getattr(person, "tag_list", None) or []
    step_at = person.next_step_at
    today = reader.day_of(now)
    return PersonRow(
        id=person.pk,
        name=person.name,
        sub=", ".join(p for p in (person.title, person.employer.name if person.employer else "") if p),
        how=how_known(person),
        stage=person.stage,
        stage_label=Stage(person.stage).label,
        last_day=_day(person.last_touch_at, reader, now) if person.last_touch_at else "",
        last_kind=LAST_TOUCH.get(Touch.Kind(person.last_touch_kind), "") if person.last_touch_kind else "",
        next_step=_without_name(person.next_step, person.name),
        next_when=_when(step_at, reader, now) if step_at else "",
        is_due=bool(step_at and reader.day_of(step_at) <= today),
        tag=tags[0] if tags else "",
        more_tags=", ".join(tags[1:]),
        more_count=max(0, len(tags) - 1),
    )


def how_known(person: Contact) -> str:
    """ "via Ruth Halloran", else the owner's own words, the circle, or where the name came from."""
    if person.introducer:
        return f"via {person.introducer.name}"
    if person.relation:
        return person.relation[:1].upper() + person.relation[1:]
    if person.circle != Circle.COLD:
        return Circle(person.circle).label
    return person.source or Circle.COLD.label


def _without_name(step: str, name: str) -> str:
    """ "Thank Priya Raman" as "Thank", "Check in with …" as "Check in": the name stands at the start of the line."""
    if name and step.endswith(name) and step != name:
        step = step.removesuffix(name).rstrip()
        for word in (" with", " for", " to"):
            step = step.removesuffix(word)
    return step


def _day(moment: datetime, reader: Reader, now: datetime) -> str:
    away = (reader.day_of(now) - reader.day_of(moment)).days
    words = reader.day(moment, now) if away in (0, 1) else reader.date(moment, now, short=True)
    return words[:1].upper() + words[1:]


def _when(moment: datetime, reader: Reader, now: datetime) -> str:
    """ "today" also for what has waited longer: silence is normal, and nothing is overdue."""
    if reader.day_of(moment) <= reader.day_of(now):
        return "today"
    day = reader.day(moment, now)
    return day[:3] if day.endswith("day") else reader.date(moment, now, short=True) if day != "tomorrow" else day
