"""What the navigation needs to know: one query for a page, remembered on the request's user."""

from __future__ import annotations

from django.db import connection

from apps.accounts.models import User
from apps.centers.models import STAFF_ROLES, Role

_KEY = "_navigation_memberships"
# `active_memberships`, written out: every page asks this, and Django took longer to put it together than to run it.
_MINE = """
SELECT mine.role, center.name
  FROM centers_membership AS mine JOIN centers_center AS center ON center.id = mine.center_id
 WHERE mine.user_id = %s AND mine.ended_at IS NULL ORDER BY mine.created_at
"""
_DRAWN_FOR = {
    "staff": STAFF_ROLES,
    "desk": STAFF_ROLES - {Role.ANALYST},
    "advises": {Role.ADVISOR, Role.DIRECTOR},
    "reports": {Role.ADVISOR, Role.DIRECTOR, Role.ANALYST},
}
_AT_WORK = STAFF_ROLES - {Role.PEER_MENTOR}


def _mine(user: User) -> list[tuple[str, str]]:
    """(role, center's name). Only for what is drawn: rights are asked of the database every time."""
    if not user.is_authenticated:
        return []
    if _KEY not in user.__dict__:
        with connection.cursor() as cursor:
            cursor.execute(_MINE, [user.pk])
            user.__dict__[_KEY] = cursor.fetchall()
    found: list[tuple[str, str]] = user.__dict__[_KEY]
    return found


def audience(user: User) -> set[str]:
    """Staff see the desk in the navigation; those who advise, also who may need them; and who reads them, reports.

    Whoever works at a center and is a student of none finds it first ("at_work"). A peer mentor is a student.
    """
    roles = {role for role, _ in _mine(user)}
    found = {name for name, of in _DRAWN_FOR.items() if roles & of}
    return found | {"at_work"} if roles and roles <= _AT_WORK else found


def affiliation(user: User) -> str:
    """The first center's name stands under the user's."""
    return next((name for _, name in _mine(user)), "")
