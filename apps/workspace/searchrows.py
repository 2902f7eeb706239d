"""What was found, ready to print: where it leads, its face or icon, and the words around what was looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from apps.core.addresses import addresses_of
from apps.core.dates import Reader
from apps.core.shell import resolve
from apps.interviews.models import Interview
from apps.workspace.selectors.search import Face, Found, Hit
from apps.workspace.timeline import LOOKS

#: Group → what it is called above its rows.
LABELS = {"people": "People", "employers": "Employers", "talks": "Talks", "notes": "Notes", "steps": "Next for you"}
ORDER = ("people", "steps", "employers", "talks", "notes")
AROUND = 90


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `write_url` is where Ctrl+Enter leads; `face` stands in front unless there is an `icon`."""

    title: str
    detail: str
    url: str
    write_url: str = ""
    face: Face | None = None
    icon: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    key: str
    label: str
    rows: list[Row]
    has_more: bool


def groups_of(found: Found, words: list[str], reader: Reader, now: datetime) -> list[Group]:
    """The groups that hold something, in the order of the page."""
    make = {
        "people": lambda hit: _person(hit),
        "employers": lambda hit: _employer(hit),
        "talks": lambda hit: _talk(hit, words, reader, now),
        "notes": lambda hit: _note(hit, words, reader, now),
        "steps": lambda hit: _step(hit, reader, now),
    }
    return [
        Group(key, LABELS[key], [make[key](hit) for hit in found.hits[key]], key in found.more)
        for key in ORDER
        if found.hits[key]
    ]


def write_url(face: Face | None) -> str:
    """Where one writes to them; empty for nobody, and for somebody who is not to be written to."""
    return resolve("outreach:compose", face.id) if face is not None and face.can_write else ""


def _person_url(face: Face | None) -> str:
    return addresses_of("workspace:person")(face.id) if face is not None else ""


def _person(hit: Hit) -> Row:
    face = hit.person
    stage = face.stage if face else ""
    return Row(hit.title, hit.text, _person_url(face), write_url(face), face, stage=stage)


def _employer(hit: Hit) -> Row:
    return Row(hit.title, "", addresses_of("workspace:employer")(hit.id), icon="building-bank")


def _talk(hit: Hit, words: list[str], reader: Reader, now: datetime) -> Row:
    is_held = hit.kind == Interview.State.HELD
    url = addresses_of("interviews:debrief" if is_held else "interviews:prepare")(hit.id)
    day = reader.date(hit.at, now) if hit.at else ""
    state = "" if is_held else f"{Interview.State(hit.kind).label.lower()}, "
    said = f": {excerpt(hit.text, words)}" if hit.text else ""
    return Row(f"Talk with {hit.title}", f"{state}{day}{said}", url, write_url(hit.person), hit.person)


def _note(hit: Hit, words: list[str], reader: Reader, now: datetime) -> Row:
    what = LOOKS[hit.kind][2].format(name=hit.title.split(" ")[0]) if hit.kind else "Your note"
    day = f", {reader.date(hit.at, now, short=True)}" if hit.kind and hit.at else ""
    url = _person_url(hit.person) + ("#history" if hit.kind else "#person-note")
    return Row(excerpt(hit.text, words), f"{hit.title} · {what}{day}", url, write_url(hit.person), hit.person)


def _step(hit: Hit, reader: Reader, now: datetime) -> Row:
    due = f"due {reader.day(hit.at, now)}" if hit.at else ""
    return Row(hit.title, due, addresses_of("workspace:open_step")(hit.id), write_url(hit.person), hit.person)


def excerpt(text: str, words: list[str]) -> str:
    """One line of about a hundred letters with the first of `words` in it."""
    line = " ".join(text.split())
    if len(line) <= AROUND:
        return line
    found = re.search("|".join(re.escape(word) for word in words), line, re.IGNORECASE) if words else None
    start = max(0, (found.start() if found else 0) - AROUND // 3)
    between = line.rfind(" ", 0, start) + 1  # words are not cut, unless they are very long
    start = between if start - between < AROUND // 3 else start
    cut = line[start : start + AROUND]
    if start + AROUND < len(line):
        cut = cut[: cut.rfind(" ")] if " " in cut else cut
        cut += "…"
    return f"…{cut}" if start else cut
