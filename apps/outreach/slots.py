"""Times to propose for a talk: which would suit, what clashes, and how both people read them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.accounts.places import city_of
from apps.core import clock
from apps.core.dates import Reader

HOW_MANY = 3
MINUTES = 25
NOTICE = 2  # business days before the first proposal
_LOOK_AHEAD = 30  # days, for a calendar that leaves no day free
#: One hour a day, the morning and the afternoon in turn.
_HOURS = tuple(time(hour) for hour in (10, 14, 11, 15, 9, 16, 13, 17, 8, 18, 19, 20, 7))
#: From office hours on both sides to what may still pass, each as first and last start.
_WINDOWS = ((time(9), time(16, 30)), (time(8), time(18)), (time(7), time(21)))


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of the owner's time that is spoken for, and by what. A proposal may still come to nothing."""

    start: datetime
    end: datetime
    words: str
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One time on both walls."""

    start: datetime
    theirs: str  # "Wednesday, October 21, 11:00 AM in Boston"
    yours: str  # "10:00 AM in Chicago"; empty where both read the same
    clash: str = ""

    @property
    def text(self) -> str:
        """For a letter: their clock first, the writer's in brackets."""
        return f"{self.theirs} ({self.yours})" if self.yours else self.theirs


def suggest(
    now: datetime,
    *,
    yours: ZoneInfo,
    theirs: ZoneInfo,
    calendar: clock.BusinessCalendar,
    held: Sequence[Held] = (),
    minutes: int = MINUTES,
) -> list[datetime]:
    """Three free times on three business days, in office hours for both where the zones allow it."""
    found: list[datetime] = []
    day = calendar.add_business_days(clock.local_day(now, yours), NOTICE)
    for _ in range(_LOOK_AHEAD):
        turn = len(found) % 2
        start = _on(day, _HOURS[turn:] + _HOURS[:turn], yours, theirs, held, minutes)
        if start is not None:
            found.append(start)
        if len(found) == HOW_MANY:
            break
        day = calendar.add_business_days(day, 1)
    return found


def clash(start: datetime, minutes: int, held: Iterable[Held]) -> str:
    """What already stands at that time; empty if nothing does."""
    end = start + timedelta(minutes=minutes)
    return next((h.words for h in held if h.start < end and start < h.end), "")


def lines(
    starts: Iterable[datetime],
    *,
    minutes: int,
    yours: Reader,
    theirs: ZoneInfo,
    now: datetime,
    held: Sequence[Held] = (),
) -> list[Line]:
    """The times in order, as the two read them. Each is converted by itself: clocks may change between them."""
    their_reader = Reader(theirs, yours.time_format, yours.date_format)
    return [
        Line(
            start=start,
            theirs=_reading(start, their_reader, now),
            yours=_other_reading(start, yours, their_reader),
            clash=clash(start, minutes, held),
        )
        for start in sorted(set(starts))
    ]


def letter_text(found: Sequence[Line], minutes: int, link: str = "") -> str:
    """The paragraph for a message."""
    which = "one of these times" if len(found) > 1 else "this time"
    parts = [f"Would {which} suit you, for {minutes} minutes?", "\n".join(f"– {line.text}" for line in found)]
    if link:
        parts.append(f"If you like, choose here: {link}")
    return "\n\n".join(parts)


def with_times(body: str, text: str, *, before: str = "") -> str:
    """`body` with the paragraph in the place of the earlier one, else before the closing lines."""
    if before and before in body:
        return body.replace(before, text, 1)
    paragraphs = body.rstrip().split("\n\n")
    at = len(paragraphs) - 1 if len(paragraphs) > 1 else len(paragraphs)
    return "\n\n".join(part for part in [*paragraphs[:at], text, *paragraphs[at:]] if part)


def _on(
    day: date, hours: Sequence[time], yours: ZoneInfo, theirs: ZoneInfo, held: Sequence[Held], minutes: int
) -> datetime | None:
    """A free hour on `day`: the first window that leaves one decides."""
    starts = [clock.local_moment(day, hour, yours) for hour in hours]
    for first, last in _WINDOWS:
        for start in starts:
            there, here = start.astimezone(theirs), start.astimezone(yours)
            fits = all(first <= wall.time() <= last for wall in (there, here)) and there.weekday() < 5
            if fits and not clash(start, minutes, held):
                return start
    return next((start for start in starts if not clash(start, minutes, held)), None)


def _reading(start: datetime, reader: Reader, now: datetime) -> str:
    return f"{reader.weekday(start, now)}, {_time(start, reader)} in {city_of(reader.zone.key)}"


def _other_reading(start: datetime, yours: Reader, theirs: Reader) -> str:
    """The writer's clock, with the weekday where it is another day there; empty where both read the same."""
    if yours.zone.key == theirs.zone.key:
        return ""
    day = "" if yours.day_of(start) == theirs.day_of(start) else f"{yours.day_of(start):%A} "
    return f"{day}{_time(start, yours)} in {city_of(yours.zone.key)}"


def _time(start: datetime, reader: Reader) -> str:
    """10:00 AM; in the hour that comes twice when clocks go back, with the name of its time: 1:30 AM CDT."""
    wall = start.astimezone(reader.zone)
    is_repeated = wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()
    return f"{reader.time(start)} {wall:%Z}" if is_repeated else reader.time(start)
