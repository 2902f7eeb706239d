"""The doorways of centers: an id becomes an object only here. 404 hides, 403 refuses what one may know of."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.centers.access.policy import decide
from apps.centers.access.rights import Right, Scope
from apps.centers.access.scope import active_memberships
from apps.centers.models import (
    STAFF_ROLES,
    Center,
    ClosedDay,
    Cohort,
    Invitation,
    Membership,
    Role,
    RosterEntry,
    RosterImport,
)

_SCOPE_OF = {
    Role.ADVISOR: Scope.COLLEAGUE,  # to a center as such; only a student can be on a caseload
    Role.DIRECTOR: Scope.DIRECTOR,
    Role.PEER_MENTOR: Scope.MENTOR,
    Role.ANALYST: Scope.ANALYST,
    Role.ADMIN: Scope.ADMIN,
}


def center_scopes(user: User, center_id: UUID) -> frozenset[Scope]:
    """How `user` stands to a center as staff; empty for everybody else."""
    roles = active_memberships(user).filter(center=center_id).values_list("role", flat=True)
    return frozenset(_SCOPE_OF[Role(role)] for role in roles if role in STAFF_ROLES)


def may(user: User, right: Right, center_id: UUID, *, purpose: str = "") -> bool:
    """True when `user` has a right over a center as such."""
    return bool(decide(right, center_scopes(user, center_id), purpose=purpose))


def center_for(user: User, center_id: UUID, right: Right) -> Center:
    """A center over which `user` has `right`; 403 for its other staff, 404 for everybody else."""
    scopes = center_scopes(user, center_id)
    if not scopes:
        raise Http404
    if not decide(right, scopes):
        raise PermissionDenied
    return get_object_or_404(Center, pk=center_id)


def joined_center(user: User, center_id: UUID) -> Membership:
    """The membership by which `user` is a student of a center; 404 if they are not."""
    mine = active_memberships(user).filter(role=Role.STUDENT).select_related("center")
    return get_object_or_404(mine, center=center_id)


def managed_membership(user: User, membership_id: UUID) -> Membership:
    """An active membership of a center whose members `user` manages."""
    active = Membership.objects.filter(_where_staff(user), ended_at=None).select_related("center", "user")
    membership = get_object_or_404(active, pk=membership_id)
    center_for(user, membership.center_id, Right.MANAGE_MEMBERS)
    return membership


def managed_cohort(user: User, cohort_id: UUID) -> Cohort:
    """A cohort of a center whose members `user` manages."""
    cohort = get_object_or_404(Cohort.objects.filter(_where_staff(user)).select_related("center"), pk=cohort_id)
    center_for(user, cohort.center_id, Right.MANAGE_MEMBERS)
    return cohort


def managed_closed_days(user: User, closed_day_id: UUID) -> ClosedDay:
    """Closed days of a center whose list `user` keeps."""
    closed = get_object_or_404(ClosedDay.objects.filter(_where_staff(user)).select_related("center"), pk=closed_day_id)
    center_for(user, closed.center_id, Right.MANAGE_CLOSED_DAYS)
    return closed


def managed_invitation(user: User, invitation_id: UUID) -> Invitation:
    """An invitation that `user` could have sent: an admin sees those to staff, but may not touch them."""
    known = Invitation.objects.filter(_where_staff(user)).select_related("center")
    invitation = get_object_or_404(known, pk=invitation_id)
    center_for(user, invitation.center_id, invite_right(invitation.role))
    return invitation


def managed_roster_import(user: User, roster_import_id: UUID) -> RosterImport:
    """A roster file of a center whose students `user` may invite."""
    known = RosterImport.objects.filter(_where_staff(user)).select_related("center", "uploaded_by")
    job = get_object_or_404(known, pk=roster_import_id)
    center_for(user, job.center_id, Right.INVITE_STUDENTS)
    return job


def managed_roster_entry(user: User, entry_id: UUID) -> RosterEntry:
    """A card on the roster of a center whose students `user` may invite."""
    found = RosterEntry.objects.filter(_where_staff(user)).select_related("center", "membership", "advisor__user")
    entry = get_object_or_404(found, pk=entry_id)
    center_for(user, entry.center_id, Right.INVITE_STUDENTS)
    return entry


def _where_staff(user: User) -> Q:
    """Rows of centers where `user` is staff: no row of another one is ever fetched (ISO-5)."""
    return Q(center__in=active_memberships(user).filter(role__in=STAFF_ROLES).values("center"))


def invite_right(role: str) -> Right:
    """The right that inviting someone as `role` takes."""
    return Right.INVITE_STUDENTS if role == Role.STUDENT else Right.MANAGE_STAFF
