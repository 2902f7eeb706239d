"""Moments of the story: so many days ago, at an hour of the owner's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core import clock


@dataclass(frozen=True, slots=True)
class Calendar:
    """Counts from `now` in the owner's zone."""

    now: datetime
    tz: ZoneInfo

    def at(self, days_ago: float, hour: float = 10) -> datetime:
        """`hour` (fractions are minutes) on the day so many days ago; never later than now for a past day."""
        day = clock.local_day(self.now, self.tz) - timedelta(days=int(days_ago))
        minutes = round(hour * 60)
        moment = clock.local_moment(day, time(minutes // 60, minutes % 60), self.tz)
        return min(moment, self.now - timedelta(minutes=5)) if days_ago >= 0 else moment
