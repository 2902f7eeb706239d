"""Signing in by way of a campus: there, back, and one's own connections."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import requests
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal.flows import connect as connecting
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers.access import Right, kept_sign_on, may, own_campus_accounts, running_sign_on, sign_on_center
from apps.centers.adapter import IDENTITY, Refused, provider_of
from apps.centers.http import has_to_say_who, require_recent_sign_in
from apps.centers.models import SignOn
from apps.centers.selectors import sign_on as selectors
from apps.centers.services import sign_on as services
from apps.centers.sign_on import oidc, saml
from apps.centers.sign_on.domains import domain_of
from apps.centers.sign_on.errors import SignOnFailed, Unreachable
from apps.centers.sign_on.identity import AGAIN, Identity
from apps.centers.sign_on.metadata import own_metadata
from apps.centers.sign_on_forms import CampusForm
from apps.core.htmx import own_page, redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.limits import may_again

log = logging.getLogger(__name__)
Refusal = services.Admission
REFUSALS = {
    Refusal.DOMAIN: "Your campus gave us no address of its own for you. Ask its IT, or sign in with your password.",
    Refusal.UNVERIFIED: "Your campus says that your address there is not confirmed. Confirm it there, then come back.",
    Refusal.UNKNOWN: "The center doesn’t have you on its list. Ask it for an invitation, then come back.",
}
FAILED = "Your campus’s answer didn’t fit to what we asked. Start again from here; an old page or link won’t do."


@require_http_methods(["GET", "HEAD", "POST"])
def campus(request: HttpRequest) -> HttpResponse:
    """By which campus? By the domain of an address, or from the list of centers."""
    form = CampusForm(request.POST or None)
    next_page = own_page(request, request.POST.get("next", request.GET.get("next", "")), "")
    if request.method == "POST" and form.is_valid():
        found = selectors.campus_of(form.cleaned_data["email"])
        if found:
            return ask_campus(request, found, "login", next_page)
        form.add_error("email", "No center here signs in such addresses. Choose yours below, or use your password.")
    context = {"form": form, "campuses": selectors.campuses(), "next": next_page}
    return render_page(request, "centers/campus.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def campus_start(request: HttpRequest, center_id: UUID) -> HttpResponse:
    """One center's door, which it can link to; POST leads to its campus."""
    found = running_sign_on(center_id)
    next_page = own_page(request, request.POST.get("next", request.GET.get("next", "")), "")
    if request.method == "POST":
        return ask_campus(request, found, "login", next_page)
    return render_page(request, "centers/campus_start.html", {"center": found.center, "next": next_page})


def ask_campus(
    request: HttpRequest, sign_on: SignOn, process: str, next_page: str, *, tried: datetime | None = None
) -> HttpResponse:
    """To the campus, with a question that only this browser's session knows.

    By way of a page, because our policy lets no form lead to another site, not even by redirects.
    """
    if not _is_patient(request):
        return _failed(request, sign_on, "That was a lot of tries from here. Wait a minute, then start again.", 429)
    data = {"tried": tried.isoformat()} if tried else None
    try:
        there: HttpResponseBase = provider_of(request, sign_on).redirect(
            request, process, next_url=next_page or None, data=data
        )
    except (Unreachable, requests.RequestException) as error:
        log.warning("Campus of center %s: %s", sign_on.center_id, type(error).__name__)
        return _failed(request, sign_on, "Your campus can’t be reached right now. Try again in a few minutes.", 503)
    context = {"address": there["Location"], "center": sign_on.center}
    return render_page(request, "centers/campus_leave.html", context)


def _is_patient(request: HttpRequest) -> bool:
    """A whole campus may stand behind one address; a machine that never stops does too."""
    return may_again(f"campus:{get_adapter().get_client_ip(request)}", times=600, seconds=60)


@require_safe
def campus_callback(request: HttpRequest, center_id: UUID) -> HttpResponse:
    """Where OpenID Connect comes back to."""
    sign_on = kept_sign_on(center_id)
    try:
        if sign_on.kind != SignOn.Kind.OIDC:
            raise SignOnFailed("This center signs in by SAML.")
        login, identity = oidc.answer(request, provider_of(request, sign_on))
        return _arrive(request, sign_on, login, identity)
    except SignOnFailed as error:
        return _refused(request, sign_on, error)


@csrf_exempt
@require_POST
def campus_acs(request: HttpRequest, center_id: UUID) -> HttpResponse:
    """Where SAML comes back to, from another site and so without our session.

    What it brought waits for a moment under a cookie of its own; the next page is asked for by our own site.
    """
    kept_sign_on(center_id)
    response = HttpResponseRedirect(reverse("centers:campus_finish", args=[center_id]))
    posted = request.POST.get("SAMLResponse", "")
    if len(posted) <= saml.LARGEST and _is_patient(request):
        saml.put_by(request, response, center_id, posted)
    return response


@require_safe
def campus_finish(request: HttpRequest, center_id: UUID) -> HttpResponse:
    """Reads SAML's answer, once, with our session."""
    sign_on = kept_sign_on(center_id)
    posted = saml.fetch_back(request, center_id)
    try:
        if sign_on.kind != SignOn.Kind.SAML:
            raise SignOnFailed("This center signs in by OpenID Connect.")
        login, identity = saml.answer(request, provider_of(request, sign_on), posted)
        return _arrive(request, sign_on, login, identity)
    except SignOnFailed as error:
        return _refused(request, sign_on, error)


