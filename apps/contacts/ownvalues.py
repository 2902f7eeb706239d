"""Values of own fields: from what is typed or imported to the text that is kept, and from there to the page.

Kept as text whatever the kind ("2026-10-20", "12.5", "yes"), so that an import writes them as it writes every other
cell and a spreadsheet shows what it will give back. Pure functions; `Kind` is OwnField.Kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from apps.contacts import names

LONGEST = {"text": 300, "number": 30, "date": 10, "yes_no": 3, "choice": 60, "link": 500}
#: How a column of an import, or the key of a row's value, says which own field it is.
PREFIX = "own:"
FIRST_YEAR, LAST_YEAR = 1800, 2200
_YES = frozenset(["yes", "y", "true", "1", "x", "on", "ja", "oui", "si", "sim"])
_NO = frozenset(["no", "n", "false", "0", "off", "nein", "non", "nao"])


@dataclass(frozen=True, slots=True)
class Field:
    """What must be known of an own field to read and show its values."""

    id: UUID
    name: str
    kind: str
    choices: Sequence[str] = ()

    @property
    def key(self) -> str:
        """As in `Contact.own_values`."""
        return str(self.id)

    @property
    def column(self) -> str:
        """As in the mapping of an import and in its rows."""
        return f"{PREFIX}{self.id}"


class OddValue(ValueError):
    """What was typed is none of the kind; the words say what would be."""


def read_value(field: Field, text: str) -> str:
    """The text to keep; empty for an empty one. Raises OddValue."""
    value = " ".join(names.clean(text).split())
    if not value:
        return ""
    if len(value) > LONGEST[field.kind] and field.kind in ("text", "link"):
        raise OddValue(f"{LONGEST[field.kind]} characters at most.")
    return _READERS[field.kind](field, value)


def show_value(field: Field, value: Any) -> str:
    """The kept text as a page prints it; dates are left to the template."""
    text = value if isinstance(value, str) else ""
    return {"yes": "Yes", "no": "No"}.get(text, text) if field.kind == "yes_no" else text


def _read_text(field: Field, value: str) -> str:
    del field
    return value


def _read_number(field: Field, value: str) -> str:
    """Digits with at most one point; commas between thousands are taken out, and one before decimals is a point."""
    del field
    plain = value.replace(" ", "").replace("\u2212", "-")
    if plain.count(",") == 1 and "." not in plain and len(plain.rpartition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    plain = plain.replace(",", "")
    try:
        number = Decimal(plain) if plain.isascii() and len(plain) <= LONGEST["number"] and "_" not in plain else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number.adjusted()) > 20:
        raise OddValue("Type a number, as in 12 or 3.5.")
    return f"{number:f}"


def _read_date(field: Field, value: str) -> str:
    """As ISO writes it, which is what date fields of browsers and our own export send."""
    del field
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OddValue("Type a date as year-month-day, as in 2026-10-20.")
    return day.isoformat()


def _read_yes_no(field: Field, value: str) -> str:
    del field
    word = names.fold(value)
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise OddValue("Type yes or no.")


def _read_choice(field: Field, value: str) -> str:
    found = next((choice for choice in field.choices if names.fold(choice) == names.fold(value)), None)
    if found is None:
        raise OddValue(f"Choose one of these: {', '.join(field.choices)}.")
    return found


def _read_link(field: Field, value: str) -> str:
    """A web address; one without a scheme gets https. Nothing else, so that no link runs a script."""
    del field
    link = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(link)
        is_fine = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and link.isprintable()
    except ValueError:
        is_fine = False
    if not is_fine or " " in link or len(link) > LONGEST["link"]:
        raise OddValue("Type a link, as in https://example.org/page.")
    return link


_READERS = {
    "text": _read_text,
    "number": _read_number,
    "date": _read_date,
    "yes_no": _read_yes_no,
    "choice": _read_choice,
    "link": _read_link,
}
