"""From the bytes of an upload to a heading and records, or a sentence that says why not.

Sniffed: encoding, delimiter, and on which record the heading stands (LinkedIn puts a note before it). A file that
yields no record is an error, never an empty success (formats.md).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apps.contacts.imports import columns

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 300
SEARCHED = 20  # records in which the heading is looked for
LONGEST_CELL = 20_000  # beyond it, a quotation mark was never closed
DELIMITERS = (",", ";", "\t", "|")
csv.field_size_limit(MAX_BYTES * 2)  # our own limits answer in words

_HTML = re.compile(rb"\s*(<!doctype html|<html|<head|<\?xml)", re.IGNORECASE)
_EXCEL_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class UnreadableFile(ValueError):
    """The file cannot be read; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of data, and the line of the file (from 1) on which it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A readable file: named columns, records as wide as the heading or wider, and how it was read."""

    header: list[str]
    records: list[Record]
    encoding: str
    delimiter: str


def read_table(data: bytes) -> Table:
    """The table in `data`. Raises UnreadableFile."""
    text, encoding = decode(data)
    return parse(text, encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of the file and the name of its encoding. Raises UnreadableFile for what is not text."""
    if not data.strip():
        raise UnreadableFile("This file is empty. Choose the one that holds your people.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile("This file is larger than 5 MB. Split it, and import the parts one after the other.")
    _refuse_other_kinds(data)
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding), "UTF-16"
    if b"\x00" in data:
        raise UnreadableFile("This is not a text file. Choose a CSV file.")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text = _decoded(data, "cp1252")
    if not _looks_western(text):
        raise UnreadableFile("The letters in this file can’t be read. Save it as “CSV UTF-8” and choose it again.")
    return text, "Windows-1252"


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(b"PK\x03\x04"):
        if b"xl/" in data[:4096] or b"[Content_Types].xml" in data[:4096]:
            raise UnreadableFile("This is an Excel workbook. Save it as “CSV UTF-8” there and choose that file.")
        raise UnreadableFile("This is a zip archive. Open it and choose the Connections.csv inside.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("This is an Excel workbook. Save it as “CSV UTF-8” there and choose that file.")
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise UnreadableFile("This is not a text file. Choose a CSV file.")
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:512]):
        raise UnreadableFile("This is a web page, not a list. Download the CSV file itself and choose that.")
    if data.removeprefix(b"\xef\xbb\xbf")[:64].lstrip().upper().startswith(b"BEGIN:VCARD"):
        raise UnreadableFile("This is a vCard file. Export your people as CSV and choose that file.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "The letters in this file can’t be read. Save it as “CSV UTF-8” and choose it again."
        ) from error
    if "\x00" in text:
        raise UnreadableFile("This is not a text file. Choose a CSV file.")
    return text


def _looks_western(text: str) -> bool:
    """Whether the signs beyond ASCII are mostly letters: another code page read as this one gives few."""
    high = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() or c in "’‘“”–—…· " for c in high)
    controls = sum(c < "\x20" and c not in "\t\r\n" for c in text)
    return controls == 0 and letters >= 0.7 * len(high)


def parse(text: str, encoding: str = "UTF-8") -> Table:
    """The table in `text`. Raises UnreadableFile when it has no heading or no record."""
    text = text.removeprefix("\ufeff")
    skipped = 0
    if hint := _EXCEL_HINT.fullmatch(text[:8].splitlines()[0] if text.strip() else ""):
        skipped, delimiter = 1, hint.group(1)
        text = text.partition("\n")[2]
    else:
        delimiter = _delimiter(text)
    records = [r for r in _records(text, delimiter, skipped) if any(cell.strip() for cell in r.cells)]
    if not records:
        raise UnreadableFile("This file holds no people, only empty lines.")
    at = _heading(records)
    header = _names(records[at].cells)
    people = [Record(r.line, r.cells + [""] * (len(header) - len(r.cells))) for r in records[at + 1 :]]
    _refuse_odd_sizes(header, people)
    return Table(header, people, encoding, delimiter)


def _refuse_odd_sizes(header: list[str], people: list[Record]) -> None:
    if not people:
        raise UnreadableFile("This file has column names but no people under them.")
    if len(people) > MAX_ROWS:
        raise UnreadableFile(f"This file has more than {MAX_ROWS:,} rows. Split it and import the parts.")
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile("This file has more than 300 columns. Is it a list of people?")
    for record in people:
        if any(len(cell) > LONGEST_CELL for cell in record.cells):
            raise UnreadableFile(
                f"A quotation mark that opens on line {record.line} is never closed, so the rest can’t be read."
            )


def _delimiter(text: str) -> str:
    """The sign that makes the most sense of the first records: known column names first, then width."""
    head = text[:65_536]

    def sense(delimiter: str) -> tuple[int, int]:
        rows = _first(_records(head, delimiter, 0), SEARCHED)
        return max((columns.known_names(r.cells), len(r.cells)) for r in rows) if rows else (0, 0)

    return max(DELIMITERS, key=sense)


def _heading(records: list[Record]) -> int:
    """Where the column names stand: the record of the first few that holds the most names we know."""
    scores = [columns.known_names(r.cells) for r in records[:SEARCHED]]
    best = max(scores)
    if best >= 2:
        return scores.index(best)
    return 0


def _names(cells: list[str]) -> list[str]:
    """Unique names for the columns: a blank one is called by its number, a repeated one gets a number."""
    cells = list(cells)
    while len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\x00", "").split())[:80] or f"Column {number}"
        unique, again = name, 2
        while unique in names:
            unique, again = f"{name}_{again}", again + 1
        names.append(unique)
    return names


def _records(text: str, delimiter: str, skipped: int) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1 + skipped
    try:
        for cells in reader:
            yield Record(start, cells)
            start = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise UnreadableFile(
            f"Line {start} can’t be read. Save the file as “CSV UTF-8” and choose it again."
        ) from error


def _first(records: Iterable[Record], count: int) -> list[Record]:
    return [record for _, record in zip(range(count), records, strict=False)]
