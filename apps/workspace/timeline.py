"""A touch in words: who acted, what it was, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.contacts.models import Contact, Touch
from apps.core.dates import Reader

K = Touch.Kind
#: Kind → (icon, tint, title). The tint says who acted: you, they, or a talk.
LOOKS: dict[str, tuple[str, str, str]] = {
    K.NOTE: ("note", "", "Note"),
    K.WROTE: ("mail", "you", "You wrote"),
    K.THEY_WROTE: ("message-reply", "they", "{name} wrote"),
    K.CALL: ("phone", "talk", "A call"),
    K.MET: ("coffee", "talk", "You met"),
    K.TALK: ("coffee", "talk", "Conversation"),
    K.THANKED: ("send", "you", "Thank-you sent"),
    K.NAMED: ("user-plus", "they", "{name} named someone"),
    K.ADDED: ("route", "", "Added to your people"),
}


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One entry of the history, ready to print."""

    id: str
    icon: str
    tint: str
    title: str
    text: str
    quote: str
    words: str
    when: str
    at: datetime


def timeline_item(touch: Touch, contact: Contact, reader: Reader, now: datetime) -> TimelineItem:
    """What the kind says is the title, except where the summary is a whole sentence about it already."""
    icon, tint, title = LOOKS[touch.kind]
    title, text = title.format(name=contact.given_name), touch.summary
    if touch.summary and touch.kind in (K.TALK, K.NAMED, K.ADDED):
        title, text = touch.summary, ""
    they = touch.kind in (K.THEY_WROTE, K.NAMED)
    return TimelineItem(
        id=str(touch.pk),
        icon=icon,
        tint=tint,
        title=title,
        text=text,
        quote=touch.body if they else "",
        words="" if they else touch.body,
        when=_when(touch.occurred_at, reader, now),
        at=touch.occurred_at,
    )


def _when(moment: datetime, reader: Reader, now: datetime) -> str:
    away = (reader.day_of(now) - reader.day_of(moment)).days
    return reader.day(moment, now).capitalize() if away in (0, 1) else reader.date(moment, now, short=True)
