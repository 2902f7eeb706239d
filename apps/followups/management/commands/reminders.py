"""`manage.py reminders`: what waits, is stuck or failed; and sending one again. For operators (docs/runbook.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from apps.followups.models import Reminder
from apps.followups.selectors import last_sweep, reminders_in_trouble
from apps.followups.services import delivery

SHOWN = 50


class Command(BaseCommand):
    """Ids, times and errors only; no names and no addresses."""

    help = "due, stuck, failed: lists reminders. resend ID: sends one again. sweep: sends what is due, here and now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word, and an id for `resend`."""
        parser.add_argument("what", choices=["due", "stuck", "failed", "resend", "sweep"], nargs="?", default="due")
        parser.add_argument("reminder_id", type=UUID, nargs="?")

    def handle(self, *args: Any, what: str, reminder_id: UUID | None, **options: Any) -> None:
        """Prints a table, or acts and says so."""
        now = datetime.now(UTC)
        if what == "resend":
            self._resend(reminder_id, now)
        elif what == "sweep":
            self.stdout.write(str(delivery.sweep()))
        else:
            self._list(what, now)

    def _list(self, what: str, now: datetime) -> None:
        found = reminders_in_trouble(what, now)
        swept_at = last_sweep(delivery.BEAT)
        age = f"{(now - swept_at).total_seconds():.0f} s ago" if swept_at else "never"
        self.stdout.write(f"last sweep: {age}; {what}: {found.count()}")
        for row in found[:SHOWN]:
            self.stdout.write(
                f"{row.pk}  {row.status:<9}  promised {row.send_at:%Y-%m-%d %H:%M} UTC"
                f"  due {row.due_at:%Y-%m-%d %H:%M}  attempts {row.attempts}  {row.last_error}"
            )

    def _resend(self, reminder_id: UUID | None, now: datetime) -> None:
        if reminder_id is None:
            raise CommandError("Which one? manage.py reminders resend ID")
        reminder = Reminder.objects.filter(pk=reminder_id).first()
        if reminder is None:
            raise CommandError(f"There is no reminder {reminder_id}.")
        if not delivery.resend(reminder=reminder, now=now):
            raise CommandError(f"It is {reminder.status}: only a failed, skipped or cancelled reminder is sent again.")
        self.stdout.write("It goes out with the next sweep.")
