"""The wordings that everybody has. They are code, so that a better wording reaches everyone; own ones are rows."""

from __future__ import annotations

from apps.outreach import cadence
from apps.outreach.builtin.first import ALUMNI, COLD, NOTE, RECONNECT, REFERRED, SHARED, SHORT_NOTE, WARM
from apps.outreach.builtin.introductions import INTRODUCTION
from apps.outreach.builtin.kinds import BuiltIn, Wording
from apps.outreach.builtin.later import CLOSING, LAST, NUDGE
from apps.outreach.models import Channel

ALL = (REFERRED, SHARED, ALUMNI, WARM, RECONNECT, COLD, NOTE, SHORT_NOTE, INTRODUCTION, NUDGE, LAST, CLOSING)
BY_KEY = {template.key: template for template in ALL}

__all__ = [
    "ALL", "ALUMNI", "BY_KEY", "CLOSING", "COLD", "INTRODUCTION", "LAST", "NOTE", "NUDGE", "RECONNECT", "REFERRED",
    "SHARED", "SHORT_NOTE", "WARM", "BuiltIn", "Wording", "default_for", "for_kind",
]  # fmt: skip


def for_kind(kind: str, channel: str) -> list[BuiltIn]:
    """The templates that have words for `channel`, those that fit this kind of message first."""
    fitting = [template for template in ALL if template.has(channel)]
    return sorted(fitting, key=lambda template: template.kind != kind)


def default_for(kind: str, channel: str, *, has_introducer: bool, has_common_ground: bool, circle: str) -> BuiltIn:
    """What a fresh draft begins with."""
    if kind != cadence.FIRST:
        return next(template for template in ALL if template.kind == kind)
    if channel == Channel.INTRODUCTION:
        return INTRODUCTION
    if has_introducer:
        return REFERRED
    if circle in ("family", "friend"):
        return WARM
    if circle == "alumni":
        return ALUMNI
    return SHARED if has_common_ground else COLD
