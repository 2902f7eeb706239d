"""Countries, their regions and their time zones, for choosing and for guessing. Pure functions.

Names come from the tz database's own tables (the `tzdata` package), regions from `holidays`, because the only use of
either here is to know which days are public holidays.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

import holidays

from apps.core import clock

#: Shown first in every list of zones, for they cover most people.
_AREAS = {"America": "The Americas", "Europe": "Europe", "Asia": "Asia", "Africa": "Africa", "Australia": "Australia"}


def _table(name: str) -> list[list[str]]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {row[0]: row[1] for row in _table("iso3166.tab")}


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) of every country whose public holidays are known, by name."""
    known = holidays.list_supported_countries()
    return tuple(sorted(((c, n) for c, n in _country_names().items() if c in known), key=lambda pair: pair[1]))


@lru_cache(maxsize=256)
def regions(country: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of the regions of a country that have holidays of their own; none for most."""
    codes = holidays.list_supported_countries().get(country, [])
    if not codes:
        return ()
    aliases = holidays.country_holidays(country).get_subdivision_aliases()
    named = ((code, (aliases.get(code) or [code])[0]) for code in codes)
    return tuple(sorted(named, key=lambda pair: pair[1]))


@lru_cache(maxsize=1)
def _zone_countries() -> dict[str, str]:
    return {row[2]: row[0].split(",")[0] for row in [*_table("zone1970.tab"), *_table("zone.tab")]}


def country_of(zone: str) -> str:
    """The country in which most people of that zone live; empty if it is no country's or unknown."""
    code = _zone_countries().get(zone, "")
    return code if code in holidays.list_supported_countries() else ""


def city_of(zone: str) -> str:
    """The city that gives a zone its name: "America/Argentina/Buenos_Aires" is Buenos Aires."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def current_zone_name(name: str) -> str:
    """`name`, or the zone itself when a browser reports an old alias that no list shows; empty if there is none.

    Browsers still say "Asia/Calcutta" and "Europe/Kiev" (ECMA-402 keeps the oldest name).
    """
    try:
        clock.zone(name)
    except ValueError:
        return ""
    return name if "/" in name or name == "UTC" else ""


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every zone in groups by part of the world, named by city."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in clock.zone_names():
        area, _, place = name.partition("/")
        label = place.replace("_", " ").replace("/", ", ") if place else name
        groups.setdefault(_AREAS.get(area, area), []).append((name, label))
    return list(groups.items())


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC once the database has dropped it."""
    return clock.zone_or_utc(name)
