"""A person as a line of the list.

The line is made here and not in the template: fifty lines of fifteen fields are the dearest part of the page, and a
template needs four times as long for them. Whatever somebody typed goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from django.utils.safestring import SafeString

from apps.contacts.models import Circle, Stage, Touch
from apps.contacts.selectors import Person
from apps.core.addresses import addresses_of
from apps.core.dates import Reader
from apps.core.faces import tint
from apps.core.templatetags.acquaint import face, stage

LAST_TOUCH = {
    Touch.Kind.WROTE.value: "you wrote",
    Touch.Kind.THEY_WROTE.value: "they wrote",
    Touch.Kind.CALL.value: "call",
    Touch.Kind.MET.value: "met",
    Touch.Kind.TALK.value: "conversation",
    Touch.Kind.THANKED.value: "thank-you",
}
_CIRCLES = {circle.value: circle.label for circle in Circle}
_NEVER = '<span class="aq-ink-3">Not yet</span>'


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line: whom it is about, and what to print."""

    name: str
    stage: str
    html: SafeString


def row_maker(reader: Reader, now: datetime, ticked: Collection[str] = ()) -> Callable[[Person], PersonRow]:
    """What makes the lines of one page, those with an id in `ticked` chosen."""
    url_of, today = addresses_of("workspace:person"), reader.day_of(now)
    stages = {value: stage(value, label) for value, label in Stage.choices}

    def row(person: Person) -> PersonRow:
        plain, key = person.name, str(person.id)
        name, url = escape(plain), url_of(key)
        avatar = face(plain, f"aq-tint-{tint(key)}")
        sub = escape(", ".join(part for part in (person.title, person.employer) if part))
        checked = " checked" if key in ticked else ""
        return PersonRow(
            plain,
            person.stage,
            SafeString(
                '<tr><td class="w-check"><input class="form-check-input" type="checkbox" name="person"'
                f' value="{key}" form="people-bulk" autocomplete="off" aria-label="Select {name}"{checked}></td>'
                f'<td class="c-person"><a class="aq-person aq-person--nowrap" href="{url}">{avatar}'
                f'<span class="aq-person__body"><span class="aq-person__name">{name}</span>'
                f'<span class="aq-person__sub">{sub}</span></span></a></td>'
                f'<td class="c-how">{escape(how_known(person))}</td><td class="c-stage">{stages[person.stage]}</td>'
                f'<td class="c-last">{_last(person, reader, today)}</td>'
                f'<td class="c-next">{_next(person, url, reader, today)}</td>'
                f'<td class="c-tags">{_tags(person.tags)}</td></tr>'
            ),
        )

    return row


def how_known(person: Person) -> str:
    """ "via Ruth Halloran", else the owner's own words, the circle, or where the name came from."""
    if person.introducer_given is not None:
        return f"via {person.introducer_given} {person.introducer_family}".strip()
    if person.relation:
        return person.relation[:1].upper() + person.relation[1:]
    if person.circle != Circle.COLD.value:
        return _CIRCLES[person.circle]
    return person.source or _CIRCLES[person.circle]


def _last(person: Person, reader: Reader, today: date) -> str:
    if person.last_touch_at is None:
        return _NEVER
    day = reader.day_of(person.last_touch_at)
    words = reader.day(day, today) if (today - day).days in (0, 1) else reader.date(day, today, short=True)
    words = words[:1].upper() + words[1:]
    kind = LAST_TOUCH.get(person.last_touch_kind)
    return f'{words}<span class="aq-ink-3">, {kind}</span>' if kind else words


def _next(person: Person, url: str, reader: Reader, today: date) -> str:
    if person.next_step_at is None:
        return f'<a class="aq-planlink" href="{url}#next">Plan a step</a>'
    day = reader.day_of(person.next_step_at)
    is_due = day <= today
    step = escape(_without_name(person.next_step, person.name))
    # "today" also for what has waited longer: silence is normal, and nothing is overdue.
    when = "today" if is_due else _day_ahead(day, reader, today)
    tone = " aq-due--soon" if is_due else ""
    return f'<span class="aq-due{tone}" title="{step}"><span class="aq-due__what">{step}</span>&nbsp;{when}</span>'


def _without_name(step: str, name: str) -> str:
    """ "Thank Priya Raman" as "Thank", "Check in with …" as "Check in": the name stands at the start of the line."""
    if name and step.endswith(name) and step != name:
        step = step.removesuffix(name).rstrip()
        for word in (" with", " for", " to"):
            step = step.removesuffix(word)
    return step


def _day_ahead(day: date, reader: Reader, today: date) -> str:
    words = reader.day(day, today)
    return words[:3] if words.endswith("day") else reader.date(day, today, short=True) if words != "tomorrow" else words


def _tags(tags: list[str]) -> str:
    if not tags:
        return ""
    first, others = f'<span class="aq-tag">{escape(tags[0])}</span>', tags[1:]
    if not others:
        return first
    return f'{first} <span class="aq-ink-3" title="{escape(", ".join(others))}">+{len(others)}</span>'
