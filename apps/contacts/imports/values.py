"""From the cells of a record to the values of a person: cleaned, cut to size, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.contacts import names
from apps.contacts.imports.dates import Ambiguous, Order, betrayed, parse_date
from apps.contacts.imports.keys import link_key, plain_link_key
from apps.contacts.imports.tidying import Tidy, keep
from apps.contacts.ownvalues import Field, OddValue, read_value
from apps.core.tables.lines import Record

#: What the database holds of each (contacts.models.Contact); longer text is cut.
LENGTHS = {
    "given_name": 200,
    "family_name": 200,
    "full_name": 400,
    "email": 254,
    "phone": 50,
    "employer": 200,
    "title": 200,
    "profile_url": 500,
    "location": 200,
    "met_on": 40,
    "relation": 100,
    "common_ground": 300,
    "tags": 1000,
    "note": 10_000,
}
SEVERAL_LINES = {"note", "tags"}
LONGEST_TAG, MOST_TAGS = 50, 20
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/@:?#]+\.[^\s/@:?#.]{2,}(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_TAG_SIGNS = re.compile(r"[,;]")
_SPOKEN = (
    (re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*|\s+at\s+", re.I), "@"),
    (re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.I), "."),
)


@dataclass(slots=True)
class Read:
    """What a record says about a person, and what about it needs a second look."""

    values: dict[str, str] = field(default_factory=dict)
    bad_email: str = ""  # the cell that is no address
    odd_date: str = ""  # the cell that is two dates
    order: Order | None = None  # how this row's own date betrays that dates are written
    ragged: bool = False  # more cells than the heading has names
    damaged: bool = False  # signs were lost
    problem: str = ""  # the line could not be read at all
    lost: list[str] = field(default_factory=list)  # what did not fit or was no date, in words
    link_key: str = ""  # of the profile link, once it is settled

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.values.get('given_name', '')} {self.values.get('family_name', '')}".strip()


class CellReader:
    """Reads records of one heading by one mapping."""

    def __init__(
        self, header: list[str], mapping: Mapping[str, str], tidy: Tidy = keep, own: Sequence[Field] = ()
    ) -> None:
        places = cell_places(header, mapping)
        self._places = [
            (name, at, LENGTHS[name]) for name, indexes in places.items() if name in LENGTHS for at in indexes
        ]
        self._own = [(own_field, at) for own_field in own for at in places.get(own_field.column, [])]
        self._width = len(header)
        self._tidy = tidy

    def read(self, record: Record, order: Order | None, fixes: Mapping[str, str] | None = None) -> Read:
        """The values of one record; of several cells for one field the first that holds something. `fixes` overrule."""
        if record.problem:
            return Read(problem=record.problem)
        cells = record.cells
        found = Read(damaged=record.damaged)
        if len(cells) > self._width:
            found.ragged = any(cell.strip() for cell in cells[self._width :])
        self._tidy(cells)
        values = found.values
        plain = _is_plain("".join(cells))
        for name, at, longest in self._places:
            cell = cells[at]
            if cell and name not in values and (text := cell.strip() if plain else _clean(name, cell)):
                values[name] = text if len(text) <= longest else _fitted(name, text, found)
        for name, text in (fixes or {}).items():
            if cleaned := _clean(name, text):
                values[name] = cleaned[: LENGTHS[name]]
        for own_field, at in self._own:
            if own_field.column not in values and (text := _clean(own_field.column, cells[at])):
                _read_own(own_field, text, found)
        if "met_on" in values:
            found.order = betrayed_order(values["met_on"])
        settle(found, order)
        return found


def _read_own(own_field: Field, text: str, found: Read) -> None:
    try:
        found.values[own_field.column] = read_value(own_field, text)
    except OddValue as odd:
        found.lost.append(f"{own_field.name}: “{text[:40]}” is left out. {odd}")


betrayed_order = lru_cache(maxsize=4096)(betrayed)


@lru_cache(maxsize=4096)  # a file has the same few thousand days again and again
def _day(text: str, order: Order | None) -> str:
    """The date in the text, if it is one and only one."""
    day = parse_date(text, order)
    return day.isoformat() if isinstance(day, date) else ""


def settle(found: Read, order: Order | None) -> None:
    """Makes names, address, link and date what the rest relies on, or notes why it could not. Harmless twice."""
    values = found.values
    given = values.get("given_name", "")
    if not given or "@" in given or "full_name" in values:
        _settle_name(values)
    if "email" in values:
        _settle_email(found)
    if "profile_url" in values:
        _settle_link(found)
    if "met_on" in values:
        _settle_date(found, order)
    if "tags" in values:
        _settle_tags(values)


def cell_places(header: list[str], mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """Field → the cells that hold it, from left to right."""
    places: dict[str, list[int]] = {}
    for index, column in enumerate(header):
        if name := mapping.get(column, ""):
            places.setdefault(name, []).append(index)
    return places


def is_email(text: str) -> bool:
    """Whether `text` is one address that mail can go to."""
    if _PLAIN_EMAIL.fullmatch(text):
        return len(text) <= LENGTHS["email"]
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LENGTHS["email"]


def suggested_email(text: str) -> str:
    """What "imre.szabo(at)halden.example" probably means; empty if that is no address either."""
    for pattern, sign in _SPOKEN:
        text = pattern.sub(sign, text)
    text = text.strip(" <>;,")
    return text if is_email(text) else ""


def _is_plain(text: str) -> bool:
    """Whether nothing but the outer spaces of these cells could need cleaning, as in nearly all rows."""
    return text.isascii() and text.isprintable() and "  " not in text and "'" not in text


def _clean(name: str, cell: str) -> str:
    plain = cell.isascii() and cell.isprintable()
    text = cell.strip() if plain else names.clean(cell)
    if text[:1] == "'" and text.lstrip("' ").startswith(("=", "+", "-", "@")):  # a CSV export's guard against formulas
        text = text[1:].strip()
    if name not in SEVERAL_LINES and ("  " in text or not plain):
        text = " ".join(text.split())
    return text


def _fitted(name: str, text: str, found: Read) -> str:
    """`text`, cut to what the database holds; that it was cut is noted."""
    if len(text) <= LENGTHS[name]:
        return text
    if name != "met_on":
        found.lost.append(f"“{text[:30]}…” was cut to {LENGTHS[name]:,} characters.")
    return text[: LENGTHS[name]].strip()


def _settle_name(values: dict[str, str]) -> None:
    """A full name is split, an address in place of a name moved, a lone last name becomes the first."""
    full = values.pop("full_name", "")
    if full and not values.get("given_name"):
        family, comma, given = full.partition(", ")
        if not comma:
            given, _, family = full.rpartition(" ")
        values["given_name"], family = (given, family) if given else (family, "")
        if family and not values.get("family_name"):
            values["family_name"] = family
        for part in ("given_name", "family_name"):
            values[part] = values.get(part, "")[: LENGTHS[part]]
    given = values.get("given_name", "")
    if "@" in given and is_email(given) and values.setdefault("email", given).lower() == given.lower():
        values["given_name"] = ""
    if not values.get("given_name") and values.get("family_name"):
        values["given_name"] = values.pop("family_name")
    for part in ("given_name", "family_name"):
        if not values.get(part, "x"):
            del values[part]


def _settle_email(found: Read) -> None:
    email = found.values["email"]
    if not is_email(email):
        del found.values["email"]
        found.bad_email = email


def _settle_link(found: Read) -> None:
    """Only a web address is kept as a link; "linkedin.com/in/ana" gets its scheme."""
    given = link = found.values["profile_url"]
    found.link_key = plain_link_key(link)
    if found.link_key and len(link) <= LENGTHS["profile_url"]:
        return
    del found.values["profile_url"]
    if "://" not in link:
        link = f"https://{link}"
    found.link_key = link_key(link)
    if len(link) <= LENGTHS["profile_url"] and _WEB_ADDRESS.fullmatch(link) and _is_printable(found.link_key):
        found.values["profile_url"] = link
    else:
        found.link_key = ""
        found.lost.append(f"“{given[:60]}” is no link, so it is left out.")


def _is_printable(key: str) -> bool:
    """Not empty, and no %00 or the like in it."""
    return bool(key) and key.isprintable()


def _settle_date(found: Read, order: Order | None) -> None:
    text = found.values["met_on"]
    if only := _day(text, order):
        found.values["met_on"] = only
        return
    del found.values["met_on"]
    if isinstance(parse_date(text, order), Ambiguous):
        found.odd_date = found.values["odd_date"] = text
    else:
        found.lost.append(f"“{text[:40]}” isn’t a date that we can keep, so it is left out.")


def _settle_tags(values: dict[str, str]) -> None:
    """One tag a line, each once, none too long."""
    text = values.pop("tags")
    parts = text.split("\n") if "\n" in text else _TAG_SIGNS.split(text)
    tags = {tag.casefold(): tag for part in parts if (tag := " ".join(part.split())[:LONGEST_TAG].strip())}
    if tags:
        values["tags"] = "\n".join(list(tags.values())[:MOST_TAGS])
