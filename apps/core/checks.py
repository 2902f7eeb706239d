"""What must be set before anybody relies on an installation; every management command says so, `migrate` first."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.compatibility)
def mail_goes_somewhere(**_: Any) -> list[CheckMessage]:
    """In production mail has a way out that somebody chose: the catcher of development would swallow every reminder."""
    if not settings.IS_PRODUCTION or settings.EMAIL_IS_GIVEN:
        return []
    hint = "Set EMAIL_URL to a relay, or EMAIL_BACKEND and ANYMAIL to a provider (docs/deployment.md)."
    return [Error("Nobody said where mail goes.", hint=hint, id="acquaint.E001")]
