"""Outlook's CSV: classic desktop (92 columns), the web (61), and what Google calls "Outlook CSV".

`Title` is the salutation, the job is `Job Title`. Empty dates are `0/0/00`, empty choices `Unspecified`. An address of
the type `EX` is an internal one that no mail reaches. Headings can have blanks at their end, rows can be short.
"""

from __future__ import annotations

from apps.contacts.imports.tidying import Tidy
from apps.contacts.names import fold

LABEL = "Outlook"
_CERTAIN = {"first name", "last name", "e-mail address"}
_TELLING = {
    "business street", "business phone", "business fax", "company main phone", "given yomi", "internet free busy",
    "business country/region", "business country", "e-mail 2 address", "home street", "mobile phone",
}  # fmt: skip
_MAPPING = {
    "first name": "given_name",
    "last name": "family_name",
    "e-mail address": "email",
    "e-mail 2 address": "email",
    "e-mail 3 address": "email",
    "primary phone": "phone",
    "mobile phone": "phone",
    "business phone": "phone",
    "business phone 2": "phone",
    "home phone": "phone",
    "home phone 2": "phone",
    "other phone": "phone",
    "company": "employer",
    "job title": "title",
    "business city": "location",
    "home city": "location",
    "web page": "profile_url",
    "personal web page": "profile_url",
    "referred by": "relation",
    "schools": "common_ground",
    "categories": "tags",
    "notes": "note",
}
_FILLERS = {"unspecified", "0/0/00", "00/00/00"}


def recognises(header: list[str]) -> bool:
    """True for a heading of any of the three layouts."""
    names = {fold(column) for column in header}
    return names >= _CERTAIN and len(names & _TELLING) >= 3


def mapping(header: list[str]) -> dict[str, str]:
    """What Outlook's columns mean; the salutation, private dates and internal numbers are left out."""
    return {column: _MAPPING.get(fold(column), "") for column in header}


def tidy(header: list[str]) -> Tidy:
    """Empties fillers and addresses that no mail reaches; says who referred whom; splits categories."""
    names = [fold(column) for column in header]
    addresses = [
        (at, names.index(kind) if (kind := name.replace(" address", " type")) in names else None)
        for at, name in enumerate(names)
        if name in ("e-mail address", "e-mail 2 address", "e-mail 3 address")
    ]
    referred = [at for at, name in enumerate(names) if name == "referred by"]
    categories = [at for at, name in enumerate(names) if name == "categories"]
    mapped = [at for at, name in enumerate(names) if name in _MAPPING and name != "notes"]

    def tidied(cells: list[str]) -> None:
        for at in mapped:
            if cells[at].lower() in _FILLERS:
                cells[at] = ""
        for at, kind in addresses:
            if cells[at].lower().startswith("/o=") or (kind is not None and cells[kind].strip().upper() == "EX"):
                cells[at] = ""
        for at in referred:
            if cells[at].strip():
                cells[at] = f"Referred by {cells[at].strip()}"
        for at in categories:
            cells[at] = "\n".join(part.strip() for part in cells[at].split(";"))

    return tidied
