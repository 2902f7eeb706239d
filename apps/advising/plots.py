"""Geometry of the small plots, in the units of their viewBox (300 × 112). Colors come by class (strict CSP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

WIDTH, BASE, TALLEST = 300, 90, 66


class Weekly(Protocol):
    """What a bar is drawn from."""

    @property
    def start(self) -> date: ...
    @property
    def count(self) -> int: ...
    @property
    def is_current(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: the bar, and where its figure and its label stand."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    figure_y: float
    count: int
    start: date
    is_current: bool


def bars(weeks: Sequence[Weekly]) -> list[Bar]:
    """Bars from left to right, the highest as tall as the plot allows."""
    highest = max((week.count for week in weeks), default=0)
    slot = WIDTH / max(1, len(weeks))
    width = round(slot * 0.62, 1)
    return [
        _bar(week, left=number * slot + (slot - width) / 2, width=width, highest=highest)
        for number, week in enumerate(weeks)
    ]


def _bar(week: Weekly, *, left: float, width: float, highest: int) -> Bar:
    height = round(TALLEST * week.count / highest, 1) if highest else 0.0
    return Bar(
        x=round(left, 1),
        y=round(BASE - height, 1),
        width=width,
        height=height,
        middle=round(left + width / 2, 1),
        figure_y=round(BASE - height - 6, 1),
        count=week.count,
        start=week.start,
        is_current=week.is_current,
    )
