"""What happened week by week, in the reader's weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

WEEKS = 8

_TALKS = """
SELECT date_trunc('week', talk.ended_at AT TIME ZONE %(zone)s)::date, count(*)
  FROM interviews_interview AS talk
  JOIN contacts_contact AS person ON person.id = talk.contact_id AND NOT is_private AND archived_at IS NULL
 WHERE talk.owner_id = ANY(%(owners)s) AND talk.state = 'held' AND talk.ended_at BETWEEN %(since)s AND %(now)s
 GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the week that starts on `start`."""

    start: date
    count: int
    is_current: bool


def talks_by_week(owners: Collection[UUID], *, now: datetime, zone: ZoneInfo) -> list[Week]:
    """Talks held by these students together, in the last weeks."""
    asked: dict[str, Any] = {"owners": list(owners), "now": now, "since": weeks_since(now, zone), "zone": str(zone)}
    with connection.cursor() as cursor:
        cursor.execute(_TALKS, asked)
        return weeks_of(dict(cursor.fetchall()), now, zone)


def weeks_since(now: datetime, zone: ZoneInfo) -> datetime:
    """When the first of the weeks began."""
    return datetime.combine(_monday(now, zone) - timedelta(weeks=WEEKS - 1), datetime.min.time(), zone)


def weeks_of(counts: dict[date, int] | Iterable[date], now: datetime, zone: ZoneInfo) -> list[Week]:
    """The weeks from counts by Monday, or from the Mondays themselves."""
    known, this = Counter(counts), _monday(now, zone)
    starts = [this - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    return [Week(start, known[start], start == this) for start in starts]


def _monday(now: datetime, zone: ZoneInfo) -> date:
    day = now.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
