"""Who looks after whom: from now on, from day to day, handed over as a whole.

A day begins at midnight where `actor` is; pages show it in the reader's own zone. Nothing has to run when a day comes:
whoever asks who looks after a student asks for that moment.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Least

from apps.accounts.models import User
from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cover, Membership, Role, not_over, running

#: Who looks after students.
ADVISING_ROLES = (Role.ADVISOR, Role.PEER_MENTOR)


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Midnight at the start of that day."""
    return datetime.combine(day, time(), zone)


def day_ends(day: date, zone: ZoneInfo) -> datetime:
    """The midnight at which that day is over."""
    return day_begins(day + timedelta(days=1), zone)


@transaction.atomic
def assign_caseload(*, actor: User, student: Membership, staff: Collection[Membership], now: datetime) -> None:
    """From now on exactly `staff` look after `student`; whoever is left out stops at once.

    With them ends who stood in for them. What is planned for a day to come stays as it is.
    """
    for member in staff:
        _check(member, student)
    wanted = {member.pk for member in staff}
    here = running(at=now) & Q(student=student, cover=None)
    here_already = set(Caseload.objects.filter(here).values_list("staff", flat=True))
    end_caseloads(here & ~Q(staff__in=wanted), now)
    end_caseloads(not_over(at=now) & Q(student=student, cover__isnull=False) & ~Q(cover__absent__in=wanted), now)
    planned = Caseload.objects.filter(starts_at__gt=now, ended_at=None, ends_at=None, student=student, staff__in=wanted)
    planned.update(starts_at=None, updated_at=now)  # it begins now instead
    Caseload.objects.bulk_create(
        [Caseload(staff=m, student=student, created_at=now) for m in staff if m.pk not in here_already],
        ignore_conflicts=True,
    )


@transaction.atomic
def assign_for_days(
    *, actor: User, student: Membership, member: Membership, first: date | None, last: date | None, now: datetime
) -> Caseload:
    """`member` looks after `student` from the first day (or now) to the last (or until somebody ends it).

    Whoever else looks after the student goes on doing so. CenterError if they do at that time already.
    """
    _check(member, student)
    zone = actor.zone
    starts_at = day_begins(first, zone) if first and day_begins(first, zone) > now else None
    ends_at = day_ends(last, zone) if last else None
    if ends_at is not None and ends_at <= (starts_at or now):
        raise CenterError("The last day is over before that begins.")
    Membership.objects.select_for_update().get(pk=student.pk)  # two directors at once
    same = Caseload.objects.filter(not_over(at=starts_at or now), staff=member, student=student, cover=None)
    if ends_at is not None:
        same = same.filter(Q(starts_at=None) | Q(starts_at__lt=ends_at))
    if same.exists():
        raise CenterError(f"{member.user.name} looks after {student.user.name} at that time already. End that first.")
    return Caseload.objects.create(staff=member, student=student, starts_at=starts_at, ends_at=ends_at, created_at=now)


@transaction.atomic
def hand_over(*, actor: User, giver: Membership, taker: Membership, first: date, now: datetime) -> int:
    """From that day on `taker` looks after whoever `giver` looks after then; how many students that are.

    What was to end or begin later does so for `taker`. Cover for `giver` ends with it.
    """
    if giver.pk == taker.pk or (giver.center_id, giver.role) != (taker.center_id, taker.role):
        raise CenterError("A caseload goes to somebody else of this center with the same role.")
    if taker.ended_at or taker.role not in ADVISING_ROLES:
        raise CenterError("Only advisors and peer mentors of this center look after students.")
    begins = day_begins(first, actor.zone)
    starts_at = begins if begins > now else None
    cut = starts_at or now
    theirs = Q(staff=giver, cover=None, student__ended_at=None)
    rows = list(
        Caseload.objects.select_for_update(of=("self",))
        .filter(theirs & not_over(at=cut))
        .exclude(student__user=taker.user_id)
    )
    moved = {row.student_id for row in rows}
    _end_at(Q(pk__in=[row.pk for row in rows]), cut, now)
    _end_at(Q(cover__absent=giver, student__in=moved), cut, now)
    open_ended = Caseload.objects.filter(staff=taker, student__in=moved, cover=None, ended_at=None, ends_at=None)
    open_ended.filter(starts_at__gt=cut).update(starts_at=starts_at, updated_at=now)
    has = set(open_ended.values_list("student", flat=True))
    Caseload.objects.bulk_create(
        [
            Caseload(
                staff=taker,
                student_id=row.student_id,
                starts_at=row.starts_at if row.starts_at and row.starts_at > cut else starts_at,
                ends_at=row.ends_at,
                created_at=now,
            )
            for row in rows
            if row.student_id not in has
        ]
    )
    return len(moved)


def end_caseload(*, actor: User, caseload: Caseload, now: datetime) -> bool:
    """Ends an assignment at once, or calls it off before its first day; True if it was not over."""
    return bool(Caseload.objects.filter(not_over(at=now), pk=caseload.pk).update(ended_at=now, updated_at=now))


def end_caseloads(which: Q, now: datetime) -> None:
    """Ends at once all of those that are not over."""
    Caseload.objects.filter(which & not_over(at=now)).update(ended_at=now, updated_at=now)


def end_covers(which: Q, now: datetime) -> None:
    """Ends covers at once, and what they opened."""
    ended = list(Cover.objects.filter(which & not_over(at=now)).values_list("pk", flat=True))
    Cover.objects.filter(pk__in=ended).update(ended_at=now, updated_at=now)
    end_caseloads(Q(cover__in=ended), now)


def _end_at(which: Q, cut: datetime, now: datetime) -> None:
    """What is in force at `cut` ends there; what would begin after it never does."""
    rows = Caseload.objects.filter(which & not_over(at=cut))
    begun = Q(starts_at=None) | Q(starts_at__lt=cut)
    if cut > now:
        rows.exclude(begun).update(ended_at=now, updated_at=now)
        rows.filter(begun).update(ends_at=Least("ends_at", Value(cut, output_field=DateTimeField())), updated_at=now)
    else:
        rows.update(ended_at=now, updated_at=now)


def _check(member: Membership, student: Membership) -> None:
    if member.center_id != student.center_id or member.ended_at or member.role not in ADVISING_ROLES:
        raise CenterError("Only advisors and peer mentors of this center look after students.")
    if member.user_id == student.user_id:
        raise CenterError("Nobody looks after themselves.")
