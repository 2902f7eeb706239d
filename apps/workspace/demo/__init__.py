"""The demo: Lena's story and her career center, told through the services, with days counted from today."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.workspace.demo.center import open_center
from apps.workspace.demo.lena import tell_story
from apps.workspace.demo.sign_ins import SIGN_INS

__all__ = ["SIGN_INS", "load", "loaded"]


def loaded() -> bool:
    """True when the demo is there already, or when its address belongs to somebody."""
    return User.objects.filter(email__in=[entry.email for entry in SIGN_INS]).exists()


def load(now: datetime) -> None:
    """Makes everything, or nothing: half a demo would be skipped for ever."""
    with transaction.atomic():
        lena = tell_story(now)
        open_center(lena, now)
