"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.core.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, worked out only if a full page asks for it; `theme`, the person's choice."""

    def build() -> Shell:
        return Shell(request)

    def theme() -> str:
        return Shell(request).theme if hasattr(request, "user") else ""

    return {"shell": SimpleLazyObject(build), "theme": SimpleLazyObject(theme)}
