"""What the worker does for centers: one call each, no rules."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.centers.services import roster

BUDGET = timedelta(seconds=180)  # less than Celery's soft limit; what is left, the next sweep takes up


@shared_task(ignore_result=True)
def run_pending_rosters() -> None:
    """Reads, applies and takes back roster files that wait, and forgets old uploads."""
    roster.run_pending(clock=timezone.now, budget=BUDGET)
    roster.forget_roster_uploads(now=timezone.now())


@shared_task(ignore_result=True)
def send_roster_invitations() -> None:
    """The next few invitations of every center where students wait for one."""
    roster.send_waiting(now=timezone.now())
