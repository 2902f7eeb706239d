"""The disclosure log: what staff read of a student, written in the transaction that reads it (LOG-1).

If the row cannot be written, the exception ends the transaction and with it the read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from uuid_utils.compat import uuid7

from apps.accounts.models import User
from apps.centers.access import ROLE_OF, Student
from apps.centers.models import Disclosure

#: Every list and page is logged, so these are in their price: one statement, and in a list what stands already costs a
#: look.
_LISTED = """
INSERT INTO centers_disclosure (id, created_at, updated_at, owner_id, center_id, actor_id, actor_name, actor_role,
                                action, field_group, object_count, purpose, grant_id, day)
SELECT seen.id, %(now)s, %(now)s, owner, center, %(actor)s, %(name)s, role, 'list', field_group, 1, '', given, %(day)s
  FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[], %(centers)s::uuid[], %(roles)s::text[], %(groups)s::text[],
              %(grants)s::uuid[]) AS seen (id, owner, center, role, field_group, given)
ON CONFLICT (owner_id, center_id, actor_id, field_group, day) WHERE action = 'list' DO NOTHING
"""


_OPENED = """
INSERT INTO centers_disclosure (id, created_at, updated_at, owner_id, center_id, actor_id, actor_name, actor_role,
                                action, field_group, object_count, purpose, grant_id, day)
VALUES (%(id)s, %(now)s, %(now)s, %(owner)s, %(center)s, %(actor)s, %(name)s, %(role)s, 'open', %(group)s, %(count)s,
        %(purpose)s, %(grant)s, %(day)s)
"""


def record_open(
    *, actor: User, student: Student, group: Disclosure.FieldGroup, count: int, purpose: str, now: datetime
) -> Disclosure:
    """One row for each time that a student's page is opened."""
    row = _row(actor, student, Disclosure.Action.OPEN, group, count, now)
    row.purpose = purpose.strip()[:200]
    asked: dict[str, Any] = {
        "id": row.pk,
        "now": now,
        "owner": row.owner_id,
        "center": row.center_id,
        "actor": actor.pk,
        "name": row.actor_name,
        "role": str(row.actor_role),
        "group": str(row.field_group),
        "count": count,
        "purpose": row.purpose,
        "grant": row.grant_id,
        "day": row.day,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OPENED, asked)
    row._state.adding = False
    return row


def record_list(*, actor: User, seen: Iterable[tuple[Student, Disclosure.FieldGroup]], now: datetime) -> None:
    """One row for each student, viewer, UTC day and field group; further views of that day add none."""
    rows = list(seen)
    if not rows:
        return
    asked: dict[str, Any] = {
        "ids": [uuid7() for _ in rows],
        "owners": [student.user_id for student, _ in rows],
        "centers": [student.center_id for student, _ in rows],
        "roles": [ROLE_OF[student.scope].value for student, _ in rows],
        "groups": [group.value for _, group in rows],
        "grants": [student.grant_id for student, _ in rows],
        "actor": actor.pk,
        "name": actor.name[:201],
        "now": now,
        "day": now.astimezone(UTC).date(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, asked)


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
