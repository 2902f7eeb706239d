"""The few lines that confirm a talk the day before. Pure: a first version, which the owner may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.accounts.places import city_of
from apps.core.dates import Reader


@dataclass(frozen=True, slots=True)
class Talk:
    """What the message says. `sender` is the owner's first name."""

    starts_at: datetime
    to: str
    sender: str
    their_zone: ZoneInfo
    where: str  # a link, an address or a number; empty if none is known
    is_in_person: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """Ready to copy or to open in a mail program."""

    subject: str
    body: str


def message(talk: Talk, yours: Reader, now: datetime) -> Message:
    """A few short lines: when, on their clock first, and where. Both zones are named if the clocks differ."""
    theirs = Reader(talk.their_zone, yours.time_format, yours.date_format)
    when = f"{theirs.weekday(talk.starts_at, now)}, at {theirs.time(talk.starts_at)}"
    if talk.starts_at.astimezone(theirs.zone).utcoffset() != talk.starts_at.astimezone(yours.zone).utcoffset():
        when += f" in {city_of(theirs.zone.key)} ({_here(talk.starts_at, theirs, yours)})"
    lines = [
        f"Hi {talk.to},",
        "",
        f"I’m looking forward to our talk on {when}.",
        *_where(talk),
        "If another time suits you better, just say so.",
        "",
        "Best,",
        talk.sender,
    ]
    return Message(f"Our talk on {theirs.weekday(talk.starts_at, now)}", "\n".join(lines).rstrip())


def _here(moment: datetime, theirs: Reader, yours: Reader) -> str:
    day = "" if theirs.day_of(moment) == yours.day_of(moment) else f"{yours.day_of(moment):%A}, "
    return f"{day}{yours.time(moment)} in {city_of(yours.zone.key)}"


def _where(talk: Talk) -> list[str]:
    if not talk.where:
        return []
    return [f"I’ll be there: {talk.where}" if talk.is_in_person else f"Here’s how we meet: {talk.where}"]
