"""Cover: an advisor takes over what a colleague does for students, for some days, and says what for (row 22)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.centers.access import Right, Student, decide, students_visible_to
from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cover, Membership, Role, not_over
from apps.centers.services.caseloads import day_begins, day_ends, end_covers
from apps.centers.services.disclosure import record_cover

LONGEST = 30  # days, the first and the last included
AHEAD = timedelta(days=90)


class NobodyToCover(CenterError):
    """Nothing would open that is not open to them anyway."""

    def __init__(self) -> None:
        super().__init__("You look after all of them already, or nobody is left to look after on these days.")


@transaction.atomic
def take_cover(
    *,
    actor: User,
    absent: Membership,
    first: date,
    last: date,
    purpose: str,
    now: datetime,
    only: Student | None = None,
) -> Cover:
    """From the first day to the last, `actor` looks after those whom `absent` looks after, or `only` one of them.

    It is those of today: who joins that caseload later is not in it. Each of them reads what for in their log.
    """
    mine = Membership.objects.filter(center=absent.center_id, user=actor, role=Role.ADVISOR, ended_at=None).first()
    if mine is None or absent.user_id == actor.pk or absent.role != Role.ADVISOR or absent.ended_at:
        raise CenterError("Advisors stand in for other advisors of their center.")
    check_days(first, last, now.astimezone(actor.zone).date())
    starts_at, ends_at = day_begins(first, actor.zone), day_ends(last, actor.zone)
    Membership.objects.select_for_update().get(pk=mine.pk)  # pressed twice
    students = _to_cover(actor, absent, only, purpose, (max(starts_at, now), ends_at))
    if not students:
        raise NobodyToCover
    cover = Cover.objects.create(
        staff=mine, absent=absent, purpose=purpose.strip(), starts_at=starts_at, ends_at=ends_at, created_at=now
    )
    Caseload.objects.bulk_create(
        [
            Caseload(staff=mine, student_id=s.id, cover=cover, starts_at=starts_at, ends_at=ends_at, created_at=now)
            for s in students
        ]
    )
    record_cover(actor=actor, students=students, purpose=purpose, now=now)
    return cover


def end_cover(*, actor: User, cover: Cover, now: datetime) -> bool:
    """Ends a cover before its last day, or calls it off; True if it was not over."""
    was_open = Cover.objects.filter(not_over(at=now), pk=cover.pk).exists()
    end_covers(Q(pk=cover.pk), now)
    return was_open


def check_days(first: date, last: date, today: date) -> None:
    """CenterError unless somebody may stand in on these days."""
    if first < today:
        raise CenterError("Cover begins today or later.")
    if first > today + AHEAD:
        raise CenterError("That’s more than three months ahead. Come back nearer to it.")
    if last < first:
        raise CenterError("The last day is before the first.")
    if (last - first).days >= LONGEST:
        raise CenterError(f"Cover lasts {LONGEST} days at most. A director can assign the students to you.")


def _to_cover(
    actor: User, absent: Membership, only: Student | None, purpose: str, span: tuple[datetime, datetime]
) -> list[Student]:
    """Those whom `absent` looks after on some of these days and `actor` may take over, and does not yet."""
    begins, ends = span
    meanwhile = not_over(at=begins) & (Q(starts_at=None) | Q(starts_at__lt=ends))
    theirs = Caseload.objects.filter(meanwhile, staff=absent, cover=None)
    covered = Caseload.objects.filter(meanwhile, staff__user=actor, cover__isnull=False)
    visible = students_visible_to(actor).filter(pk__in=theirs.values("student"))
    visible = visible.exclude(pk__in=covered.values("student"))
    if only is not None:
        visible = visible.filter(pk=only.id)
    return [s for s in Student.all_of(visible) if decide(Right.TAKE_COVER, [s.scope], purpose=purpose)]
