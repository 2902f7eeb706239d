"""Page or fragment: the only module that knows htmx's headers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

TOAST_TAG = "aq-toast:"


def wants_fragment(request: HttpRequest) -> bool:
    """True when the answer will be swapped into a page that stands; a boosted or restored page wants all of it."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its `partial` (a `{% partialdef %}` in the same file) when htmx asked.

    Both vary on `HX-Request`, so no cache confuses them. Without `partial`, htmx gets the whole page too.
    """
    name = f"{template}#{partial}" if partial and wants_fragment(request) else template
    response = render(request, name, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


class SeeOther(HttpResponseRedirect):
    """303: whatever was sent, what follows is fetched with GET."""

    status_code = 303


def own_page(request: HttpRequest, target: str, default: str = "/") -> str:
    """`target` if it is an address on this site, as a form's `next` or `back` should be; else `default`."""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return iri_to_uri(target) if is_ours and target.startswith("/") and target.isprintable() else default


def redirect_to(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """After a POST: 303 to a URL or URL name; `HX-Redirect` for htmx, which then opens that page."""
    try:
        url = reverse(to, args=args, kwargs=kwargs)
    except NoReverseMatch:
        if args or kwargs or not to.startswith(("/", "http://", "https://", "?")):
            raise
        url = to
    if not getattr(request, "htmx", None):
        return SeeOther(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def toast(
    request: HttpRequest,
    text: str,
    undo_url: str | None = None,
    undo_fields: Mapping[str, object] | None = None,
    *,
    undo_target: str | None = None,
    undo_swap: str = "outerHTML",
    level: int = messages.SUCCESS,
) -> None:
    """Says what happened, for 8 seconds, with a way back.

    It travels as a Django message: the next full page shows it, and on a fragment `ToastMiddleware` adds it out of
    band. Undo POSTs `undo_fields` to `undo_url`; the answer replaces `undo_target` (a CSS selector) if one is given,
    else only what it brings out of band. An error stays until dismissed.
    """
    data: dict[str, object] = {}
    if undo_url:
        data = {"url": undo_url, "fields": {k: str(v) for k, v in (undo_fields or {}).items()}}
        if undo_target:
            data |= {"target": undo_target, "swap": undo_swap}
    messages.add_message(request, level, text, extra_tags=TOAST_TAG + json.dumps(data) if data else "")


def undo_of(extra_tags: str) -> dict[str, Any] | None:
    """What `toast` put into a message's tags: url, fields, and maybe target and swap."""
    if not extra_tags or not extra_tags.startswith(TOAST_TAG):
        return None
    undo: dict[str, Any] = json.loads(extra_tags.removeprefix(TOAST_TAG))
    return undo
