"""The root question of the whole product: who may see whose rows? Everything for staff starts from here.

Rights are computed from the rows at every request and for the center at hand, never from session state, so that a
change of role, caseload, level or membership acts on the next request of an open session.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access.cohorts import with_first_cohort
from apps.centers.access.rights import Scope
from apps.centers.models import STAFF_ROLES, Caseload, Level, Membership, Role, running

NO_NAME = "No name yet"
_LEVELS = {level.value: level for level in Level}
_SCOPES = {scope.value: scope for scope in Scope}


@dataclass(frozen=True, slots=True)
class Face:
    """What an avatar is made from."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Student:
    """A student's membership as one viewer stands to it: roster card, level in force, the viewer's standing."""

    id: UUID  # of the membership: what URLs name
    user_id: UUID
    name: str
    program: str
    cohort_id: UUID | None
    cohort: str
    center_id: UUID
    center: str
    level: Level
    grant_id: UUID | None
    scope: Scope

    @classmethod
    def all_of(cls, visible: QuerySet[Membership]) -> Iterator[Self]:
        """The students of a queryset that `students_visible_to` made."""
        names = ("id", "user_id", "program", "center_id", "grant_id")
        rest = ("user__given_name", "user__family_name", "center__name", "level", "scope")
        for row in with_first_cohort(visible).values(*names, *rest, "first_cohort_id", "first_cohort"):
            yield cls._of(row, names)

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Self:
        """From the columns that `seen.students_seen` asks for."""
        pk, user, given, family, program, cohort, cohort_name, center, center_name, level, grant, scope = row
        name = f"{given} {family}".strip() or NO_NAME
        return cls(
            pk, user, name, program, cohort, cohort_name or "", center, center_name, _LEVELS[level], grant,
            _SCOPES[scope],
        )  # fmt: skip

    @classmethod
    def _of(cls, row: dict[str, Any], names: tuple[str, ...]) -> Self:
        return cls(
            name=f"{row['user__given_name']} {row['user__family_name']}".strip() or NO_NAME,
            cohort_id=row["first_cohort_id"],
            cohort=row["first_cohort"] or "",
            center=row["center__name"],
            level=Level(row["level"]),
            scope=Scope(row["scope"]),
            **{name: row[name] for name in names},
        )

    @property
    def face(self) -> Face:
        """Who to draw: a person keeps one tint, whatever the membership."""
        return Face(self.user_id, self.name)

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split()[0]


def active_memberships(user: User) -> QuerySet[Membership]:
    """What `user` is to which centers, now."""
    return Membership.objects.filter(user=user, ended_at=None)


def is_staff_anywhere(user: User) -> bool:
    """True for everybody with a desk in some center."""
    return active_memberships(user).filter(role__in=STAFF_ROLES).exists()


def with_level(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Student memberships with `level` and `grant_id`: what is in force now (CON-1: nothing, until they decide).

    The database keeps both on the membership (`models.levels`): of the newest decision about that center since joining,
    so that coming back to a center starts at "nothing" again.
    """
    return memberships.annotate(level=F("shares"), grant_id=F("in_force"))


def students_visible_to(user: User) -> QuerySet[Membership]:
    """The student memberships whose roster card `user` may read, each with `level`, `grant_id` and `scope`.

    `scope` is the viewer's strongest standing (`Scope`), as text. A center's analyst, its students and everybody
    outside it find nothing; a peer mentor finds those assigned, but neither themselves nor another mentor. Whoever
    covers for an advisor looks after the student like them, from the first day of the cover to its last.
    """
    return visible_at(user, timezone.now())


def visible_at(user: User, moment: datetime) -> QuerySet[Membership]:
    """The same for the caseloads of a moment. Only `seen` asks for another one than now: for one that it fills in."""
    mine = Membership.objects.filter(user=user, ended_at=None, center=OuterRef("center_id"))
    assigned = Caseload.objects.filter(
        running(at=moment), student=OuterRef("pk"), staff__user=user, staff__ended_at=None
    )
    other_mentor = Membership.objects.filter(
        user=OuterRef("user_id"), center=OuterRef("center_id"), role=Role.PEER_MENTOR, ended_at=None
    )
    is_director = Q(Exists(mine.filter(role=Role.DIRECTOR)))
    is_advisor = Q(Exists(mine.filter(role=Role.ADVISOR)))
    on_caseload = Q(Exists(assigned.filter(staff__role=Role.ADVISOR))) | (Q(center__open_caseload=True) & is_advisor)
    is_mentor = Q(Exists(assigned.filter(staff__role=Role.PEER_MENTOR))) & ~Q(Exists(other_mentor))
    is_admin = Q(Exists(mine.filter(role=Role.ADMIN)))
    students = Membership.objects.filter(role=Role.STUDENT, ended_at=None).exclude(user=user)
    centers = active_memberships(user).filter(role__in=sorted(STAFF_ROLES - {Role.ANALYST})).values("center")
    return (
        with_level(students.filter(center__in=centers))
        .annotate(
            scope=Case(
                When(is_director, then=Value(Scope.DIRECTOR)),
                When(on_caseload, then=Value(Scope.ADVISOR)),
                When(is_mentor, then=Value(Scope.MENTOR)),
                When(is_advisor, then=Value(Scope.COLLEAGUE)),
                When(is_admin, then=Value(Scope.ADMIN)),
                output_field=CharField(),
            ),
        )
        .filter(scope__isnull=False)
    )


def own_card(membership: Membership) -> Student:
    """A student's own membership, as the advisor of whom they think would have it."""
    mine = with_level(Membership.objects.filter(pk=membership.pk))
    return next(Student.all_of(mine.annotate(scope=Value(Scope.ADVISOR, output_field=CharField()))))
