"""Dates as exports and spreadsheets write them. What can be read in two ways is asked, not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
            ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+([a-z]+)\.?,?[\s./-]+(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?[\s./-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s./-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t\s].*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:\s+\d{1,2}:.*)?")


class Order(StrEnum):
    """Which number comes first in 03/04/25."""

    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A date that is two dates, depending on who wrote it."""

    month_first: date
    day_first: date


def parse_date(text: str, order: Order | None = None) -> date | Ambiguous | None:
    """The date in `text`; both readings if it has two and `order` does not decide; None if it is no date."""
    text = " ".join(text.split()).lower()
    if len(text) > 40 or not text.isascii():  # digits of other scripts would pass \d
        return None
    if found := _DAY_FIRST.fullmatch(text):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _named(found[3], found[1], found[2])
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found, order)
    return None


def betrayed(text: str) -> Order | None:
    """The order in which this date must have been written; None if it says nothing."""
    found = _NUMBERS.fullmatch(" ".join(text.split()))
    if not found or not text.isascii():
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    as_month_first, as_day_first = _date(year, first, second), _date(year, second, first)
    if (as_month_first is None) == (as_day_first is None):
        return None
    return Order.MONTH_FIRST if as_month_first else Order.DAY_FIRST


def _numbers(found: re.Match[str], order: Order | None) -> date | Ambiguous | None:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    month_first, day_first = _date(year, first, second), _date(year, second, first)
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    if order is None and found[2] == ".":  # dots are only written where the day comes first
        order = Order.DAY_FIRST
    if order is None:
        return Ambiguous(month_first, day_first)
    return month_first if order is Order.MONTH_FIRST else day_first


def _named(year: str, month: str, day: str) -> date | None:
    return _date(_year(year), _MONTHS.get(month, 0), int(day))


def _year(text: str) -> int:
    """Two digits mean this century up to 69, as spreadsheets have it (POSIX strptime's pivot)."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year < 69 else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
