"""What belongs to a center goes when its own time is over (DAT-4), else when the installation's is."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.centers.models import Center, Invitation, Membership, Role
from apps.workspace.models import RecordsRequest, RetentionTime

Kind = RetentionTime.Kind


@dataclass(frozen=True, slots=True)
class Class:
    """One kind of rows of a center: all that could go one day, and which of them ended before a moment."""

    name: str
    why: str  # as the command says it
    since: str  # as the page does: "12 months since …"
    rows: Callable[[], QuerySet[Any]]
    ended_before: Callable[[datetime], Q]


def _records_asked() -> QuerySet[RecordsRequest]:
    """Open requests for records: what they cover stays until they are answered (DAT-2)."""
    return RecordsRequest.objects.filter(center=OuterRef("center"), answered_at=None, withdrawn_at=None)


def _invitations() -> QuerySet[Invitation]:
    held = _records_asked().filter(student__email__iexact=OuterRef("email"))
    return Invitation.objects.exclude(Exists(held))


def _who_left() -> QuerySet[Membership]:
    held = _records_asked().filter(student=OuterRef("user"))
    return Membership.objects.filter(role=Role.STUDENT).exclude(Exists(held))


CLASSES: Mapping[Kind, Class] = MappingProxyType(
    {
        Kind.INVITATIONS: Class(
            "invitations",
            "used, taken back or run out",
            "they were used, taken back or ran out",
            _invitations,
            lambda cutoff: Q(accepted_at__lt=cutoff) | Q(revoked_at__lt=cutoff) | Q(expires_at__lt=cutoff),
        ),
        Kind.LEFT: Class(
            "roster cards of students who left",
            "their membership ended",
            "their membership ended",
            _who_left,
            lambda cutoff: Q(ended_at__lt=cutoff),
        ),
    }
)


def months_before(now: datetime, months: int) -> datetime:
    """The same day that many months ago, or the last one of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def usual_months(kind: Kind) -> int:
    """The installation's time; 0 is for ever."""
    return int(settings.RETENTION_MONTHS[kind.value])


def chosen_times(kind: Kind) -> dict[UUID, int]:
    """The centers that chose a time of their own, with it."""
    newest = RetentionTime.objects.filter(kind=kind).order_by("center", "-created_at", "-id").distinct("center")
    return {center: months for center, months in newest.values_list("center", "months") if months}


def over(kind: Kind, now: datetime) -> QuerySet[Any]:
    """What of every center has been kept for as long as that center says."""
    ended, centers = CLASSES[kind].ended_before, defaultdict(list)
    chosen = chosen_times(kind)
    for center, months in chosen.items():
        centers[months].append(center)
    which = Q(pk__in=[])
    if usual := usual_months(kind):
        which |= ~Q(center__in=list(chosen)) & ended(months_before(now, usual))
    for months, some in centers.items():
        which |= Q(center__in=some) & ended(months_before(now, months))
    return CLASSES[kind].rows().filter(which)


def would_go(center: Center, kind: Kind, months: int | None, now: datetime) -> int:
    """How many rows of a center would go now, were this its time."""
    kept = months or usual_months(kind)
    if not kept:
        return 0
    ended = CLASSES[kind].ended_before(months_before(now, kept))
    return CLASSES[kind].rows().filter(ended, center=center).count()


def times_of(center: Center) -> dict[Kind, int | None]:
    """What a center chose for each kind; None where the installation's time holds."""
    newest = RetentionTime.objects.filter(center=center).order_by("kind", "-created_at", "-id").distinct("kind")
    chosen = dict(newest.values_list("kind", "months"))
    return {kind: chosen.get(kind.value) for kind in Kind}


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of rows: how long it stays, whose time that is, and how many rows would go now."""

    name: str
    since: str
    months: int  # 0 is for ever
    is_own: bool
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the log: what somebody chose, and when."""

    name: str
    months: int | None
    by: str
    at: datetime


def dry_run(center: Center, times: Mapping[Kind, int | None], now: datetime) -> list[KindLine]:
    """What would go now if these were the times; nothing goes."""
    return [
        KindLine(
            name=kind.label,
            since=CLASSES[kind].since,
            months=times[kind] or usual_months(kind),
            is_own=times[kind] is not None,
            count=would_go(center, kind, times[kind], now),
        )
        for kind in Kind
    ]


def choices_of(center: Center, most: int = 20) -> list[Choice]:
    """The latest choices, the newest first."""
    rows = RetentionTime.objects.filter(center=center).order_by("-created_at", "-id")[:most]
    return [Choice(Kind(row.kind).label, row.months, row.chosen_by_name, row.created_at) for row in rows]