@require_safe
def campus_metadata(request: HttpRequest, center_id: UUID) -> HttpResponse:
    """Who we are, for the campus's identity provider. The same for every id: it says nothing about a center."""
    return HttpResponse(own_metadata(center_id), content_type="application/samlmetadata+xml")


def _arrive(request: HttpRequest, sign_on: SignOn, login: SocialLogin, identity: Identity) -> HttpResponse:
    if login.state.get("process") == "test":
        return _tested(request, sign_on, login.state, identity)
    if login.state.get("process") == AGAIN:
        return _said_again(request, login)
    if sign_on.enabled_at is None:
        raise SignOnFailed("The sign-on is off.")
    setattr(login, IDENTITY, identity)
    try:
        response: HttpResponse = complete_social_login(request, login)
    except Refused as refused:
        log.info("Campus of center %s: not let in (%s)", sign_on.center_id, refused.verdict)
        return _failed(request, sign_on, REFUSALS[refused.verdict], 403)
    return response


def _said_again(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """The campus knows who that is, and it is whoever is signed in here."""
    login.lookup()
    if not request.user.is_authenticated or not login.is_existing or login.user != request.user:
        raise SignOnFailed("Somebody else came back than the one who is signed in.")
    account = login.account
    record_authentication(
        request, request.user, "socialaccount", provider=account.provider, uid=account.uid, reauthenticated=True
    )
    return redirect_to(request, f"{reverse('centers:campus_again')}?{urlencode({'next': login.state.get('next', '')})}")


def _tested(request: HttpRequest, sign_on: SignOn, state: dict[str, Any], identity: Identity) -> HttpResponse:
    """What a test brought; it counts for the settings that it was begun with, and for nobody's sign-in."""
    if not request.user.is_authenticated:
        raise SignOnFailed("A test ends where it began.")
    center = sign_on_center(request.user, sign_on.center_id, change=True)
    identity.uid  # noqa: B018 -- raises where there is nothing to know somebody by
    proved = {d.name for d in selectors.domains_of(center) if d.proved_at}
    tried = datetime.fromisoformat((state.get("data") or {}).get("tried", ""))
    if domain_of(identity.email) not in proved:
        said = f"It gives us {identity.email}" if identity.email else "It gives us no e-mail address"
        text = f"It answered, but nobody could sign in yet. {said}, and we need one in a domain that you have proved."
        toast(request, text, level=messages.WARNING)
    elif services.note_test(actor=request.user, center=center, tried=tried, now=timezone.now()):
        toast(request, f"It works: your campus says {identity.email}, and it knows you as {identity.subject}.")
    else:
        toast(request, "The settings changed since you began. Try it again.", level=messages.WARNING)
    return redirect_to(request, "centers:sign_on", center.pk)


def _refused(request: HttpRequest, sign_on: SignOn, error: SignOnFailed) -> HttpResponse:
    """To the one who tests, what is wrong; to everybody else, what to do."""
    log.info("Campus of center %s: %s", sign_on.center_id, error)
    is_admin = request.user.is_authenticated and may(request.user, Right.CHANGE_SIGN_ON, sign_on.center_id)
    return _failed(request, sign_on, FAILED, 403, detail=str(error) if is_admin else "")


def _failed(request: HttpRequest, sign_on: SignOn, text: str, status: int, detail: str = "") -> HttpResponse:
    context = {"center": sign_on.center, "text": text, "detail": detail, "is_on": sign_on.enabled_at is not None}
    return render_page(request, "centers/campus_failed.html", context, status=status)


@require_safe
@signed_in
def campus_again(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whoever has neither password nor factor says at their campus who they are; then what they wanted goes on."""
    next_page = own_page(request, request.GET.get("next", ""), "")
    if not has_to_say_who(request):
        return resume_request(request) or redirect_to(request, next_page or "accounts:settings")
    context = {"campuses": selectors.connected_campuses(request.user), "next": next_page}
    return render_page(request, "centers/campus_again.html", context)


@require_POST
@signed_in
def campus_ask_again(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """To the campus by which the reader signs in, which is told to ask who they are."""
    own_campus_accounts(request.user, center_id)
    return ask_campus(request, running_sign_on(center_id), AGAIN, own_page(request, request.POST.get("next", ""), ""))


@require_safe
@signed_in
def campus_accounts(request: AuthenticatedHttpRequest) -> HttpResponse:
    """By which campuses the reader signs in, and by which they could."""
    context = {
        "connected": selectors.connected_campuses(request.user),
        "others": selectors.campuses_to_connect(request.user),
    }
    return render_page(request, "centers/campus_accounts.html", context)


@require_POST
@signed_in
def campus_connect(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Adds a campus to the account that is signed in, once it has said again who it is."""
    require_recent_sign_in(request)
    return ask_campus(request, running_sign_on(center_id), "connect", reverse("centers:campus_accounts"))


@require_POST
@signed_in
def campus_disconnect(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Takes a campus off the account; not the last way in."""
    accounts = own_campus_accounts(request.user, center_id)
    require_recent_sign_in(request)
    for account in accounts:
        try:
            connecting.validate_disconnect(request, account)
        except ValidationError:
            text = "Choose a password first. Without one you could not sign in any more."
            toast(request, text, level=messages.WARNING)
            return redirect_to(request, "account_set_password")
        connecting.disconnect(request, account)
    return redirect_to(request, "centers:campus_accounts")
