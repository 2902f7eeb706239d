"""Cards for address books: vCard 3.0 (RFC 2426), which iCloud and old phones insist on, and 4.0 (RFC 6350).

A writer of our own: `vobject` knows no 4.0 and builds a tree for each card, and what is written here is a dozen kinds
of line. The tests read them with `vobject` and with our own import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from functools import partial

from apps.contacts.names import clean
from apps.contacts.selectors.export import ExportPerson

CONTENT_TYPE = "text/vcard; charset=utf-8"
VERSIONS = ("3.0", "4.0")
WIDTH = 75  # octets of a line, without its end
_SIGNS = re.compile(r"[\\;,\n]")
_SIGNS_OF_TEXT = re.compile(r"[\\,\n]")  # 4.0: a semicolon is escaped where it would part a value, and nowhere else
_BREAKS = re.compile(r"[\x85\u2028\u2029]")  # what some readers take for the end of a line


def write_cards(people: Iterable[ExportPerson], version: str, *, with_notes: bool) -> Iterator[str]:
    """The file, a card at a time; `version` is one of VERSIONS."""
    for person in people:
        lines = _lines(person, version, with_notes=with_notes)
        yield "".join(f"{fold(line)}\r\n" for line in lines)


def escape(text: str, signs: re.Pattern[str] = _SIGNS) -> str:
    """`text` as a value, `signs` escaped: no control characters, and `\\n` for the end of a line."""
    text = _BREAKS.sub("\n", clean(text)).replace("\t", " ")
    return signs.sub(lambda m: "\\n" if m[0] == "\n" else f"\\{m[0]}", text)


def fold(line: str) -> str:
    """`line` over several, none longer than 75 octets, no letter cut in two."""
    if len(line) <= WIDTH and line.isascii():
        return line
    parts, start, size = [], 0, 0
    for at, letter in enumerate(line):
        wide = len(letter.encode())
        if size + wide > WIDTH:
            parts.append(line[start:at])
            start, size = at, 1  # the space that begins what follows
        size += wide
    parts.append(line[start:])
    return "\r\n ".join(parts)


def _lines(person: ExportPerson, version: str, *, with_notes: bool) -> Iterator[str]:
    old = version == "3.0"
    plain = partial(escape, signs=_SIGNS if old else _SIGNS_OF_TEXT)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield "PRODID:-//Acquaint//People//EN"
    yield f"UID:urn:uuid:{person.id}"
    if not old:
        yield "KIND:individual"
    yield f"FN:{plain(person.name)}"
    yield f"N:{escape(person.family_name)};{escape(person.given_name)};;;"
    found = {
        "EMAIL;TYPE=INTERNET" if old else "EMAIL": plain(person.email),
        "TEL;TYPE=VOICE" if old else "TEL;VALUE=text": plain(person.phone),
        "ORG": escape(person.employer),
        "TITLE": plain(person.title),
        "URL": "".join(clean(person.profile_url).split()),  # an address has no spaces and nothing to escape
        "ADR": f";;;{escape(person.location)};;;" if person.location else "",  # "Lisbon, Portugal" is one text to us
        "TZ;VALUE=text" if old else "TZ": plain(person.timezone),
        "CATEGORIES": ",".join(plain(tag) for tag in person.tags),
        "NOTE": plain(person.note) if with_notes else "",
    }
    for name, value in found.items():
        if value:
            yield f"{name}:{value}"
    yield f"REV:{person.updated_at.astimezone(UTC):{'%Y-%m-%dT%H:%M:%SZ' if old else '%Y%m%dT%H%M%SZ'}}"
    yield "END:VCARD"
