"""What a format does to the cells of a record before they are read by name."""

from __future__ import annotations

from collections.abc import Callable

Tidy = Callable[[list[str]], None]  # changes the cells in place


def keep(cells: list[str]) -> None:
    """Leaves the cells as they are."""
