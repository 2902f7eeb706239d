"""`manage.py retention`: deletes what has been kept long enough; with --dry-run it only says what would go and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from apps.workspace.services import retention

BUDGET = timedelta(minutes=30)


class Command(BaseCommand):
    """One line for each rule: how many rows, of what, kept how long, and why they go."""

    help = "Deletes what has been kept for as long as the rules of docs/privacy.md say."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one switch."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Prints the report, of what would go or of what went."""
        now = timezone.now()
        lines = retention.report(now=now) if dry_run else retention.keep(clock=timezone.now, budget=BUDGET)
        self.stdout.write("Would go:" if dry_run else "Went:")
        for line in lines:
            self.stdout.write(f"{line.count:>8,}  {line.name} (kept {line.kept}; {line.why})")
        self.stdout.write(
            "Kept as long as what they are about: who looked, sharing decisions, deleted accounts’ numbers."
        )
