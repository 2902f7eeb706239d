"""The file with a row for each student: what the level "progress" shows, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from apps.accounts.models import User
from apps.advising.access import ReportDesk
from apps.advising.selectors.counts import Counts, counts_of
from apps.advising.selectors.progress import IN_TIME
from apps.centers.access import Student, students_visible_to
from apps.centers.models import CohortStudent, Level, Membership
from apps.contacts.models import Referral
from apps.interviews.models import Interview

HEADING = (
    "Student", "Program", "Cohorts", "People listed", "Asked", "Replied", "Talked with", "Thanked", "Led on",
    "Talks held", "Thanked within 24 hours", "Referrals", "Referrals met",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student in the file."""

    student: Student
    cohorts: tuple[str, ...]
    counts: Counts
    talks: int
    in_time: int
    referrals: int
    met: int

    @property
    def cells(self) -> list[str]:
        """As they stand in the file."""
        c = self.counts
        numbers = (c.listed, c.asked, c.replied, c.talked, c.thanked, c.led_on, self.talks, self.in_time)
        return [
            self.student.name,
            self.student.program,
            "; ".join(self.cohorts),
            *(str(n) for n in (*numbers, self.referrals, self.met)),
        ]


def exportable_students(user: User, desk: ReportDesk) -> list[Student]:
    """The students of a center who share their progress, and to whom `user` stands as `desk` says; by name."""
    return list(Student.all_of(_exportable(user, desk).order_by("user__given_name", "user__family_name", "id")))


def count_exportable(user: User, desk: ReportDesk) -> int:
    """How many students the file would have now."""
    return _exportable(user, desk).count()


def _exportable(user: User, desk: ReportDesk) -> QuerySet[Membership]:
    sharing = [level for level in Level if level.covers(Level.PROGRESS)]
    return students_visible_to(user).filter(Q(center=desk.center, scope=desk.scope, level__in=sharing))


def rows_of(students: Sequence[Student]) -> list[StudentRow]:
    """Four queries, whatever the number of students."""
    owners = [student.user_id for student in students]
    counts, talks, named = counts_of(owners), _talks(owners), _referrals(owners)
    cohorts = _cohorts([student.id for student in students])
    return [
        StudentRow(
            student,
            tuple(cohorts.get(student.id, ())),
            counts[student.user_id],
            *talks.get(student.user_id, (0, 0)),
            *named.get(student.user_id, (0, 0)),
        )
        for student in students
    ]


def lines(rows: Sequence[StudentRow]) -> Iterator[list[str]]:
    """The lines below the heading; nothing is read any more while they are sent."""
    return (row.cells for row in rows)


def _talks(owners: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    held = Interview.objects.filter(
        owner__in=owners, contact__is_private=False, contact__archived_at=None, state=Interview.State.HELD
    )
    in_time = Q(thank_you__sent_at__lte=F("ended_at") + IN_TIME)
    rows = held.values("owner").annotate(n=Count("pk"), on_time=Count("pk", filter=in_time)).order_by()
    return {row["owner"]: (row["n"], row["on_time"]) for row in rows}


def _referrals(owners: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    named = Referral.objects.filter(
        owner__in=owners, introducer__is_private=False, contact__is_private=False, contact__archived_at=None
    )
    met = Count("pk", filter=Q(state=Referral.State.MET))
    rows = named.values("owner").annotate(n=Count("pk"), met=met).order_by()
    return {row["owner"]: (row["n"], row["met"]) for row in rows}


def _cohorts(memberships: Collection[UUID]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    places = CohortStudent.objects.filter(membership__in=memberships).order_by("cohort__name", "cohort")
    for membership, name in places.values_list("membership", "cohort__name"):
        names[membership].append(name)
    return names
