"""The lists of the desk: cohorts, and students by the viewer's standing to each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.advising.access import Desk
from apps.advising.parts import Part
from apps.advising.plots import Bar, bars
from apps.advising.selectors.counts import Counts, Step
from apps.advising.selectors.weeks import Week
from apps.centers.access import SEEN, Right, Scope, Student, decide, rows_of, students_seen
from apps.centers.models import Level, running_rows

#: Standings that may read a student's sharing level (row 14).
SEES_LEVEL = tuple(scope for scope in Scope if decide(Right.READ_LEVEL, [scope]))

#: In a statement about `seen`, which names %(cohort)s.
IN_COHORT = """EXISTS (SELECT FROM centers_cohortstudent AS place
                         WHERE place.membership_id = seen.id AND place.cohort_id = %(cohort)s)"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of students is narrowed to."""

    search: str = ""
    center: UUID | None = None
    cohort: UUID | None = None
    level: str = ""
    mine: bool = False

    @property
    def narrowed(self) -> bool:
        """True when anything is set."""
        return bool(self.search or self.center or self.cohort or self.level or self.mine)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of students can be narrowed to: (id, name) of centers and cohorts."""

    centers: list[tuple[str, str]]
    cohorts: list[tuple[str, str]]
    sees_levels: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A student in a list. `counts` is None unless the viewer may read them; so is `level`."""

    student: Student
    advisors: list[str]
    level: Level | None
    counts: Counts | None

    @property
    def advised_by(self) -> str:
        """Who looks after the student."""
        return ", ".join(self.advisors)


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort in the list of cohorts; `sharing` is None for viewers who may not read levels."""

    id: UUID
    name: str
    center: str
    students: int
    sharing: int | None  # who share something


@dataclass(frozen=True, slots=True)
class CohortPage(Part):
    """A page of the cohorts, by center and name."""

    cards: list[CohortCard]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the plot made of people."""

    step: Step
    label: str
    note: str
    students: list[Student]


@dataclass(frozen=True, slots=True)
class CohortSheet(Part):
    """A cohort's page, which all of it is about but the number of students."""

    rows: list[Row]
    columns: list[Column]
    weeks: list[Week]
    talks: int
    talks_last_week: int
    by_level: dict[str, int]
    elsewhere: int  # share progress, but with an advisor who is not the viewer
    shown: int  # how many stand in the plot
    students: int  # on all pages

    @property
    def bars(self) -> list[Bar]:
        """The plot of `weeks`."""
        return bars(self.weeks)


COLUMNS = (
    (Step.NOT_YET, "Not yet", "no one listed"),
    (Step.LISTING, "Listing", "people"),
    (Step.ASKED, "Asked", "first message out"),
    (Step.REPLIED, "Replied", "or scheduled"),
    (Step.TALKED, "Talked", "thanks not sent"),
    (Step.THANKED, "Thanked", "after a talk"),
    (Step.LED_ON, "Led on", "to someone new"),
)


#: The students whom a viewer looks after, in a statement of `rows_of`.
OWN = f"""
SELECT own.student_id FROM centers_caseload AS own JOIN centers_membership AS staff ON staff.id = own.staff_id
 WHERE staff.user_id = %(viewer)s AND staff.ended_at IS NULL AND {running_rows("own")}
"""  # noqa: S608 -- constants alone
_CENTERS = f"""
SELECT center.id, center.name,
       EXISTS (SELECT FROM {SEEN} AS seen WHERE seen.center_id = center.id AND seen.scope = ANY(%(sees_level)s))
  FROM centers_center AS center
 WHERE center.id = ANY(%(centers)s) AND EXISTS (SELECT FROM {SEEN} AS seen WHERE seen.center_id = center.id)
 ORDER BY center.name
"""  # noqa: S608 -- constants alone
_OF_SEEN = f"""cohort.id IN (SELECT place.cohort_id FROM centers_cohortstudent AS place
                                 JOIN {SEEN} AS seen ON seen.id = place.membership_id)"""  # noqa: S608 -- the same
