"""What a report counts, and a cell of it. What may not be shown has no cell: it is neither kept nor sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from apps.advising.reports.suppression import K, Kind

#: What stands where a cell is left out, on the page, on paper and in the file.
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one student did in one month, by the people whom they do not keep private. Counts, no names."""

    listed: int = 0
    asks: int = 0
    replies: int = 0
    talks: int = 0
    steps: int = 0  # introductions behind the talks, up to three for each
    thanked: int = 0  # of the talks, within 24 hours
    referrals: int = 0
    followed: int = 0
    flagged: int = 0  # 1 where a rule stood out on the day of the count


NOTHING_YET = Facts()


def _some(count: int) -> tuple[int, int]:
    return int(count > 0), 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One column. `per_student` gives n and d of each student."""

    key: str
    kind: Kind
    title: str
    explanation: str
    of: str  # what d counts
    per_student: Callable[[Facts], tuple[int, int]]


STUDENTS = Figure(
    "students", Kind.COUNT, "Students", "Students who share at least their progress.", "", lambda facts: (1, 1)
)
SHARING = Figure(
    "sharing",
    Kind.SHARE,
    "Sharing",
    "Students who share at least their progress, of all students. Everything else counts them alone.",
    "students",
    lambda facts: (1, 1),
)
FIGURES: tuple[Figure, ...] = (
    Figure("listed", Kind.SHARE, "Listed", "Students who listed somebody new.", "students", lambda f: _some(f.listed)),
    Figure("asked", Kind.SHARE, "Asked", "Students who asked somebody.", "students", lambda f: _some(f.asks)),
    Figure("talked", Kind.SHARE, "Talked", "Students who held a talk.", "students", lambda f: _some(f.talks)),
    Figure("talks", Kind.AVERAGE, "Talks each", "Talks held, for each student.", "students", lambda f: (f.talks, 1)),
    Figure(
        "depth",
        Kind.AVERAGE,
        "Depth",
        "How many introductions lie behind a talk: 0 found themselves, 1 named by somebody, up to 3.",
        "talks",
        lambda f: (f.steps, f.talks),
    ),
    Figure(
        "replies",
        Kind.SHARE,
        "Replies",
        "First messages that were answered until the day of the count.",
        "asks",
        lambda f: (f.replies, f.asks),
    ),
    Figure(
        "thanked",
        Kind.SHARE,
        "Thanked in 24 h",
        "Talks with a thank-you sent within 24 hours of their end.",
        "talks",
        lambda f: (f.thanked, f.talks),
    ),
    Figure(
        "followed",
        Kind.SHARE,
        "Referrals followed",
        "People whom somebody named and whom the student was introduced to, wrote to or met.",
        "referrals",
        lambda f: (f.followed, f.referrals),
    ),
    Figure(
        "flagged",
        Kind.SHARE,
        "May need you",
        "Students about whom a rule of that list stood out on the day of the count.",
        "students",
        lambda f: _some(f.flagged),
    ),
)
COLUMNS: tuple[Figure, ...] = (STUDENTS, SHARING, *FIGURES)
BY_KEY: Mapping[str, Figure] = {figure.key: figure for figure in COLUMNS}
EXPLAINED = (
    f"{HIDDEN.capitalize()} means: fewer than {K} students (< {K}) stand behind the figure or behind what is left of "
    "it; one student makes up most of it; it could be worked out from the figures around it; or it is about nearly the "
    "same students as an earlier figure, so that the two could be subtracted. Then not even 0 % or 100 % is said."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that may be shown: n of d."""

    n: int
    d: int

    @classmethod
    def read(cls, stored: Any) -> Self:
        """From the pair that a count keeps."""
        n, d = stored
        return cls(int(n), int(d))

    @property
    def stored(self) -> list[int]:
        """As a count keeps it."""
        return [self.n, self.d]

    @property
    def share(self) -> float:
        """n for each of d."""
        return self.n / self.d if self.d else 0.0


def words_of(figure: Figure, cell: Cell | None) -> str:
    """The figure itself: "45 %", "1.4", "31"."""
    if cell is None:
        return HIDDEN
    match figure.kind:
        case Kind.COUNT:
            return f"{cell.n:,}"
        case Kind.SHARE:
            return f"{round(100 * cell.share)} %"
        case Kind.AVERAGE:
            return f"{cell.share:.1f}"


def basis_of(figure: Figure, cell: Cell | None) -> str:
    """What it is a part of: "14 of 31 students". Empty where nothing is shown or there is nothing to add."""
    if cell is None or figure.kind is Kind.COUNT:
        return ""
    what = {"talks": "talks", "depth": "introductions"}.get(figure.key, "")
    joint = "for" if figure.kind is Kind.AVERAGE else "of"
    return " ".join(part for part in (f"{cell.n:,}", what, joint, f"{cell.d:,}", figure.of) if part)
