"""What a student lets a center see. Only the student's own action ever gets here (CON-1)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.centers.errors import CenterError
from apps.centers.models import Center, Level, Membership, Role, SharingGrant
from apps.centers.wording import TEXT_VERSION


@transaction.atomic
def set_level(*, actor: User, center: Center, level: Level, now: datetime) -> SharingGrant | None:
    """A new decision of the student `actor`, in force on the next request; None if that is the level already.

    The same level is a new decision where the words have changed since. Less of it never agrees to newer words.
    Decisions are rows that nobody can change (CON-3). CenterError unless `actor` is a student of the center.
    """
    joined = (
        Membership.objects.select_for_update()
        .filter(center=center, user=actor, role=Role.STUDENT, ended_at=None)
        .first()
    )
    if joined is None:
        raise CenterError("You’re not a student of this center.")
    in_force = (
        SharingGrant.objects.filter(owner=actor, center=center, created_at__gte=joined.created_at)
        .order_by("-created_at", "-id")
        .first()
    )
    before = Level(in_force.level) if in_force else Level.NOTHING
    agreed = in_force.text_version if in_force else TEXT_VERSION
    if before == level and (level == Level.NOTHING or agreed == TEXT_VERSION):
        return None
    is_less = before != level and before.covers(level)
    if in_force and now <= in_force.created_at:
        now = in_force.created_at  # the id decides between two decisions of one moment; never write one in the past
    return SharingGrant.objects.create(
        owner=actor, center=center, level=level, text_version=agreed if is_less else TEXT_VERSION, created_at=now
    )
