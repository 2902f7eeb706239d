"""Whom somebody hears from: the spread of a list and of its talks. Pure: counts in, places out; gaps keep theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from apps.contacts.levels import Level
from apps.contacts.models import Circle

LEVELS: list[Level] = [level for level in Level if level is not Level.UNKNOWN]
MOST_COLUMNS, MOST_ROWS, MOST_DOTS, DOTS_A_LINE = 6, 8, 12, 5


class Reach(StrEnum):
    """How far it has come with a person."""

    TALKED = "talked"
    ASKED = "asked"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Group:
    """How many people share a circle, a level, an industry and a reach, and how many talks were held with them."""

    circle: str
    level: str
    industry: str
    reach: str
    people: int
    talks: int


@dataclass(slots=True)
class Tally:
    """The people of one cell or row."""

    talked: int = 0
    asked: int = 0
    listed: int = 0
    talks: int = 0

    def add(self, group: Group) -> None:
        """Counts a group in."""
        setattr(self, group.reach, getattr(self, group.reach) + group.people)
        self.talks += group.talks

    @property
    def people(self) -> int:
        """Everybody."""
        return self.talked + self.asked + self.listed

    @property
    def met(self) -> int:
        """Talked or asked: where the bar of those who are only listed begins."""
        return self.talked + self.asked

    @property
    def words(self) -> str:
        """What the marks say."""
        return f"{self.talked} talked, {self.asked} asked, {self.listed} on your list" if self.people else "no one"


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a spread, with where its people are listed."""

    key: str
    label: str
    tally: Tally
    params: dict[str, str]

    @property
    def query(self) -> str:
        """What comes behind the `?` of its list."""
        return urlencode(self.params)


@dataclass(frozen=True, slots=True)
class Dot:
    """One person in a cell: which kind, and where."""

    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the matrix."""

    tally: Tally
    params: dict[str, str]

    @property
    def query(self) -> str:
        """What comes behind the `?` of its list."""
        return urlencode(self.params)

    @property
    def dots(self) -> list[Dot]:
        """Talked first, then asked, then listed, five a line; at most twelve."""
        kinds = ["t"] * self.tally.talked + ["a"] * self.tally.asked + ["l"] * self.tally.listed
        return [
            Dot(kind, 7 + 15 * (n % DOTS_A_LINE), 7 + 15 * (n // DOTS_A_LINE))
            for n, kind in enumerate(kinds[:MOST_DOTS])
        ]

    @property
    def height(self) -> int:
        """Of the drawing."""
        lines = -(-min(self.tally.people, MOST_DOTS) // DOTS_A_LINE)
        return 15 * max(1, lines) - 1

    @property
    def more(self) -> int:
        """How many are not drawn."""
        return max(0, self.tally.people - MOST_DOTS)


@dataclass(frozen=True, slots=True)
class Spread:
    """Everything the page draws."""

    people: int
    talks: int
    circles: list[Row]
    levels: list[Row]
    industries: list[Row]
    columns: list[str]
    matrix: list[tuple[Row, list[Cell]]]
    unplaced: int  # people whose level or industry is not known
    other_columns: int  # people of industries that have no column

    @property
    def most_in_circles(self) -> int:
        """The longest bar of its plot, like the next two."""
        return most_people(self.circles)

    @property
    def most_in_levels(self) -> int:
        """As above."""
        return most_people(self.levels)

    @property
    def most_in_industries(self) -> int:
        """As above."""
        return most_people(self.industries)


def most_people(rows: Iterable[Row]) -> int:
    """The people of the fullest row, at least 1."""
    return max(1, *(row.tally.people for row in rows), 1)


def spread_of(groups: Iterable[Group]) -> Spread:
    """Everything in its place; gaps keep theirs."""
    groups = list(groups)
    circles = _rows(groups, "circle", {c.value: c.label for c in Circle})
    levels = _rows(groups, "level", {level.value: level.label for level in LEVELS})
    industries = _industries(groups)
    columns = [row.key for row in industries[:MOST_COLUMNS]]
    cells: dict[tuple[Level, str], Tally] = {(level, name): Tally() for level in LEVELS for name in columns}
    unplaced = other = 0
    for group in groups:
        cell = cells.get((Level(group.level), _industry_key(group.industry, columns)))
        if cell is not None:
            cell.add(group)
        elif not group.industry or group.level == Level.UNKNOWN:
            unplaced += group.people
        else:
            other += group.people
    matrix = [
        (row, [Cell(cells[Level(row.key), name], {"level": row.key, "industry": name}) for name in columns])
        for row in levels
    ]
    talks = sum(group.talks for group in groups)
    return Spread(
        people=sum(group.people for group in groups),
        talks=talks,
        circles=circles,
        levels=levels,
        industries=industries[:MOST_ROWS],
        columns=columns,
        matrix=matrix,
        unplaced=unplaced,
        other_columns=other,
    )


def _rows(groups: Iterable[Group], name: str, labels: dict[str, str]) -> list[Row]:
    """Every value, also those with nobody: gaps are the message."""
    rows = {key: Row(key, label, Tally(), {name: key}) for key, label in labels.items()}
    for group in groups:
        if (row := rows.get(getattr(group, name))) is not None:
            row.tally.add(group)
    return list(rows.values())


def _industries(groups: Iterable[Group]) -> list[Row]:
    """By talks, then by people; what differs only in capitals is one."""
    rows: dict[str, Row] = {}
    for group in sorted(groups, key=lambda g: g.industry):
        if group.industry:
            row = rows.setdefault(
                group.industry.casefold(), Row(group.industry, group.industry, Tally(), {"industry": group.industry})
            )
            row.tally.add(group)
    return sorted(rows.values(), key=lambda row: (-row.tally.talked, -row.tally.people, row.label.casefold()))


def _industry_key(industry: str, columns: Iterable[str]) -> str:
    return next((name for name in columns if name.casefold() == industry.casefold()), "")
