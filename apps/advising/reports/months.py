"""The periods of reports: whole months of the calendar, in UTC, once they are over and settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

#: A month is counted from this long after its end on, so that replies and thank-yous of its last days are in.
SETTLES = timedelta(days=7)
#: How many months one page shows at most, and how far back a center can look.
MOST = 12


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month + timedelta(days=31))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_of(month - timedelta(days=1))


def start_of(month: date) -> datetime:
    """The moment in which it begins."""
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def settled_months(since: datetime, now: datetime) -> list[date]:
    """The months that can be counted now, the latest first; none from before the center was there."""
    latest = month_before(month_of((now - SETTLES).astimezone(UTC).date()))
    first = month_of(since.astimezone(UTC).date())
    found: list[date] = []
    while latest >= first and len(found) < MOST:
        found.append(latest)
        latest = month_before(latest)
    return found


def months_between(first: date, last: date) -> Iterator[date]:
    """Every month from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = next_month(first)
