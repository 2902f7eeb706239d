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
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """Students, of whom each brings n of d."""
        students = n = d = with_n = with_rest = with_d = most_n = most_rest = 0
        for own_n, own_d in pairs:
            rest = max(0, own_d - own_n)
            students, n, d = students + 1, n + own_n, d + own_d
            with_n, with_rest, with_d = with_n + (own_n > 0), with_rest + (rest > 0), with_d + (own_d > 0)
            most_n = own_n if own_n > most_n else most_n  # max() takes as long as all of the above
            most_rest = rest if rest > most_rest else most_rest
        return cls(students, n, d, with_n, with_rest, with_d, most_n, most_rest)

    @classmethod
    def together(cls, tallies: Collection[Tally]) -> Self:
        """Students beside each other."""
        return cls(
            sum(t.students for t in tallies),
            sum(t.n for t in tallies),
            sum(t.d for t in tallies),
            sum(t.with_n for t in tallies),
            sum(t.with_rest for t in tallies),
            sum(t.with_d for t in tallies),
            max((t.most_n for t in tallies), default=0),
            max((t.most_rest for t in tallies), default=0),
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


class Regions(Generic[Key]):
    """The students of a table by exactly which rows they are in: worked out once for all figures."""

    def __init__(self, rows: Mapping[Key, Collection[Hashable]], *, first: Collection[Key] = ()) -> None:
        names: dict[Hashable, list[Key]] = {}
        for key, students in rows.items():
            for student in students:
                names.setdefault(student, []).append(key)
        self.students: dict[tuple[Key, ...], list[Hashable]] = {}
        for student, keys in names.items():
            self.students.setdefault(tuple(keys), []).append(student)
        self.of_row: dict[Key, list[tuple[Key, ...]]] = {}
        for region in self.students:
            for key in region:
                self.of_row.setdefault(key, []).append(region)
        #: The rows in the order in which they are tried: those of `first` (the total), then the larger ones.
        self.order = sorted(rows, key=lambda key: (key not in first, -len(rows[key]), str(key)))


def rows_to_show(
    kind: Kind, regions: Regions[Key], values: Mapping[Hashable, tuple[int, int]], *, k: int = K
) -> set[Key]:
    """The rows whose cell of one figure may be shown; `values` has n and d of each student.

    Earlier rows of `regions.order` have precedence. No row that is left out could be added.
    """
    table = _Table(kind, regions, values, k)
    return {key for key in regions.order if table.add(key)}


class _Table(Generic[Key]):
    """One figure over all rows."""

    def __init__(self, kind: Kind, regions: Regions[Key], values: Mapping[Hashable, tuple[int, int]], k: int) -> None:
        self._kind, self._k, self._regions = kind, k, regions
        self._tallies = {
            region: Tally.of(values.get(student, (0, 0)) for student in students)
            for region, students in regions.students.items()
        }
        # Part 0 is everybody who is in no shown row so far: nothing is known of them.
        self._part_of = dict.fromkeys(self._tallies, 0)
        self._members: dict[int, set[tuple[Key, ...]]] = {0: set(self._tallies)}

    def add(self, key: Key) -> bool:
        """Shows one more row if every part stays safe. What fails once fails for good: parts only become smaller."""
        inside: dict[int, set[tuple[Key, ...]]] = {}
        for region in self._regions.of_row.get(key, ()):
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
        return is_safe(self._kind, Tally.together([self._tallies[region] for region in regions]), self._k)
