"""Invitations: issue, send, renew, take back, accept (INV-1 to INV-4).

Only the hash of a token is stored, so sending one again makes a new token and the old link stops working.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.centers.access import invite_right, may
from apps.centers.emails import compose_invitation
from apps.centers.errors import AboveOwnRole, AlreadyMember, CenterError, InvitationUnusable, TooManyInvitations
from apps.centers.models import Caseload, Center, Cohort, Invitation, Membership, Role
from apps.centers.services.caseloads import ADVISING_ROLES
from apps.centers.services.closed_days import follow_closed_days
from apps.centers.services.cohorts import add_places
from apps.centers.services.joining import join_roster

logger = logging.getLogger(__name__)
LIFETIME = timedelta(days=14)
PER_HOUR = 200  # for one center
RESEND_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation together with its token, which exists only until the mail is written."""

    invitation: Invitation
    token: str


def hash_token(token: str) -> str:
    """What is stored of a token. 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_invitations(
    *,
    actor: User,
    center: Center,
    emails: Sequence[str],
    role: Role,
    now: datetime,
    cohort: Cohort | None = None,
    advisor: Membership | None = None,
) -> list[Issued]:
    """An invitation for each address; an open one for the same address and role is taken back. Sends nothing.

    Whether an address has an account makes no difference and is never looked up.
    """
    inviter = _inviter(actor, center, role)
    Center.objects.select_for_update().get(pk=center.pk)
    recent = Invitation.objects.filter(center=center, created_at__gt=now - timedelta(hours=1)).count()
    if recent + len(emails) > PER_HOUR:
        raise TooManyInvitations
    lowered = [email.lower() for email in emails]
    members = Membership.objects.filter(center=center, role=role, ended_at=None).annotate(mail=Lower("user__email"))
    if taken := members.filter(mail__in=lowered).values_list("mail", flat=True).first():
        raise AlreadyMember(taken, role.label)
    Invitation.objects.annotate(mail=Lower("email")).filter(
        _open(now), center=center, role=role, mail__in=lowered
    ).update(revoked_at=now, updated_at=now)
    issued = []
    for email in emails:
        token = secrets.token_urlsafe(32)
        invitation = Invitation(
            center=center,
            email=email,
            role=role,
            cohort=cohort if role == Role.STUDENT else None,
            advisor=advisor if role == Role.STUDENT else None,
            invited_by=inviter,
            token_hash=hash_token(token),
            expires_at=now + LIFETIME,
            created_at=now,
        )
        issued.append(Issued(invitation, token))
    Invitation.objects.bulk_create(i.invitation for i in issued)
    return issued


def send_invitations(*, actor: User, issued: Sequence[Issued], now: datetime) -> list[Invitation]:
    """Mails them over one connection, outside any transaction; returns those that could not be sent."""
    failed: list[Invitation] = []
    connection = get_connection()
    try:
        connection.open()
        for number, one in enumerate(issued):
            try:
                message = compose_invitation(one.invitation, one.token, actor)
                message.connection = connection
                message.send()
            except SMTPException:
                logger.warning("Invitation %s could not be sent", one.invitation.pk, exc_info=True)
                failed.append(one.invitation)
            except OSError:  # the relay is gone: the rest would only wait for it, one timeout after the other
                logger.warning("Mail is unreachable; %s invitations not sent", len(issued) - number, exc_info=True)
                return failed + [i.invitation for i in issued[number:]]
            else:
                Invitation.objects.filter(pk=one.invitation.pk).update(sent_at=now, updated_at=now)
    except (OSError, SMTPException):
        logger.warning("Mail is unreachable; no invitation sent", exc_info=True)
        return [i.invitation for i in issued]
    finally:
        connection.close()
    return failed


def renew_invitation(*, actor: User, invitation: Invitation, now: datetime) -> Issued:
    """A new token and 14 new days for an invitation that nobody used; CenterError if it was used or taken back."""
    inviter = _inviter(actor, invitation.center, Role(invitation.role))
    token = secrets.token_urlsafe(32)
    won = (
        Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        .filter(Q(sent_at=None) | Q(sent_at__lte=now - RESEND_AFTER))
        .update(
            token_hash=hash_token(token),
            expires_at=now + LIFETIME,
            invited_by=inviter,
            updated_at=now,
        )
    )
    if not won:
        invitation.refresh_from_db()
        if invitation.accepted_at or invitation.revoked_at:
            raise CenterError("That invitation is no longer open.")
        raise TooManyInvitations("It was sent a moment ago. Give it a minute to arrive.")
    return Issued(invitation, token)


def revoke_invitation(*, actor: User, invitation: Invitation, now: datetime) -> bool:
    """Takes back an open invitation; True if it was open."""
    return bool(
        Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
            revoked_at=now, updated_at=now
        )
    )


def usable_invitation(*, actor: User, token: str, now: datetime) -> Invitation:
    """The invitation that `token` opens for `actor`, changing nothing; InvitationUnusable for every other case.

    Open, of someone who may still invite to that role, and sent to an address that `actor` has verified (INV-2).
    """
    verified = EmailAddress.objects.filter(user=actor, verified=True).values(mail=Lower("email"))
    invitation = (
        Invitation.objects.annotate(mail=Lower("email"))
        .filter(_open(now), token_hash=hash_token(token), mail__in=verified)
        .filter(invited_by__ended_at=None, invited_by__center=F("center"))
        .select_related("center", "cohort", "invited_by__user", "advisor__user")
        .first()
    )
    if invitation is None or not may(invitation.invited_by.user, invite_right(invitation.role), invitation.center_id):
        raise InvitationUnusable
    return invitation


@transaction.atomic
def accept_invitation(*, actor: User, token: str, now: datetime) -> Membership:
    """Makes `actor` what the invitation says, once. It sets no sharing level: that is theirs alone (CON-1)."""
    invitation = usable_invitation(actor=actor, token=token, now=now)
    won = Invitation.objects.filter(_open(now), pk=invitation.pk, token_hash=hash_token(token)).update(
        accepted_at=now, updated_at=now
    )
    if not won:
        raise InvitationUnusable
    membership, _ = Membership.objects.get_or_create(
        center=invitation.center,
        user=actor,
        role=invitation.role,
        ended_at=None,
        defaults={"created_at": now},
    )
    if invitation.cohort_id and membership.role == Role.STUDENT:
        add_places([(invitation.cohort_id, membership.pk)])
    follow_closed_days(membership, now)
    advisor = invitation.advisor
    if advisor and advisor.ended_at is None and advisor.role in ADVISING_ROLES and advisor.user_id != actor.pk:
        Caseload.objects.bulk_create(
            [Caseload(staff=advisor, student=membership, created_at=now)], ignore_conflicts=True
        )
    join_roster(membership=membership, invitation=invitation, now=now)
    return membership


def _inviter(actor: User, center: Center, role: Role) -> Membership:
    """The membership by which `actor` may invite to `role`; AboveOwnRole if there is none."""
    if not may(actor, invite_right(role), center.pk):
        raise AboveOwnRole
    strongest = (Role.DIRECTOR, Role.ADMIN)
    mine = Membership.objects.filter(center=center, user=actor, ended_at=None, role__in=strongest)
    return min(mine, key=lambda m: strongest.index(Role(m.role)))


def _open(now: datetime) -> Q:
    return Q(accepted_at=None, revoked_at=None, expires_at__gt=now)
