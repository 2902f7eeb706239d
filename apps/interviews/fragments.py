"""Several parts of one page in one answer to htmx: the first is swapped in, the others come out of band."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def render_parts(
    request: HttpRequest, template: str, context: Mapping[str, Any], *parts: str, status: int = 200
) -> HttpResponse:
    """`template#part` for each of `parts`; all but the first are rendered with `oob` set."""
    html = "".join(
        render_to_string(f"{template}#{part}", {**context, "oob": index > 0}, request)
        for index, part in enumerate(parts)
    )
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
