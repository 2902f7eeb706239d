"""`manage.py open_center NAME DIRECTOR`: a new center for someone who has an account (row 48: the first director)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.services import open_center


class Command(BaseCommand):
    """Opens a career center."""

    help = "Opens a career center. Its director must have an account already."

    def add_arguments(self, parser: CommandParser) -> None:
        """The center's name and the director's address."""
        parser.add_argument("name")
        parser.add_argument("director", help="the e-mail address that the director signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints where the director goes next."""
        director = User.objects.filter(email__iexact=options["director"], is_active=True).first()
        if director is None:
            raise CommandError(f"Nobody has signed up with {options['director']}.")
        center = open_center(actor=director, name=options["name"], now=timezone.now())
        self.stdout.write(f"{center.name} is open. {director.name} finds it under Center: /centers/{center.pk}/")
