"""What the coach reads: a message, who it is for, and what else the app knows. Made from anything, never raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Who the message is for. Empty means unknown, and no finding rests on it."""

    given: str = ""
    family: str = ""
    company: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands."""

    body: str = ""
    subject: str = ""
    channel: str = ""
    contact: Person = Person()
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What the app knows beside the message. Facts never rest on it; advice may."""

    introducer: str = ""
    common_ground: str = ""
    sender_is: str = ""  # "a former physical therapist now studying design"
    other_companies: tuple[str, ...] = ()


def read_message(data: Mapping[str, Any]) -> Message:
    """A message from JSON. What is missing is empty, what is not text is taken as text, the rest is ignored."""
    contact = data.get("contact")
    return Message(
        body=_text(data.get("body")),
        subject=_text(data.get("subject")),
        channel=_text(data.get("channel")).strip().lower(),
        contact=_person(contact),
        sender=_name(data.get("sender")),
    )


def _person(value: Any) -> Person:
    if isinstance(value, Mapping):
        given, family = _line(value.get("given")), _line(value.get("family"))
        if not given and not family:
            given, _, family = _name(value).partition(" ")
        return Person(given, family, _line(value.get("company")), _line(value.get("title")))
    given, _, family = _name(value).partition(" ")
    return Person(given, family)


def _name(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = [_line(value.get("given")), _line(value.get("family"))]
        return " ".join(part for part in parts if part) or _line(value.get("name"))
    return _line(value)


def _line(value: Any) -> str:
    return " ".join(_text(value).split())


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
