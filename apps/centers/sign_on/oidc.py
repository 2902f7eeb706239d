"""OpenID Connect: the way to a campus, and what makes its answer good.

allauth keeps the state, asks for the code with PKCE and knows the client; what a token must say is checked here,
because allauth reads one that it fetched itself without looking at its signature, and has no nonce.
"""

from __future__ import annotations

import hmac
import time
from typing import Any

import jwt
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from apps.centers.sign_on.errors import SignOnFailed, Unreachable
from apps.centers.sign_on.fetching import address_problem, read_json
from apps.centers.sign_on.identity import AGAIN, Identity, ReadsIdentity, own_address

ALGORITHMS = frozenset(f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)) | {"EdDSA"}
FRESH = 600  # seconds since the campus asked, where it was told to ask again
LEEWAY = 60  # seconds that two clocks may differ
WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def discover(issuer: str) -> dict[str, Any]:
    """What a provider says of itself; Unreachable if it cannot be read, or is not that issuer's."""
    found = read_json(issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != issuer:
        raise Unreachable(f"It calls itself “{str(found.get('issuer'))[:200]}”. Write the issuer exactly so.")
    if any(address_problem(str(found.get(name, ""))) for name in ENDPOINTS):
        raise Unreachable("It answers, but does not say where people sign in.")
    return found


class CampusOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no type information
    """Our address to come back to, and a provider's own word about itself."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """As it was given to the campus."""
        return own_address("centers:campus_callback", self.provider_id)

    @property
    def openid_config(self) -> dict[str, Any]:
        """Read once in a request."""
        if not hasattr(self, "_openid_config"):
            self._openid_config = discover(self.get_provider().app.settings["issuer"])
        return self._openid_config


class CampusOpenIDConnect(ReadsIdentity, OpenIDConnectProvider):  # type: ignore[misc]
    """One center's OpenID Connect provider, as allauth knows it."""

    oauth2_adapter_class = CampusOAuth2Adapter
    pkce_enabled_default = True

    def serialize(self) -> dict[str, str]:
        """By the center: two may have the same client id at different places."""
        return {"id": self.sub_id}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: object = None, **kwargs: Any
    ) -> HttpResponse:
        """To the campus, with a nonce that its token has to repeat."""
        nonce = get_random_string(32)
        asked = {"nonce": nonce} | ({"prompt": "login", "max_age": "0"} if process == AGAIN else {})
        return super().redirect(  # type: ignore[no-any-return]
            request, process, next_url, data, auth_params=asked, nonce=nonce, **kwargs
        )

    def extract_email_addresses(self, data: Identity) -> list[EmailAddress]:
        """Verified only if the campus says so in as many words."""
        if not data.email:
            return []
        return [EmailAddress(email=data.email, verified=data.is_verified is True, primary=True)]


def answer(request: HttpRequest, provider: CampusOpenIDConnect) -> tuple[SocialLogin, Identity]:
    """Who came back; SignOnFailed for every answer that is not one to a question of this browser."""
    try:
        state = provider.unstash_redirect_state(request, request.GET.get("state", ""))
    except PermissionDenied as error:
        raise SignOnFailed("This browser asked no such question.") from error
    if "error" in request.GET or "code" not in request.GET:
        raise SignOnFailed("The campus sent no code back: it was refused or broken off there.")
    adapter = provider.get_oauth2_adapter(request)
    try:
        client = adapter.get_client(request, provider.app)
        tokens = client.get_access_token(request.GET["code"], pkce_code_verifier=state.get("pkce_code_verifier"))
        claims = verified_claims(
            str(tokens.get("id_token", "")),
            keys=read_json(adapter.openid_config["jwks_uri"]),
            issuer=provider.app.settings["issuer"],
            client_id=provider.app.client_id,
            nonce=str(state.get("nonce", "")),
        )
        if not claims.get("email") and "userinfo_endpoint" in adapter.openid_config:
            claims |= _userinfo(adapter.openid_config["userinfo_endpoint"], tokens["access_token"], claims["sub"])
    except (OAuth2Error, requests.RequestException, ValueError) as error:
        raise SignOnFailed("The campus did not exchange the code. Is the client secret right?") from error
    except Unreachable as error:
        raise SignOnFailed(str(error)) from error
    if state.get("process") == AGAIN and time.time() - int(claims.get("auth_time", time.time())) > FRESH:
        raise SignOnFailed("The campus did not ask again who that is.")
    identity = _identity(provider.app.settings["issuer"], claims)
    login = provider.sociallogin_from_response(request, identity)
    login.state = state
    return login, identity


def verified_claims(token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """What an id token says; SignOnFailed unless it is signed, for us, from them, in time and to this question."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise SignOnFailed("Its token is not signed with a key of the campus.")
        key = _key(header, keys)
        required = ["iss", "sub", "aud", "exp", "iat"]
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[header["alg"]],
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": required},
        )
    except jwt.ExpiredSignatureError as error:
        raise SignOnFailed("Its token has run out. Is a clock wrong?") from error
    except jwt.InvalidAudienceError as error:
        raise SignOnFailed("Its token is for another client.") from error
    except jwt.InvalidIssuerError as error:
        raise SignOnFailed("Its token is from another issuer.") from error
    except jwt.PyJWTError as error:
        raise SignOnFailed("Its token is not signed with a key of the campus, or misses something.") from error
    audience = claims["aud"]
    if claims.get("azp", client_id) != client_id or (isinstance(audience, list) and audience != [client_id]):
        raise SignOnFailed("Its token is for another client.")
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        raise SignOnFailed("Its token answers another question.")
    return claims


def _key(header: dict[str, Any], keys: dict[str, Any]) -> jwt.PyJWK:
    fits = [
        key
        for key in jwt.PyJWKSet.from_dict(keys).keys
        if header.get("kid") in (None, key.key_id) and key.public_key_use in (None, "sig")
    ]
    if len(fits) != 1:
        raise SignOnFailed("Its token is signed with a key that the campus does not name.")
    return fits[0]


def _userinfo(address: str, token: str, subject: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        response = session.get(address, headers={"Authorization": f"Bearer {token}"})
        response.raise_for_status()
        found = response.json()
    if not isinstance(found, dict) or found.get("sub") != subject:
        raise SignOnFailed("It says about somebody else who that is.")
    return {name: found[name] for name in ("email", "email_verified", "given_name", "family_name") if name in found}


def _identity(issuer: str, claims: dict[str, Any]) -> Identity:
    said = claims.get("email_verified")
    return Identity(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email") or "").strip(),
        is_verified=None if said is None else said is True or said == "true",
        given_name=str(claims.get("given_name") or "")[:100],
        family_name=str(claims.get("family_name") or "")[:100],
    )
