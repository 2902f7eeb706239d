"""The tiny language of templates: `{first_name}` and its few companions. Pure functions.

One pass, plain text in, plain text out. A value is never read as a template again, so braces, percent signs or markup
in somebody's name stay what they are. What is unknown or empty becomes a `[placeholder]` for the writer to fill in.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_FIELD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]{0,39})\}")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,120}\]")
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a template can say. `placeholder` stands in the text until it is known."""

    name: str
    placeholder: str
    help: str
    sample: str


FIELDS = (
    Field("first_name", "their first name", "Their first name", "Ines"),
    Field("full_name", "their name", "Their first and last name", "Ines Carvalho"),
    Field("title", "their role", "What they do", "UX researcher"),
    Field("employer", "their employer", "Where they work", "Lumen Mutual"),
    Field("introducer", "who suggested them", "Who suggested them, in full", "Priya Raman"),
    Field("introducer_first", "who suggested them", "Who suggested them, first name", "Priya"),
    Field("common_ground", "what you share", "What you share with them", "We both studied at Aldermere"),
    Field("goal", "what you want to learn", "What you want to find out", "UX research in healthcare"),
    Field("my_name", "your name", "Your first and last name", "Lena Marchetti"),
    Field("my_first_name", "your first name", "Your first name", "Lena"),
    Field(
        "my_introduction",
        "who you are, in one line",
        "Who you are, from your settings",
        "a former physical therapist now studying human-computer interaction",
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
SAMPLE = {field.name: field.sample for field in FIELDS}


def inert(value: str) -> str:
    """`value` on one line, without control characters: fit for a subject line and for a sentence."""
    return _BLANKS.sub(" ", _CONTROLS.sub("", value)).strip()


def render(text: str, values: Mapping[str, str]) -> str:
    """`text` with every `{field}` replaced, and every gap as a `[placeholder]`."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        value = inert(values.get(name, "")) if name in BY_NAME else ""
        return value or placeholder(name)

    return _FIELD.sub(fill, text)


def placeholder(name: str) -> str:
    """What stands in the text for a field that is not known."""
    known = BY_NAME.get(name)
    return f"[{known.placeholder if known else name.replace('_', ' ')}]"


def unknown_fields(text: str) -> list[str]:
    """Names in braces that mean nothing, in order, each once."""
    return list(dict.fromkeys(m[1] for m in _FIELD.finditer(text) if m[1] not in BY_NAME))


def nearest(name: str) -> str:
    """The field that somebody probably meant, or an empty string."""
    close = difflib.get_close_matches(name.lower(), BY_NAME, n=1, cutoff=0.6)
    return close[0] if close else ""


def placeholders(text: str) -> list[tuple[int, int]]:
    """Where gaps are still open: (start, end) of every `[placeholder]`."""
    return [m.span() for m in _PLACEHOLDER.finditer(text)]
