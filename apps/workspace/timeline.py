"""A touch in words: who acted, what it was, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from apps.contacts.models import Contact, Touch
from apps.core.dates import Reader
from apps.workspace.selectors.person import Entry

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


class Look(NamedTuple):
    """What entries have alike: few looks for thousands of them."""

    icon: str
    tint: str
    has_text: bool
    has_quote: bool
    has_words: bool


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One entry of the history, ready to print: its look, and what is filled into it (id, title, text …)."""

    look: Look
    filled: dict[str, str]


def timeline_item(touch: Entry, contact: Contact, reader: Reader, now: datetime) -> TimelineItem:
    """What the kind says is the title, except where the summary is a whole sentence about it already."""
    icon, tint, title = LOOKS[touch.kind]
    title, text = title.format(name=contact.given_name), touch.summary
    if touch.summary and touch.kind in (K.TALK, K.NAMED, K.ADDED):
        title, text = touch.summary, ""
    they = touch.kind in (K.THEY_WROTE, K.NAMED)
    quote, words = (touch.body, "") if they else ("", touch.body)
    return TimelineItem(
        Look(icon, tint, bool(text), bool(quote), bool(words)),
        {
            "id": str(touch.id),
            "title": title,
            "text": text,
            "quote": quote,
            "words": words,
            "when": _when(touch.occurred_at, reader, now),
            "at": touch.occurred_at.astimezone(reader.zone).isoformat(),
        },
    )


def _when(moment: datetime, reader: Reader, now: datetime) -> str:
    away = (reader.day_of(now) - reader.day_of(moment)).days
    return reader.day(moment, now).capitalize() if away in (0, 1) else reader.date(moment, now, short=True)
