"""Keeps the shortlist of the triage list: who stands out, and in which order. Derived; it can be worked out anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from apps.advising.models import Standout
from apps.advising.selectors.flags import Flags, flags_of
from apps.centers.access import with_level
from apps.centers.models import Level, Membership, Role

BATCH = 500


def work_out_all(*, clock: Callable[[], datetime], budget: timedelta) -> int:
    """Goes through every student who shares progress, until the budget is spent; how many it looked at.

    It begins anywhere, so that no student is always among those whom it did not reach.
    """
    now = clock()
    until, seen = now + budget, 0
    Standout.objects.exclude(membership__in=_sharing().values("pk")).delete()
    students = list(_sharing().order_by("pk").values_list("pk", flat=True))
    first = secrets.randbelow(len(students)) if students else 0
    turned = students[first:] + students[:first]
    for start in range(0, len(turned), BATCH):
        if clock() >= until:
            break
        batch = turned[start : start + BATCH]
        work_out(batch, now=now)
        seen += len(batch)
    return seen


@transaction.atomic
def work_out(memberships: Collection[UUID], *, now: datetime) -> None:
    """Makes the shortlist say what stands out about these students now; rows that say so already are not written."""
    sharing = dict(_sharing().filter(pk__in=memberships).values_list("pk", "center_id"))
    flags = flags_of(sharing, now)
    wanted = {pk: row for pk, center in sharing.items() if (row := _row(pk, center, flags[pk], now)) is not None}
    known = {row.membership_id: row for row in Standout.objects.filter(membership__in=memberships)}
    gone = [row.pk for pk, row in known.items() if pk not in wanted]
    changed = [row for pk, row in wanted.items() if pk not in known or _says(known[pk]) != _says(row)]
    if gone:
        Standout.objects.filter(pk__in=gone).delete()
    Standout.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["membership"],
        update_fields=["rank", "since", "rules", "updated_at"],
    )


def _sharing() -> QuerySet[Membership]:
    """Students whose progress somebody may read (CON-5: of nobody else is anything worked out)."""
    students: Any = with_level(Membership.objects.filter(role=Role.STUDENT, ended_at=None))
    found: QuerySet[Membership] = students.filter(level__in=[Level.PROGRESS, Level.FULL])
    return found


def _row(membership: UUID, center: UUID, flags: Flags, now: datetime) -> Standout | None:
    if flags.place is None:
        return None
    rank, since = flags.place
    rules = [mark.rule.value for mark in flags.open]
    return Standout(
        membership_id=membership, center_id=center, rank=rank, since=since, rules=rules, created_at=now, updated_at=now
    )


def _says(row: Standout) -> tuple[int, datetime, list[str]]:
    return row.rank, row.since, row.rules
