"""From what each student did to the cells of a month's table: pure, so that a test can look for leaks in it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.advising.reports.figures import FIGURES, NOTHING_YET, SHARING, STUDENTS, Cell, Facts, Figure
from apps.advising.reports.suppression import K, Regions, rows_to_show

#: The row of everybody.
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Population:
    """Who is in which row. Rows may overlap; the total is one of them. A row that is missing is not counted."""

    everybody: Mapping[str, Collection[Hashable]]  # whether they share or not
    counted: Mapping[str, Collection[Hashable]]  # of them, who shares at least their progress


def table_of(population: Population, facts: Mapping[Any, Facts], *, k: int = K) -> dict[str, dict[str, Cell]]:
    """Row → figure → cell, of what may be shown. A row or a figure that is missing is hidden."""
    table: dict[str, dict[str, Cell]] = {row: {} for row in {**population.everybody, **population.counted}}
    sharing = {student for students in population.counted.values() for student in students}
    shares = {s: (int(s in sharing), 1) for students in population.everybody.values() for s in students}
    told, counted = _told(population, sharing), population.counted
    _fill(table, SHARING, told, Regions(told, first=(TOTAL,)), shares, k)
    regions = Regions(counted, first=(TOTAL,))
    for figure in (STUDENTS, *FIGURES):
        values = {student: figure.per_student(facts.get(student, NOTHING_YET)) for student in sharing}
        _fill(table, figure, counted, regions, values, k)
    return table


def _told(population: Population, sharing: set[Hashable]) -> dict[str, Collection[Hashable]]:
    """Rows whose sharing rate says nothing beyond what they count: nobody in them shares who waits to be counted."""
    counted = population.counted
    return {
        row: students
        for row, students in population.everybody.items()
        if row in counted and sharing.intersection(students) == set(counted[row]).intersection(students)
    }


def _fill(
    table: dict[str, dict[str, Cell]],
    figure: Figure,
    rows: Mapping[str, Collection[Hashable]],
    regions: Regions[str],
    values: Mapping[Hashable, tuple[int, int]],
    k: int,
) -> None:
    for row in rows_to_show(figure.kind, regions, values, k=k):
        pairs = [values[student] for student in rows[row]]
        table[row][figure.key] = Cell(sum(n for n, _ in pairs), sum(d for _, d in pairs))
