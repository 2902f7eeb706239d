"""Geometry of a figure month by month, in the units of its viewBox (300 × 112, as the plots of weeks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.advising.plots import BASE, TALLEST, WIDTH
from apps.advising.reports.figures import Cell, Figure, words_of
from apps.advising.reports.suppression import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One month: the bar, and where its words stand. Without a bar, it is hidden."""

    month: date
    words: str
    is_hidden: bool
    is_last: bool
    x: float
    y: float
    width: float
    height: float
    middle: float

    @property
    def figure_y(self) -> float:
        """Where the figure stands, above the bar."""
        return round(self.y - 6, 1)


@dataclass(frozen=True, slots=True)
class Plot:
    """One figure over the months."""

    figure: Figure
    columns: list[Column]

    @property
    def label(self) -> str:
        """For who listens to it."""
        told = ", ".join(f"{column.month:%B} {column.words}" for column in self.columns)
        return f"{self.figure.title}, month by month: {told}"


def plot_of(figure: Figure, cells: Sequence[tuple[date, Cell | None]]) -> Plot:
    """Bars from left to right. Shares are drawn out of 100 %, averages out of the highest."""
    highest = max((cell.share for _, cell in cells if cell), default=0.0)
    top = 1.0 if figure.kind is Kind.SHARE else highest
    slot = WIDTH / max(1, len(cells))
    width = round(slot * 0.62, 1)
    columns = []
    for number, (month, cell) in enumerate(cells):
        height = round(TALLEST * min(1.0, cell.share / top), 1) if cell and top else 0.0
        left = round(number * slot + (slot - width) / 2, 1)
        columns.append(
            Column(
                month=month,
                words=words_of(figure, cell).replace(" %", "%"),
                is_hidden=cell is None,
                is_last=number == len(cells) - 1,
                x=left,
                y=round(BASE - height, 1),
                width=width,
                height=height,
                middle=round(left + width / 2, 1),
            )
        )
    return Plot(figure, columns)
