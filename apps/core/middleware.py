"""What every request gets: the reader's zone, private caching, toasts on fragments, honest failures."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from apps.core import errors
from apps.core.http import sign_in_redirect_for_fragment

GetResponse = Callable[[HttpRequest], HttpResponse]


def _signed_in(request: HttpRequest) -> bool:
    """True for a user; asks the session only of a browser that has one, so that probes cost no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.accessed:
        return False
    return bool(request.user.is_authenticated)


class PreferencesMiddleware:
    """Renders dates in the signed-in person's zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activates the zone for this request only."""
        if not _signed_in(request):
            timezone.deactivate()
            return self.get_response(request)
        with timezone.override(request.user.zone):  # type: ignore[union-attr]
            return self.get_response(request)


class NoStoreMiddleware:
    """What a signed-in person sees is kept by no cache, so that signing out really closes the book."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leaves a view's own `Cache-Control` alone."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _signed_in(request):
            response["Cache-Control"] = "private, no-store"
        return response


class FragmentMiddleware:
    """For htmx: toasts ride along out of band, and a sign-in redirect becomes a real one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Touches only answers to htmx."""
        response = self.get_response(request)
        if not request.headers.get("HX-Request"):
            return response
        patch_vary_headers(response, ["HX-Request"])
        if response.status_code in {301, 302, 303} and self._leads_to_sign_in(response):
            return sign_in_redirect_for_fragment(request)
        if self._takes_toasts(request, response) and (waiting := list(get_messages(request))):
            extra = render_to_string("components/toasts_oob.html", {"messages": waiting}, request)
            response.content = response.content + extra.encode()
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    @staticmethod
    def _leads_to_sign_in(response: HttpResponse) -> bool:
        return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)

    @staticmethod
    def _takes_toasts(request: HttpRequest, response: HttpResponse) -> bool:
        """Only HTML that will be swapped; a page that htmx opens next shows its toasts itself."""
        if getattr(response, "streaming", False) or response.status_code not in {200, 201, 422}:
            return False
        if any(response.has_header(name) for name in ("HX-Redirect", "HX-Location", "HX-Refresh")):
            return False
        if not response.get("Content-Type", "").startswith("text/html"):
            return False
        return b"<html" not in response.content[:400] and hasattr(request, "_messages")


class UnavailableMiddleware:
    """A database that is away gives 503 with words and `Retry-After`, rather than 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Failures inside a view; those outside reach `errors.server_error`."""
        if isinstance(exception, (OperationalError, InterfaceError)):
            return errors.unavailable(request, exception)
        return None
