"""The doorways of the desk. 404 outside the viewer's center or caseload, 403 where only the right is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.advising.models import ManualFlag
from apps.centers.access import (
    ROLE_OF,
    Right,
    Scope,
    Student,
    active_memberships,
    center_scopes,
    decide,
    joined_center,
    own_card,
    students_visible_to,
)
from apps.centers.models import Center, Cohort, CohortStudent, Level, Role

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
    if not active_memberships(user).filter(role=Role.PEER_MENTOR).exists():
        return _cohorts_of_desk(user)  # what follows costs more than the rest of a page
    with_students = CohortStudent.objects.filter(membership__in=students_visible_to(user).values("pk"))
    return Cohort.objects.filter(
        Q(pk__in=_cohorts_of_desk(user).values("pk")) | Q(pk__in=with_students.values("cohort"))
    )


def _cohorts_of_desk(user: User) -> QuerySet[Cohort]:
    centers = active_memberships(user).filter(role__in=_WHOLE_ROSTER).values("center")
    return Cohort.objects.filter(center__in=centers)


def visible_cohort(user: User, cohort_id: UUID) -> Cohort:
    """A cohort that `user` may open; 404 otherwise."""
    found = _cohorts_of_desk(user).select_related("center").filter(pk=cohort_id).first()
    return found or get_object_or_404(visible_cohorts(user).select_related("center"), pk=cohort_id)


@dataclass(frozen=True, slots=True)
class TriageReach:
    """In which centers `READ_FLAGS` reaches every student, and in which only those of the viewer's caseload."""

    whole: frozenset[UUID]
    caseloads: frozenset[UUID]


def triage_reach(user: User) -> TriageReach:
    """Where `user` works with what stands out; 403 for staff whose role does not include it."""
    mine = active_memberships(user).filter(role__in=(Role.DIRECTOR, Role.ADVISOR))
    rows = list(mine.values_list("center", "role", "center__open_caseload"))
    if not rows:
        raise PermissionDenied
    whole = frozenset(center for center, role, is_open in rows if role == Role.DIRECTOR or is_open)
    return TriageReach(whole, frozenset(center for center, *_ in rows) - whole)


def reads_flags(students: Iterable[Student]) -> bool:
    """Whether the viewer reads what stands out about any of `students`."""
    return any(decide(Right.READ_FLAGS, [student.scope], level=student.level) for student in students)


def flaggable_student(user: User, membership_id: UUID) -> Student:
    """A student about whom `user` may raise and resolve flags; 403 where they may read the roster card only."""
    student = visible_student(user, membership_id)
    if not decide(Right.RAISE_FLAG, [student.scope], level=student.level):
        raise PermissionDenied
    return student


def resolvable_flag(user: User, manual_flag_id: UUID) -> ManualFlag:
    """An open flag on a student about whom `user` may read it; 404 for everybody else: that it exists says much."""
    flag = get_object_or_404(ManualFlag.objects.filter(resolved_at=None), pk=manual_flag_id)
    student = visible_student(user, flag.membership_id)
    if not decide(Right.RAISE_FLAG, [student.scope], level=student.level):
        raise Http404
    return flag


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """A center whose reports `user` may read, and as what."""

    center: Center
    scope: Scope
    user: User

    @property
    def reader(self) -> User | None:
        """Set for an advisor: theirs is a report of the students they look after, and nobody else's."""
        return self.user if self.scope is Scope.ADVISOR and not self.center.open_caseload else None

    @property
    def may_export(self) -> bool:
        """True for who may take rows of single students along, if those share their progress."""
        return bool(decide(Right.EXPORT_ROWS, [self.scope], level=Level.PROGRESS, purpose="any"))

    @property
    def asks_purpose(self) -> bool:
        """True for who has to say what for."""
        return self.may_export and not decide(Right.EXPORT_ROWS, [self.scope], level=Level.PROGRESS)


def report_desk(user: User, center_id: UUID, right: Right) -> ReportDesk:
    """A center over which `user` has a right to reports; 403 for its other staff, 404 for everybody else.

    An advisor has it for their caseload (A+), so one who looks after nobody (A-) has not.
    """
    scopes = center_scopes(user, center_id)
    center = get_object_or_404(Center, pk=center_id) if scopes else None
    if center is None:
        raise Http404
    if Scope.COLLEAGUE in scopes and students_visible_to(user).filter(Q(center=center, scope=Scope.ADVISOR)).exists():
        scopes |= {Scope.ADVISOR}
    for scope in (Scope.DIRECTOR, Scope.ANALYST, Scope.ADVISOR):
        if scope in scopes and decide(right, [scope], level=Level.PROGRESS, purpose="any"):
            return ReportDesk(center, scope, user)
    raise PermissionDenied


def report_centers(user: User) -> QuerySet[Center]:
    """The centers whose reports `user` may open, by name."""
    readers = [ROLE_OF[scope] for scope in (Scope.DIRECTOR, Scope.ANALYST) if decide(Right.READ_REPORTS, [scope])]
    whole = active_memberships(user).filter(role__in=readers).values("center")
    looked_after = students_visible_to(user).filter(Q(scope=Scope.ADVISOR)).values("center")
    return Center.objects.filter(Q(pk__in=whole) | Q(pk__in=looked_after)).order_by("name", "pk")
