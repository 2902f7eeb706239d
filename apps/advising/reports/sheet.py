"""A report as it is shown: the page, the print and the file say the same words (RPT-1, CSV equals screen)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.advising.models import ReportRun
from apps.advising.reports.counting import TOTAL
from apps.advising.reports.figures import COLUMNS, FIGURES, SHARING, Cell, Figure, basis_of, words_of
from apps.advising.reports.plots import Plot, plot_of
from apps.advising.reports.suppression import Kind

HEADING = ("Month", "Students of", "Figure", "Value", "Stands for", "Share their progress", "Counted on")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in words. `percent` is None where no bar is drawn."""

    words: str
    basis: str
    is_hidden: bool
    percent: float | None

    @classmethod
    def of(cls, figure: Figure, cell: Cell | None) -> Shown:
        """What may be said of a figure."""
        percent = round(100 * cell.share, 1) if cell and figure.kind is Kind.SHARE else None
        return cls(words_of(figure, cell), basis_of(figure, cell), cell is None, percent)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one month."""

    key: str
    name: str
    month: date
    counted_at: datetime
    cells: Mapping[str, Cell]

    @property
    def is_total(self) -> bool:
        """The row of everybody."""
        return self.key == TOTAL

    @property
    def shown(self) -> list[Shown]:
        """Cell by cell, in the order of COLUMNS."""
        return [Shown.of(figure, self.cells.get(figure.key)) for figure in COLUMNS]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody asked to see: `rows` of the last month, and one row (`over_time`) month by month."""

    last: date
    rows: list[Row]
    over_time: list[Row]
    plots: list[Plot]

    @property
    def columns(self) -> tuple[Figure, ...]:
        """The figures, in order."""
        return COLUMNS

    @property
    def everybody(self) -> str:
        """Whom the months are about."""
        return self.over_time[-1].name if self.over_time else ""

    def lines(self) -> Iterator[list[str]]:
        """The file, below its heading: every cell of the page once."""
        once: dict[tuple[date, str], Row] = {(row.month, row.key): row for row in (*self.rows, *self.over_time)}
        for (month, _), row in sorted(once.items(), key=lambda item: item[0][0], reverse=True):
            shown = dict(zip((figure.key for figure in COLUMNS), row.shown, strict=True))
            sharing = shown[SHARING.key]
            for figure in COLUMNS:
                cell = shown[figure.key]
                rate = f"{sharing.words} ({sharing.basis})" if sharing.basis else sharing.words
                counted = row.counted_at.date().isoformat()
                yield [f"{month:%Y-%m}", row.name, figure.title, cell.words, cell.basis, rate, counted]


def cohorts_in(runs: Collection[ReportRun]) -> list[tuple[str, str]]:
    """(key, name) of the cohorts that these counts have a row of."""
    found = {row["row"]: row["name"] for run in runs for row in run.rows if row["row"] != TOTAL}
    return sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def sheet_of(runs: Mapping[date, ReportRun], cohorts: Collection[str]) -> Sheet:
    """All rows of the last month, or everybody and the chosen cohorts; a single one is also shown month by month."""
    months = sorted(runs)
    last = runs[months[-1]]
    rows = [row for row in _rows(last) if not cohorts or row.is_total or row.key in cohorts]
    followed = next(iter(cohorts)) if len(cohorts) == 1 else TOTAL
    over_time = [row for month in months for row in _rows(runs[month]) if row.key == followed]
    return Sheet(last.month, rows, over_time, _plots(over_time))


def _rows(run: ReportRun) -> list[Row]:
    return [_row(run, stored) for stored in run.rows]


def _row(run: ReportRun, stored: Mapping[str, Any]) -> Row:
    cells = {key: Cell.read(pair) for key, pair in stored["cells"].items()}
    return Row(stored["row"], stored["name"], run.month, run.created_at, cells)


def _plots(rows: Sequence[Row]) -> list[Plot]:
    return [plot_of(f, [(row.month, row.cells.get(f.key)) for row in rows]) for f in FIGURES] if len(rows) > 1 else []
