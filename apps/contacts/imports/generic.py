"""Any CSV whose columns have names: a spreadsheet of one's own, or what another program writes."""

from __future__ import annotations

from apps.contacts.imports import columns
from apps.contacts.imports.tidying import Tidy, keep

LABEL = "CSV"


def recognises(header: list[str]) -> bool:
    """Every table will do; the person says on the check page which column is what."""
    return bool(header)


def mapping(header: list[str]) -> dict[str, str]:
    """A suggestion by column name."""
    return columns.suggested_mapping(header)


def tidy(header: list[str]) -> Tidy:
    """Cells mean what they say."""
    del header
    return keep
