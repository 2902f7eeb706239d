"""Dates and times in words, in the reader's zone and format. Pages use the tags; mails call these directly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

DAY_ORDER = {
    "mdy": {"long": "{month} {d}", "year": "{month} {d}, {y}", "short": "{mon} {d}"},
    "dmy": {"long": "{d} {month}", "year": "{d} {month} {y}", "short": "{d} {mon}"},
    "ymd": {"long": "{y}-{m:02}-{d:02}", "year": "{y}-{m:02}-{d:02}", "short": "{m:02}-{d:02}"},
}


_MONTHS = {month: f"{dt.date(2000, month, 1):%B}" for month in range(1, 13)}


def _written(pattern: str, day: dt.date) -> str:
    month = _MONTHS[day.month]  # strftime would be the dearest part of a line of a list
    return pattern.format(month=month, mon=month[:3], d=day.day, m=day.month, y=day.year)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the zone and the two formats."""

    zone: ZoneInfo
    time_format: str = "12"
    date_format: str = "mdy"

    @classmethod
    def of(cls, user: Any) -> Reader:
        """The preferences of a user, or the active zone and our defaults for anybody else."""
        if user is None or not getattr(user, "is_authenticated", False):
            return cls(ZoneInfo(timezone.get_current_timezone_name()))
        return cls(user.zone, user.time_format, user.date_format)

    def local(self, moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
        """`moment` on the reader's wall; a plain date stays what it is."""
        return moment.astimezone(self.zone) if isinstance(moment, dt.datetime) else moment

    def day_of(self, moment: dt.date | dt.datetime) -> dt.date:
        """The reader's calendar day."""
        local = self.local(moment)
        return local.date() if isinstance(local, dt.datetime) else local

    def time(self, moment: dt.datetime) -> str:
        """4:30 PM or 16:30."""
        wall = moment.astimezone(self.zone)
        if self.time_format == "24":
            return f"{wall.hour:02}:{wall.minute:02}"
        return f"{wall.hour % 12 or 12}:{wall.minute:02} {'AM' if wall.hour < 12 else 'PM'}"

    def date(
        self, moment: dt.date | dt.datetime, now: dt.date | dt.datetime | None = None, *, short: bool = False
    ) -> str:
        """October 20, or Oct 20 if `short`; with the year unless it is this one."""
        day = self.day_of(moment)
        this_year = self.day_of(now or timezone.now()).year
        form = "short" if short else "long"
        pattern = DAY_ORDER[self.date_format][form if day.year == this_year else "year"]
        return _written(pattern, day)

    def days(self, first: dt.date, last: dt.date, now: dt.datetime | None = None) -> str:
        """Dec 24, Nov 26–27, or Dec 21–Jan 3; with years when it begins ten months or more from now."""
        is_near = abs((first - self.day_of(now or timezone.now())).days) < 300
        pattern = DAY_ORDER[self.date_format]["short" if is_near else "year"]
        begin, end = (_written(pattern, day) for day in (first, last))
        if first == last:
            return begin
        if self.date_format == "ymd":
            return f"{begin} to {end}"
        if not is_near:
            return f"{begin} – {end}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{begin}–{last.day}" if self.date_format == "mdy" else f"{first.day}–{end}"
        return f"{begin}–{end}"

    def weekday(self, moment: dt.date | dt.datetime, now: dt.datetime | None = None) -> str:
        """Tuesday, October 20."""
        return f"{self.day_of(moment):%A}, {self.date(moment, now)}"

    def day(self, moment: dt.date | dt.datetime, now: dt.date | dt.datetime | None = None) -> str:
        """today, tomorrow, yesterday, a weekday within the coming six days, else the date."""
        away = (self.day_of(moment) - self.day_of(now or timezone.now())).days
        if away in (-1, 0, 1):
            return ("yesterday", "today", "tomorrow")[away + 1]
        if 1 < away < 7:
            return f"{self.day_of(moment):%A}"
        return self.date(moment, now)

    def moment(self, moment: dt.datetime, now: dt.datetime | None = None) -> str:
        """tomorrow, 10:00 AM; or October 20, 4:30 PM."""
        return f"{self.day(moment, now)}, {self.time(moment)}"

    def full(self, moment: dt.date | dt.datetime) -> str:
        """Everything, for a title: Tuesday, October 20, 2026, 4:30 PM CDT."""
        day = self.day_of(moment)
        pattern = DAY_ORDER[self.date_format]["year"]
        text = f"{day:%A}, {_written(pattern, day)}"
        if isinstance(moment, dt.datetime):
            text += f", {self.time(moment)} {moment.astimezone(self.zone):%Z}"
        return text


def left(seconds: float) -> str:
    """How much is left: "5 h 02 min", "58 min", "3 days"; never below "1 min"."""
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02} min" if minutes % 60 else f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"
