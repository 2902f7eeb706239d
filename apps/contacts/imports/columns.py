"""Which column holds what, by its name: never by its place (formats.md)."""

from __future__ import annotations

from collections.abc import Sequence

from apps.contacts.names import fold
from apps.contacts.ownvalues import Field

#: What a column can become, and what that is called on the page. The order is that of the menu.
FIELDS: dict[str, str] = {
    "given_name": "First name",
    "family_name": "Last name",
    "full_name": "Full name",
    "email": "E-mail",
    "phone": "Phone",
    "employer": "Employer",
    "title": "Role",
    "profile_url": "Profile link",
    "location": "Place",
    "met_on": "First met",
    "relation": "How you know them",
    "common_ground": "What you share",
    "tags": "Tags",
    "note": "Private note",
}

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "given_name": (
        "first name", "given name", "firstname", "forename", "first", "vorname", "prenom", "nombre", "nome",
    ),
    "family_name": (
        "last name", "family name", "lastname", "surname", "last", "nachname", "nom", "apellidos", "cognome",
    ),
    "full_name": ("name", "full name", "fullname", "display name", "contact name", "contact", "person", "file as"),
    "email": (
        "email address", "e-mail address", "email", "e-mail", "mail", "e-mail 1 - value", "email 1 - value",
        "primary email", "work email", "e-mail 2 address", "e-mail 2 - value", "e-mail-adresse",
        "adresse de messagerie", "direccion de correo electronico", "correo", "courriel",
    ),
    "phone": (
        "phone", "phone number", "mobile phone", "mobile", "phone 1 - value", "primary phone", "telephone", "cell",
        "business phone", "home phone", "telefon", "mobiltelefon", "telephone mobile", "telefono movil",
    ),
    "employer": (
        "company", "employer", "organization name", "organization 1 - name", "organization", "organisation",
        "company name", "current company", "firma", "entreprise", "empresa", "societe", "unternehmen", "organizacion",
    ),
    "title": (
        "position", "job title", "organization title", "organization 1 - title", "role", "headline",
        "current position", "occupation", "title", "fonction", "puesto", "cargo",
    ),
    "profile_url": (
        "url", "profile url", "linkedin", "linkedin url", "linkedin profile", "profile", "profile link", "web page",
        "website", "website 1 - value",
    ),
    "location": ("location", "city", "place", "address 1 - city", "business city", "home city"),
    "met_on": ("connected on", "first met", "met on", "date met", "connected"),
    "relation": ("how you know them", "relation", "relationship", "referred by", "how we met"),
    "common_ground": ("what you share", "schools", "school"),
    "tags": ("tags", "labels", "categories", "group membership"),
    "note": ("notes", "note", "comments", "remarks", "notizen"),
}  # fmt: skip

_FIELD_OF = {name: field for field, names in _SYNONYMS.items() for name in names}
#: Names so common outside headings that they alone prove nothing.
_RANK = {(field, name): n for field, names in _SYNONYMS.items() for n, name in enumerate(names)}


def field_of(column: str) -> str:
    """The field that a column of this name usually holds; empty if the name says nothing."""
    return _FIELD_OF.get(fold(column), "")


def known_names(cells: list[str]) -> int:
    """How many cells are names of columns: tells a heading from a preamble and from data."""
    return len({fold(cell) for cell in cells if len(cell) < 60} & _FIELD_OF.keys())


def with_own_fields(mapping: dict[str, str], own: Sequence[Field]) -> dict[str, str]:
    """The suggestion for a file, and own fields for the columns that are called as they are."""
    by_name = {fold(text): field for field in own for text in (field.name, f"'{field.name}")}  # guarded as our export
    found = dict(mapping)
    free = {field.id for field in own}
    for column, meaning in mapping.items():
        field = by_name.get(fold(column))
        if not meaning and field is not None and field.id in free:
            found[column] = field.column
            free.discard(field.id)
    return found


def suggested_mapping(header: list[str]) -> dict[str, str]:
    """Column name → field, "" for columns to leave out. Each field is given to one column, the best known name."""
    best: dict[str, tuple[int, str]] = {}
    for column in header:
        name = fold(column)
        if field := _FIELD_OF.get(name, ""):
            candidate = (_RANK[field, name], column)
            best[field] = min(best.get(field, candidate), candidate, key=lambda pair: pair[0])
    if "given_name" in best and "full_name" in best:
        del best["full_name"]  # "File As" beside "First Name"
    chosen = {column: field for field, (_, column) in best.items()}
    return {column: chosen.get(column, "") for column in header}
