"""The lists of the desk: cohorts, and students by the viewer's standing to each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.advising.access import visible_cohorts
from apps.advising.plots import Bar, bars
from apps.advising.selectors.counts import Counts, Step
from apps.advising.selectors.weeks import Week
from apps.centers.access import Right, Scope, Student, decide, students_in, students_visible_to
from apps.centers.models import Caseload, Cohort, Level, Membership, running

#: Standings that may read a student's sharing level (row 14).
SEES_LEVEL = tuple(scope for scope in Scope if decide(Right.READ_LEVEL, [scope]))


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
    """A cohort in the list of cohorts; `by_level` is empty for viewers who may not read levels."""

    id: UUID
    name: str
    center: str
    students: int
    by_level: dict[str, int]

    @property
    def sharing(self) -> int:
        """Students who share something."""
        return sum(n for level, n in self.by_level.items() if level != Level.NOTHING)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the plot made of people."""

    step: Step
    label: str
    note: str
    students: list[Student]


@dataclass(frozen=True, slots=True)
class CohortSheet:
    """A cohort's page."""

    rows: list[Row]
    columns: list[Column]
    weeks: list[Week]
    talks: int
    talks_last_week: int
    by_level: dict[str, int]
    elsewhere: int  # share progress, but with an advisor who is not the viewer
    shown: int  # how many stand in the plot
    number: int  # the page, which all of the above is about
    has_next: bool
    students: int  # on all pages

    @property
    def has_other_pages(self) -> bool:
        """Whether this is only a part of a large cohort."""
        return self.has_next or self.number > 1

    @property
    def previous_number(self) -> int:
        """For a link to the page before."""
        return self.number - 1

    @property
    def next_number(self) -> int:
        """For a link to the page after."""
        return self.number + 1

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


def filtered_students(user: User, filters: Filters) -> QuerySet[Membership]:
    """The students that `user` may see, narrowed, by name. A level is no filter for who may not read it."""
    students = students_visible_to(user)
    for word in filters.search.split()[:5]:
        students = students.filter(
            Q(user__given_name__icontains=word) | Q(user__family_name__icontains=word) | Q(program__icontains=word)
        )
    if filters.center:
        students = students.filter(center=filters.center)
    if filters.cohort:
        students = students.filter(students_in(filters.cohort))
    if filters.level:
        students = students.filter(Q(scope__in=SEES_LEVEL, level=filters.level))
    if filters.mine:
        own = Caseload.objects.filter(running(), staff__user=user, staff__ended_at=None)
        students = students.filter(pk__in=own.values("student"))
    return students.order_by("user__given_name", "user__family_name", "id")


def choices_for(user: User) -> Choices:
    """What the list of students can be narrowed to: the centers of whom `user` sees, the cohorts that they may open."""
    visible: Any = students_visible_to(user)  # its annotations are unknown to the type checker
    rows = list(visible.order_by().values_list("center", "center__name", "scope").distinct())
    cohorts = visible_cohorts(user).order_by("name", "pk").values_list("pk", "name")
    return Choices(
        centers=sorted({(str(pk), name) for pk, name, _ in rows}, key=lambda c: c[1]),
        cohorts=[(str(pk), name) for pk, name in cohorts],
        sees_levels=any(scope in SEES_LEVEL for *_, scope in rows),
    )


def cohort_cards(user: User, cohorts: QuerySet[Cohort]) -> list[CohortCard]:
    """The cohorts that `user` may open, with what may be counted of their students."""
    total: Counter[UUID] = Counter()
    levels: dict[UUID, Counter[str]] = {}
    visible: Any = students_visible_to(user).filter(places__cohort__in=cohorts).order_by()
    for cohort, level, scope, n in visible.values_list("places__cohort", "level", "scope").annotate(n=Count("pk")):
        total[cohort] += n
        if scope in SEES_LEVEL:
            levels.setdefault(cohort, Counter())[level] += n
    rows = cohorts.select_related("center").order_by("center__name", "name")
    return [CohortCard(c.pk, c.name, c.center.name, total[c.pk], dict(levels.get(c.pk, {}))) for c in rows]


def columns_of(rows: list[Row]) -> list[Column]:
    """The plot: everybody whose progress may be read, by the furthest step."""
    by_step: dict[Step, list[Student]] = {step: [] for step in Step}
    for row in rows:
        if row.counts is not None:
            by_step[row.counts.furthest].append(row.student)
    return [Column(step, label, note, by_step[step]) for step, label, note in COLUMNS]
