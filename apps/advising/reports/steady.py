"""Whom a report counts, so that it cannot be subtracted from another one (RPT-2).

Two populations of which anything is shown, in whatever months and rows, are the same or at least ten students apart.
So who joins waits until they are ten; who shares no more leaves at once, and a row that then is only a few students
away from an earlier one is left out until it isn't.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from apps.advising.reports.suppression import K

Members = frozenset[Hashable]


def differ_by_few(one: Members, other: Members, k: int = K) -> bool:
    """True when two populations are not the same, and fewer than k students apart."""
    if abs(len(one) - len(other)) >= k:
        return False
    return 0 < len(one) + len(other) - 2 * len(one & other) < k


@dataclass(slots=True)
class Published:
    """The populations of which something was shown, by row, the latest last."""

    by_row: dict[str, list[Members]] = field(default_factory=dict)
    known: set[Members] = field(default_factory=set)  # all of them, whatever the row

    def add(self, row: str, members: Members) -> bool:
        """Keeps it; False where this row had it before."""
        known = self.by_row.setdefault(row, [])
        is_new = members not in known
        if not is_new:
            known.remove(members)  # it is the latest now
        known.append(members)
        self.known.add(members)
        return is_new

    def choose(self, row: str, eligible: Members, beside: Collection[Members], k: int) -> Members | None:
        """Who of `eligible` can be counted: all, else those whom this row has counted before, else None.

        What was shown before was held against everything else that was; `beside` are the others of the same month.
        """
        earlier = [members for members in reversed(self.by_row.get(row, [])) if members <= eligible]
        for candidate in (eligible, *earlier):
            others = beside if candidate in self.known else (*self.known, *beside)
            if not any(differ_by_few(candidate, other, k) for other in others):
                return candidate
        return None


def steady_rows(
    rows: Mapping[str, Collection[Hashable]], published: Published, total: str, *, k: int = K
) -> dict[str, Members]:
    """The rows that can be counted now, with whom: the total first, and nobody in a cohort who is not in the total.

    Rows of fewer than k students are in it as they are: nothing of them is ever shown.
    """
    order = sorted(rows, key=lambda row: (row != total, -len(rows[row]), row))
    within = frozenset(rows[total])
    chosen: dict[str, Members] = {}
    beside: list[Members] = []  # of them, those that were not shown before
    for row in order:
        eligible = frozenset(rows[row]) & within
        if len(eligible) < k:
            chosen[row] = eligible
            continue
        members = published.choose(row, eligible, beside, k)
        if members is not None:
            chosen[row] = members
            beside += [members] if members not in published.known else []
            within = members if row == total else within
    return chosen
