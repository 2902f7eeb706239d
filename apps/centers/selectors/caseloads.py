"""Who looks after whom, now and soon, and who stands in for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.models import Caseload, Center, Cover, Membership, Role, not_over, running, running_rows

_ADVISORS = f"""
SELECT looked.student_id, looked.staff_id, who.given_name, who.family_name, who.email
  FROM centers_caseload AS looked JOIN centers_membership AS staff ON staff.id = looked.staff_id
  JOIN accounts_user AS who ON who.id = staff.user_id
 WHERE looked.student_id = ANY(%(students)s) AND looked.cover_id IS NULL AND staff.ended_at IS NULL
   AND {running_rows("looked")}
 ORDER BY looked.created_at, looked.id
"""  # noqa: S608 -- constants alone


def advisors_of(students: Collection[UUID]) -> dict[UUID, list[str]]:
    """Who looks after each of these student memberships now, by name: part of the roster card.

    Whoever only stands in for somebody is not named here.
    """
    if not students:
        return {}
    names: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_ADVISORS, {"students": list(students), "now": timezone.now()})
        for student, staff, given, family, email in cursor.fetchall():
            names[student][staff] = f"{given} {family}".strip() or email  # once, however many rows say so
    return {student: list(found.values()) for student, found in names.items()}


def caseload_staff(student: Membership) -> list[UUID]:
    """The memberships that look after a student now, those left out that only stand in for somebody."""
    assigned = Caseload.objects.filter(running(), student=student, cover=None)
    return list(assigned.values_list("staff", flat=True).distinct())


def dated_caseloads(student: Membership, now: datetime) -> list[Caseload]:
    """What begins or ends on a day and is not over, cover included, in order of time."""
    rows = Caseload.objects.filter(not_over(at=now), student=student, staff__ended_at=None)
    dated = rows.filter(Q(ends_at__isnull=False) | Q(starts_at__gt=now))
    return list(dated.select_related("staff__user", "cover__absent__user").order_by("starts_at", "created_at", "id"))


def covers_of_student(student: Membership) -> list[Caseload]:
    """Who stands in for whom, now or from a day to come: the student reads it."""
    rows = Caseload.objects.filter(not_over(), student=student, cover__isnull=False, staff__ended_at=None)
    return list(rows.select_related("staff__user", "cover__absent__user").order_by("starts_at", "id"))


@dataclass(frozen=True, slots=True)
class Load:
    """A member who looks after students: how many now, and how many of them from or until a day."""

    member: Membership
    students: int
    coming: int


def loads_of(center: Center, now: datetime) -> list[Load]:
    """The caseloads of a center, by name; whoever only stands in for somebody is not counted."""
    own = Q(caseload__cover=None, caseload__student__ended_at=None)
    later = Q(caseload__ended_at=None, caseload__starts_at__gt=now)
    students = Count("caseload__student", filter=own & running("caseload__", at=now), distinct=True)
    coming = Count("caseload__student", filter=own & later, distinct=True)
    staff = advising_staff(center).annotate(students=students, coming=coming)
    return [Load(member, member.students, member.coming) for member in staff]


@dataclass(frozen=True, slots=True)
class CoverCard:
    """A cover that runs or comes, with the students that are still in it."""

    cover: Cover
    students: int


def covers_in(center: Center, now: datetime) -> list[CoverCard]:
    """The covers of a center that run or come, the next first. One whose students all went elsewhere is over."""
    left = Count("caseload", filter=not_over("caseload__", at=now) & Q(caseload__student__ended_at=None))
    rows = Cover.objects.filter(not_over(at=now), staff__center=center).annotate(students=left)
    found = rows.filter(students__gt=0).select_related("staff__user", "absent__user").order_by("starts_at", "id")
    return [CoverCard(cover, cover.students) for cover in found]


def advising_staff(center: Center) -> QuerySet[Membership]:
    """Who can look after students."""
    return (
        Membership.objects.filter(center=center, ended_at=None, role__in=[Role.ADVISOR, Role.PEER_MENTOR])
        .select_related("user")
        .order_by("user__given_name", "user__family_name")
    )


def colleagues_of(center: Center, user: User, now: datetime) -> QuerySet[Membership]:
    """The other advisors of a center who look after somebody: whom `user` could stand in for."""
    busy = Caseload.objects.filter(not_over(at=now), cover=None, student__ended_at=None).values("staff")
    return advising_staff(center).filter(role=Role.ADVISOR, pk__in=busy).exclude(user=user)


def advisors_to_cover(student: UUID, now: datetime) -> QuerySet[Membership]:
    """The advisors who look after a student, now or soon."""
    theirs = Caseload.objects.filter(not_over(at=now), cover=None, student=student).values("staff")
    return Membership.objects.filter(pk__in=theirs, role=Role.ADVISOR, ended_at=None).select_related("user")
