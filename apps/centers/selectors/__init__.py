"""What the pages of a center show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.centers.access import with_first_cohort
from apps.centers.models import (
    STAFF_ROLES,
    Caseload,
    Center,
    ClosedDay,
    Disclosure,
    Invitation,
    Level,
    Membership,
    Role,
    SharingGrant,
    running,
)
from apps.centers.selectors.caseloads import advising_staff, advisors_of, caseload_staff, covers_of_student
from apps.centers.wording import LEVELS, TEXT_VERSION
from apps.core import clock

#: How far around now a calendar knows the closed days; no reminder counts business days over a longer time.
SPAN = timedelta(days=2 * 366)
_ROLE_ORDER = (Role.DIRECTOR, Role.ADVISOR, Role.PEER_MENTOR, Role.ADMIN, Role.ANALYST)
#: Asked for by this name; what is written below needs no mention.
__all__ = [
    "advising_staff",
    "advisors_of",
    "caseload_staff",
    "cohorts_of",
    "cohorts_of_student",
    "fixed_cohorts",
    "rule_in_words",
    "students_of_cohort",
]


def memberships_of(user: User) -> list[Membership]:
    """What `user` is to which centers, by the center's name."""
    mine = Membership.objects.filter(user=user, ended_at=None)
    return list(mine.select_related("center").order_by("center__name", "created_at"))


def student_memberships_of(user: User) -> list[Membership]:
    """The centers that `user` is a student of."""
    mine = Membership.objects.filter(user=user, ended_at=None, role=Role.STUDENT)
    return list(mine.select_related("center").order_by("center__name"))


@dataclass(frozen=True, slots=True)
class Sharing:
    """What one student shares with one center, and who can see it."""

    membership: Membership
    level: Level
    since: datetime | None
    is_older: bool  # agreed to words that have changed since
    people: tuple[tuple[str, str], ...]  # (name, as what), directors last
    covers: tuple[Caseload, ...]  # who stands in for whom, now or soon


def sharing_of(membership: Membership) -> Sharing:
    """`membership` is the student's own, active one."""
    newest = _newest_grant(membership)
    return Sharing(
        membership=membership,
        level=Level(newest.level) if newest else Level.NOTHING,
        since=newest.created_at if newest else None,
        is_older=_is_older(newest),
        people=tuple(_who_can_see(membership)),
        covers=tuple(covers_of_student(membership)),
    )


def agreed_to_older_words(membership: Membership) -> bool:
    """Whether the words that a student shares under have changed since they agreed: they are asked anew (CON-3)."""
    return _is_older(_newest_grant(membership))


def _newest_grant(membership: Membership) -> SharingGrant | None:
    decisions = SharingGrant.objects.filter(
        owner=membership.user_id, center=membership.center_id, created_at__gte=membership.created_at
    )
    return decisions.order_by("-created_at", "-id").first()


def _is_older(grant: SharingGrant | None) -> bool:
    return grant is not None and grant.level != Level.NOTHING and grant.text_version != TEXT_VERSION


def _who_can_see(membership: Membership) -> list[tuple[str, str]]:
    assigned = running("caseload__") & Q(
        caseload__student=membership, caseload__cover=None, role__in=[Role.ADVISOR, Role.PEER_MENTOR]
    )
    everybody = Q(role=Role.ADVISOR) if membership.center.open_caseload else Q(pk__in=[])
    staff = (
        Membership.objects.filter(center=membership.center_id, ended_at=None)
        .filter(assigned | everybody | Q(role=Role.DIRECTOR))
        .exclude(user=membership.user_id)
        .select_related("user")
        .distinct()
        .order_by("created_at", "id")
    )
    order = {Role.ADVISOR: 0, Role.PEER_MENTOR: 1, Role.DIRECTOR: 2}
    return [(m.user.name, m.get_role_display()) for m in sorted(staff, key=lambda m: order[Role(m.role)])]


