"""The doorways of the desk. 404 outside the viewer's center or caseload, 403 where only the right is missing."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access import Student, active_memberships, joined_center, own_card, students_visible_to
from apps.centers.models import Cohort, CohortStudent, Role

_WHOLE_ROSTER = (Role.DIRECTOR, Role.ADVISOR, Role.ADMIN)


def require_desk(user: User) -> None:
    """403 for staff whose role never includes a single student (analysts)."""
    if not active_memberships(user).filter(role__in=(*_WHOLE_ROSTER, Role.PEER_MENTOR)).exists():
        raise PermissionDenied


def visible_student(user: User, membership_id: UUID) -> Student:
    """A student whose roster card `user` may read. What else they may read is the policy's answer, field by field."""
    found = next(Student.all_of(students_visible_to(user).filter(pk=membership_id)), None)
    if found is None:
        raise Http404
    return found


def own_student(user: User, center_id: UUID) -> Student:
    """The reader themselves as a student of a center, for the preview; 404 if they are not one."""
    return own_card(joined_center(user, center_id))


def visible_cohorts(user: User) -> QuerySet[Cohort]:
    """Cohorts of centers whose roster `user` reads; for a peer mentor, those with a student of theirs."""
    centers = active_memberships(user).filter(role__in=_WHOLE_ROSTER).values("center")
    with_students = CohortStudent.objects.filter(membership__in=students_visible_to(user).values("pk"))
    return Cohort.objects.filter(Q(center__in=centers) | Q(pk__in=with_students.values("cohort")))


def visible_cohort(user: User, cohort_id: UUID) -> Cohort:
    """A cohort that `user` may open; 404 otherwise."""
    return get_object_or_404(visible_cohorts(user).select_related("center"), pk=cohort_id)
