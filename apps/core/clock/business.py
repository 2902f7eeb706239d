"""Business days: a person's working days, less public holidays and the days on which their center is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from apps.core.clock.wall import NOON

MONDAY_TO_FRIDAY = frozenset(range(5))


@lru_cache(maxsize=512)
def _public_holidays(country: str, region: str, year: int) -> Mapping[date, str]:
    """The public holidays of one year, named in English; none for a country that the library does not know."""
    try:
        known = holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US")
    except NotImplementedError:
        if region:  # an unknown region still has its country's holidays
            return _public_holidays(country, "", year)
        return {}
    return dict(known)


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Which days count: the person's working days, less public holidays and closed days.

    `country` is ISO 3166-1 alpha-2, `region` the ISO 3166-2 part behind the dash; both may be empty.
    Weekdays are numbered from Monday = 0. `closed` may name its days.
    """

    country: str = ""
    region: str = ""
    working_days: Collection[int] = MONDAY_TO_FRIDAY
    closed: Collection[date] = field(default_factory=dict)

    def is_business_day(self, day: date) -> bool:
        """True when messages sent on `day` can be expected to be read at work."""
        if day.weekday() not in (self.working_days or MONDAY_TO_FRIDAY) or day in self.closed:
            return False
        return not self.country or day not in _public_holidays(self.country, self.region, day.year)

    def next_business_day(self, day: date) -> date:
        """`day`, or the first business day after it."""
        return day if self.is_business_day(day) else self.add_business_days(day, 1)

    def name_of(self, day: date) -> str:
        """The holiday on `day`, or why the center is closed; empty for an ordinary day and an ordinary weekend."""
        if day in self.closed:
            return (self.closed.get(day, "") if isinstance(self.closed, Mapping) else "") or "Closed"
        return _public_holidays(self.country, self.region, day.year).get(day, "") if self.country else ""

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

    def days_after(self, sent_at: datetime, count: int, tz: ZoneInfo) -> date:
        """`count` days after the day of `sent_at`, whatever days these are; moved on to a business day."""
        return self.next_business_day(sent_at.astimezone(tz).date() + timedelta(days=count))

    def day_before_business_days(self, day: date, count: int) -> date:
        """The last day from which `count` business days have passed by `day`."""
        while count > 0:
            count -= self.is_business_day(day)
            day -= timedelta(days=1)
        return day

    def business_days_between(self, start: date, end: date) -> int:
        """How many business days lie after `start`, up to and including `end`."""
        working = frozenset(self.working_days or MONDAY_TO_FRIDAY)
        weeks, rest = divmod(max(0, (end - start).days), 7)
        count = weeks * len(working) + sum((start.weekday() + n) % 7 in working for n in range(1, rest + 1))
        return count - sum(start < day <= end and day.weekday() in working for day in self._days_off(start, end))

    def _days_off(self, start: date, end: date) -> set[date]:
        """Holidays and closed days of these years; some may be days off anyway."""
        days = set(self.closed)
        for year in range(start.year, end.year + 1) if self.country else ():
            days.update(_public_holidays(self.country, self.region, year))
        return days
