"""How long the reader's session lasts yet: `{% load sessions %}`."""

from __future__ import annotations

from django import template
from django.template.context import Context

from apps.accounts.sessions import Left, time_left

register = template.Library()


@register.simple_tag(takes_context=True)
def session_left(context: Context) -> Left | None:
    """None unless the session ends by itself, so that nobody else gets a warning."""
    request = context.get("request")
    return time_left(request) if request is not None else None
