"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.core.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, worked out only if a full page asks for it; `theme`, the person's choice."""
    user = getattr(request, "user", None)

    def build() -> Shell:
        return Shell(request)

    def theme() -> str:
        choice = getattr(user, "theme", "") if user is not None and user.is_authenticated else ""
        return choice if choice in {"light", "dark"} else ""

    return {"shell": SimpleLazyObject(build), "theme": SimpleLazyObject(theme)}
