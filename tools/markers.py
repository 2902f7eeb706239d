"""Puts what a command found out between two comments of a document; the rest of it is written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def write_between(path: Path, name: str, text: str, *, header: str = "") -> None:
    """Replaces what stands between `<!-- name -->` and `<!-- /name -->`; at the end of `path` if they are missing."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = path.read_text() if path.exists() else header
    before, found, rest = old.partition(begin)
    if not found:
        before, rest = f"{old.rstrip()}\n\n", f"{end}\n"
    path.write_text(f"{before}{begin}\n{text.strip()}\n{end}{rest.partition(end)[2]}")


def between(path: Path, name: str) -> str:
    """What stands there now; empty if nothing does."""
    text = path.read_text() if path.exists() else ""
    return text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0].strip()


def line(cells: Sequence[object]) -> str:
    """One line of a table of Markdown."""
    return f"| {' | '.join(map(str, cells))} |"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of Markdown."""
    return "\n".join(line(cells) for cells in [heads, ["---"] * len(heads), *rows]) + "\n"
