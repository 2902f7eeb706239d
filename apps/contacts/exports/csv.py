"""A table for spreadsheets, and for Acquaint itself: `imports.generic` knows the names of these columns again.

UTF-8 with its mark, so that Excel shows accents; days as ISO writes them; a cell that a spreadsheet would run as a
formula begins with `'`, which the import takes off again (formats.md).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from apps.contacts import names
from apps.contacts.exports.headings import COLUMNS, NOTE
from apps.contacts.models import Circle, Stage
from apps.contacts.ownvalues import Field
from apps.contacts.selectors.export import ExportPerson

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\n"
_CIRCLES, _STAGES = dict(Circle.choices), dict(Stage.choices)


class _Line:
    """What `csv.writer` writes to: keeps the one line."""

    def write(self, line: str) -> str:
        return line


def write_table(
    people: Iterable[ExportPerson], zone: tzinfo, *, with_notes: bool, own: Sequence[Field] = ()
) -> Iterator[str]:
    """The file, a line at a time. Days are those of `zone`; own fields stand under their names."""
    writer = csv.writer(_Line())
    headings = [*COLUMNS, *(safe(field.name) for field in own), *([NOTE] if with_notes else [])]
    yield BOM + str(writer.writerow(headings))
    for person in people:
        cells = _cells(person, zone)
        cells += [str(person.own_values.get(field.key) or "") for field in own]
        if with_notes:
            cells.append(person.note)
        yield str(writer.writerow([safe(cell) for cell in cells]))


def safe(text: str) -> str:
    """`text` without control characters, and as text to every spreadsheet.

    What looks guarded already gets one more sign, so that taking one off gives back what was there.
    """
    if not (text.isascii() and text.isprintable()):
        text = names.clean(text)
    return f"'{text}" if text.lstrip("' ").startswith(_FORMULA) else text


def _cells(person: ExportPerson, zone: tzinfo) -> list[str]:
    return [
        person.given_name,
        person.family_name,
        person.email,
        person.phone,
        person.employer,
        person.title,
        person.profile_url,
        person.location,
        person.relation,
        person.common_ground,
        _tags(person.tags),
        _CIRCLES.get(person.circle, ""),
        person.introducer,
        _STAGES.get(person.stage, ""),
        _day(person.last_touch_at, zone),
        person.next_step,
        _day(person.next_step_at, zone),
        person.timezone,
        "yes" if person.do_not_contact else "",
        "yes" if person.is_private else "",
        person.source,
        _day(person.created_at, zone),
    ]


def _tags(words: list[str]) -> str:
    """Between commas; one on each line where a tag has a comma itself, a lone one of that kind twice."""
    if not any(sign in word for word in words for sign in _SEPARATORS):
        return ", ".join(words)
    return "\n".join(words if len(words) > 1 else words * 2)


def _day(moment: datetime | None, zone: tzinfo) -> str:
    return moment.astimezone(zone).date().isoformat() if moment else ""
