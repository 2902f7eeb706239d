"""`manage.py delete_again`: after a backup was restored, closes the accounts that were deleted since it was made."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.workspace.services.leaving import delete_again


class Command(BaseCommand):
    """Reads the numbers that deleted accounts left in the private storage."""

    help = "After restoring a backup: deletes again what people had deleted."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many accounts came back and go again; a worker removes their rows."""
        count = delete_again(now=timezone.now())
        self.stdout.write(f"{count} deleted {'account' if count == 1 else 'accounts'} had come back and will go again.")
