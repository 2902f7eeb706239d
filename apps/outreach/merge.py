"""The tiny language of templates: `{first_name}`, `{title|their work}` and their companions. Pure functions.

One pass, plain text in, plain text out, in time and size that are bounded by `MOST`. A value is never read as a
template again, so braces, percent signs or markup in somebody's name stay what they are. What is unknown or empty
becomes the words after `|`, or a `[placeholder]` for the writer to fill in. Nothing in a text is an error.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from apps.core.plaintext import without_hidden

MOST = 20_000
"""Characters that a text may have, before and after its fields are filled in."""
_MOST_VALUE = 300
_FIELD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]{0,39})(?:\|([^{}|\n]{0,80}))?\}")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,120}\]")
_FOREIGN = re.compile(r"\{\{|\{%|\$\{|%\(|<%|\{\s|\{[A-Za-z_]\w{0,39}[.:\[(!]")
_BLANKS = re.compile(r"\s+")


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
    Field("connector", "who could introduce you", "Who could introduce you, in full", "Priya Raman"),
    Field("connector_first", "who could introduce you", "Who could introduce you, first name", "Priya"),
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
    """`value` on one line of bounded length, without control characters: fit for a subject line and a sentence."""
    return without_hidden(_BLANKS.sub(" ", value[: 4 * _MOST_VALUE])).strip()[:_MOST_VALUE]


def render(text: str, values: Mapping[str, str]) -> str:
    """`text` with every `{field}` replaced, and every gap as its own words or a `[placeholder]`; at most MOST long."""
    text = text[:MOST]
    known = {name: inert(values[name]) for name in BY_NAME if values.get(name)}
    pieces, length, at = [], 0, 0
    for match in _FIELD.finditer(text):
        words = known.get(match[1]) or (match[2].strip() if match[2] is not None else placeholder(match[1]))
        pieces += [text[at : match.start()], words]
        length += match.start() - at + len(words)
        at = match.end()
        if length > MOST:
            break
    return "".join([*pieces, text[at:]])[:MOST]


def placeholder(name: str) -> str:
    """What stands in the text for a field that is not known."""
    known = BY_NAME.get(name)
    return f"[{known.placeholder if known else name.replace('_', ' ')}]"


def unknown_fields(text: str) -> list[str]:
    """Names in braces that mean nothing, in order, each once."""
    return list(dict.fromkeys(m[1] for m in _FIELD.finditer(text[:MOST]) if m[1] not in BY_NAME))


def nearest(name: str) -> str:
    """The field that somebody probably meant, or an empty string."""
    close = difflib.get_close_matches(name.lower(), BY_NAME, n=1, cutoff=0.6)
    return close[0] if close else ""


def remarks(text: str) -> list[str]:
    """What a writer of templates should look at again. Advice only: any text is a template."""
    found = []
    for unknown in unknown_fields(text)[:5]:
        near = nearest(unknown)
        hint = f"Did you mean {{{near}}}?" if near else "It becomes a [placeholder]."
        found.append(f"There is no field {{{unknown}}}. {hint}")
    if foreign := _FOREIGN.search(text[:MOST]):
        found.append(
            f"“{foreign[0].strip()}” means nothing here and stays as it is. A field looks like {{first_name}}."
        )
    return found


def placeholders(text: str) -> list[tuple[int, int]]:
    """Where gaps are still open: (start, end) of every `[placeholder]`."""
    return [m.span() for m in _PLACEHOLDER.finditer(text)]
