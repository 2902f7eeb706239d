"""One talk on two walls: both local times, office hours on both sides, and the nights when a clock jumps. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.accounts.places import city_of
from apps.core import clock
from apps.core.dates import Reader

OFFICE = (time(8), time(18))
SATURDAY = 5
DAY_WIDTH = 240  # of the drawing: ten units an hour


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the owner's day, in units of the drawing."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class BothTimes:
    """What the two people read on their clocks, and what to know about it."""

    starts_at: datetime
    ends_at: datetime
    your_city: str
    their_city: str
    your_time: str
    their_time: str
    their_day: str  # empty when it is the same day for both
    office_note: str
    your_office: tuple[Bar, ...]
    their_office: tuple[Bar, ...]
    marker: Bar

    @property
    def same_zone(self) -> bool:
        """Whether both read the same on the clock at that time."""
        return self.your_time == self.their_time and not self.their_day


def span(reader: Reader, start: datetime, end: datetime) -> str:
    """10:00–10:25 AM; the first half-day is left out when it is the same."""
    first, last = reader.time(start), reader.time(end)
    if first[-3:] == last[-3:] and first[-2:] in ("AM", "PM"):
        first = first[:-3]
    return f"{first}–{last}"


def on_their_clock(moment: datetime, zone: str, yours: Reader) -> str:
    """ "4:00 PM in Dublin", with the day where it is another one there; empty where both clocks show the same."""
    there = Reader(clock.zone_or_utc(zone), yours.time_format, yours.date_format)
    if moment.astimezone(there.zone).utcoffset() == moment.astimezone(yours.zone).utcoffset():
        return ""
    day = "" if there.day_of(moment) == yours.day_of(moment) else f"{there.day_of(moment):%A}, "
    return f"{day}{there.time(moment)} in {city_of(there.zone.key)}"


def jump_note(day: date, hour: time, zone: ZoneInfo, reader: Reader) -> str:
    """What happens to a wall time that the zone skips or repeats on that day; empty on ordinary days."""
    moment = clock.local_moment(day, hour, zone)
    asked = datetime.combine(day, hour)
    plain = Reader(ZoneInfo("UTC"), reader.time_format, reader.date_format)
    shown = plain.time(asked.replace(tzinfo=UTC))
    if moment.astimezone(zone).replace(tzinfo=None) != asked:
        return f"Clocks jump forward that night and skip {shown}. We took {reader.time(moment)}."
    both = {asked.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    if len(both) > 1:
        return f"Clocks go back that night, and {shown} comes twice. We took the first."
    return ""


def both_times(*, starts_at: datetime, minutes: int, yours: Reader, theirs: ZoneInfo, name: str) -> BothTimes:
    """The talk as both people see it. `name` is the other's first name."""
    ends_at = starts_at + timedelta(minutes=minutes)
    their_reader = Reader(theirs, yours.time_format, yours.date_format)
    your_day, their_day = yours.day_of(starts_at), their_reader.day_of(starts_at)
    day_start = clock.local_moment(your_day, time(0), yours.zone)
    outside = [
        who
        for who, reader in (("you", yours), (name, their_reader))
        if not _in_office(starts_at.astimezone(reader.zone), ends_at.astimezone(reader.zone))
    ]
    return BothTimes(
        starts_at=starts_at,
        ends_at=ends_at,
        your_city=city_of(yours.zone.key),
        their_city=city_of(theirs.key),
        your_time=span(yours, starts_at, ends_at),
        their_time=span(their_reader, starts_at, ends_at),
        their_day="" if their_day == your_day else f"{their_day:%A}",
        office_note=_office_note(outside, your_day),
        your_office=_office_bars(your_day, day_start, yours.zone),
        their_office=_office_bars(your_day, day_start, theirs),
        marker=_bar(day_start, starts_at, ends_at),
    )


def _office_note(outside: list[str], day: date) -> str:
    if not outside:
        return "Inside office hours for both of you."
    if day.weekday() >= SATURDAY:
        return f"A {day:%A}, so make sure that suits you both."
    if len(outside) == 2:
        return "Outside office hours for both of you."
    return f"Outside office hours for {outside[0]}."


def _in_office(start: datetime, end: datetime) -> bool:
    return start.weekday() < SATURDAY and OFFICE[0] <= start.time() and end.time() <= OFFICE[1] and start < end


def _office_bars(day: date, day_start: datetime, zone: ZoneInfo) -> tuple[Bar, ...]:
    """Office hours in `zone`, as they fall into the owner's day."""
    bars = []
    for shift in (-1, 0, 1):
        there = day + timedelta(days=shift)
        opens, closes = (clock.local_moment(there, hour, zone) for hour in OFFICE)
        bar = _bar(day_start, opens, closes)
        if bar.width > 0:
            bars.append(bar)
    return tuple(bars)


def _bar(day_start: datetime, start: datetime, end: datetime) -> Bar:
    left, right = (
        min(max((moment - day_start) / timedelta(hours=24) * DAY_WIDTH, 0), DAY_WIDTH) for moment in (start, end)
    )
    return Bar(round(left, 1), round(right - left, 1))
