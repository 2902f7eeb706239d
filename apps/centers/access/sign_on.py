"""Whom a center's campus sign-on speaks for, and the doorways of its pages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.shortcuts import get_list_or_404, get_object_or_404

from apps.accounts.models import User
from apps.centers.access.doorways import center_for
from apps.centers.access.rights import Right
from apps.centers.access.scope import active_memberships
from apps.centers.models import Center, Invitation, SignOn, SignOnDomain
from apps.centers.sign_on.identity import key_start


def belongs_by_sign_on(user: User, center_id: UUID, now: datetime) -> bool:
    """True for a center's members, and for whoever it waits for: a verified address of theirs is invited there."""
    if active_memberships(user).filter(center=center_id).exists():
        return True
    mine = EmailAddress.objects.filter(user=user, verified=True).values(mail=Lower("email"))
    waiting = Invitation.objects.filter(center=center_id, accepted_at=None, revoked_at=None, expires_at__gt=now)
    return waiting.annotate(mail=Lower("email")).filter(mail__in=mine).exists()


def sign_on_stands(user: User, center_id: UUID, uid: str, now: datetime) -> bool:
    """Whether a session that a center's sign-on opened may go on: it is on, connected, and they belong there (SSO-4).

    One query for a member. `uid` is the key that the session was opened with; another issuer since then ends it.
    """
    account = SocialAccount.objects.filter(user=user, provider=str(center_id), uid=uid)
    member = active_memberships(user).filter(center=OuterRef("center"))
    here = SignOn.objects.filter(Exists(account), center=center_id, enabled_at__isnull=False)
    found = here.annotate(is_member=Exists(member)).values_list("issuer", "is_member").first()
    if found is None or not uid.startswith(key_start(found[0])):
        return False
    return found[1] or belongs_by_sign_on(user, center_id, now)


def way_in_stands(user: User, now: datetime) -> bool:
    """False for whose only way in was a campus that lets them in no more: what they handed out ends too (SSO-4).

    Whoever has a password or a passkey of their own keeps their account and what it made.
    """
    if user.has_usable_password():
        return True
    accounts = list(SocialAccount.objects.filter(user=user).values_list("provider", "uid"))
    if not accounts or Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
        return True
    return any(sign_on_stands(user, UUID(center), uid, now) for center, uid in accounts)


def running_sign_on(center_id: UUID) -> SignOn:
    """A sign-on that is on; 404 for every other center, and for what is none."""
    return get_object_or_404(SignOn.objects.select_related("center"), center=center_id, enabled_at__isnull=False)


def kept_sign_on(center_id: UUID) -> SignOn:
    """A sign-on, on or off: where a campus's answers arrive, tests included."""
    return get_object_or_404(SignOn.objects.select_related("center"), center=center_id)


def sign_on_center(user: User, center_id: UUID, *, change: bool = False) -> Center:
    """A center whose sign-on `user` may read, or change."""
    return center_for(user, center_id, Right.CHANGE_SIGN_ON if change else Right.READ_SIGN_ON)


def managed_domain(user: User, domain_id: UUID) -> SignOnDomain:
    """An address domain of a center whose sign-on `user` may change."""
    domain = get_object_or_404(SignOnDomain.objects.select_related("center"), pk=domain_id)
    center_for(user, domain.center_id, Right.CHANGE_SIGN_ON)
    return domain


def own_campus_accounts(user: User, center_id: UUID) -> list[SocialAccount]:
    """The reader's own connections to a center's campus: one, and what is left of issuers before; 404 without any."""
    found: list[SocialAccount] = get_list_or_404(SocialAccount, user=user, provider=str(center_id))
    return found
