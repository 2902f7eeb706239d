"""Any CSV whose columns have names: Google's and Outlook's exports, a spreadsheet of one's own."""

from __future__ import annotations

from apps.contacts.imports import columns

LABEL = "CSV"


def recognises(header: list[str]) -> bool:
    """Every table will do; the person says on the check page which column is what."""
    return bool(header)


def mapping(header: list[str]) -> dict[str, str]:
    """A suggestion by column name."""
    return columns.suggested_mapping(header)
