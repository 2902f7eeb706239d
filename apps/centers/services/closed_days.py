"""Days on which a center is closed. They move what its students planned in business days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.errors import CenterError
from apps.centers.models import Center, ClosedDay, Membership, Role


@transaction.atomic
def add_closed_days(
    *, actor: User, center: Center, first_day: date, last_day: date, label: str, now: datetime
) -> ClosedDay:
    """Closes a center from the first to the last day; CenterError if the list has these days already."""
    try:
        with transaction.atomic():
            closed = ClosedDay.objects.create(
                center=center, first_day=first_day, last_day=last_day, label=label.strip(), created_at=now
            )
    except IntegrityError as error:
        raise CenterError("Those days are on the list already.") from error
    _plan_anew(center, now)
    return closed


@transaction.atomic
def remove_closed_days(*, actor: User, closed: ClosedDay, now: datetime) -> bool:
    """Takes days off the list; True if they stood there."""
    gone, _ = ClosedDay.objects.filter(pk=closed.pk).delete()
    if gone:
        _plan_anew(closed.center, now)
    return bool(gone)


def follow_closed_days(membership: Membership, now: datetime) -> None:
    """Somebody joins or leaves: if the center has closed days and they are a student, their calendar changes."""
    if membership.role == Role.STUDENT and ClosedDay.objects.filter(center=membership.center_id).exists():
        User.objects.filter(pk=membership.user_id).update(replan_from=now)


def _plan_anew(center: Center, now: datetime) -> None:
    # One UPDATE however many students; follow-ups move their reminders in the background. A mark that is set
    # already is set again, because whoever works on it may have read the calendar before this transaction.
    students = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None)
    User.objects.filter(pk__in=students.values("user")).update(replan_from=now)
