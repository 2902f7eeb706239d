"""The cells of one line as values: what is blank says nothing, `**CLEAR**` says "nothing there"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType

from apps.centers.roster.addresses import fold_of, key_of, problem_of
from apps.centers.roster.columns import REQUIRED
from apps.centers.roster.reading import RawRow
from apps.core import clock

CLEAR = "**CLEAR**"
LONGEST = MappingProxyType(
    {
        "external_id": 100,
        "given_name": 100,
        "family_name": 100,
        "preferred_name": 100,
        "sso_subject": 255,
        "program": 200,
        "year_level": 50,
    }
)
_TERM = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_STATUS = MappingProxyType(
    {
        "active": "active", "enrolled": "active", "inactive": "inactive", "suspended": "inactive", "leave": "inactive",
        "alumni": "alumni", "alumnus": "alumni", "alumna": "alumni", "graduated": "alumni",
        "withdrawn": "withdrawn", "deleted": "withdrawn", "tobedeleted": "withdrawn",
    }
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One line: `values` by field, absent where the file says nothing, "" (or []) where it says so."""

    line: int
    external_id: str = ""
    email: str = ""
    values: dict[str, str] = field(default_factory=dict)
    cohorts: list[str] | None = None
    advisor_email: str | None = None
    problem: str = ""
    email_key: str = ""  # what is one address
    email_fold: str = ""  # what looks like one address

    @property
    def name(self) -> str:
        """For the page."""
        return f"{self.values.get('given_name', '')} {self.values.get('family_name', '')}".strip()


def read_row(raw: RawRow) -> Row:
    """What a line says, or its first problem."""
    cells = {name: _clean(cell) for name, cell in raw.cells.items()}
    row = Row(raw.line, *identity_of(raw))
    row.email_key = key_of(row.email)
    row.email_fold = fold_of(row.email)
    row.problem = raw.problem or _fill(row, cells)
    return row


def identity_of(raw: RawRow) -> tuple[str, str]:
    """The ID and the address on a line, cut to what fits."""
    external_id, email = (_clean(raw.cells.get(name, "")).strip() for name in ("external_id", "email"))
    return external_id[:100], email[:254]


def _clean(cell: str) -> str:
    """NFC, without blanks around it. A tab, a sign or a quotation mark at the front is part of the cell."""
    return unicodedata.normalize("NFC", cell).strip(" \u00a0\r\n")


def _fill(row: Row, cells: dict[str, str]) -> str:
    for name in REQUIRED:
        if not cells.get(name, "").strip():
            return f"There is no {name} on this line."
        if cells[name].strip() == CLEAR:
            return f"{name} can’t be cleared."
    row.values = {name: cells[name] for name in LONGEST if name != "external_id" and cells.get(name)}
    if "@" in row.external_id and key_of(row.external_id) == row.email_key:
        return "The ID is the e-mail address. Addresses change; use a number that stays."
    if problem := problem_of(cells["email"].strip()):
        return problem
    for name, longest in LONGEST.items():
        if len(cells.get(name, "")) > longest:
            return f"{name} is longer than {longest} characters."
    for name in row.values:
        if row.values[name] == CLEAR:
            row.values[name] = ""
    return _term(row, cells) or _zone(row, cells) or _status(row, cells) or _lists(row, cells)


def _term(row: Row, cells: dict[str, str]) -> str:
    text = cells.get("grad_term", "")
    if text and text != CLEAR and not _TERM.fullmatch(text):
        return f"grad_term must be a year and a month like 2027-05, not “{text[:30]}”."
    if text:
        row.values["grad_term"] = "" if text == CLEAR else text
    return ""


def _zone(row: Row, cells: dict[str, str]) -> str:
    text = cells.get("timezone", "")
    if text and text != CLEAR:
        try:
            clock.zone(text)
        except ValueError:
            return f"timezone must be a name like America/Chicago, not “{text[:40]}”."
    if text:
        row.values["timezone"] = "" if text == CLEAR else text
    return ""


def _status(row: Row, cells: dict[str, str]) -> str:
    text = cells.get("status", "").strip()
    if not text:
        return ""
    if text == CLEAR:
        return "status can’t be cleared."
    if text.lower() not in _STATUS:
        return f"status must be active, inactive, alumni or withdrawn, not “{text[:30]}”."
    row.values["status"] = _STATUS[text.lower()]
    return ""


def _lists(row: Row, cells: dict[str, str]) -> str:
    cohorts, advisor = cells.get("cohorts", ""), cells.get("advisor_email", "").strip()
    if cohorts:
        names = (
            {}
            if cohorts == CLEAR
            else {n.casefold(): n for n in (" ".join(p.split()) for p in cohorts.split(";")) if n}
        )
        row.cohorts = list(names.values())
        if any(len(name) > 200 for name in row.cohorts):
            return "A cohort’s name is longer than 200 characters."
    if advisor:
        row.advisor_email = "" if advisor == CLEAR else advisor
    return ""
