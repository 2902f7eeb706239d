"""`manage.py load_demo`: the demo story, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.workspace import demo


class Command(BaseCommand):
    """Loads the demo unless it is there; refuses in production, where its passphrase would be a hole."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo’s passphrase is public, so it is not for production.")
        if demo.loaded():
            return
        demo.load(timezone.now())
        for entry in demo.SIGN_INS:
            self.stdout.write(f"{entry.label}: {entry.email} / {entry.password}")
