"""A talk's time as the other person reads it: `{% load two_clocks %}`, `{% on_their_clock moment zone %}`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template import Context

from apps.core.dates import Reader
from apps.interviews.times import on_their_clock

register = template.Library()


@register.simple_tag(takes_context=True, name="on_their_clock")
def their_clock(context: Context, moment: datetime, zone: str) -> str:
    """ "4:00 PM in Dublin"; empty where both clocks show the same, and for a zone that nobody knows."""
    request: Any = context.get("request")
    return on_their_clock(moment, zone, Reader.of(getattr(request, "user", None))) if zone else ""
