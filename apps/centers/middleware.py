"""Sessions that a campus opened end with what they rest on (SSO-4)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access import sign_on_stands
from apps.centers.http import has_to_say_who
from apps.core.http import to_sign_in

ENDED = "You were signed in by way of your campus, and that ended. Your own password still works, if you have one."

#: Pages of allauth that give an account another way in. It asks there for the password or the factor, and whoever has
#: neither would pass; `POST` only where the page itself shows nothing new.
WAYS_IN = {"account_set_password", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"}
CHANGES = {"account_email"}


class CampusSessionMiddleware:
    """Asks the rows at every request of such a session, so that no way of ending a membership can forget it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One query for sessions that a campus opened; none for all others."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _stands(request):
            return self.get_response(request)
        logout(request)
        messages.warning(request, ENDED)
        return to_sign_in(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """An open session of a campus alone makes no lasting way in before the campus said again who that is."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        guarded = name in WAYS_IN or (name in CHANGES and request.method == "POST")
        if not guarded or not request.user.is_authenticated or not has_to_say_who(request):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        return suspend_request(request, methods[0]["url"])  # type: ignore[no-any-return]


def _stands(request: HttpRequest) -> bool:
    if not request.session.get(AUTHENTICATION_METHODS_SESSION_KEY):
        return True
    records = get_authentication_records(request, request.user)
    by_campus = [(r["provider"], r["uid"]) for r in records if r.get("method") == "socialaccount"]
    if not by_campus or not isinstance(request.user, User):
        return True
    now = timezone.now()
    return all(sign_on_stands(request.user, UUID(center), uid, now) for center, uid in by_campus)
