"""Error pages: the handlers named in `config/urls.py` and CSRF_FAILURE_VIEW.

The pages stand alone: one template without shell, messages, session or database, so that the page which says that
something failed cannot fail itself. To htmx they say it in a fragment of one line.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)
BARE = "<!doctype html><html lang=en><title>{{ e.title }}</title><h1>{{ e.title }}</h1><p>{{ e.text }}</p></html>"


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What one status says: what happened, and what comes next."""

    status: int
    title: str
    text: str
    action: str = "Go to Today"
    url: str = "/"
    retry: bool = False


PAGES = {
    "400": ErrorPage(
        400,
        "That request made no sense to us",
        "The address or the form arrived incomplete. Go back and try it once more.",
    ),
    "403": ErrorPage(
        403,
        "This isn’t yours to change",
        "You may see it, but only its owner can do that. If you think you should, ask the owner or your career center.",
    ),
    "403_csrf": ErrorPage(
        403,
        "This page was open for too long",
        "To keep others from acting in your name, forms expire. Go back, reload the page and send it again. "
        "What you typed is usually still there.",
    ),
    "404": ErrorPage(
        404,
        "There is nothing here",
        "The page moved, was deleted, or was never yours to see. The people you know are still where they were.",
    ),
    "429": ErrorPage(
        429,
        "That was a lot at once",
        "To keep accounts safe we slow down after many tries. Wait a few minutes, then try again.",
        retry=True,
    ),
    "500": ErrorPage(
        500,
        "Something broke on our side",
        "It isn’t your fault, and nothing you saved is lost. It is in our log. Try again in a moment.",
        retry=True,
    ),
    "503": ErrorPage(
        503,
        "Back in a moment",
        "Acquaint is restarting or its database is away. Nothing you saved is lost.",
        retry=True,
    ),
}


def page(request: HttpRequest, key: str, *, headers: dict[str, str] | None = None) -> HttpResponse:
    """The page for `key`, with the words of PAGES; whatever fails on the way gives the bare words."""
    error = PAGES[key]
    try:
        retry_url = _here(request) if error.retry else ""
        body = render_to_string(f"errors/{key}.html", {"error": error, "retry_url": retry_url})
    except Exception:
        logger.exception("The error page %s could not be rendered", key)
        body = Engine().from_string(BARE).render(Context({"e": error}))
    return HttpResponse(body, status=error.status, headers={"Cache-Control": "no-store"} | (headers or {}))


def _here(request: HttpRequest) -> str:
    """Where to try again: a page can be asked for once more, a form cannot."""
    return request.get_full_path() if request.method == "GET" else ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return page(request, "400")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403: known to exist, not to be changed."""
    return page(request, "403")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return page(request, "403_csrf")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return page(request, "404")


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler429: allauth's rate limits end here, and so may ours."""
    return page(request, "429", headers={"Retry-After": "300"})


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """503: we are up, what we stand on is not."""
    logger.error("The database is away: %s", exception)
    return page(request, "503", headers={"Retry-After": "10"})


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. A lost database outside a view (in the session, say) arrives here too and is a 503."""
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        return unavailable(request, error)
    return page(request, "500")
