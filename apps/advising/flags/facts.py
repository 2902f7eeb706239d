"""What the rules are given about one student: counts and dates that "progress" covers, never a name or a sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Fact(StrEnum):
    """One thing that is counted. Nobody whom the student keeps private is in any of them."""

    LISTED = "listed"  # people on the list
    BEYOND = "beyond"  # of these, with whom it has come further than being listed
    ASKED = "asked"  # approaches that were sent
    UNANSWERED = "unanswered"  # of these, without an answer, and nobody has answered since
    YES_WAITS = "yes_waits"  # said yes, and there is no talk with them
    UNTHANKED = "unthanked"  # talks held, and no thank-you
    NAMED = "named"  # people who were named and have not been written to
    STEPS = "steps"  # messages, talks and thank-yous
    COMING = "coming"  # talks planned


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, and when the first and the last of them was."""

    count: int = 0
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What the student means to do each week, since `chosen_at`, and when they sent first messages and held talks."""

    asks: int
    talks: int
    chosen_at: datetime
    asked_at: tuple[datetime, ...] = ()
    talked_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rules may know of one student; `zone` says where their weeks begin."""

    joined_at: datetime
    zone: ZoneInfo
    tallies: Mapping[Fact, Tally] = field(default_factory=dict)
    aim: Aim | None = None

    def of(self, fact: Fact) -> Tally:
        """The count of something; zero where there is none."""
        return self.tallies.get(fact, _NONE)


_NONE = Tally()
