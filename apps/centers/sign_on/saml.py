"""SAML: the way to a campus, and what makes its answer good.

python3-saml checks the signature and reads the assertion; allauth keeps what we asked. What both leave open is closed
here: the assertion itself must be signed, name our question, our address and us, and it can be used once.
"""

from __future__ import annotations

import binascii
import hashlib
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.sessions import LoginSession
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.response import OneLogin_Saml2_Response

from apps.centers.models import SignOn
from apps.centers.sign_on.errors import SignOnFailed
from apps.centers.sign_on.identity import AGAIN, Identity, ReadsIdentity, own_address

LARGEST = 300_000  # characters of an answer
WAITS = 300  # seconds that an answer waits for the browser that brought it
_WAITING = ("campus_answer", "campus-answer")
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"
SUBJECTS = {
    SignOn.Subject.SUBJECT_ID: "urn:oasis:names:tc:SAML:attribute:subject-id",
    SignOn.Subject.PAIRWISE_ID: "urn:oasis:names:tc:SAML:attribute:pairwise-id",
    SignOn.Subject.UNIQUE_ID: "urn:oid:1.3.6.1.4.1.5923.1.1.1.13",
}
_CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
_EMAIL = ("urn:oid:0.9.2342.19200300.100.1.3", f"{_CLAIMS}emailaddress", "mail")
_GIVEN = ("urn:oid:2.5.4.42", f"{_CLAIMS}givenname", "givenName")
_FAMILY = ("urn:oid:2.5.4.4", f"{_CLAIMS}surname", "sn")


class CampusSaml(ReadsIdentity, SAMLProvider):  # type: ignore[misc]  # allauth has no type information
    """One center's SAML identity provider, as allauth knows it."""

    def serialize(self) -> dict[str, str]:
        """By the center."""
        return {"id": self.sub_id}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: object = None, **kwargs: Any
    ) -> HttpResponse:
        """To the campus; the id of the question is what we know its answer by."""
        auth = _auth(self, "")
        address = auth.login(return_to="", force_authn=process == AGAIN)
        self.stash_redirect_state(request, process, next_url, data, state_id=auth.get_last_request_id(), **kwargs)
        return HttpResponseRedirect(address)

    def extract_email_addresses(self, data: Identity) -> list[EmailAddress]:
        """SAML has no word for "verified", so that a new account confirms its address by mail."""
        return [EmailAddress(email=data.email, verified=False, primary=True)] if data.email else []


def answer(request: HttpRequest, provider: CampusSaml, posted: str) -> tuple[SocialLogin, Identity]:
    """Who came back; SignOnFailed for every answer that is not one to a question of this browser."""
    if not posted or len(posted) > LARGEST:
        raise SignOnFailed("There is no answer of the campus.")
    auth = _auth(provider, posted)
    try:
        auth.process_response()
    except (OneLogin_Saml2_Error, binascii.Error, etree.XMLSyntaxError, ValueError) as error:
        raise SignOnFailed("The campus’s answer cannot be read.") from error
    if auth.get_errors() or not auth.is_authenticated():
        raise SignOnFailed(f"The campus’s answer was refused: {auth.get_last_error_reason() or 'not signed in'}"[:400])
    asked = auth.get_last_response_in_response_to() or ""
    _check_assertion(OneLogin_Saml2_Response(auth.get_settings(), posted), provider, asked)
    try:
        state = provider.unstash_redirect_state(request, asked)
    except PermissionDenied as error:
        raise SignOnFailed("This browser asked no such question.") from error
    identity = _identity(provider, auth)
    _use_once(provider.sub_id, str(auth.get_last_assertion_id()), auth.get_last_assertion_not_on_or_after())
    login = provider.sociallogin_from_response(request, identity)
    login.state = state
    return login, identity


def put_by(request: HttpRequest, response: HttpResponse, center_id: UUID, posted: str) -> None:
    """Keeps what came from another site, and so without our session, for the page that `response` leads to."""
    waiting = LoginSession(request, *_WAITING)
    waiting.store.update({"answer": posted, "center": str(center_id)})
    waiting.store.set_expiry(WAITS)
    waiting.save(response)


