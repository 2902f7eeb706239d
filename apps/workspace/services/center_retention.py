"""Choosing how long a center keeps what is its own (DAT-4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.centers.models import Center
from apps.workspace.models import RetentionTime
from apps.workspace.selectors.retention import Kind, times_of


@transaction.atomic
def choose_times(*, actor: User, center: Center, months: Mapping[Kind, int | None], now: datetime) -> bool:
    """Keeps what differs from what is in force, with who chose it; True if anything did."""
    Center.objects.select_for_update(no_key=True).get(pk=center.pk)
    known = times_of(center)
    new = [
        RetentionTime(center=center, kind=kind, months=value, chosen_by_name=actor.name, created_at=now)
        for kind, value in months.items()
        if known[kind] != value
    ]
    RetentionTime.objects.bulk_create(new)
    return bool(new)
