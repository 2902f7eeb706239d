"""Writes the tables of docs/permissions.md from the data that the code and the tests use.

.venv/bin/python -m tests.permissions.table
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


def tables() -> dict[str, str]:
    """Name of a table → its Markdown."""
    from apps.centers.access import RIGHTS, Right, Scope  # noqa: PLC0415 -- needs Django
    from tests.permissions.matrix import LIBRARIES, ROUTES, Actor  # noqa: PLC0415 -- needs Django

    scopes = list(Scope)
    rights = [[f"`{r.value}`", *(RIGHTS[r].get(s, "–") for s in scopes)] for r in Right]
    actors = list(Actor)
    routes = []
    for route in ROUTES:
        methods = {m: cells for m, cells in route.methods.items() if m != "HEAD"}
        if len({tuple(cells.items()) for cells in methods.values()}) == 1:
            methods = {" ".join(methods): next(iter(methods.values()))}
        routes += [[f"`{route.name}`", m, *(_sign(cells[a]) for a in actors)] for m, cells in methods.items()]
    libraries = [[f"`{name}`", *(_sign(cells[a]) for a in actors)] for name, cells in LIBRARIES.items()]
    return {
        "rights": _table(["Right", *(f"{s.name.lower()} ({s.value})" for s in scopes)], rights),
        "routes": _table(["Route", "Method", *actors], routes),
        "libraries": _table(["Pages of libraries", *actors], libraries),
    }


def _sign(cell: int) -> str:
    return {0: "yes", -1: "sign in", -2: "404", 404: "–"}.get(cell, str(cell))


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(str(c) for c in cells) + " |"

    head = list(head)
    return "\n".join([line(head), line("---" for _ in head), *map(line, rows)])


def filled(text: str) -> str:
    """The page with every table between its markers written anew."""
    for name, table in tables().items():
        start, end = f"<!-- table: {name} -->", f"<!-- end: {name} -->"
        before, rest = text.split(start)
        text = f"{before}{start}\n\n{table}\n\n{end}{rest.split(end)[1]}"
    return text


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 -- needs the line above

    django.setup()
    PAGE.write_text(filled(PAGE.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
