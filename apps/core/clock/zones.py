"""Zones of the IANA database, by name."""

from __future__ import annotations

import logging
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

log = logging.getLogger(__name__)


def zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`; ValueError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"There is no time zone called {name!r}.") from error


@lru_cache(maxsize=1024)
def zone_or_utc(name: str) -> ZoneInfo:
    """The zone called `name`, as it was stored; UTC, and a warning in the log, once the database has dropped it."""
    try:
        return zone(name)
    except ValueError:
        log.warning("The time zone %r is stored but not in the database; UTC is used instead.", name)
        return zone("UTC")


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Every area/city zone that a person may choose, sorted, with UTC first."""
    areas = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/")
    named = (n for n in available_timezones() if n.startswith((*areas, "Indian/", "Pacific/")))
    return ("UTC", *sorted(named))