_COHORTS = """
SELECT cohort.id, cohort.name FROM centers_cohort AS cohort
 WHERE cohort.center_id = ANY(%(whole)s) OR {mentored} ORDER BY cohort.name, cohort.id
"""
# Only who is in a cohort of the page is looked at, and once, not once for each of their cohorts: hence the parts, each
# of which stands by itself.
_CARDS = """
WITH listed AS MATERIALIZED (
    SELECT cohort.id, cohort.name, center.name AS center
      FROM centers_cohort AS cohort JOIN centers_center AS center ON center.id = cohort.center_id
     WHERE cohort.center_id = ANY(%(whole)s) OR {mentored}
     ORDER BY center.name, cohort.name, cohort.id LIMIT %(count)s OFFSET %(start)s
), place AS MATERIALIZED (
    SELECT place.cohort_id, place.membership_id
      FROM listed JOIN centers_cohortstudent AS place ON place.cohort_id = listed.id
), student AS MATERIALIZED (
    SELECT id, sees, sees AND level <> 'nothing' AS shares
      FROM (SELECT seen.id, seen.level, seen.scope = ANY(%(sees_level)s) AS sees FROM {seen} AS seen
             WHERE seen.id IN (SELECT membership_id FROM place) OFFSET 0) AS one
), counted AS (
    SELECT place.cohort_id, count(*) AS students, bool_or(sees) AS known, count(*) FILTER (WHERE shares) AS sharing
      FROM student JOIN place ON place.membership_id = student.id GROUP BY place.cohort_id
)
SELECT listed.id, listed.name, listed.center, coalesce(counted.students, 0), counted.known, counted.sharing
  FROM listed LEFT JOIN counted ON counted.cohort_id = listed.id
 ORDER BY listed.center, listed.name, listed.id
"""
COHORTS_A_PAGE = 30


def count_students(user: User, filters: Filters) -> int:
    """How many students `user` may see, narrowed."""
    which, asked = _narrowed(filters)
    named = "JOIN accounts_user AS who ON who.id = seen.user_id" if filters.search else ""
    return int(rows_of(user, f"SELECT count(*) FROM {SEEN} AS seen {named} {which}", asked)[0][0])  # noqa: S608 -- ours


def filtered_students(user: User, filters: Filters, *, start: int, count: int) -> list[Student]:
    """The students that `user` may see, narrowed, by name."""
    which, asked = _narrowed(filters)
    ordered = f"{which} ORDER BY who.given_name, who.family_name, seen.id LIMIT %(count)s OFFSET %(start)s"
    return students_seen(user, ordered, {**asked, "start": start, "count": count})


def _narrowed(filters: Filters) -> tuple[str, dict[str, object]]:
    """A level is no filter for who may not read it."""
    asked: dict[str, object] = {"center": filters.center, "cohort": filters.cohort, "level": filters.level}
    asked["blind"] = [scope.value for scope in Scope if scope not in SEES_LEVEL]
    which = []
    for n, word in enumerate(filters.search.split()[:5]):
        columns = ("who.given_name", "who.family_name", "seen.program")
        which.append(f"({' OR '.join(f'upper({column}) LIKE upper(%(word{n})s)' for column in columns)})")
        asked[f"word{n}"] = f"%{connection.ops.prep_for_like_query(word)}%"
    if filters.center:
        which.append("seen.center_id = %(center)s")
    if filters.cohort:
        which.append(IN_COHORT)
    if filters.level:
        which.append("seen.level = %(level)s AND seen.scope <> ALL(%(blind)s)")
    if filters.mine:
        which.append(f"seen.id IN ({OWN})")
    return f"WHERE {' AND '.join(which)}" if which else "", asked


def choices_for(user: User, desk: Desk) -> Choices:
    """What the list of students can be narrowed to: the centers of whom `user` sees, the cohorts that they may open."""
    asked: dict[str, object] = {
        "centers": list(desk.centers),
        "whole": list(desk.whole),
        "sees_level": [scope.value for scope in SEES_LEVEL],
    }
    centers = rows_of(user, _CENTERS, asked)
    cohorts = rows_of(user, _COHORTS.format(mentored=_OF_SEEN if desk.mentored else "FALSE"), asked)
    return Choices(
        centers=[(str(pk), name) for pk, name, _ in centers],
        cohorts=[(str(pk), name) for pk, name in cohorts],
        sees_levels=any(sees for *_, sees in centers),
    )


def cohort_page(user: User, desk: Desk, number: int) -> CohortPage:
    """One page of the cohorts that `user` may open, with what may be counted of their students."""
    asked: dict[str, object] = {
        "whole": list(desk.whole),
        "sees_level": [scope.value for scope in SEES_LEVEL],
        "count": COHORTS_A_PAGE + 1,
        "start": COHORTS_A_PAGE * (number - 1),
    }
    rows = rows_of(user, _CARDS.format(seen=SEEN, mentored=_OF_SEEN if desk.mentored else "FALSE"), asked)
    cards = [
        CohortCard(pk, name, center, students, sharing if known else None)
        for pk, name, center, students, known, sharing in rows[:COHORTS_A_PAGE]
    ]
    return CohortPage(cards=cards, number=number, has_next=len(rows) > COHORTS_A_PAGE)


def columns_of(rows: list[Row]) -> list[Column]:
    """The plot: everybody whose progress may be read, by the furthest step."""
    by_step: dict[Step, list[Student]] = {step: [] for step in Step}
    for row in rows:
        if row.counts is not None:
            by_step[row.counts.furthest].append(row.student)
    return [Column(step, label, note, by_step[step]) for step, label, note in COLUMNS]
