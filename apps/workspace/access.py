"""The doorways for what stands on pages that join apps."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access import Right, center_for
from apps.centers.models import Center, Membership, Role
from apps.followups.models import Reminder
from apps.workspace.copylinks import InvalidLink, read_copy_token
from apps.workspace.models import DataCopy, RecordsRequest


def own_reminder(user: User, reminder_id: UUID) -> Reminder:
    """A line of the user's own log of mail; 404 for anybody else's."""
    return get_object_or_404(Reminder.objects.filter(owner=user).select_related("follow_up"), pk=reminder_id)


def own_copy(user: User, token: str, now: datetime) -> DataCopy:
    """The user's own copy while it can be fetched; 404 for anybody else's, and for one whose time is over."""
    ready = DataCopy.objects.filter(owner=user, status=DataCopy.Status.READY, expires_at__gt=now)
    try:
        return get_object_or_404(ready, pk=read_copy_token(token))
    except InvalidLink as error:
        raise Http404 from error


def own_records_request(user: User, request_id: UUID) -> RecordsRequest:
    """A request of the user's own; 404 for anybody else's."""
    return get_object_or_404(RecordsRequest.objects.filter(student=user).select_related("center"), pk=request_id)


def attended_center(user: User, center_id: UUID) -> Center:
    """A center that the user is or was a student of: it may still hold something; 404 for any other."""
    mine = Membership.objects.filter(user=user, role=Role.STUDENT)
    return get_object_or_404(Center.objects.filter(pk__in=mine.values("center")), pk=center_id)


def answerable_request(user: User, request_id: UUID) -> RecordsRequest:
    """A request to a center that `user` directs; 403 for its other staff, 404 for everybody else."""
    request = get_object_or_404(RecordsRequest.objects.select_related("center", "student"), pk=request_id)
    center_for(user, request.center_id, Right.ANSWER_RECORDS)
    return request
