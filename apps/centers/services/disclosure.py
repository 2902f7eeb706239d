"""The disclosure log: what staff read of a student, written in the transaction that reads it (LOG-1).

If the row cannot be written, the exception ends the transaction and with it the read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from apps.accounts.models import User
from apps.centers.access import ROLE_OF, Student
from apps.centers.models import Disclosure


def record_open(
    *, actor: User, student: Student, group: Disclosure.FieldGroup, count: int, purpose: str, now: datetime
) -> Disclosure:
    """One row for each time that a student's page is opened."""
    row = _row(actor, student, Disclosure.Action.OPEN, group, count, now)
    row.purpose = purpose.strip()[:200]
    row.save(force_insert=True)
    return row


def record_list(*, actor: User, seen: Iterable[tuple[Student, Disclosure.FieldGroup]], now: datetime) -> None:
    """One row for each student, viewer, UTC day and field group; further views of that day add none."""
    Disclosure.objects.bulk_create(
        [_row(actor, student, Disclosure.Action.LIST, group, 1, now) for student, group in seen],
        ignore_conflicts=True,
    )


def record_cover(*, actor: User, students: Iterable[Student], purpose: str, now: datetime) -> None:
    """One row for each student whom `actor` is going to look after in place of somebody, with what for."""
    rows = [_row(actor, s, Disclosure.Action.COVER, Disclosure.FieldGroup.ROSTER, 1, now) for s in students]
    for row in rows:
        row.purpose = purpose.strip()[:200]
    Disclosure.objects.bulk_create(rows)


def record_exports(*, actor: User, taken: Iterable[tuple[Student, int]], purpose: str, now: datetime) -> None:
    """One row for each student whose counts leave in a file, each time, with how many people they are about."""
    group, action = Disclosure.FieldGroup.PROGRESS, Disclosure.Action.EXPORT
    rows = [_row(actor, student, action, group, count, now) for student, count in taken]
    for row in rows:
        row.purpose = purpose.strip()[:200]
    Disclosure.objects.bulk_create(rows)


def _row(
    actor: User,
    student: Student,
    action: Disclosure.Action,
    group: Disclosure.FieldGroup,
    count: int,
    now: datetime,
) -> Disclosure:
    return Disclosure(
        owner_id=student.user_id,
        center_id=student.center_id,
        actor=actor,
        actor_name=actor.name[:201],
        actor_role=ROLE_OF[student.scope],
        action=action,
        field_group=group,
        object_count=count,
        grant_id=student.grant_id,
        day=now.astimezone(UTC).date(),
        created_at=now,
    )
