"""What the worker does for the desk: one call each, no rules."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.advising.services import reports, standouts

BUDGET = timedelta(seconds=180)  # less than Celery's soft limit


@shared_task(ignore_result=True)
def work_out_standouts() -> None:
    """Looks at every student who shares progress, so that the triage list knows whom to ask about."""
    standouts.work_out_all(clock=timezone.now, budget=BUDGET)


@shared_task(ignore_result=True)
def count_reports() -> None:
    """Counts the months of large centers that somebody opened."""
    reports.count_waiting(clock=timezone.now, budget=BUDGET)
