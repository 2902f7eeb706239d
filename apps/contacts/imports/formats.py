"""The formats that we read, the most particular first."""

from __future__ import annotations

from types import ModuleType

from apps.contacts.imports import generic, linkedin

FORMATS: dict[str, ModuleType] = {"linkedin": linkedin, "csv": generic}


def recognise(header: list[str]) -> str:
    """The name of the first format that claims this heading."""
    return next(name for name, module in FORMATS.items() if module.recognises(header))
