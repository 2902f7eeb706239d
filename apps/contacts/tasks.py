"""What the worker does for people: one call each, no rules."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.contacts.services import imports, merging

BUDGET = timedelta(seconds=180)  # less than Celery's soft limit; what is left, the next sweep takes up


@shared_task(ignore_result=True)
def run_pending_imports() -> None:
    """Carries out imports that wait, and forgets old uploads and old merges."""
    imports.run_pending(clock=timezone.now, budget=BUDGET)
    imports.forget_uploads(now=timezone.now())
    merging.forget_old_merges(now=timezone.now())
