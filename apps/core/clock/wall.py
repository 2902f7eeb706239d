"""What a clock on a wall shows, and which instant that is: gaps, overlaps, quiet hours, months."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
NOON = time(12)


def local_day(instant: datetime, tz: ZoneInfo) -> date:
    """The calendar day on the person's wall at `instant`."""
    return instant.astimezone(tz).date()


def local_moment(day: date, hour: time, tz: ZoneInfo) -> datetime:
    """The UTC instant at which the person's clock shows `hour` on `day`.

    A time that the zone skips becomes the first moment after the gap; a time that it repeats is the
    first of the two (PEP 495, fold=0).
    """
    wall = datetime.combine(day, hour.replace(fold=0), tz)
    instant = wall.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # In a gap the two folds carry the offsets before and after it (PEP 495), so that the end of the
    # gap lies between the two readings.
    return _clock_change(wall.replace(fold=1).astimezone(UTC), instant, tz) or instant


def outside_quiet_hours(instant: datetime, tz: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """`instant`, or the first moment after it at which the person's clock stands outside the quiet hours.

    They begin with `quiet_from` and end before `quiet_until`. Equal bounds mean no quiet hours.
    """
    instant = instant.astimezone(UTC)
    while _is_quiet((wall := instant.astimezone(tz).replace(tzinfo=None)).time(), quiet_from, quiet_until):
        end = datetime.combine(wall.date(), quiet_until)
        end += timedelta(days=end <= wall)
        there = instant + (end - wall)
        # Clocks that change on the way show something else there: look again from the change on.
        instant = _clock_change(instant, there, tz) or there
    return instant


def _is_quiet(at: time, quiet_from: time, quiet_until: time) -> bool:
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def _clock_change(low: datetime, high: datetime, tz: ZoneInfo) -> datetime | None:
    """The first second after `low`, up to `high`, with another offset than at `low`; None if both have the same.

    Both in UTC and near enough that clocks change at most once between them.
    """
    before = low.astimezone(tz).utcoffset()
    if high.astimezone(tz).utcoffset() == before:
        return None
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(tz).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier when negative), or that month's last day.

    A recurrence counts from its first date, never from the last one, so that the 31st stays the 31st.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
