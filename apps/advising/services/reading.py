"""Reads by staff. Each decides by the policy, reads, and writes the disclosure log, all in one transaction (LOG-1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction

from apps.accounts.models import User
from apps.advising import selectors
from apps.advising.selectors import CohortSheet, Filters, Full, Progress, Row
from apps.advising.selectors.flags import Line, flags_of, lines_of, mark_lines
from apps.centers.access import Decision, Reason, Right, Scope, Student, decide
from apps.centers.models import Cohort, Disclosure, Level
from apps.centers.selectors import advisors_of
from apps.centers.services import record_list, record_open
from apps.core.dates import Reader

PER_PAGE = 50
PER_COHORT = 60
Group = Disclosure.FieldGroup


@dataclass(frozen=True, slots=True)
class Sheet:
    """A student's page as one viewer gets it. What they may not see is not in here."""

    student: Student
    advisors: list[str]
    level: Level | None  # None: the viewer may not even know what is shared
    in_reach: bool  # False: progress is another advisor's to see
    progress: Progress | None
    full: Full | None
    asks_purpose: bool  # names are there for a viewer who says what for
    stands_out: list[Line] | None  # None: not theirs to read
    answered: list[Line]  # what the student says is all right
    may_flag: bool

    @property
    def raised(self) -> list[Line]:
        """Of what stands out, what staff noted themselves."""
        return [line for line in self.stands_out or () if line.raised]


@transaction.atomic
def read_student(*, actor: User, student: Student, now: datetime, purpose: str = "") -> Sheet:
    """Opens a student's page for staff, and logs it as the widest group of fields that it showed.

    PermissionDenied if a purpose is given where it opens nothing.
    """
    names = _decide(Right.READ_PEOPLE, student, purpose)
    if purpose and not names:
        raise PermissionDenied
    sheet = _sheet(student, actor, now, with_full=bool(names), asks_purpose=names.reason is Reason.NO_PURPOSE)
    group, count = Group.ROSTER, 1
    if sheet.progress is not None:
        group, count = Group.PROGRESS, sheet.progress.counts.listed
    if sheet.full is not None:
        group, count = Group.FULL, len(sheet.full.people)
    record_open(actor=actor, student=student, group=group, count=count, purpose=purpose, now=now)
    return sheet


def require_names(student: Student) -> None:
    """PermissionDenied where not even a purpose opens the names of people."""
    if not _decide(Right.READ_PEOPLE, student, "any"):
        raise PermissionDenied


def preview_sheet(*, actor: User, student: Student, now: datetime, as_agreed: bool = False) -> Sheet:
    """What an advisor of `student` would get at `student.level`: `actor`'s own data, so nothing is logged.

    `as_agreed`: as after agreeing to the words of today.
    """
    with_full = bool(_decide(Right.READ_PEOPLE, student))
    return _sheet(student, actor, now, with_full=with_full, asks_purpose=False, as_agreed=as_agreed)


def _sheet(
    student: Student, reader: User, now: datetime, *, with_full: bool, asks_purpose: bool, as_agreed: bool = False
) -> Sheet:
    facts = _decide(Right.READ_FACTS, student)
    words = Reader.of(reader)
    may_read = _decide(Right.READ_FLAGS, student)
    flags = flags_of([student.id], now, as_agreed=as_agreed)[student.id] if may_read else None
    return Sheet(
        student=student,
        advisors=advisors_of([student.id]).get(student.id, []),
        level=student.level if _decide(Right.READ_LEVEL, student) else None,
        in_reach=facts.reason is not Reason.NO_RIGHT,
        progress=_progress(student, reader, now, with_full=with_full) if facts else None,
        full=selectors.full_of(student.user_id) if with_full else None,
        asks_purpose=asks_purpose,
        stands_out=lines_of(flags, words, now) if flags else None,
        answered=mark_lines(flags.answered, words, now) if flags else [],
        may_flag=bool(_decide(Right.RAISE_FLAG, student)),
    )


def _progress(student: Student, reader: User, now: datetime, *, with_full: bool) -> Progress:
    return selectors.progress_of(student.user_id, now=now, zone=reader.zone, with_talks=not with_full)


@transaction.atomic
def read_students(*, actor: User, filters: Filters, page: object, now: datetime) -> tuple[Page[int], list[Row]]:
    """A page of the students that `actor` may see; each of them finds it in their log, once a day."""
    places: Paginator[int] = Paginator(range(selectors.count_students(actor, filters)), PER_PAGE)
    found = places.get_page(page)  # type: ignore[arg-type]
    start = (found.number - 1) * PER_PAGE
    rows = _rows(selectors.filtered_students(actor, filters, start=start, count=PER_PAGE))
    _log(actor, rows, now)
    return found, rows


@transaction.atomic
def read_cohort(*, actor: User, cohort: Cohort, now: datetime, number: int = 1) -> CohortSheet:
    """A cohort's students that `actor` may see: a list, and a plot of those whose progress may be read.

    A large cohort comes page by page, and everything that is said is about the page, so that nothing is read, worked
    out or logged about students who aren't shown.
    """
    everybody, start = Filters(cohort=cohort.pk), (number - 1) * PER_COHORT
    found = selectors.filtered_students(actor, everybody, start=start, count=PER_COHORT + 1)
    has_next = len(found) > PER_COHORT
    rows = _rows(found[:PER_COHORT])
    readable = [row for row in rows if row.counts is not None]
    weeks = selectors.talks_by_week([r.student.user_id for r in readable], now=now, zone=actor.zone)
    levels = Counter(str(row.level) for row in rows if row.level is not None)
    _log(actor, rows, now)
    return CohortSheet(
        rows=rows,
        columns=selectors.columns_of(rows),
        weeks=weeks,
        talks=sum(row.counts.talked for row in readable if row.counts),
        talks_last_week=weeks[-2].count,
        by_level={level.value: levels[level.value] for level in Level} if levels else {},
        elsewhere=sum(row.student.scope is Scope.COLLEAGUE and row.level != Level.NOTHING for row in rows),
        shown=len(readable),
        number=number,
        has_next=has_next,
        students=selectors.count_students(actor, everybody) if has_next or number > 1 else len(rows),
    )


def _rows(students: list[Student]) -> list[Row]:
    readable = [s.user_id for s in students if _decide(Right.READ_FACTS, s)]
    counts = selectors.counts_of(readable) if readable else {}
    advisors = advisors_of([s.id for s in students])
    return [
        Row(
            student=student,
            advisors=advisors.get(student.id, []),
            level=student.level if _decide(Right.READ_LEVEL, student) else None,
            counts=counts.get(student.user_id) if _decide(Right.READ_FACTS, student) else None,
        )
        for student in students
    ]


def _log(actor: User, rows: Iterable[Row], now: datetime) -> None:
    seen = [(row.student, Group.ROSTER if row.counts is None else Group.PROGRESS) for row in rows]
    record_list(actor=actor, seen=seen, now=now)


def _decide(right: Right, student: Student, purpose: str = "") -> Decision:
    return decide(right, [student.scope], level=student.level, purpose=purpose)