def fetch_back(request: HttpRequest, center_id: UUID) -> str:
    """What was put by for this browser and center, once; empty if nothing was."""
    waiting = LoginSession(request, *_WAITING)
    posted = waiting.store.get("answer", "") if waiting.store.get("center") == str(center_id) else ""
    waiting.delete()
    return str(posted)


def _check_assertion(response: OneLogin_Saml2_Response, provider: CampusSaml, asked: str) -> None:
    """What python3-saml lets pass where it is missing has to be there, inside of what is signed."""
    us, place = (
        own_address("centers:campus_metadata", provider.sub_id),
        own_address("centers:campus_acs", provider.sub_id),
    )
    if not asked:
        raise SignOnFailed("Nobody here asked for this: sign-in starts at our side.")
    if us not in response.get_audiences():
        raise SignOnFailed("The assertion does not say that it is for us.")
    confirmed = response._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
    good = [
        data
        for data in confirmed
        if data.get("InResponseTo") == asked and data.get("Recipient") == place and data.get("NotOnOrAfter")
    ]
    if not good or len(good) != len(confirmed):
        raise SignOnFailed("The assertion does not name our question, our address or its end.")


def _use_once(center_id: str, assertion_id: str, ends: int | None) -> None:
    seconds = max(int((ends or 0) - time.time()), 0) + 3600
    digest = hashlib.sha256(assertion_id.encode()).hexdigest()
    if not cache.add(f"assertion:{center_id}:{digest}", 1, seconds):
        raise SignOnFailed("This assertion was used before.")


def _identity(provider: CampusSaml, auth: OneLogin_Saml2_Auth) -> Identity:
    attributes = auth.get_attributes()
    wanted = provider.app.settings["subject"]
    if wanted == SignOn.Subject.NAME_ID:
        if auth.get_nameid_format() != PERSISTENT:
            raise SignOnFailed("Its NameID is not a persistent one, so it may be another person’s next time.")
        subject = auth.get_nameid() or ""
    else:
        values = attributes.get(SUBJECTS[wanted], [])
        if len(values) != 1 or not isinstance(values[0], str):
            raise SignOnFailed(f"It does not say who that is: the attribute {SUBJECTS[wanted]} is missing.")
        subject = values[0]
    return Identity(
        issuer=provider.app.settings["issuer"],
        subject=subject,
        email=_first(attributes, _EMAIL),
        given_name=_first(attributes, _GIVEN)[:100],
        family_name=_first(attributes, _FAMILY)[:100],
    )


def _first(attributes: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((str(attributes[name][0]).strip() for name in names if attributes.get(name)), "")


def _auth(provider: CampusSaml, posted: str) -> OneLogin_Saml2_Auth:
    place = own_address("centers:campus_acs", provider.sub_id)
    parts = urlsplit(place)
    asked = {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": {"SAMLResponse": posted} if posted else {},
    }
    return OneLogin_Saml2_Auth(asked, _settings(provider, place))


def _settings(provider: CampusSaml, place: str) -> dict[str, Any]:
    given = provider.app.settings
    return {
        "strict": True,
        "sp": {
            "entityId": own_address("centers:campus_metadata", provider.sub_id),
            "assertionConsumerService": {"url": place},
            "NameIDFormat": PERSISTENT if given["subject"] == SignOn.Subject.NAME_ID else UNSPECIFIED,
        },
        "idp": {
            "entityId": given["issuer"],
            "singleSignOnService": {"url": given["sso_url"]},
            "x509certMulti": {"signing": given["certificates"]},
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantAttributeStatement": given["subject"] != SignOn.Subject.NAME_ID,
            "wantNameId": given["subject"] == SignOn.Subject.NAME_ID,
            "wantMessagesSigned": False,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
            "allowRepeatAttributeName": False,
            "allowSingleLabelDomains": True,
        },
    }
