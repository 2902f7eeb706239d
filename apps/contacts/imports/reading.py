"""From the first bytes of an upload to a layout, and from the whole of it to records, one at a time.

Sniffed: kind, encoding, delimiter, and on which line the heading stands (LinkedIn puts a note before it). A file that
yields no record is an error, never an empty success (formats.md).
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from apps.contacts.imports import columns, vcard
from apps.contacts.imports.errors import UnreadableFile
from apps.contacts.imports.sniffing import Encoding
from apps.core.tables.lines import Record, read_records
from apps.core.tables.stream import Pieces, text_of

MAX_BYTES = 250 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_COLUMNS = 300
SEARCHED = 20  # records in which the heading is looked for
SAMPLED = 200  # records that show what a column holds
DELIMITERS = (",", ";", "\t", "|")
_EXCEL_HINT = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
NO_PEOPLE = "This file has column names but no people under them."


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is to be read: what the job keeps of the first look."""

    kind: str  # "csv" or "vcard"
    codec: str
    header: list[str]
    delimiter: str = ","
    heading: int = 0  # the line of the column names; people stand below

    def as_dict(self) -> dict[str, Any]:
        """For a JSON column; Layout(**…) is the way back."""
        return asdict(self)


class Table:
    """The records of a file, read as they are asked for. `position` is how many bytes that took so far."""

    def __init__(self, pieces: Iterable[bytes], layout: Layout) -> None:
        self.layout = layout
        self._pieces = Pieces(pieces)

    @property
    def position(self) -> int:
        """Bytes read; runs ahead of the record at hand by a buffer."""
        return self._pieces.position

    def __iter__(self) -> Iterator[Record]:
        text, width = text_of(self._pieces, self.layout.codec), len(self.layout.header)
        if self.layout.kind == "vcard":
            yield from vcard.read_cards(text)
            return
        missing = [""] * width
        for record in read_records(text, self.layout.delimiter, width):
            if record.line > self.layout.heading:
                if len(record.cells) < width and not record.problem:
                    record.cells.extend(missing[len(record.cells) :])
                yield record


def first_look(head: bytes, encoding: Encoding, *, whole: bool) -> Layout:
    """The layout of a file that begins with `head`. Raises UnreadableFile when it has no heading or no record.

    With `whole`, the head is all there is; else its last, cut line is not looked at.
    """
    text = codecs.getincrementaldecoder(encoding.codec)("replace").decode(head, final=whole)
    if not whole:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    if vcard.recognises_text(text):
        return Layout("vcard", encoding.codec, vcard.HEADER)
    hint = _EXCEL_HINT.fullmatch(text[:9].splitlines()[0] if text.strip() else "")
    delimiter = hint.group(1) if hint else _delimiter(text)
    records = [r for r in islice(_records(text, delimiter), SEARCHED) if not (hint and r.line == 1)]
    if not any(r.cells for r in records):
        raise UnreadableFile(records[0].problem if records else "This file holds no people, only empty lines.")
    at = _heading(records)
    header = _names(records[at].cells)
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile("This file has more than 300 columns. Is it a list of people?")
    if whole and at == len(records) - 1 < SEARCHED - 1:
        raise UnreadableFile(NO_PEOPLE)
    return Layout("csv", encoding.codec, header, delimiter, records[at].line)


def samples(head: bytes, layout: Layout) -> list[Record]:
    """The first records that could be read, to show what stands in each column."""
    readable = (record for record in Table([head], layout) if not record.problem)
    return list(islice(readable, SAMPLED))


def _records(text: str, delimiter: str) -> Iterator[Record]:
    return read_records(io.StringIO(text, newline=""), delimiter)


def _delimiter(text: str) -> str:
    """The sign that makes the most sense of the first records: known column names first, then width."""

    def sense(delimiter: str) -> tuple[int, int]:
        rows = islice(read_records(io.StringIO(text, newline=""), delimiter, blank=True), SEARCHED)
        return max(((columns.known_names(r.cells), len(r.cells)) for r in rows), default=(0, 0))

    return max(DELIMITERS, key=sense)


def _heading(records: list[Record]) -> int:
    """Where the column names stand: the record of the first few that holds the most names we know."""
    scores = [columns.known_names(r.cells) for r in records]
    best = max(scores)
    if best >= 2:
        return scores.index(best)
    return next(at for at, record in enumerate(records) if record.cells)


def _names(cells: list[str]) -> list[str]:
    """Unique names for the columns: a blank one is called by its number, a repeated one gets a number."""
    cells = list(cells)
    while len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells[: MAX_COLUMNS + 1], start=1):
        name = " ".join(cell.replace("\x00", "").split())[:80] or f"Column {number}"
        unique, again = name, 2
        while unique in taken:
            unique, again = f"{name}_{again}", again + 1
        names.append(unique)
        taken.add(unique)
    return names
