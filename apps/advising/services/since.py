"""The brief before a meeting: what changed since the last one, read and logged like a student's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.advising.selectors.notes import last_met
from apps.advising.selectors.since import Changes, changes_since
from apps.centers.access import Reason, Right, Student, decide
from apps.centers.models import Disclosure
from apps.centers.services import record_open

USUAL = timedelta(weeks=4)
Group = Disclosure.FieldGroup


@dataclass(frozen=True, slots=True)
class Brief:
    """What one viewer may read before they meet a student. `changes` is None where nothing is shared with them."""

    student: Student
    since: date
    last_met: date | None  # by the viewer's own notes
    changes: Changes | None
    asks_purpose: bool  # names are there for a viewer who says what for


@transaction.atomic
def read_brief(*, actor: User, student: Student, since: date | None, purpose: str = "", now: datetime) -> Brief:
    """From the day given, or the last on which `actor` met the student, or four weeks ago; logged as what it showed.

    PermissionDenied if a purpose is given where it opens nothing.
    """
    names = decide(Right.READ_PEOPLE, [student.scope], level=student.level, purpose=purpose)
    if purpose and not names:
        raise PermissionDenied
    met = last_met(student.id, actor, actor.zone)
    day = since or met or now.astimezone(actor.zone).date() - USUAL
    changes = None
    group, count = Group.ROSTER, 1
    if decide(Right.READ_FACTS, [student.scope], level=student.level):
        begins = datetime.combine(day, time(), actor.zone)
        changes = changes_since(student.user_id, since=begins, now=now, with_names=bool(names))
        group, count = (Group.FULL if names else Group.PROGRESS), changes.now_at.listed
    record_open(actor=actor, student=student, group=group, count=count, purpose=purpose, now=now)
    return Brief(student, day, met, changes, names.reason is Reason.NO_PURPOSE)
