"""Time, in one pure module: zones, wall-clock moments, quiet hours, business days.

Nothing here reads a clock: `now` is always an argument. Instants are aware datetimes in UTC; days and
hours are the person's own, and become instants only together with a zone.

| Question | Answer |
| --- | --- |
| 9:00 on the night a zone skips 2:00-3:00 | 9:00; but 2:30 becomes 3:00, the first moment that exists |
| 1:30 on the night a zone repeats 1:00-2:00 | the first of the two |
| an instant inside quiet hours | the end of those quiet hours |
| sent Thursday 11:59, 3 business days | Tuesday |
| sent Thursday 12:00 (noon cut-off), 3 business days | Wednesday |
| January 31 + 1 month, + 2 months | February 28 (29 in a leap year), March 31: always counted from the first date |
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import holidays

MIDNIGHT = time(0)
NOON = time(12)
MONDAY_TO_FRIDAY = frozenset(range(5))


def zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`; ValueError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"There is no time zone called {name!r}.") from error


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Every canonical area/city zone that a person may choose, sorted, with UTC first."""
    areas = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/")
    named = (n for n in available_timezones() if n.startswith((*areas, "Indian/", "Pacific/")))
    return ("UTC", *sorted(named))


def local_day(instant: datetime, tz: ZoneInfo) -> date:
    """The calendar day on the person's wall at `instant`."""
    return instant.astimezone(tz).date()


def local_moment(day: date, hour: time, tz: ZoneInfo) -> datetime:
    """The UTC instant at which the person's clock shows `hour` on `day`.

    A time that the zone skips becomes the first moment after the gap; a time that it repeats is the
    first of the two (PEP 495, fold=0).
    """
    wall = datetime.combine(day, hour, tz)
    instant = wall.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # In a gap the two folds carry the offsets before and after it (PEP 495), so that the end of the
    # gap lies between the two readings: narrow it down to the second.
    low = wall.replace(fold=1).astimezone(UTC)
    high = instant
    before = low.astimezone(tz).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def outside_quiet_hours(instant: datetime, tz: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """`instant`, or the end of the quiet hours that it falls into. Equal bounds mean no quiet hours."""
    if quiet_from == quiet_until:
        return instant
    wall = instant.astimezone(tz)
    at, day = wall.time(), wall.date()
    if quiet_from < quiet_until:
        quiet = quiet_from <= at < quiet_until
    else:
        quiet = at >= quiet_from or at < quiet_until
        if at >= quiet_from:
            day += timedelta(days=1)
    return local_moment(day, quiet_until, tz) if quiet else instant


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier when negative), or that month's last day.

    A recurrence counts from its first date, never from the last one, so that the 31st stays the 31st.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=512)
def _public_holidays(country: str, region: str, year: int) -> frozenset[date]:
    """The public holidays of one year; none for a country that the library does not know."""
    try:
        known = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:
        if region:  # an unknown region still has its country's holidays
            return _public_holidays(country, "", year)
        return frozenset()
    return frozenset(known)


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Which days count: the person's working days, less public holidays and closed days.

    `country` is ISO 3166-1 alpha-2, `region` the ISO 3166-2 part behind the dash; both may be empty.
    Weekdays are numbered from Monday = 0.
    """

    country: str = ""
    region: str = ""
    working_days: Collection[int] = MONDAY_TO_FRIDAY
    closed: Collection[date] = field(default_factory=frozenset)

    def is_business_day(self, day: date) -> bool:
        """True when messages sent on `day` can be expected to be read at work."""
        if day.weekday() not in (self.working_days or MONDAY_TO_FRIDAY) or day in self.closed:
            return False
        return not self.country or day not in _public_holidays(self.country, self.region, day.year)

    def add_business_days(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`; `day` itself need not be one."""
        while count > 0:
            day += timedelta(days=1)
            if self.is_business_day(day):
                count -= 1
        return day

    def business_days_after(self, sent_at: datetime, count: int, tz: ZoneInfo) -> date:
        """The day on which `count` business days have passed since `sent_at`.

        What is sent at noon or later, or on a day off, counts from the next business day.
        """
        wall = sent_at.astimezone(tz)
        start = wall.date()
        if not self.is_business_day(start) or wall.time() >= NOON:
            start = self.add_business_days(start, 1)
        return self.add_business_days(start, count)

    def business_days_between(self, start: date, end: date) -> int:
        """How many business days lie after `start`, up to and including `end`."""
        days = (end - start).days
        return sum(self.is_business_day(start + timedelta(days=n)) for n in range(1, days + 1))
