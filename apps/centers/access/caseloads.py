"""Doorways to caseloads and cover. 404 outside the center, 403 for its staff without the right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access.doorways import center_for, center_scopes, managed_membership
from apps.centers.access.policy import decide
from apps.centers.access.rights import Right
from apps.centers.access.scope import Student, active_memberships
from apps.centers.access.seen import seen_by
from apps.centers.models import STAFF_ROLES, Caseload, Center, Cover, Membership, Role


def caseload_centers(user: User) -> list[Membership]:
    """The centers whose caseloads `user` may open, each once; 403 for staff without any (students never get here)."""
    mine = active_memberships(user).filter(role__in=(Role.ADVISOR, Role.DIRECTOR)).select_related("center")
    found = {m.center_id: m for m in mine.order_by("center__name", "created_at", "id")}
    if not found:
        raise PermissionDenied
    return list(found.values())


def caseloads_of_center(user: User, center_id: UUID) -> Center:
    """A center in which `user` assigns students or may stand in for a colleague."""
    scopes = center_scopes(user, center_id)
    if not scopes:
        raise Http404
    if not decide(Right.ASSIGN_CASELOAD, scopes) and not decide(Right.TAKE_COVER, scopes, purpose="any"):
        raise PermissionDenied
    return get_object_or_404(Center, pk=center_id)


def covering_center(user: User, center_id: UUID) -> Center:
    """A center in which `user` may stand in for a colleague, if they say what for."""
    scopes = center_scopes(user, center_id)
    if not scopes:
        raise Http404
    if not decide(Right.TAKE_COVER, scopes, purpose="any"):
        raise PermissionDenied
    return get_object_or_404(Center, pk=center_id)


def student_to_cover(user: User, membership_id: UUID) -> Student:
    """A student of a colleague; 403 for who looks after them already, or whose role never does."""
    found = seen_by(user, membership_id)
    if found is None:
        raise Http404
    if not decide(Right.TAKE_COVER, [found.scope], purpose="any"):
        raise PermissionDenied
    return found


def assignable_student(user: User, membership_id: UUID) -> Membership:
    """A student whose caseload `user` may change (row 21)."""
    member = managed_membership(user, membership_id)
    center_for(user, member.center_id, Right.ASSIGN_CASELOAD)
    if member.role != Role.STUDENT:
        raise Http404
    return member


def managed_caseload(user: User, caseload_id: UUID) -> Caseload:
    """An assignment in a center whose caseloads `user` changes."""
    found = Caseload.objects.filter(student__center__in=_staffed(user)).select_related("staff__user", "student__user")
    caseload = get_object_or_404(found, pk=caseload_id)
    center_for(user, caseload.student.center_id, Right.ASSIGN_CASELOAD)
    return caseload


def endable_cover(user: User, cover_id: UUID) -> Cover:
    """A cover that `user` took, or in a center whose caseloads they change."""
    found = Cover.objects.filter(staff__center__in=_staffed(user)).select_related("staff", "absent__user")
    cover = get_object_or_404(found, pk=cover_id)
    own = cover.staff.user_id == user.pk and cover.staff.ended_at is None
    if not own:
        center_for(user, cover.staff.center_id, Right.ASSIGN_CASELOAD)
    return cover


def _staffed(user: User) -> QuerySet[Membership, Any]:
    """The centers where `user` is staff: no row of another one is ever fetched (ISO-5)."""
    return active_memberships(user).filter(role__in=STAFF_ROLES).values("center")
