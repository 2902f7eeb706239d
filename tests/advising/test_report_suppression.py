"""What a table of a report gives away, asked by an attacker who shares no code with what hides it (RPT-1).

The attacker knows everything but who did what: which students are in which row, every shown cell, and how it is
decided what is shown. They add and subtract rows, and they try every assignment that fits what is shown.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.advising.reports.suppression import K, Kind, Regions
from apps.advising.reports.suppression import rows_to_show as show

SMALL_K = 2
Region = frozenset[str]


def rows_to_show(kind, rows, values, *, first=(), k=K) -> set[str]:
    return show(kind, Regions(rows, first=first), values, k=k)


# --- the attacker ---------------------------------------------------------------------------------------------


def regions_of(rows: dict[str, set[int]]) -> dict[Region, list[int]]:
    """Students by exactly which rows they are in."""
    found: dict[Region, list[int]] = {}
    for student in sorted(set().union(*rows.values())):
        found.setdefault(frozenset(row for row in rows if student in rows[row]), []).append(student)
    return found


def spans(vectors: list[list[int]], wanted: list[int]) -> bool:
    """True when `wanted` can be had by adding and subtracting multiples of `vectors`."""
    return rank([*vectors, wanted]) == rank(vectors)


def rank(vectors: list[list[int]]) -> int:
    left = [[Fraction(x) for x in vector] for vector in vectors]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        left = [[a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in left]
    return found


def derived(rows: dict[str, set[int]], shown: set[str]) -> list[set[int]]:
    """Every group of students whose sum follows from the shown rows alone."""
    regions = list(regions_of(rows).items())
    vectors = [[int(row in region) for region, _ in regions] for row in sorted(shown)]
    groups = []
    for size in range(1, len(regions) + 1):
        for chosen in combinations(range(len(regions)), size):
            if vectors and spans(vectors, [int(i in chosen) for i in range(len(regions))]):
                groups.append({student for i in chosen for student in regions[i][1]})
    return groups


def possible(rows: dict[str, set[int]], shown: set[str], values: dict[int, int], about: str) -> set[int]:
    """Every number that the cell of row `about` can be, given the shown cells: all assignments are tried."""
    regions = list(regions_of(rows).items())
    told = {row: sum(values[student] for student in rows[row]) for row in shown}
    found = set()
    for guess in product(*(range(len(students) + 1) for _, students in regions)):
        pairs = list(zip((region for region, _ in regions), guess, strict=True))
        if all(sum(n for region, n in pairs if row in region) == number for row, number in told.items()):
            found.add(sum(n for region, n in pairs if about in region))
    return found


def tells_about_few(students: set[int], values: dict[int, tuple[int, int]], k: int) -> bool:
    """True when fewer than k students stand behind a sum, or behind what is left of it: written down once more."""
    yes = [s for s in students if values[s][0]]
    no = [s for s in students if values[s][1] > values[s][0]]
    return len(yes) < k or len(no) < k


# --- tables ---------------------------------------------------------------------------------------------------


@st.composite
def tables(draw, most: int = 14) -> tuple[dict[str, set[int]], dict[int, int]]:
    """Up to three cohorts, which may overlap, and their total; and who of the students did it."""
    students = range(draw(st.integers(1, most)))
    rows = {f"cohort {n}": set() for n in range(draw(st.integers(1, 3)))}
    for student in students:
        for row in draw(st.sets(st.sampled_from(sorted(rows)), max_size=2)):
            rows[row].add(student)
    did = {student: int(draw(st.booleans())) for student in students}
    return {"total": set(students), **rows}, did


def cohorts(*sizes: tuple[int, int]) -> tuple[dict[str, set[int]], dict[int, tuple[int, int]]]:
    """Cohorts beside each other, each (students, how many of them did it), and the total."""
    rows: dict[str, set[int]] = {"total": set()}
    values = {}
    for number, (students, did) in enumerate(sizes):
        first = len(values)
        members = set(range(first, first + students))
        rows[f"cohort {number}"] = members
        rows["total"] |= members
        values |= {student: (int(student - first < did), 1) for student in members}
    return rows, values


def shown_of(*sizes: tuple[int, int], kind: Kind = Kind.SHARE) -> set[str]:
    rows, values = cohorts(*sizes)
    return rows_to_show(kind, rows, values, first=("total",))


# --- the statement, for any table -----------------------------------------------------------------------------


@given(tables())
def test_rpt_1_nothing_that_can_be_added_up_or_subtracted_is_about_few(table):
    rows, did = table
    values = {student: (n, 1) for student, n in did.items()}

    shown = rows_to_show(Kind.SHARE, rows, values, first=("total",), k=SMALL_K)

    assert [group for group in derived(rows, shown) if tells_about_few(group, values, SMALL_K)] == []


@given(tables())
def test_rpt_1_no_hidden_cell_about_few_can_be_pinned_down(table):
    rows, did = table
    values = {student: (n, 1) for student, n in did.items()}

    shown = rows_to_show(Kind.SHARE, rows, values, first=("total",), k=SMALL_K)

    hidden = [row for row in rows if row not in shown and rows[row] and tells_about_few(rows[row], values, SMALL_K)]
    assert [row for row in hidden if len(possible(rows, shown, did, row)) == 1] == []


@given(tables(), st.data())
def test_rpt_1_the_same_holds_for_things_of_which_a_student_has_many(table, data):
    rows, _ = table
    counts = st.integers(0, 4)
    values = {}
    for student in rows["total"]:
        done = data.draw(counts)
        values[student] = (done, done + data.draw(counts))

    shown = rows_to_show(Kind.SHARE, rows, values, first=("total",), k=SMALL_K)

    groups = derived(rows, shown)
    assert [group for group in groups if tells_about_few(group, values, SMALL_K)] == []
    assert [g for g in groups if 2 * max(values[s][0] for s in g) > sum(values[s][0] for s in g)] == []


@given(tables())
def test_rpt_1_how_many_students_there_are_is_told_of_no_fewer_than_k(table):
    rows, _ = table

    shown = rows_to_show(Kind.COUNT, rows, {}, first=("total",), k=SMALL_K)

    assert [group for group in derived(rows, shown) if len(group) < SMALL_K] == []


def test_the_attacker_finds_what_hiding_small_cells_alone_gives_away():
    rows, values = cohorts((5, 3), (3, 1))
    did = {student: n for student, (n, _) in values.items()}
    only_small_ones_hidden = {"total", "cohort 0"}

    assert possible(rows, only_small_ones_hidden, did, "cohort 1") == {1}
    assert rows["cohort 1"] in derived(rows, only_small_ones_hidden)
    assert rows_to_show(Kind.SHARE, rows, values, first=("total",), k=SMALL_K) == {"total"}


# --- one case at a time, with the real k ----------------------------------------------------------------------


def test_rpt_1_a_cell_below_ten_is_left_out():
    assert shown_of((40, 9)) == set()
    assert shown_of((40, 10)) == {"total", "cohort 0"}


def test_rpt_1_so_is_one_that_leaves_fewer_than_ten():
    assert shown_of((40, 31)) == set()
    assert shown_of((40, 30)) == {"total", "cohort 0"}


@pytest.mark.parametrize("did", [0, 12])
def test_rpt_1_nobody_and_everybody_of_a_small_group_are_left_out(did):
    assert shown_of((12, did)) == set()


def test_rpt_1_a_small_cohort_takes_a_second_one_along_so_that_the_total_tells_nothing():
    assert shown_of((40, 20), (30, 15), (12, 3)) == {"total", "cohort 0"}


def test_rpt_1_two_small_cohorts_hide_each_other_if_they_are_enough_together():
    assert shown_of((60, 30), (15, 8), (15, 7)) == {"total", "cohort 0"}


def test_rpt_1_two_small_cohorts_that_are_too_few_together_take_a_third_along():
    assert shown_of((60, 30), (40, 20), (6, 3), (6, 3)) == {"total", "cohort 0"}


def test_rpt_1_a_cohort_within_another_may_not_leave_a_small_rest():
    rows, values = cohorts((60, 30))
    rows["part"] = set(range(3, 60))

    assert rows_to_show(Kind.SHARE, rows, values, first=("total",)) == {"total", "cohort 0"}


def test_rpt_1_one_student_with_most_of_it_hides_the_cell():
    rows = {"total": set(range(30))}
    even = dict.fromkeys(rows["total"], (2, 4))

    assert rows_to_show(Kind.SHARE, rows, even) == {"total"}
    assert rows_to_show(Kind.SHARE, rows, even | {0: (80, 84)}) == set()
    assert rows_to_show(Kind.AVERAGE, rows, even | {0: (80, 84)}) == set()


def test_rpt_1_an_average_needs_ten_students_who_bring_something():
    rows = {"total": set(range(30))}

    assert rows_to_show(Kind.AVERAGE, rows, dict.fromkeys(range(9), (3, 1))) == set()
    assert rows_to_show(Kind.AVERAGE, rows, {s: (3 if s < 10 else 0, 1) for s in range(30)}) == {"total"}


def test_a_row_that_does_no_harm_is_never_left_out():
    assert shown_of((40, 20), (40, 20), (40, 20)) == {"total", "cohort 0", "cohort 1", "cohort 2"}
