"""Which cells of a table may be shown, so that it tells about nobody, not even by subtracting rows.

A row is a set of students; rows may overlap (a student is in several cohorts), and the total is a row like any other.
A cell adds up what each student of a row brings. It is *safe* when ten students at least stand on each side of it, and
nobody makes up more than half of a side.

Whoever has a table can add and subtract its rows. The finest that this can yield are its *parts*: the students who
are in exactly the same shown rows. So a figure is shown for a choice of rows only if every part of that choice would be
safe as a cell of its own. Safe parts stay safe when they are put together, which makes every shown cell safe, and
everything that can be worked out from shown cells.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Self, TypeVar

#: A cell stands for at least as many students (RPT-1).
K = 10

Key = TypeVar("Key", bound=Hashable)


class Kind(StrEnum):
    """What a figure is."""

    COUNT = "count"  # how many students
    SHARE = "share"  # n of d: of the asks, those with a reply
    AVERAGE = "average"  # n for each of d: talks for each student


@dataclass(frozen=True, slots=True)
class Tally:
    """What some students bring to a figure together. `with_n` of them bring something to n, `with_rest` to d − n."""

    students: int = 0
    n: int = 0
    d: int = 0
    with_n: int = 0
    with_rest: int = 0
    with_d: int = 0
    most_n: int = 0
    most_rest: int = 0

    @classmethod
    def of_one(cls, n: int, d: int) -> Self:
        """One student, who brings n of d."""
        rest = max(0, d - n)
        return cls(1, n, d, int(n > 0), int(rest > 0), int(d > 0), n, rest)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.students + other.students,
            self.n + other.n,
            self.d + other.d,
            self.with_n + other.with_n,
            self.with_rest + other.with_rest,
            self.with_d + other.with_d,
            max(self.most_n, other.most_n),
            max(self.most_rest, other.most_rest),
        )

    @property
    def rest(self) -> int:
        """What is left of d."""
        return self.d - self.n


def is_safe(kind: Kind, tally: Tally, k: int = K) -> bool:
    """True when a cell could be shown if it stood alone.

    A share needs k students on both sides: 3 of 50 tells about three, 47 of 50 as well, and 0 % or 100 % about all.
    """
    if tally.students < k:
        return False
    match kind:
        case Kind.COUNT:
            return True
        case Kind.SHARE:
            sides = tally.with_n >= k and tally.with_rest >= k
            return sides and 2 * tally.most_n <= tally.n and 2 * tally.most_rest <= tally.rest
        case Kind.AVERAGE:
            return tally.with_n >= k and tally.with_d >= k and 2 * tally.most_n <= tally.n


def rows_to_show(
    kind: Kind,
    rows: Mapping[Key, Collection[Hashable]],
    values: Mapping[Hashable, tuple[int, int]],
    *,
    first: Collection[Key] = (),
    k: int = K,
) -> set[Key]:
    """The rows whose cell of one figure may be shown; `values` has n and d of each student.

    Rows of `first` (the total) have precedence, then the larger ones. No row that is left out could be added.
    """
    table = _Table(kind, rows, values, k)
    order = sorted(rows, key=lambda key: (key not in first, -len(rows[key]), str(key)))
    return {key for key in order if table.add(key)}


class _Table(Generic[Key]):
    """One figure over all rows. Students who are in the same rows are added up once, at the start."""

    def __init__(
        self,
        kind: Kind,
        rows: Mapping[Key, Collection[Hashable]],
        values: Mapping[Hashable, tuple[int, int]],
        k: int,
    ) -> None:
        self._kind, self._k = kind, k
        names: dict[Hashable, list[Key]] = {}
        for key, students in rows.items():
            for student in students:
                names.setdefault(student, []).append(key)
        self._tallies: dict[tuple[Key, ...], Tally] = {}
        for student, keys in names.items():
            one, region = Tally.of_one(*values.get(student, (0, 0))), tuple(keys)
            self._tallies[region] = self._tallies[region] + one if region in self._tallies else one
        self._regions_of: dict[Key, list[tuple[Key, ...]]] = {}
        for region in self._tallies:
            for key in region:
                self._regions_of.setdefault(key, []).append(region)
        # Part 0 is everybody who is in no shown row so far: nothing is known of them.
        self._part_of = dict.fromkeys(self._tallies, 0)
        self._members: dict[int, set[tuple[Key, ...]]] = {0: set(self._tallies)}

    def add(self, key: Key) -> bool:
        """Shows one more row if every part stays safe. What fails once fails for good: parts only become smaller."""
        inside: dict[int, set[tuple[Key, ...]]] = {}
        for region in self._regions_of.get(key, ()):
            inside.setdefault(self._part_of[region], set()).add(region)
        if not inside or not all(self._is_safe(regions) for regions in inside.values()):
            return False
        outside = {part: self._members[part] - regions for part, regions in inside.items()}
        if not all(part == 0 or not regions or self._is_safe(regions) for part, regions in outside.items()):
            return False
        for part, regions in inside.items():
            self._members[part] = outside[part]
            new = len(self._members)
            self._members[new] = regions
            self._part_of.update(dict.fromkeys(regions, new))
        return True

    def _is_safe(self, regions: Iterable[tuple[Key, ...]]) -> bool:
        return is_safe(self._kind, sum((self._tallies[region] for region in regions), Tally()), self._k)
