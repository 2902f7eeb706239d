"""What the clock asks of outreach."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.outreach import services


@shared_task(ignore_result=True)
def rest_silent_outreach() -> None:
    """Ends the approaches that nobody will answer any more."""
    services.rest_silent_outreach(now=timezone.now())
