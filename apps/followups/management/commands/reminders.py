"""`manage.py reminders`: how the queue stands, what waits, is stuck or failed; sending again. For operators.

docs/runbook.md says when to use what. Prints ids, times and figures; no names and no addresses.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from apps.followups import failures, queue_state
from apps.followups.models import Reminder
from apps.followups.selectors import reminders_in_trouble
from apps.followups.services import delivery, resending

SHOWN = 50
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def since(text: str) -> timedelta:
    """30m, 12h or 2d."""
    match = re.fullmatch(r"(\d{1,4})([mhd])", text)
    if match is None:
        raise ArgumentTypeError("write it as 30m, 12h or 2d")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


class Command(BaseCommand):
    """One word says what to do; each list begins with the state."""

    help = (
        "state (the default): the queue in figures. due, stuck, failed: lists reminders. reasons: why they failed. "
        "resend ID: sends one again. resend --failed: sends again what failed, [--since 2d] [--reason WORDS]. "
        "sweep: sends what is due, here and now."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, which one, and for `resend` all that failed."""
        words = ["state", "due", "stuck", "failed", "reasons", "resend", "sweep"]
        parser.add_argument("what", choices=words, nargs="?", default="state")
        parser.add_argument("reminder_id", type=UUID, nargs="?")
        parser.add_argument("--failed", action="store_true", help="with resend: all that failed")
        parser.add_argument("--since", type=since, help="with --failed: only those that failed lately, e.g. 12h")
        parser.add_argument("--reason", help="with --failed: only for that reason, worded as `reasons` words it")

    def handle(self, *args: Any, what: str, reminder_id: UUID | None, failed: bool, **options: Any) -> None:
        """Prints a table, or acts and says so."""
        now = datetime.now(UTC)
        lately: timedelta | None = options["since"]
        if (lately is not None or options["reason"] is not None) and not failed:
            raise CommandError("--since and --reason go with resend --failed.")
        if what == "resend" and failed:
            moment = None if lately is None else now - lately
            count = resending.resend_failed(actor=None, reason=options["reason"], since=moment, now=now)
            self.stdout.write(f"{count} put back; they go out with the next sweep.")
        elif what == "resend":
            self._resend(reminder_id, now)
        elif what == "sweep":
            self.stdout.write(str(delivery.sweep()))
        else:
            self._state(now)
            self._list(what, now)

    def _state(self, now: datetime) -> None:
        state = queue_state.read_queue(now)
        verdict = queue_state.judge(state)
        swept = "never" if state.sweep_age is None else f"{queue_state.age_words(state.sweep_age)} ago"
        self.stdout.write(f"{verdict.title} {verdict.text}")
        self.stdout.write(
            f"due: {state.due}; stuck: {state.stuck}; retrying: {state.retrying}; "
            f"failed: {state.failed} ({state.failed_last_day} within 24 h); sent within 24 h: {state.sent_last_day}; "
            f"last sweep: {swept}"
        )

    def _list(self, what: str, now: datetime) -> None:
        if what == "failed":
            for failure in failures.latest_failures(SHOWN):
                self.stdout.write(
                    f"{failure.reminder_id}  failed {_utc(failure.failed_at)}  promised {_utc(failure.send_at)}"
                    f"  attempts {failure.attempts}  {failure.words}"
                )
        elif what == "reasons":
            for reason in failures.reasons():
                self.stdout.write(f"{reason.count:>6}  promised {_utc(reason.oldest)} or later  {reason.words}")
        elif what in {"due", "stuck"}:
            for row in reminders_in_trouble(what, now).select_related("owner")[:SHOWN]:
                self.stdout.write(
                    f"{row.pk}  {row.status:<9}  promised {_utc(row.send_at)}  due {_utc(row.due_at)}"
                    f"  attempts {row.attempts}  {failures.without_address(row.last_error, row.owner.email)}"
                )

    def _resend(self, reminder_id: UUID | None, now: datetime) -> None:
        if reminder_id is None:
            raise CommandError("Which one? manage.py reminders resend ID, or resend --failed")
        reminder = Reminder.objects.filter(pk=reminder_id).first()
        if reminder is None:
            raise CommandError(f"There is no reminder {reminder_id}.")
        if not resending.resend_named(reminder=reminder, now=now):
            raise CommandError(
                f"It is {reminder.status}: only a failed, skipped or cancelled reminder is sent again, and only if its"
                " step has no other for that moment."
            )
        self.stdout.write("It goes out with the next sweep.")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
