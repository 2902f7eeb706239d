"""Two populations that were shown are the same or ten apart (RPT-2), whoever joins and leaves in between."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from apps.advising.reports.steady import Published, differ_by_few, steady_rows
from apps.advising.reports.suppression import K

SMALL_K = 3


@st.composite
def histories(draw) -> list[dict[str, set[int]]]:
    """Up to six months of a center: who shares, and two cohorts, which may overlap."""
    everybody = set(range(draw(st.integers(3, 12))))
    months = []
    for _ in range(draw(st.integers(2, 6))):
        there = {student for student in everybody if draw(st.booleans()) or draw(st.booleans())}
        rows = {name: {student for student in there if draw(st.booleans())} for name in ("one", "other")}
        months.append({"total": there, **rows})
    return months


@given(histories())
def test_rpt_2_no_two_populations_ever_shown_are_a_few_students_apart(history):
    published, shown = Published(), []
    for month in history:
        chosen = steady_rows(month, published, "total", k=SMALL_K)
        for row, members in chosen.items():
            if len(members) >= SMALL_K:
                published.add(row, members)
                shown.append(members)

    assert [pair for pair in combinations(shown, 2) if 0 < len(pair[0] ^ pair[1]) < SMALL_K] == []


@given(histories())
def test_con_2_nobody_is_counted_who_may_not_be_any_more(history):
    published = Published()
    for month in history:
        chosen = steady_rows(month, published, "total", k=SMALL_K)
        for row, members in chosen.items():
            assert members <= month[row]
            published.add(row, members)


def counted(published: Published, members: set[int]) -> set[int] | None:
    chosen = steady_rows({"total": members}, published, "total").get("total")
    if chosen is not None:
        published.add("total", chosen)
    return None if chosen is None else set(chosen)


def test_rpt_2_who_joins_waits_until_they_are_ten():
    published = Published()

    assert counted(published, set(range(30))) == set(range(30))
    assert counted(published, set(range(39))) == set(range(30))
    assert counted(published, set(range(40))) == set(range(40))


def test_rpt_2_a_row_that_few_have_left_is_refused_until_ten_have_come_or_gone():
    published = Published()

    assert counted(published, set(range(40))) == set(range(40))
    assert counted(published, set(range(1, 40))) is None
    assert counted(published, set(range(5, 44))) is None
    assert counted(published, set(range(5, 45))) == set(range(5, 45))


def test_rpt_2_a_cohort_that_is_nearly_another_one_is_refused():
    rows = {"total": set(range(100)), "one": set(range(40)), "nearly": set(range(3, 40)), "other": set(range(50, 90))}

    assert set(steady_rows(rows, Published(), "total")) == {"total", "one", "other"}


def test_a_cohort_counts_nobody_who_waits_to_be_counted_in_the_total():
    published = Published()
    published.add("total", frozenset(range(30)))

    chosen = steady_rows({"total": set(range(35)), "one": set(range(15, 35))}, published, "total")

    assert chosen == {"total": frozenset(range(30)), "one": frozenset(range(15, 30))}


def test_populations_a_few_students_apart_are_told():
    assert not differ_by_few(frozenset(range(50)), frozenset(range(50)))
    assert differ_by_few(frozenset(range(50)), frozenset(range(K - 1, 50)))
    assert not differ_by_few(frozenset(range(50)), frozenset(range(K, 50)))
