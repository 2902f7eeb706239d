"""Who stands behind a report: the students of a center, or those whom an advisor looks after, by cohort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.advising.reports.counting import TOTAL
from apps.advising.reports.months import next_month
from apps.centers.access import Scope, at_least, students_visible_to, with_level
from apps.centers.models import Center, Cohort, CohortStudent, Level, Membership, Role


@dataclass(frozen=True, slots=True)
class People:
    """The students of today, with the day on which they joined; each by the id of their account."""

    memberships: dict[UUID, UUID]
    joined: dict[UUID, date]
    sharing: frozenset[UUID]
    cohorts: dict[UUID, set[UUID]]
    names: dict[UUID, str]

    def rows(self, month: date) -> tuple[dict[str, set[UUID]], dict[str, set[UUID]]]:
        """Row → students who had joined before the month ended; and those of them who share."""
        end = next_month(month)
        there = {student for student, day in self.joined.items() if day < end}
        everybody = {TOTAL: there, **{str(cohort): students & there for cohort, students in self.cohorts.items()}}
        return everybody, {row: students & self.sharing for row, students in everybody.items()}

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Rows with their names, the total first."""
        return [(TOTAL, "All students"), *((str(cohort), name) for cohort, name in self.names.items())]


def students_behind(center: Center, reader: User | None) -> QuerySet[Membership]:
    """All active students, or those on the caseload of `reader`; with `level`."""
    if reader is not None:
        return students_visible_to(reader).filter(Q(center=center, scope=Scope.ADVISOR))
    return with_level(Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None))


def how_many_behind(center: Center, reader: User | None) -> int:
    """How many students a report is about, whether they share or not."""
    return students_behind(center, reader).count()


def people_of(center: Center, reader: User | None) -> People:
    """Three queries, whatever the number of students and cohorts."""
    students = students_behind(center, reader)
    memberships: dict[UUID, UUID] = {}
    joined: dict[UUID, date] = {}
    sharing: set[UUID] = set()
    columns = ("user_id", "pk", "created_at__date", "level")
    rows: Any = students.values_list(*columns)  # its annotation is unknown to the type checker
    for student, membership, day, level in rows:
        memberships[student], joined[student] = membership, day
        if at_least(level, Level.PROGRESS):
            sharing.add(student)
    names = dict(Cohort.objects.filter(center=center).order_by("name", "pk").values_list("pk", "name"))
    cohorts: dict[UUID, set[UUID]] = {cohort: set() for cohort in names}
    places = CohortStudent.objects.filter(cohort__center=center, membership__ended_at=None)
    for cohort, student in places.values_list("cohort", "membership__user"):
        if student in joined:
            cohorts[cohort].add(student)
    if reader is not None:  # cohorts without a student of theirs are none of their business
        cohorts = {cohort: members for cohort, members in cohorts.items() if members}
        names = {cohort: name for cohort, name in names.items() if cohort in cohorts}
    return People(memberships, joined, frozenset(sharing), cohorts, names)
