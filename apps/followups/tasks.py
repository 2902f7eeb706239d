"""What the clock asks for. A task calls one service and holds no rules; running it twice is harmless."""

from __future__ import annotations

from celery import shared_task

from apps.followups.services import delivery


@shared_task(ignore_result=True)
def send_due_reminders() -> None:
    """One sweep. The beat sends it with `expires` of one period, so no heap of stale sweeps waits anywhere."""
    delivery.sweep()
