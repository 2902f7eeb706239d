"""From a row of the matrix to a request, and from an answer to what must not differ between two of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.permissions.matrix import Route
from tests.permissions.routes import Found

#: What a page makes anew each time: against forgery (csrf), against sending twice, to tell two windows apart.
ONE_TIME = re.compile(
    r'((?:csrfmiddlewaretoken|form_id|client_id|tab)" value="|X-CSRFToken": "|"(?:csrf|token)": ")[^"]+'
)
Fill = Callable[[str], str]
"""Name of an argument or a placeholder → the id that fills it."""


def path_of(found: Found, route: Route, fill: Fill) -> str:
    """The URL of a row, with its query."""
    values = {a: filled(route.kwargs[a], fill) if a in route.kwargs else fill(a) for a in found.arguments}
    named = ":" in found.name or "/" not in found.name
    path = reverse(found.name, kwargs=values) if named else "/" + found.pattern
    return path + (f"?{filled(route.query, fill)}" if route.query else "")


def data_of(route: Route, fill: Fill) -> dict[str, object]:
    """What a POST of a row brings."""
    return {name: filled(value, fill) for name, value in route.data.items()}


def filled(value: object, fill: Fill) -> object:
    """A text with its {placeholders} filled; anything else as it is."""
    return re.sub(r"\{(\w+)\}", lambda m: fill(m[1]), value) if isinstance(value, str) else value


def ask(client: Client, method: str, path: str, data: dict[str, object] | None = None) -> HttpResponse:
    """One request."""
    send = getattr(client, method.lower())
    return send(path, data) if data and method == "POST" else send(path)


def leads_to_sign_in(response: HttpResponse) -> bool:
    """True for the way to the sign-in page."""
    if response.status_code not in {301, 302, 303}:
        return False
    return urlsplit(response["Location"]).path in {reverse("account_login"), "/admin/login/"}


def bare(response: HttpResponse, path: str = "") -> tuple[int, str, str]:
    """Status, body and target without what differs between any two answers: `ONE_TIME` and the path itself."""
    streamed = getattr(response, "streaming", False)
    content = b"".join(response.streaming_content) if streamed else response.content  # type: ignore[attr-defined]
    body = content.decode(errors="replace")
    body = ONE_TIME.sub(r"\1", body.replace(path, "") if path else body)
    return response.status_code, body, "" if leads_to_sign_in(response) else response.get("Location", "")
