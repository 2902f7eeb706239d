"""Google Contacts' CSV, both generations.

Until about 2024 `Given Name`, `Group Membership`, `Organization 1 - Name`; since then `First Name`, `Labels`,
`Organization Name`. How often `E-mail n - …` repeats depends on the data. Several values in one cell are joined by
` ::: `; a label that begins with `* ` marks the primary value, a group that begins so is one of Google's own.
"""

from __future__ import annotations

import re

from apps.contacts.imports.tidying import Tidy
from apps.contacts.names import fold

LABEL = "Google"
JOINED = " ::: "
_NOW = {"labels", "phonetic first name", "e-mail 1 - label", "organization title", "file as"}
_BEFORE = {"group membership", "given name yomi", "e-mail 1 - type", "organization 1 - title", "yomi name"}
_MAPPING = {
    "first name": "given_name",
    "given name": "given_name",
    "last name": "family_name",
    "family name": "family_name",
    "name": "full_name",
    "file as": "full_name",
    "organization name": "employer",
    "organization 1 - name": "employer",
    "organization title": "title",
    "organization 1 - title": "title",
    "occupation": "title",
    "address 1 - city": "location",
    "location": "location",
    "notes": "note",
    "labels": "tags",
    "group membership": "tags",
}
_REPEATED = {"e-mail": "email", "phone": "phone", "website": "profile_url"}
_PART = re.compile(r"(e-mail|phone|website|address|organization) (\d+) - (label|type|value|name|title|city)")


def recognises(header: list[str]) -> bool:
    """True for a heading that only Google writes."""
    names = {fold(column) for column in header}
    return ("first name" in names and len(names & _NOW) >= 2) or ("given name" in names and len(names & _BEFORE) >= 2)


def mapping(header: list[str]) -> dict[str, str]:
    """What Google's columns mean; all the addresses go to one field, which takes the first that is there."""
    return {column: _meaning(fold(column)) for column in header}


def _meaning(name: str) -> str:
    part = _PART.fullmatch(name)
    if part and part[3] == "value":
        return _REPEATED.get(part[1], "")
    return _MAPPING.get(name, "")


def tidy(header: list[str]) -> Tidy:
    """Puts the primary address first, keeps the first of joined values, and drops Google's own groups."""
    names = [fold(column) for column in header]
    pairs: dict[str, list[tuple[int, int]]] = {}  # kind → (place of the label, place of the value)
    for at, name in enumerate(names):
        part = _PART.fullmatch(name)
        if part and part[3] in ("label", "type"):
            value = f"{part[1]} {part[2]} - value"
            if part[1] in _REPEATED and value in names:
                pairs.setdefault(part[1], []).append((at, names.index(value)))
    groups = [at for at, name in enumerate(names) if name in ("labels", "group membership")]
    values = [at for at, name in enumerate(names) if _meaning(name) and at not in groups]

    def tidied(cells: list[str]) -> None:
        for places in pairs.values():
            for label, value in places[1:]:
                if cells[label].startswith("*") and cells[value]:
                    first = places[0][1]
                    cells[first], cells[value] = cells[value], cells[first]
                    break
        for at in values:
            if JOINED in cells[at] and names[at] != "notes":
                cells[at] = next((part for part in cells[at].split(JOINED) if part.strip()), "")
        for at in groups:
            own = (part.strip() for part in cells[at].split(JOINED.strip()))
            cells[at] = "\n".join(part for part in own if part and not part.startswith("*"))

    return tidied
