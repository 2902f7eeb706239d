"""The page about one's own data, and a center's page of requests for records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from apps.accounts.models import User
from apps.centers.models import Center, Membership, Role
from apps.workspace.copylinks import copy_path
from apps.workspace.models import DataCopy, RecordsRequest


@dataclass(frozen=True, slots=True)
class CopyState:
    """How one's newest copy of everything, or of a center's records, stands."""

    copy: DataCopy
    path: str  # where to fetch it; empty when there is nothing to fetch

    @property
    def percent(self) -> int:
        """How much of it is made."""
        return round(100 * self.copy.done / self.copy.total) if self.copy.total else 0


@dataclass(frozen=True, slots=True)
class CenterRecords:
    """One center of a student, and how their request stands."""

    center: Center
    open: RecordsRequest | None
    answer: CopyState | None
    days_left: int


def full_copy(user: User, now: datetime) -> CopyState | None:
    """The newest copy of everything, unless it is over."""
    newest = DataCopy.objects.filter(owner=user, center=None).order_by("-created_at").first()
    return _state(newest, now)


def _state(copy: DataCopy | None, now: datetime) -> CopyState | None:
    if copy is None or copy.status == DataCopy.Status.GONE:
        return None
    is_ready = copy.status == DataCopy.Status.READY
    if is_ready and (copy.expires_at is None or copy.expires_at <= now):
        return None
    return CopyState(copy, copy_path(copy.pk) if is_ready else "")


def records_of(user: User, now: datetime) -> list[CenterRecords]:
    """The centers that somebody is or was a student of, with their requests; three queries."""
    mine = Membership.objects.filter(user=user, role=Role.STUDENT).select_related("center").order_by("center__name")
    centers = {membership.center_id: membership.center for membership in mine}
    asked = RecordsRequest.objects.filter(student=user, answered_at=None, withdrawn_at=None)
    waiting = {request.center_id: request for request in asked}
    copies: dict[UUID | None, DataCopy] = {}
    for copy in DataCopy.objects.filter(owner=user, center__in=centers).order_by("created_at"):
        copies[copy.center_id] = copy
    return [_records(center, waiting, _state(copies.get(pk), now), now) for pk, center in centers.items()]


def _records(
    center: Center, waiting: Mapping[UUID, RecordsRequest], answer: CopyState | None, now: datetime
) -> CenterRecords:
    request = waiting.get(center.pk)
    return CenterRecords(center, request, answer, days_left(request, now) if request else 0)


def days_left(request: RecordsRequest, now: datetime) -> int:
    """Whole days until an answer is due; 0 on the last day and after."""
    return max(0, (request.due_at - now).days)


def people_kept_months() -> int:
    """After how many months in which nothing happens somebody goes off a list; 0 for never."""
    return int(settings.RETENTION_MONTHS["people"])


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request on a center's page."""

    request: RecordsRequest
    days_left: int
    is_late: bool


def open_requests(center: Center, now: datetime) -> list[RequestLine]:
    """Those that wait for an answer, the most urgent first."""
    waiting = RecordsRequest.objects.filter(center=center, answered_at=None, withdrawn_at=None)
    found = waiting.select_related("student").order_by("due_at", "id")
    return [RequestLine(request, days_left(request, now), request.due_at < now) for request in found]


def answered_requests(center: Center) -> list[RecordsRequest]:
    """Those that were answered, the latest first."""
    answered = RecordsRequest.objects.filter(center=center, answered_at__isnull=False)
    return list(answered.select_related("student", "answered_by").order_by("-answered_at", "-id")[:50])
