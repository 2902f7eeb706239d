"""The doorways of the desk. 404 outside the viewer's center or caseload, 403 where only the right is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.advising.models import ManualFlag
from apps.centers.access import (
    ROLE_OF,
    SEEN,
    Right,
    Scope,
    Student,
    active_memberships,
    center_scopes,
    decide,
    joined_center,
    own_card,
    rows_of,
    seen_by,
    students_visible_to,
)
from apps.centers.models import Center, Cohort, Level, Role

_WHOLE_ROSTER = (Role.DIRECTOR, Role.ADVISOR, Role.ADMIN)
_WORKS_WITH_FLAGS = (Role.DIRECTOR, Role.ADVISOR)

# `active_memberships` and the centers, written out: every page of the desk asks this.
_STANDINGS = """
SELECT mine.center_id, mine.role, center.open_caseload
  FROM centers_membership AS mine JOIN centers_center AS center ON center.id = mine.center_id
 WHERE mine.user_id = %(viewer)s AND mine.ended_at IS NULL AND mine.role = ANY(%(roles)s)
"""
_COHORT = """
SELECT cohort.id, cohort.name FROM centers_cohort AS cohort
 WHERE cohort.id = %(cohort)s AND EXISTS (
       SELECT FROM centers_membership AS mine WHERE mine.center_id = cohort.center_id AND mine.user_id = %(viewer)s
          AND mine.ended_at IS NULL AND mine.role = ANY(%(whole)s))
"""
_COHORT_OF_SEEN = f"""
SELECT cohort.id, cohort.name FROM centers_cohort AS cohort
 WHERE cohort.id = %(cohort)s AND EXISTS (
       SELECT FROM centers_cohortstudent AS place JOIN {SEEN} AS seen ON seen.id = place.membership_id
        WHERE place.cohort_id = cohort.id)
"""  # noqa: S608 -- constants alone


@dataclass(frozen=True, slots=True)
class Desk:
    """The centers in which somebody has a desk."""

    whole: frozenset[UUID]  # whose whole roster they read
    mentored: frozenset[UUID]  # where they are a peer mentor, and so read of those assigned to them

    @property
    def centers(self) -> frozenset[UUID]:
        """All of them."""
        return self.whole | self.mentored


def desk_of(user: User) -> Desk:
    """Where `user` has a desk; 403 for staff whose role never includes a single student (analysts)."""
    rows = _standings(user, (*_WHOLE_ROSTER, Role.PEER_MENTOR))
    if not rows:
        raise PermissionDenied
    return Desk(
        whole=frozenset(center for center, role, _ in rows if role in _WHOLE_ROSTER),
        mentored=frozenset(center for center, role, _ in rows if role == Role.PEER_MENTOR),
    )


def _standings(user: User, roles: Iterable[Role]) -> list[tuple[UUID, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDINGS, {"viewer": user.pk, "roles": [role.value for role in roles]})
        found: list[tuple[UUID, str, bool]] = cursor.fetchall()
    return found


def visible_student(user: User, membership_id: UUID) -> Student:
    """A student whose roster card `user` may read. What else they may read is the policy's answer, field by field."""
    found = seen_by(user, membership_id)
    if found is None:
        raise Http404
    return found


def own_student(user: User, center_id: UUID) -> Student:
    """The reader themselves as a student of a center, for the preview; 404 if they are not one."""
    return own_card(joined_center(user, center_id))


def visible_cohort(user: User, cohort_id: UUID) -> Cohort:
    """A cohort of a center whose roster `user` reads, or with a student of a peer mentor's; 404 otherwise.

    Its id and its name: the rest is fetched where something asks for it.
    """
    asked = {"cohort": cohort_id, "whole": [role.value for role in _WHOLE_ROSTER]}
    for statement in (_COHORT, _COHORT_OF_SEEN):
        for row in rows_of(user, statement, asked):
            return Cohort.from_db(connection.alias, ["id", "name"], row)
    raise Http404


@dataclass(frozen=True, slots=True)
class TriageReach:
    """In which centers `READ_FLAGS` reaches every student, and in which only those of the viewer's caseload."""

    whole: frozenset[UUID]
    caseloads: frozenset[UUID]


def triage_reach(user: User) -> TriageReach:
    """Where `user` works with what stands out; 403 for staff whose role does not include it."""
    rows = _standings(user, _WORKS_WITH_FLAGS)
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
