"""Overruling a caution: the owner has thought of it, and chose to write."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Func, Value
from django.db.models.fields import CharField

from apps.accounts.models import User
from apps.outreach.models import Outreach
from apps.outreach.selectors.balance import CAUTIONS


def overrule_caution(*, actor: User, outreach: Outreach, key: str, now: datetime) -> bool:
    """Remembers for this approach that the caution was read and overruled; True if this call did it."""
    if key not in CAUTIONS:
        return False
    mine = Outreach.objects.visible_to(actor).filter(pk=outreach.pk).exclude(overruled__contains=[key])
    added = Func(F("overruled"), Value(key, output_field=CharField()), function="array_append")
    return bool(mine.update(overruled=added, updated_at=now))
