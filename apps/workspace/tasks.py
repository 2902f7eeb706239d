"""What the worker does for people's rights over their data: one call each, no rules."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.workspace.services import copies, leaving, retention

BUDGET = timedelta(seconds=90)  # twice is less than Celery's soft limit; what is left, the next sweep takes up


@shared_task(ignore_result=True)
def run_data_rights() -> None:
    """Makes copies that wait, tells their owners, forgets what is over, and removes closed accounts."""
    copies.make_waiting(clock=timezone.now, budget=BUDGET)
    copies.tell_ready(now=timezone.now())
    copies.forget_copies(now=timezone.now())
    leaving.remove_closed(clock=timezone.now, budget=BUDGET)


@shared_task(ignore_result=True)
def keep_retention() -> None:
    """Deletes what has been kept for as long as the rules say."""
    retention.keep(clock=timezone.now, budget=BUDGET)
