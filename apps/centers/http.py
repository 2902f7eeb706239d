"""Who gets to the desk at all: staff, and with a second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account import app_settings as account_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    is_reauthentication_required,
)
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase

from apps.accounts.sessions import watch
from apps.centers.navigation import audience
from apps.core.htmx import redirect_to
from apps.core.http import AuthenticatedHttpRequest, SignedInView, signed_in

P = ParamSpec("P")
SECOND_FACTOR = (
    "Staff see other people’s work, so your account needs a second step when you sign in. "
    "Set it up here once, then go back to your center."
)


def staff_only(view: SignedInView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Signed in, on the staff of some center (else 404), and with a second factor (else to its setup).

    allauth asks for the second factor at every sign-in of an account that has one, so having one is enough. What the
    person may see behind this door is the doorways' business.
    """

    @wraps(view)
    def wrapped(request: AuthenticatedHttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if "staff" not in audience(request.user):  # asked of the rows by this request, and drawn from in the navigation
            raise Http404
        watch(request)  # somebody who became staff since they signed in
        if settings.CENTERS_REQUIRE_STAFF_MFA and not is_mfa_enabled(request.user):
            messages.warning(request, SECOND_FACTOR)
            return redirect_to(request, "mfa_activate_totp")
        return view(request, *args, **kwargs)

    return signed_in(cast("SignedInView[P]", wrapped))


def has_to_say_who(request: HttpRequest) -> bool:
    """Whether the reader has not confirmed of late who they are: by password or factor, else at their campus.

    allauth lets accounts pass that have neither password nor factor. Those came by a campus, which can be asked again.
    """
    if is_reauthentication_required(request, app="allauth.account"):
        return True
    if not settings.ACCOUNT_REAUTHENTICATION_REQUIRED or get_reauthentication_flows(request.user):
        return False
    proofs = [r["at"] for r in get_authentication_records(request, request.user) if r.get("reauthenticated")]
    return bool(time.time() - max(proofs, default=0) >= account_settings.REAUTHENTICATION_TIMEOUT)


def require_recent_sign_in(request: HttpRequest) -> None:
    """Before roles change hands: whoever has not confirmed who they are just now is asked to, and the request goes on.

    Call it behind the doorway, so that a refusal is not delayed by a question. allauth's middleware catches what this
    raises, keeps the POST, and sends it again once the person has answered.
    """
    if has_to_say_who(request):
        raise ReauthenticationRequired
