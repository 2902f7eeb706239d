"""A center."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.centers.models import Center, Membership, Role


@transaction.atomic
def open_center(*, actor: User, name: str, now: datetime) -> Center:
    """A new center with `actor` as its first director."""
    center = Center.objects.create(name=name.strip(), created_at=now)
    Membership.objects.create(center=center, user=actor, role=Role.DIRECTOR, created_at=now)
    return center


def update_center(*, actor: User, center: Center, name: str, open_caseload: bool, now: datetime) -> None:
    """Renames a center and says whether every advisor sees every student who shares."""
    Center.objects.filter(pk=center.pk).update(name=name.strip(), open_caseload=open_caseload, updated_at=now)
