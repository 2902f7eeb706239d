"""Lena's people, read from `people.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.contacts.models import Circle


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk `days_ago` (negative: still to come) at `hour` o'clock, owner's time."""

    days_ago: int
    hour: float
    minutes: int = 25
    mode: str = "video"
    place: str = ""
    thanked_after_hours: float | None = 6
    takeaways: tuple[tuple[str, str], ...] = ()  # (kind, words)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the story. `via` is the introducer's name; days are None for what did not happen."""

    name: str
    title: str
    employer: str = ""
    circle: str = Circle.COLD
    relation: str = ""
    via: str = ""
    words: str = ""  # what the introducer said
    listed: int = 60
    asked: int | None = None
    replied: int | None = None
    outcome: str = "yes"
    talk: Talk | None = None
    rhythm: int | None = None
    resting: bool = False
    location: str = "Chicago"
    timezone: str = "America/Chicago"
    tags: tuple[str, ...] = ()
    email: str = ""
    common_ground: str = ""
    note: str = ""
    touches: tuple[tuple[int, str, str], ...] = ()  # (days ago, kind, line)


def _person(row: dict[str, Any]) -> Person:
    talk = row.pop("talk", None)
    if talk is not None:
        if talk.pop("thanked", True) is False:
            talk["thanked_after_hours"] = None
        talk["takeaways"] = tuple((kind, words) for kind, words in talk.get("takeaways", ()))
        talk = Talk(**talk)
    for several in ("tags", "touches"):
        row[several] = tuple(row.get(several, ()))
    return Person(talk=talk, **row)


def everyone() -> list[Person]:
    """The whole list; introducers stand before those whom they named."""
    data = tomllib.loads(Path(__file__).with_name("people.toml").read_text(encoding="utf-8"))
    found = [_person(row) for row in data["person"]]
    for name, title, employer, asked in data["waiting"]:
        found.append(Person(name, title, employer, relation="LinkedIn", listed=asked + 3, asked=asked))
    for name, title, employer, asked in data["resting"]:
        found.append(Person(name, title, employer, relation="LinkedIn", listed=asked + 5, asked=asked, resting=True))
    found += [Person(name, title, employer, circle, listed=40) for name, title, employer, circle in data["listed"]]
    return found
