"""Answers to a page that sends what it kept while there was no network.

The page must know what became of each line: taken, refused for good, or to be sent again after signing in. So these
answers are JSON with a status, and never a redirect.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse

from apps.core.http import AuthenticatedHttpRequest, SignedInView, signed_in

P = ParamSpec("P")
READER = "Acquaint-Reader"  # the id of the person whose outbox it is


def wants_json(request: HttpRequest) -> bool:
    """True for an outbox; a form without scripts wants a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def taken(**more: Any) -> JsonResponse:
    """It is kept, now or already."""
    return JsonResponse({"ok": True, **more})


def refused(form: forms.Form) -> JsonResponse:
    """It will never be kept as it is; `words` say why."""
    words = [str(text) for errors in form.errors.values() for text in errors]
    return JsonResponse({"ok": False, "words": " ".join(words)}, status=422)


def for_outbox(view: SignedInView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """`signed_in` for a view that an outbox uses as well.

    An outbox hears 401 when nobody is signed in, 409 when it is somebody else, 404 when the talk is gone.
    """
    for_pages = signed_in(view)

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not wants_json(request):
            return for_pages(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return JsonResponse({"ok": False, "words": "Sign in again."}, status=401)
        if request.headers.get(READER, "") not in ("", str(request.user.pk)):
            return JsonResponse({"ok": False, "words": "Somebody else is signed in here."}, status=409)
        try:
            return view(cast("AuthenticatedHttpRequest", request), *args, **kwargs)
        except Http404:
            return JsonResponse({"ok": False, "words": "This isn’t there any more."}, status=404)

    return wrapped
