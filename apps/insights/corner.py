"""What a spread says in words: the side that is heard most, the missing corner, the last talks.

Never a score: a gap is a fact with a next person, not a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from apps.contacts.levels import Level
from apps.contacts.models import Circle
from apps.insights.diversity import Row, Spread

ONE_SIDED = 0.5
"""More than this share of the talks, and a side is named."""
FEWEST_TALKS = 3
_WITH_CIRCLE = {
    Circle.FAMILY: "family",
    Circle.FRIEND: "friends",
    Circle.CLASSMATE: "classmates",
    Circle.ALUMNI: "alumni",
    Circle.TEACHER: "teachers",
    Circle.COLLEAGUE: "colleagues",
    Circle.NEIGHBOUR: "neighbors",
    Circle.COMMUNITY: "people from your community",
    Circle.COLD: "people you hadn’t met before",
}
_WITH_LEVEL = {
    Level.EXECUTIVE: "executives",
    Level.LEAD: "leads and managers",
    Level.SENIOR: "senior people",
    Level.REGULAR: "people who do the work",
    Level.JUNIOR: "people who are starting out",
}


@dataclass(frozen=True, slots=True)
class Corner:
    """What is heard most and what is missing, in words; and by which values the next person is found."""

    fact: str = ""
    meaning: str = ""
    dimension: str = ""  # circle, level or industry
    missing: list[str] = field(default_factory=list)  # keys with nobody talked to, most people first


def corner_of(spread: Spread, employers: Sequence[Row] = ()) -> Corner:
    """The side heard most, if there is one; else what nobody has been asked about. `employers` by number of talks."""
    talks = spread.talks
    dimensions = {"circle": spread.circles, "industry": spread.industries, "level": spread.levels}
    if talks < FEWEST_TALKS:
        fact = {0: "No talk yet.", 1: "One talk so far.", 2: "Two talks so far."}[talks]
        meaning = "From three on, this says which side you hear, and which you don’t."
        return Corner(fact, meaning, "circle", _missing(dimensions["circle"]))
    heard: list[tuple[float, str, str, int]] = []
    for name, rows in dimensions.items():
        ranked = [row for row in rows if row.key != Level.REGULAR]  # most people have no rank: no side of its own
        top = max(ranked, key=lambda row: row.tally.talks, default=None)
        if top is not None and top.tally.talks:
            heard.append((top.tally.talks / talks, name, _with(name, top), top.tally.talks))
    for row in employers[:1]:
        heard.append((row.tally.talks / talks, "employer", f"people from {row.label}", row.tally.talks))
    share, name, words, number = max(heard, key=lambda found: found[0])
    if share <= ONE_SIDED:
        rows = dimensions["circle"]
        meaning = f"No circle, level, field or employer makes up most of them. {_gap('circle', rows)}".strip()
        return Corner("Your talks are well spread.", meaning, "circle", _missing(rows))
    fact = f"{'All' if number == talks else f'{number} of'} {talks} talks were with {words}."
    by = name if name != "employer" else "industry"
    meaning = f"So you’ve heard one side well. {_gap(by, dimensions[by])}".strip()
    return Corner(fact, meaning, by, _missing(dimensions[by]))


def _with(name: str, row: Row) -> str:
    if name == "circle":
        return _WITH_CIRCLE[Circle(row.key)]
    return _WITH_LEVEL[Level(row.key)] if name == "level" else f"people from {row.label}"


def _missing(rows: Iterable[Row]) -> list[str]:
    """Keys of rows without a talk, those with most people first."""
    return [row.key for row in sorted(rows, key=lambda row: -row.tally.people) if not row.tally.talked]


def _gap(name: str, rows: Iterable[Row]) -> str:
    """What nobody has told yet, two at most: "Not heard yet: teachers and alumni." """
    by_key = {row.key: row for row in rows}
    words = [_with(name, by_key[key]) for key in _missing(by_key.values())[:2]]
    return f"Not heard yet: {' and '.join(words)}." if words else ""


@dataclass(frozen=True, slots=True)
class Lately:
    """The last talks as dots in the order in which they were held, and what the colors mean."""

    dots: list[tuple[str, int]]  # (fill, x)
    legend: list[tuple[str, str]]  # (key color, words)
    label: str


def lately(values: list[str], name: str) -> Lately:
    """The three most frequent values get a color; the rest is a line's gray. `values` oldest first."""
    labels = {c.value: c.label for c in Circle} | {level.value: level.label for level in Level}
    common = [key for key, _ in Counter(values).most_common(3)]
    fills, keys = ("1", "sage", "sky"), ("brand", "sage", "sky")
    dots = [(fills[common.index(v)] if v in common else "line", 11 + 23 * n) for n, v in enumerate(values)]
    legend = [(keys[n], labels.get(key, key) or "not known") for n, key in enumerate(common)]
    counts = Counter(values)
    told = ", ".join(f"{counts[key]} {labels.get(key, key) or 'not known'}" for key in common)
    return Lately(dots, legend, f"Your last {len(values)} talks by {name}: {told}")