def disclosures_of(user: User) -> QuerySet[Disclosure]:
    """The log that a student reads of themselves, newest first."""
    return Disclosure.objects.filter(owner=user).select_related("center").order_by("-created_at", "-id")


def staff_of(center: Center) -> list[Membership]:
    """Active staff with `students`, how many they look after; directors first."""
    own = running("caseload__") & Q(caseload__cover=None, caseload__student__ended_at=None)
    staff = (
        Membership.objects.filter(center=center, ended_at=None, role__in=STAFF_ROLES)
        .select_related("user")
        .annotate(students=Count("caseload", filter=own))
        .order_by("user__given_name", "user__family_name", "id")
    )
    return sorted(staff, key=lambda m: _ROLE_ORDER.index(Role(m.role)))


def roster_of(center: Center, *, search: str = "") -> QuerySet[Membership]:
    """The active students of a center, by name; whoever manages members may read the roster (row 18)."""
    students = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None)
    for word in search.split()[:5]:
        students = students.filter(
            Q(user__given_name__icontains=word)
            | Q(user__family_name__icontains=word)
            | Q(user__email__icontains=word)
            | Q(program__icontains=word)
        )
    return with_first_cohort(students).select_related("user").order_by("user__given_name", "user__family_name", "id")


def open_invitations(center: Center, *, with_staff: bool) -> list[Invitation]:
    """Neither used nor taken back, newest first; those to staff are for who may invite staff."""
    waiting = Invitation.objects.filter(center=center, accepted_at=None, revoked_at=None)
    if not with_staff:
        waiting = waiting.filter(role=Role.STUDENT)
    return list(waiting.select_related("cohort").order_by("-created_at", "email")[:200])


@dataclass(frozen=True, slots=True)
class Option:
    """A level as offered to someone who shares another one now; more than now asks with a preview first."""

    level: Level
    title: str
    text: str
    is_more: bool


def options_for(now: Level) -> list[Option]:
    """The three levels, from nothing to everything."""
    return [Option(t.level, t.title, t.text, not now.covers(t.level)) for t in LEVELS]


def closed_days_of(user: User, first: date, last: date) -> dict[date, str]:
    """The days from `first` to `last` on which a center is closed that `user` is an active student of, and why."""
    closed: dict[date, str] = {}
    for closure in closures_of_student(user).filter(first_day__lte=last, last_day__gte=first):
        begin, end = max(first, closure.first_day), min(last, closure.last_day)
        closed.update((begin + timedelta(days=n), closure.label) for n in range((end - begin).days + 1))
    return closed


def business_calendar(user: User, now: datetime) -> clock.BusinessCalendar:
    """Which days count for `user`: their own calendar, less the closed days of their centers. One query."""
    today = clock.local_day(now, user.zone)
    return replace(user.calendar, closed=closed_days_of(user, today - SPAN, today + SPAN))


def closures_of(center: Center, today: date) -> tuple[list[ClosedDay], list[ClosedDay]]:
    """When a center is closed: what is still to come or runs, the next first; and what has passed, the latest first."""
    closures = list(ClosedDay.objects.filter(center=center).order_by("first_day", "last_day", "id"))
    coming = [closure for closure in closures if closure.last_day >= today]
    return coming, [closure for closure in reversed(closures) if closure.last_day < today]


def next_closures(user: User, today: date) -> QuerySet[ClosedDay]:
    """When the centers of a student are closed in the year from `today` on."""
    soon = closures_of_student(user).filter(last_day__gte=today, first_day__lte=today + timedelta(days=365))
    return soon.select_related("center").order_by("center__name", "first_day", "last_day")


def closures_of_student(user: User) -> QuerySet[ClosedDay]:
    """When the centers are closed that `user` is an active student of, in order of time."""
    mine = Membership.objects.filter(user=user, role=Role.STUDENT, ended_at=None)
    return ClosedDay.objects.filter(center__in=mine.values("center")).order_by("first_day", "last_day", "id")
