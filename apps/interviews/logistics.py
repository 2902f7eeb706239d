"""When and where, as the page before the talk shows it: both clocks, the way in, the calendar, the list for the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from apps.core.dates import Reader
from apps.core.sendlinks import tel
from apps.interviews import selectors
from apps.interviews.calendar_file import google_calendar_url
from apps.interviews.checklist import day_list
from apps.interviews.entry import calendar_entry, leave_at, times_of
from apps.interviews.invitation import can_be_invited
from apps.interviews.models import Interview


@dataclass(frozen=True, slots=True)
class Place:
    """Where they find each other. Links are opened by a tap and by nothing else; an unusable one is only text."""

    icon: str
    text: str
    link: str = ""  # the call, or the number
    link_label: str = ""
    maps: tuple[tuple[str, str], ...] = ()  # label and address


@dataclass(frozen=True, slots=True)
class Leaving:
    """When to set off."""

    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Invite:
    """What the other person's calendar has, and what can be sent to it."""

    label: str
    words: str
    is_stale: bool  # they have something that is not true any more


def logistics_context(interview: Interview, now: datetime) -> dict[str, Any]:
    """What `interviews/logistics.html` needs; the person and the owner are read already."""
    return {
        "interview": interview,
        "contact": interview.contact,
        "both": times_of(interview),
        "is_open": interview.is_open,
        "is_over": interview.planned_end <= now,
        "place": place_of(interview),
        "leaving": leaving(interview, now),
        "google_url": google_calendar_url(calendar_entry(interview)),
        "invite": invite_of(interview),
        **list_context(interview),
    }


def list_context(interview: Interview) -> dict[str, Any]:
    """What the list for the day needs."""
    return {"interview": interview, "day_list": day_list(interview.mode, selectors.check_items(interview))}


def place_of(interview: Interview) -> Place | None:
    """The place with the link that fits how they meet; for a call without a number, the person's own."""
    text, mode = interview.place, interview.mode
    if mode == Interview.Mode.PHONE:
        text = text or interview.contact.phone
        number = "" if is_web(text) else tel(text)
        if number:
            return Place("phone", text, number, f"Call {interview.contact.given_name}")
    if not text:
        return None
    if is_web(text):
        return Place("video" if mode == Interview.Mode.VIDEO else "link", text, text, _label(interview))
    if mode == Interview.Mode.IN_PERSON:
        return Place("map-pin", text, maps=maps_of(text))
    return Place("phone" if mode == Interview.Mode.PHONE else "video", text)


def is_web(text: str) -> bool:
    """Whether `text` is an address that a browser may be sent to."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable() and " " not in text


def maps_of(address: str) -> tuple[tuple[str, str], ...]:
    """Two maps that search for an address. Nothing is loaded from them until one is opened."""
    return (
        ("OpenStreetMap", f"https://www.openstreetmap.org/search?{urlencode({'query': address}, quote_via=quote)}"),
        (
            "Google Maps",
            f"https://www.google.com/maps/search/?{urlencode({'api': 1, 'query': address}, quote_via=quote)}",
        ),
    )


def leaving(interview: Interview, now: datetime) -> Leaving | None:
    """ "Leave by 9:05 AM", and what that counts with."""
    moment = leave_at(interview)
    if moment is None:
        return None
    reader = Reader.of(interview.owner)
    same_day = reader.day_of(moment) == reader.day_of(interview.starts_at)
    by = reader.time(moment) if same_day else reader.moment(moment, now)
    return Leaving(by, f"{_minutes(interview.travel_minutes or 0)} there, ten to spare")


def invite_of(interview: Interview) -> Invite | None:
    """None where nothing can be sent: no usable address, a talk that is over, or one that fell through uninvited."""
    name, sent = interview.contact.given_name, interview.invited_sequence
    if not can_be_invited(interview.contact.email):
        return None
    if interview.is_open and not interview.is_exchange:
        if sent is None:
            return Invite(f"Invite {name} (.eml)", "Opens in your own mail program; you send it.", is_stale=False)
        if sent < interview.ics_sequence:
            return Invite("Send the change (.eml)", f"{name}’s invitation has the old details.", is_stale=True)
        return Invite(
            "The invitation again (.eml)", f"You have the file. {name} has it once you send it.", is_stale=False
        )
    has_it = sent is not None and sent < interview.ics_sequence
    if has_it and interview.state != Interview.State.HELD:
        return Invite("Send the cancellation (.eml)", f"{name}’s calendar still has the talk.", is_stale=True)
    return None


def _label(interview: Interview) -> str:
    return "Open the video link" if interview.mode == Interview.Mode.VIDEO else "Open the link"


def _minutes(count: int) -> str:
    hours, minutes = divmod(count, 60)
    if not hours:
        return f"{minutes} minutes"
    return f"{hours} h {minutes:02} min" if minutes else f"{hours} h"
