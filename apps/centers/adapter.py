"""What allauth asks us about campus sign-on: which providers there are, whom they let in, what a new account is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.models import SignOn
from apps.centers.services import sign_on as sign_ons
from apps.centers.sign_on.fetching import guarded_session
from apps.centers.sign_on.identity import Identity
from apps.centers.sign_on.oidc import CampusOpenIDConnect
from apps.centers.sign_on.saml import CampusSaml
from apps.centers.sign_on.sealing import unseal

IDENTITY = "campus_identity"
"""What the answer of a campus hangs on its `SocialLogin`, which alone reaches the questions below."""


class Refused(Exception):
    """A center does not let somebody in who came back from its campus."""

    def __init__(self, verdict: sign_ons.Admission) -> None:
        super().__init__(verdict.value)
        self.verdict = verdict


def app_of(sign_on: SignOn) -> SocialApp:
    """A center's sign-on as allauth knows one: never stored, and named after the center."""
    provider = CampusOpenIDConnect if sign_on.kind == SignOn.Kind.OIDC else CampusSaml
    return SocialApp(
        provider=provider.id,
        provider_id=str(sign_on.center_id),
        name=sign_on.center.name[:40],
        client_id=sign_on.client_id,
        secret=unseal(sign_on.sealed_secret),
        settings={
            "issuer": sign_on.issuer,
            "sso_url": sign_on.sso_url,
            "certificates": sign_on.certificates,
            "subject": sign_on.subject,
        },
    )


def provider_of(request: HttpRequest, sign_on: SignOn) -> Any:
    """The provider of a center, ready to be asked."""
    return app_of(sign_on).get_provider(request)


class CampusAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no type information
    """Acquaint's answers to allauth about accounts elsewhere. All of them are campuses, one for each center."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The sign-on of the center that is asked for; allauth's own table of them is not used."""
        try:
            center = UUID(str(provider))
        except ValueError:
            return []
        return [app_of(found) for found in SignOn.objects.filter(center=center).select_related("center")]

    def get_requests_session(self) -> requests.Session:
        """Only to public addresses, without redirects, a little at a time."""
        return guarded_session()

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never: an address says nothing about who somebody is (SSO-3)."""
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """There is no form in which a campus's word could be changed."""
        return True

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """`pre_social_login` has decided."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stops everybody whom the center does not let in, before anything is signed in, connected or made."""
        identity: Identity = getattr(sociallogin, IDENTITY)
        center_id = UUID(sociallogin.account.provider)
        is_connecting = sociallogin.state.get("process") == "connect" and request.user.is_authenticated
        found = request.user if is_connecting else sociallogin.user if sociallogin.is_existing else None
        user = found if isinstance(found, User) else None
        verdict = sign_ons.admit(center_id=center_id, identity=identity, user=user, now=timezone.now())
        if verdict != sign_ons.Admission.COME_IN:
            raise Refused(verdict)
        if user is not None and (not is_connecting or not sociallogin.is_existing):
            sign_ons.enter(user=user, center_id=center_id, subject=identity.subject, now=timezone.now())

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, str]) -> User:
        """A new account's address and name."""
        user: User = sociallogin.user
        user.email = data.get("email", "").lower()
        user.given_name, user.family_name = data.get("first_name", ""), data.get("last_name", "")
        return user

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> User:
        """A new account, and the place on the roster that waits for whoever signs in so."""
        user: User = super().save_user(request, sociallogin, form=None)
        identity: Identity = getattr(sociallogin, IDENTITY)
        center_id = UUID(sociallogin.account.provider)
        sign_ons.enter(user=user, center_id=center_id, subject=identity.subject, now=timezone.now())
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        """The page of one's own connections."""
        return reverse("centers:campus_accounts")
