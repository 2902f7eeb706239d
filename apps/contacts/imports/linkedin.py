"""LinkedIn's `Connections.csv`, from the "get a copy of your data" archive.

`First Name,Last Name,URL,Email Address,Company,Position,Connected On`; older archives lack `URL`. A note of three
lines may stand before the heading (`reading` skips it). Dates are `01 Jan 2024`, in English whatever the locale.
"""

from __future__ import annotations

from apps.contacts.imports.tidying import Tidy, keep
from apps.contacts.names import fold

LABEL = "LinkedIn"
_CERTAIN = {"first name", "last name", "connected on"}
_MAPPING = {
    "first name": "given_name",
    "last name": "family_name",
    "url": "profile_url",
    "email address": "email",
    "company": "employer",
    "position": "title",
    "connected on": "met_on",
}


def recognises(header: list[str]) -> bool:
    """True for a heading that only LinkedIn writes."""
    return {fold(column) for column in header} >= _CERTAIN


def mapping(header: list[str]) -> dict[str, str]:
    """What LinkedIn's columns mean; a column that somebody added is left out."""
    return {column: _MAPPING.get(fold(column), "") for column in header}


def tidy(header: list[str]) -> Tidy:
    """Cells mean what they say."""
    del header
    return keep
