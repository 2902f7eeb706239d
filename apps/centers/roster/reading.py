"""From the bytes of a roster to its rows, one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from apps.centers.roster.columns import Heading, known_names, read_heading
from apps.centers.roster.decoding import codec_of
from apps.centers.roster.errors import UnreadableRoster
from apps.core.tables.lines import Record, read_records
from apps.core.tables.stream import Pieces, text_of

MAX_ROWS = 20_000
MAX_CELL = 4096
MAX_COLUMNS = 100
DELIMITERS = (",", ";", "\t")
_EXCEL_HINT = re.compile(r"sep=.?\s*", re.IGNORECASE)
Source = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is to be read: what the import keeps of the first look."""

    codec: str
    delimiter: str
    heading: int  # the line of the column names
    fields: list[str]

    def as_dict(self) -> dict[str, Any]:
        """For a JSON column; Layout(**…) is the way back."""
        return {name: getattr(self, name) for name in ("codec", "delimiter", "heading", "fields")}


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one line by field, or why it could not be read."""

    line: int
    cells: dict[str, str]
    problem: str = ""


def first_look(source: Source) -> tuple[Layout, Heading]:
    """Encoding, delimiter and heading of a file. UnreadableRoster if it is none of a roster."""
    codec = codec_of(source())
    found = [(delimiter, _first(source, codec, delimiter)) for delimiter in DELIMITERS]
    delimiter, record = max(found, key=lambda one: known_names(one[1].cells) if one[1] else -1)
    if record is None or not record.cells:
        raise UnreadableRoster(record.problem if record else "This file is empty. Choose the one with your students.")
    cells = list(record.cells)
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise UnreadableRoster("This file has more than 100 columns. Is it a roster?")
    heading = read_heading(cells)
    return Layout(codec, delimiter, record.line, list(heading.fields)), heading


def rows_of(source: Source, layout: Layout) -> Iterator[RawRow]:
    """Every line below the heading that holds something. UnreadableRoster beyond 20,000 of them."""
    width = len(layout.fields)
    text = text_of(Pieces(source()), layout.codec)
    count = 0
    for record in read_records(text, layout.delimiter, width):
        if record.line <= layout.heading:
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableRoster("This file has more than 20,000 rows. Split it, and upload the parts one by one.")
        yield _row(record, layout.fields, width)


def _row(record: Record, fields: list[str], width: int) -> RawRow:
    if record.problem:
        return RawRow(record.line, {}, record.problem)
    cells = record.cells
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return RawRow(record.line, {}, f"The line has {len(cells)} cells and the heading {width}, so they don’t fit.")
    named = {field: cell for field, cell in zip(fields, cells, strict=False) if field}
    if any(len(cell.encode()) > MAX_CELL for cell in cells):
        return RawRow(record.line, _short(named), "A cell holds more than 4 KB.")
    if record.damaged:
        return RawRow(record.line, _short(named), "Some letters were lost before this file was saved.")
    return RawRow(record.line, named)


def _short(named: dict[str, str]) -> dict[str, str]:
    return {field: cell[:100].replace("\x00", "") for field, cell in named.items()}


def _first(source: Source, codec: str, delimiter: str) -> Record | None:
    records = islice(read_records(text_of(Pieces(source()), codec), delimiter), 2)
    return next((r for r in records if not (r.line == 1 and _EXCEL_HINT.fullmatch("".join(r.cells)))), None)
