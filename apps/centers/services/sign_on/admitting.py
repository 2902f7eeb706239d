"""Whom a center's sign-on lets in (SSO-3, SSO-4): people of that center, with an address in a domain that it proved."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.centers.access import belongs_by_sign_on
from apps.centers.models import Center, Invitation, Membership, Role, RosterEntry, SignOnDomain
from apps.centers.roster.addresses import key_of
from apps.centers.roster.planning import GONE
from apps.centers.services.closed_days import follow_closed_days
from apps.centers.services.joining import link_card
from apps.centers.sign_on.domains import domain_of
from apps.centers.sign_on.identity import Identity


class Admission(StrEnum):
    """What comes of somebody's coming back from their campus."""

    COME_IN = "come_in"
    DOMAIN = "domain"  # the address is in no domain that the center proved
    UNVERIFIED = "unverified"  # the campus says that the address is not known to be theirs
    UNKNOWN = "unknown"  # the center does not know them (any more)


def admit(*, center_id: UUID, identity: Identity, user: User | None, now: datetime) -> Admission:
    """Whether the center lets in `user`, who was signed in or connected before, or a new account (None)."""
    if not _is_of(center_id, identity.email):
        return Admission.DOMAIN
    if user is None and identity.is_verified is False:
        return Admission.UNVERIFIED
    if user is not None and belongs_by_sign_on(user, center_id, now):
        return Admission.COME_IN
    if _waiting_cards(center_id, identity.subject).count() == 1:
        return Admission.COME_IN
    if user is None and _is_invited(center_id, identity.email, now):
        return Admission.COME_IN
    return Admission.UNKNOWN


@transaction.atomic
def enter(*, user: User, center_id: UUID, subject: str, now: datetime) -> Membership | None:
    """Makes somebody a student where the roster names their sign-in; None if it does not, or they are one already.

    Never staff, and never with a sharing level: the roster's card is all that the center adds.
    """
    Center.objects.select_for_update().get(pk=center_id)
    if Membership.objects.filter(center=center_id, user=user, role=Role.STUDENT, ended_at=None).exists():
        return None
    cards = list(_waiting_cards(center_id, subject).select_for_update()[:2])
    if len(cards) != 1:
        return None
    membership = Membership.objects.create(center_id=center_id, user=user, role=Role.STUDENT, created_at=now)
    follow_closed_days(membership, now)
    link_card(entry=cards[0], membership=membership, now=now)
    return membership


def _is_of(center_id: UUID, address: str) -> bool:
    name = domain_of(address)
    return bool(name) and SignOnDomain.objects.filter(center=center_id, name=name, proved_at__isnull=False).exists()


def _waiting_cards(center_id: UUID, subject: str) -> QuerySet[RosterEntry]:
    """Cards that wait for whoever signs in so; more than one is nobody's."""
    return RosterEntry.objects.filter(center=center_id, sso_subject=subject, membership=None).exclude(status__in=GONE)


def _is_invited(center_id: UUID, address: str, now: datetime) -> bool:
    open_ones = Invitation.objects.filter(center=center_id, accepted_at=None, revoked_at=None, expires_at__gt=now)
    return any(key_of(email) == key_of(address) for email in open_ones.values_list("email", flat=True))
