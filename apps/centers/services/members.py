"""Members: what they are, whom they look after, and how it ends.

The center's row is locked while roles change, so that two directors cannot remove each other at the same moment.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.centers.access import Right, may
from apps.centers.errors import AboveOwnRole, CenterError, LastDirector, OwnRole
from apps.centers.models import Center, Level, Membership, Role
from apps.centers.services.caseloads import ADVISING_ROLES, end_caseloads, end_covers
from apps.centers.services.closed_days import follow_closed_days
from apps.centers.services.sharing import set_level


@transaction.atomic
def change_role(*, actor: User, membership: Membership, role: Role, now: datetime) -> bool:
    """Makes a member of staff something else; True if that changed anything.

    A student does not become staff this way, nor staff a student: that is another membership, by invitation.
    """
    membership = _locked(membership)
    if membership.user_id == actor.pk:
        raise OwnRole
    if not may(actor, Right.MANAGE_STAFF, membership.center_id):
        raise AboveOwnRole
    if Role.STUDENT in (role, membership.role):
        raise CenterError("Invite them again to make them something else.")
    if membership.role == Role.DIRECTOR and role != Role.DIRECTOR:
        _another_director(membership)
    same = Membership.objects.filter(
        center=membership.center_id, user=membership.user_id, role=role, ended_at=None
    ).exclude(pk=membership.pk)
    if same.exists():
        raise CenterError(f"They are {role.label.lower()} here already.")
    won = (
        Membership.objects.filter(pk=membership.pk, ended_at=None).exclude(role=role).update(role=role, updated_at=now)
    )
    if won and role not in ADVISING_ROLES:
        end_caseloads(Q(staff=membership), now)
    if won and role != Role.ADVISOR:
        end_covers(Q(staff=membership) | Q(absent=membership), now)
    return bool(won)


@transaction.atomic
def end_membership(*, actor: User, membership: Membership, now: datetime) -> bool:
    """Ends what someone is to a center, with their caseloads; True if it was running.

    An admin cannot end a director. Nobody ends their own: leaving is another button.
    """
    membership = _locked(membership)
    if membership.user_id == actor.pk:
        raise OwnRole
    if membership.role == Role.DIRECTOR and not may(actor, Right.MANAGE_STAFF, membership.center_id):
        raise AboveOwnRole
    return _end(membership, now)


@transaction.atomic
def leave_center(*, actor: User, membership: Membership, now: datetime) -> bool:
    """`actor` ends their own membership. A student's sharing is cut first, so that the history says so."""
    membership = _locked(membership)
    if membership.role == Role.STUDENT:
        set_level(actor=actor, center=membership.center, level=Level.NOTHING, now=now)
    return _end(membership, now)


def _end(membership: Membership, now: datetime) -> bool:
    if membership.role == Role.DIRECTOR:
        _another_director(membership)
    won = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=now, updated_at=now)
    follow_closed_days(membership, now)
    end_caseloads(Q(staff=membership) | Q(student=membership), now)
    end_covers(Q(staff=membership) | Q(absent=membership), now)
    return bool(won)


def _locked(membership: Membership) -> Membership:
    """The row as it is now; nobody else changes roles of its center until this transaction ends."""
    Center.objects.select_for_update().get(pk=membership.center_id)
    return Membership.objects.select_related("center").get(pk=membership.pk)


def _another_director(membership: Membership) -> None:
    """LastDirector unless the center has another; the caller holds the center's row."""
    others: list[UUID] = list(
        Membership.objects.filter(center=membership.center_id, role=Role.DIRECTOR, ended_at=None)
        .exclude(pk=membership.pk)
        .values_list("pk", flat=True)
    )
    if not others:
        raise LastDirector
