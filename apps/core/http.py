"""Typed requests, and the decorator that makes the first of them true."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from apps.accounts.models import User

P = ParamSpec("P")


class HtmxHttpRequest(HttpRequest):
    """A request that passed django-htmx's middleware."""

    htmx: HtmxDetails


class AuthenticatedHttpRequest(HtmxHttpRequest):
    """A request behind `signed_in`: its user is a real one."""

    user: User


SignedInView = Callable[Concatenate[AuthenticatedHttpRequest, P], HttpResponseBase]


def signed_in(view: SignedInView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Sends whoever is not signed in to the sign-in page, and back to this page afterwards.

    A fragment request is answered with `HX-Redirect`, so that the sign-in page never lands inside a table cell.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(cast("AuthenticatedHttpRequest", request), *args, **kwargs)

    return wrapped


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page for this kind of request."""
    if not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path())
    return sign_in_redirect_for_fragment(request)


def sign_in_redirect_for_fragment(request: HttpRequest) -> HttpResponse:
    """`HX-Redirect` to sign-in, returning to the page that the fragment would have been swapped into."""
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:  # not an address
        page = urlsplit("/")
    back = page.path + (f"?{page.query}" if page.query else "")
    target = redirect_to_login(back or "/", redirect_field_name=REDIRECT_FIELD_NAME)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = target["Location"]
    return response
