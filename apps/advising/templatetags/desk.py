"""What rows of the desk are filled with: `{% load desk %}`, inside `{% stencil %}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from apps.advising.forms import RaiseForm
from apps.advising.plots import Bar
from apps.advising.selectors import CohortCard, Row
from apps.advising.selectors.flags import Line
from apps.advising.selectors.full import Person
from apps.advising.services.flags import TriageRow
from apps.centers.access import Student
from apps.core.addresses import addresses_of, surroundings
from apps.core.dates import Reader
from apps.core.faces import tint
from apps.core.templatetags.acquaint import face, stage

register = template.Library()


class RowLook(NamedTuple):
    """What the markup of a row of students hangs on."""

    level: str | None
    is_read: bool
    has_program: bool


class CardLook(NamedTuple):
    """The same of a cohort."""

    plural: str
    verb: str
    has_levels: bool


class NeedLook(NamedTuple):
    """The same of somebody who may need the reader."""

    has_cohort: bool


@register.filter
def student_rows(rows: Iterable[Row]) -> list[tuple[RowLook, dict[str, str]]]:
    """For `{% stencil look … with row %}`: each row's look, and the words in it."""
    url_of = addresses_of("advising:student")
    return [
        (
            RowLook(row.level and row.level.value, row.counts is not None, bool(row.student.program)),
            {
                "url": url_of(row.student.id),
                "face": faced(row.student),
                "name": row.student.name,
                "program": row.student.program,
                "cohort": row.student.cohort,
                "advisors": row.advised_by,
                "asked": str(row.counts.asked) if row.counts else "",
                "talked": str(row.counts.talked) if row.counts else "",
                "thanked": str(row.counts.thanked) if row.counts else "",
            },
        )
        for row in rows
    ]


@register.filter
def cohort_rows(cards: Iterable[CohortCard]) -> list[tuple[CardLook, dict[str, str]]]:
    """The same of cohorts, as `card`."""
    url_of = addresses_of("advising:cohort")
    return [
        (
            CardLook("" if card.students == 1 else "s", "shares" if card.sharing == 1 else "share",
                     card.sharing is not None),
            {
                "url": url_of(card.id),
                "name": card.name,
                "center": card.center,
                "students": str(card.students),
                "sharing": str(card.sharing),
            },
        )
        for card in cards
    ]  # fmt: skip


@register.filter
def need_rows(rows: Iterable[TriageRow]) -> list[tuple[NeedLook, dict[str, str], list[Line]]]:
    """The same of who may need the reader, as `who`, and the lines about them."""
    url_of = addresses_of("advising:student")
    return [
        (
            NeedLook(row.student.cohort_id is not None),
            {
                "url": url_of(row.student.id),
                "face": faced(row.student, "md"),
                "name": row.student.name,
                "cohort": row.student.cohort,
            },
            row.lines,
        )
        for row in rows
    ]


@register.filter
def crowd(students: Iterable[Student]) -> list[dict[str, str]]:
    """The faces of a column of the plot, for a stencil."""
    url_of = addresses_of("advising:student")
    return [
        {"id": str(student.id), "url": url_of(student.id), "name": student.name, "face": faced(student)}
        for student in students
    ]


@register.filter
def why(line: Line) -> SafeString:
    """What stands out, with the evidence."""
    return SafeString(
        f'<p class="aq-action__why"><span class="aq-due">{escape(line.title)}</span> {escape(line.words)}</p>'
    )


@register.filter
def person_rows(people: Iterable[Person]) -> list[dict[str, str]]:
    """The people of a student, for a stencil."""
    return [
        {
            "face": face(person.name, f"aq-tint-{tint(person)}"),
            "name": person.name,
            "sub": ", ".join(part for part in (person.title, person.employer) if part),
            "stage": stage(person.stage),
            "source": person.source,
        }
        for person in people
    ]


class BarLook(NamedTuple):
    """What the drawing of a week hangs on."""

    has_count: bool
    is_current: bool
    has_label: bool


@register.simple_tag(takes_context=True)
def week_bars(context: Context, bars: Sequence[Bar]) -> dict[str, Any]:
    """The bars as a stencil draws them, and their counts in one line; the first, the fourth and the last have a day."""
    known, now = context.get("reader"), context.get("now")
    reader = known if isinstance(known, Reader) else Reader.of(context.get("user"))
    drawn = [
        (
            BarLook(bool(bar.count), bar.is_current, number in {0, 3, len(bars) - 1}),
            {
                "start": reader.date(bar.start, now, short=True),
                "count": str(bar.count),
                "x": str(bar.x),
                "y": str(bar.y),
                "width": str(bar.width),
                "height": str(bar.height),
                "middle": str(bar.middle),
                "figure": str(bar.figure_y),
            },
        )
        for number, bar in enumerate(bars)
    ]
    return {"bars": drawn, "counts": ", ".join(str(bar.count) for bar in bars)}


@register.filter
def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """The options of a select that can have hundreds of them."""
    lines = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(name)}</option>'
        for value, name in choices
    )
    return SafeString("".join(lines))


@register.simple_tag
def raise_fields() -> SafeString:
    """The fields of a flag by hand: nothing is in them yet, so they are the same on every page."""
    return _raise_fields(surroundings())


@lru_cache(maxsize=8)
def _raise_fields(_where: tuple[str, ...]) -> SafeString:
    form = RaiseForm()
    return SafeString(form["reason"].as_field_group() + form["due_on"].as_field_group())


@register.filter
def faced(student: Student, size: str = "sm") -> SafeString:
    """A student's face."""
    return face(student.name, f"aq-tint-{tint(student.face)}", size)
