"""CSV on its way out: a line at a time, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"  # so that Excel shows accents
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")


class _Line:
    """What `csv.writer` writes to: keeps the one line."""

    def write(self, line: str) -> str:
        return line


def neutral(text: str) -> str:
    """`text` as text to every spreadsheet: what would begin a formula gets a `'` before it."""
    return f"'{text}" if text.lstrip("' ").startswith(_FORMULA) else text


def write_rows(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file, a line at a time."""
    writer = csv.writer(_Line())
    yield BOM + str(writer.writerow([neutral(cell) for cell in heading]))
    for row in rows:
        yield str(writer.writerow([neutral(cell) for cell in row]))
