"""From the cells of a record to the values of a person: cleaned, cut to size, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.contacts import names
from apps.contacts.imports.dates import Ambiguous, Order, parse_date
from apps.contacts.imports.reading import Record

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
    "note": 10_000,
}
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/@:?#]+\.[^\s/@:?#.]{2,}(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
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
    ragged: bool = False  # more cells than the heading has names

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.values.get('given_name', '')} {self.values.get('family_name', '')}".strip()


def read_values(
    record: Record, places: Mapping[str, list[int]], width: int, order: Order | None, fixes: Mapping[str, str]
) -> Read:
    """The values of one record. `places` says in which cells each field stands; `fixes` overrule the file."""
    found = Read(ragged=any(cell.strip() for cell in record.cells[width:]))
    for name, indexes in places.items():
        cell = next((text for i in indexes if (text := _clean(name, record.cells[i]))), "")
        if cell:
            found.values[name] = cell
    for name, text in fixes.items():
        if cleaned := _clean(name, text):
            found.values[name] = cleaned
    settle(found, order)
    return found


def settle(found: Read, order: Order | None) -> None:
    """Makes names, address, link and date what the rest relies on, or notes why it could not. Harmless twice."""
    _settle_name(found.values)
    _settle_email(found)
    _settle_link(found.values)
    _settle_date(found, order)


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


def _clean(name: str, cell: str) -> str:
    if not cell:
        return ""
    text = names.clean(cell)
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@":  # a CSV export's guard against formulas
        text = text[1:]
    if name != "note":
        text = " ".join(text.split())
    if name in ("email", "phone"):
        text = text.split(" ::: ", 1)[0]  # Google's way of writing several in one cell
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
    if "@" in given and is_email(given):
        values.setdefault("email", given)
        values["given_name"] = ""
    if not values.get("given_name") and values.get("family_name"):
        values["given_name"] = values.pop("family_name")
    for part in ("given_name", "family_name"):
        if not values.get(part, "x"):
            del values[part]


def _settle_email(found: Read) -> None:
    email = found.values.get("email", "")
    if email and not is_email(email):
        found.bad_email = found.values.pop("email")


def _settle_link(values: dict[str, str]) -> None:
    """Only a web address is kept as a link; "linkedin.com/in/ana" gets its scheme."""
    link = values.pop("profile_url", "")
    if not link:
        return
    if "://" not in link:
        link = f"https://{link}"
    if _WEB_ADDRESS.fullmatch(link) and names.profile_key(link):
        values["profile_url"] = link[: LENGTHS["profile_url"]]


def _settle_date(found: Read, order: Order | None) -> None:
    text = found.values.pop("met_on", "")
    if not text:
        return
    day = parse_date(text, order)
    if isinstance(day, Ambiguous):
        found.odd_date = text
    elif day is not None:
        found.values["met_on"] = day.isoformat()
