"""Reads about imports: what the check page, the progress bar and the report show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from apps.accounts.models import User
from apps.contacts.imports.news import job_change
from apps.contacts.models import ImportJob, ImportRow
from apps.contacts.models.imports import UNDO_FOR, UNDOABLE

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PAGE = 25
SHOWS = ("asked", "ready", "all")
Action, Outcome = ImportRow.Action, ImportRow.Outcome


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """How many rows are to be decided, and what would happen now."""

    asked: int
    total: int
    added: int
    updated: int
    left_out: int

    @property
    def ready(self) -> int:
        """Rows that need no decision."""
        return self.total - self.asked

    @property
    def people(self) -> int:
        """How many people the import would add or update."""
        return self.added + self.updated


def plan_summary(job: ImportJob) -> PlanSummary:
    """The plan in five numbers; one query."""
    counts = job.rows.aggregate(
        total=Count("id"),
        asked=Count("id", filter=Q(asked=True)),
        added=Count("id", filter=Q(action=Action.ADD)),
        updated=Count("id", filter=Q(action=Action.UPDATE)),
        left_out=Count("id", filter=Q(action=Action.SKIP)),
    )
    return PlanSummary(**counts)


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows of the plan, and after which line the next ones stand (0: no more)."""

    rows: list[ImportRow]
    next_after: int
    shown: int
    of: int


def rows_page(job: ImportJob, summary: PlanSummary, show: str, after: int) -> RowPage:
    """The rows of one view that stand behind line `after`, in the order of the file."""
    wanted = {"asked": Q(asked=True), "ready": Q(asked=False), "all": Q()}[show]
    rows = list(job.rows.filter(wanted, line__gt=after).order_by("line")[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    of = {"asked": summary.asked, "ready": summary.ready, "all": summary.total}[show]
    return RowPage(rows, rows[-1].line if more else 0, len(rows), of)


def recent_imports(user: User, limit: int = 8) -> QuerySet[ImportJob]:
    """The user's last imports that were started, newest first."""
    return ImportJob.objects.visible_to(user).filter(started_at__isnull=False).order_by("-created_at")[:limit]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or what its undoing did."""

    added: int
    updated: int
    kept: int
    left_out: int
    undone: int
    stayed: int
    changes: list[tuple[ImportRow, str]]
    cut: list[ImportRow]
    missing: list[ImportRow]
    stayed_rows: list[ImportRow]

    @property
    def people(self) -> int:
        """How many people are there, or different, because of it."""
        return self.added + self.updated


class _Outcome(TypedDict):
    done: str


def with_outcome(job: ImportJob) -> QuerySet[WithAnnotations[ImportRow, _Outcome]]:
    """The rows with `done`: their outcome, also of those that were added as planned and have nothing noted."""
    as_planned = Q(outcome=Outcome.OPEN, action=Action.ADD, line__lte=job.applied)
    return job.rows.annotate(done=Case(When(as_planned, then=Value(Outcome.ADDED.value)), default=F("outcome")))


def import_report(job: ImportJob, limit: int = 100) -> Report:
    """Counts, job changes, rows left out with their line numbers, and people who stayed when it was undone."""
    counts = Counter(dict(with_outcome(job).values_list("done").annotate(Count("id")).order_by()))
    changed = job.rows.filter(outcome=Outcome.UPDATED, changes__has_key="touch").select_related("contact")
    missing = job.rows.filter(outcome=Outcome.LEFT_OUT)
    cut = with_outcome(job).filter(done=Outcome.ADDED, finding__in=("new", "bad_email")).exclude(reason="")
    stayed = job.rows.filter(outcome=Outcome.STAYED).select_related("contact")
    return Report(
        added=counts[Outcome.ADDED],
        updated=counts[Outcome.UPDATED],
        kept=counts[Outcome.KEPT],
        left_out=counts[Outcome.LEFT_OUT],
        undone=counts[Outcome.UNDONE],
        stayed=counts[Outcome.STAYED],
        changes=[(row, job_change(row.changes)) for row in changed.order_by("line")[:limit]],
        cut=list(cut.order_by("line")[:limit]),
        missing=list(missing.order_by("line")[:limit]),
        stayed_rows=list(stayed.order_by("line")[:limit]),
    )


def can_be_undone(job: ImportJob, now: datetime) -> bool:
    """Whether the offer of an undo still stands."""
    return (
        job.status in UNDOABLE
        and job.started_at is not None
        and job.finished_at is not None
        and job.processed > 0
        and now <= job.finished_at + UNDO_FOR
    )
