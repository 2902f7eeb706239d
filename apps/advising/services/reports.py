"""The months of a center's report, counted at once or by a worker; and the file with a row for each student."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.advising.access import ReportDesk
from apps.advising.models import ReportRun
from apps.advising.reports.people import how_many_behind
from apps.advising.reports.rows import StudentRow, exportable_students, rows_of
from apps.advising.services.report_months import Of, count_months
from apps.centers.access import Right, decide
from apps.centers.models import Level
from apps.centers.services import record_exports
from apps.core.wake import wake_after_commit

log = logging.getLogger(__name__)
TASK = "apps.advising.tasks.count_reports"
#: Up to so many students are counted while the reader waits for the page; more of them by a worker.
AT_ONCE = 250
#: How long a month of which a worker could show nothing stays so before it is counted anew.
SHOWS_NOTHING_FOR = timedelta(hours=24)


@transaction.atomic
def read_report(*, actor: User, desk: ReportDesk, months: Sequence[date], now: datetime) -> dict[date, ReportRun]:
    """The counts of `months`: each is counted when it is first asked for and, once it tells something, never again.

    Those of many students are left to a worker: until it has been there, they are in the answer and not `is_counted`.
    No student reads of it in their log, for nothing here is about fewer than ten (RPT-1, RPT-2).
    """
    of = Of(desk.center, desk.reader)
    runs = _runs(of, months)
    if not _missing(runs, months, now):
        return runs
    if how_many_behind(of.center, of.reader) <= AT_ONCE:
        of.one_count_at_a_time()
        runs = _runs(of, months)
        missing = _missing(runs, months, now)
        return runs | (count_months(of, missing, now=now, keep_empty=False) if missing else {})
    return runs | _leave_to_a_worker(of, runs, _missing(runs, months, now), now)


def _runs(of: Of, months: Sequence[date]) -> dict[date, ReportRun]:
    return {run.month: run for run in of.runs.filter(month__in=months)}


def _missing(runs: dict[date, ReportRun], months: Sequence[date], now: datetime) -> list[date]:
    """Those that nobody has counted, or of which there was nothing to show a while ago; the earliest first."""

    def is_missing(run: ReportRun | None) -> bool:
        if run is None or not run.is_counted:
            return True
        return not run.tells_something and run.created_at <= now - SHOWS_NOTHING_FOR

    return sorted(month for month in months if is_missing(runs.get(month)))


def _leave_to_a_worker(
    of: Of, runs: dict[date, ReportRun], months: Sequence[date], now: datetime
) -> dict[date, ReportRun]:
    """Asks for the months that nobody has asked for yet. What shows nothing stays on the page meanwhile."""
    asked = [
        ReportRun(center=of.center, reader=of.reader, month=month, rows=[], is_waiting=True, created_at=now)
        for month in months
        if month not in runs
    ]
    ReportRun.objects.bulk_create(asked, ignore_conflicts=True)
    again = of.runs.filter(month__in=[m for m in months if m in runs], is_waiting=False).update(
        is_waiting=True, updated_at=now
    )
    if asked or again:
        wake_after_commit(TASK)
    return {run.month: run for run in asked}


def count_waiting(*, clock: Callable[[], datetime], budget: timedelta) -> int:
    """Counts what was asked for until nothing is left or the time is spent; how many months."""
    end, done = clock() + budget, 0
    waiting = ReportRun.objects.filter(is_waiting=True).select_related("center", "reader")
    for run in waiting.order_by("center", "reader").distinct("center", "reader"):
        if clock() >= end:
            break
        try:
            done += _count_one(Of(run.center, run.reader), clock())
        except Exception as error:  # one center's report must not stop those behind it
            log.error("Report of %s: the count failed with %s", run.center_id, type(error).__name__)
    return done


@transaction.atomic
def _count_one(of: Of, now: datetime) -> int:
    """All months that wait for one reader, or for everybody: whoever was first counts them, the next finds none."""
    of.one_count_at_a_time()
    of.center.refresh_from_db()
    waiting = of.runs.filter(is_waiting=True).order_by("month")
    if of.reader and of.center.open_caseload:  # since then they look after everybody: theirs is the center's report
        waiting.delete()
        return 0
    months = list(waiting.values_list("month", flat=True))
    if months:
        count_months(of, months, now=now, keep_empty=True)
    return len(months)


@transaction.atomic
def export_rows(*, actor: User, desk: ReportDesk, purpose: str, now: datetime) -> list[StudentRow]:
    """A row for each student whose progress `actor` may take along, decided and logged as the file is made (LOG-1).

    PermissionDenied where the role does not include it, or nobody said what for.
    """
    if not decide(Right.EXPORT_ROWS, [desk.scope], level=Level.PROGRESS, purpose=purpose):
        raise PermissionDenied
    students = exportable_students(actor, desk)
    allowed = [s for s in students if decide(Right.EXPORT_ROWS, [s.scope], level=s.level, purpose=purpose)]
    rows = rows_of(allowed)
    record_exports(actor=actor, taken=[(row.student, row.counts.listed) for row in rows], purpose=purpose, now=now)
    return rows
