"""What the clock asks for. A task calls one service and holds no rules; running it twice is harmless."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from celery import shared_task

from apps.followups.services import delivery, mail_links
from apps.followups.services import replan_stale as replan

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def send_due_reminders() -> None:
    """One sweep. The beat sends it with `expires` of one period, so no heap of stale sweeps waits anywhere."""
    try:
        replan(now=datetime.now(UTC))  # so that no mail goes at an hour that its reader has changed
    except Exception:  # one person's plan must not stop everybody's mail
        logger.exception("Planning anew failed")
    delivery.sweep()


@shared_task(ignore_result=True)
def replan_stale() -> None:
    """Plans anew for people whose hours or calendar changed; the sweep does the same before it sends."""
    replan(now=datetime.now(UTC))


@shared_task(ignore_result=True)
def forget_used_links() -> None:
    """Removes the marks of links that no longer work."""
    mail_links.forget_used_links(now=datetime.now(UTC))
