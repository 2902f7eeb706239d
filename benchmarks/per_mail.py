"""The usual way, for comparison: one Celery task for each mail, with the same claim, checks, mail and settling.

Kinder than usual: the connection to the mail server stays open in the worker.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 -- Django is set up now
from django.core.mail import get_connection  # noqa: E402
from django.db.models import F  # noqa: E402

from apps.followups import emails  # noqa: E402
from apps.followups.models import Reminder  # noqa: E402
from apps.followups.parcels import Parcel, Told  # noqa: E402
from config.celery import app  # noqa: E402

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend


@lru_cache(maxsize=1)
def _server() -> BaseEmailBackend:
    server = get_connection()
    server.open()
    return server


@app.task(name="benchmarks.send_one", ignore_result=True)
def send_one(reminder_id: str) -> None:
    """Four statements and one mail."""
    now = datetime.now(UTC)
    mine = Reminder.objects.filter(pk=UUID(reminder_id))
    claimed = mine.filter(status=Reminder.Status.PENDING).update(
        status=Reminder.Status.SENDING, claimed_until=now + timedelta(minutes=5), attempts=F("attempts") + 1
    )
    if not claimed:
        return
    reminder = mine.select_related("owner", "follow_up__contact").get()
    owner = reminder.owner
    if not EmailAddress.objects.filter(user=owner, email__iexact=owner.email, verified=True).exists():
        return
    told = [Told(reminder.pk, reminder.send_at, reminder.follow_up)]
    _server().send_messages([emails.compose_mail(Parcel(uuid4(), owner, told), now=now)])
    mine.filter(status=Reminder.Status.SENDING).update(status=Reminder.Status.SENT, sent_at=now, claimed_until=None)


def enqueue() -> int:
    """A task for everything that is due; how many."""
    due = list(Reminder.objects.filter(status=Reminder.Status.PENDING).values_list("pk", flat=True))
    for pk in due:
        send_one.delay(str(pk))
    return len(due)
