"""The formats that we read, the most particular first. A format is known by its content, never by the file's name."""

from __future__ import annotations

from types import ModuleType

from apps.contacts.imports import generic, google, linkedin, outlook, vcard

FORMATS: dict[str, ModuleType] = {
    "vcard": vcard,
    "linkedin": linkedin,
    "google": google,
    "outlook": outlook,
    "csv": generic,
}


def recognise(header: list[str]) -> str:
    """The name of the first format that claims this heading."""
    return next(name for name, module in FORMATS.items() if module.recognises(header))
