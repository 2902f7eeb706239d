"""vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), versions mixed in one file: each card is a record of a fixed heading.

A small reader of our own: `vobject` stops at the first line that it cannot parse, knows no 4.0, and keeps photos in
memory; here a bad line costs that line and a file of any size is read card by card.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from apps.contacts.imports.tidying import Tidy, keep
from apps.core.tables.lines import LONGEST, Record

LABEL = "vCard"
#: Column → field. The names are shown on the check page.
COLUMNS = {
    "First name": "given_name",
    "Last name": "family_name",
    "Full name": "full_name",
    "E-mail": "email",
    "Phone": "phone",
    "Organization": "employer",
    "Title": "title",
    "Web page": "profile_url",
    "Place": "location",
    "Note": "note",
    "Categories": "tags",
}
HEADER = list(COLUMNS)
_BEGIN = re.compile(r"[\ufeff\s]*BEGIN:VCARD", re.IGNORECASE)
_BLOBS = {"PHOTO", "LOGO", "SOUND", "KEY"}
_PARAMS = re.compile(r';((?:"[^"]*"|[^";:])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def recognises_text(text: str) -> bool:
    """True for a file that begins with a card."""
    return _BEGIN.match(text) is not None


def recognises(header: list[str]) -> bool:
    """True for the heading that we give to cards ourselves."""
    return header == HEADER


def mapping(header: list[str]) -> dict[str, str]:
    """What each part of a card means."""
    return {column: COLUMNS[column] for column in header}


def tidy(header: list[str]) -> Tidy:
    """The reader has tidied already."""
    del header
    return keep


@dataclass(slots=True)
class Property:
    """One line of a card: `item1.EMAIL;TYPE=work,pref:ana@x.example`."""

    name: str
    value: str
    params: dict[str, list[str]] = field(default_factory=dict)

    def rank(self) -> int:
        """0 for the preferred one of several, else 100; `PREF=1` before `PREF=2`."""
        number = next(iter(self.params.get("PREF", ())), "")
        if number.isascii() and number.isdigit():
            return int(number[:3])
        return 0 if "PREF" in self.params or "PREF" in self.params.get("TYPE", ()) else 100


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[Property] = field(default_factory=list)
    damaged: bool = False


def read_cards(stream: TextIO) -> Iterator[Record]:
    """Every card of a person, with the line on which it begins. A card that never ends counts up to the next one."""
    card: _Card | None = None
    for line, text, damaged in _logical_lines(stream):
        prop = parse_property(text)
        if prop is None:
            if card is None and text.strip("\ufeff \t\x00\x1a"):
                yield Record(line, [], f"Line {line} belongs to no card.")
            elif card is not None and text.strip():
                card.damaged = True
            continue
        is_mark = prop.value.strip().upper() == "VCARD"
        if prop.name.lstrip("\ufeff") == "BEGIN" and is_mark:
            if card is not None:
                yield from _record(card)
            card = _Card(line)
        elif prop.name == "END" and is_mark:
            if card is not None:
                yield from _record(card)
            card = None
        elif card is None:
            yield Record(line, [], f"Line {line} belongs to no card.")
        elif prop.name not in _BLOBS:
            card.properties.append(prop)
            card.damaged = card.damaged or damaged
    if card is not None:
        yield from _record(card)


def _physical_lines(stream: TextIO) -> Iterator[str]:
    """Lines without their ends. One beyond LONGEST, a photo, is cut."""
    while line := stream.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and rest[-1] not in "\r\n":
            rest = stream.readline(LONGEST)
        yield line.rstrip("\r\n")


def _logical_lines(stream: TextIO) -> Iterator[tuple[int, str, bool]]:
    """Unfolded lines: the number of their first one, their text, and whether signs in it were lost."""
    start, parts, size, soft = 0, [""], 0, False
    for number, line in enumerate(_physical_lines(stream), start=1):
        if soft or (line[:1] in (" ", "\t") and start):
            line = line if soft else line[1:]
        else:
            if start:
                yield _joined(start, parts)
            start, parts, size = number, [], 0
        soft = line.endswith("=") and _is_quoted_printable(parts[0] if parts else line)
        size += len(line)
        if size <= LONGEST:
            parts.append(line[:-1] if soft else line)
    if start:
        yield _joined(start, parts)


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line[:200].upper().partition(":")[0]


def _joined(start: int, parts: list[str]) -> tuple[int, str, bool]:
    text = "".join(parts)
    return start, text, "\ufffd" in text or "\x00" in text


def parse_property(line: str) -> Property | None:
    """The property in an unfolded line, its value decoded but not yet unescaped; None if it is none."""
    end = next((at for at, sign in enumerate(line) if sign in ":;"), -1)
    if end < 1:
        return None
    name = line[:end].rpartition(".")[2].strip().upper()
    params: dict[str, list[str]] = {}
    at = end
    while match := _PARAMS.match(line, at):
        key, equals, value = match[1].partition("=")
        values = [v.strip(' "').upper() for v in value.split(",")] if equals else [key.strip().upper()]
        params.setdefault(key.strip().upper() if equals else "TYPE", []).extend(values)
        at = match.end()
    if at >= len(line) or line[at] != ":":
        return None
    return Property(name, _decoded(line[at + 1 :], params), params)


def _decoded(value: str, params: dict[str, list[str]]) -> str:
    coding = {*params.get("ENCODING", ()), *params.get("TYPE", ())}
    charset = next(iter(params.get("CHARSET", ())), "utf-8")
    try:
        if "QUOTED-PRINTABLE" in coding:
            return quopri.decodestring(value.encode("utf-8", "surrogatepass")).decode(charset, "replace")
        if coding & {"B", "BASE64"} and len(value) < LONGEST:
            return binascii.a2b_base64(value).decode(charset, "replace")
    except (LookupError, ValueError):
        return value
    return value


def split_escaped(value: str, sign: str) -> list[str]:
    """`value` cut at each `sign` that no backslash protects, and unescaped."""
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 2
            continue
        if value[at] == sign:
            parts.append(value[start:at])
            start = at + 1
        at += 1
    parts.append(value[start:])
    return [unescape(part) for part in parts]


def unescape(value: str) -> str:
    """`\\n`, `\\,`, `\\;` and `\\\\` as what they stand for."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value) if "\\" in value else value


def _record(card: _Card) -> Iterator[Record]:
    """The card as cells, unless it is a group."""
    by_name: dict[str, list[Property]] = {}
    for prop in card.properties:
        by_name.setdefault(prop.name, []).append(prop)

    def best(*names: str) -> str:
        found = [p for name in names for p in by_name.get(name, ()) if p.value.strip()]
        return min(found, key=Property.rank).value if found else ""

    kind = best("KIND", "X-ADDRESSBOOKSERVER-KIND").strip().lower()
    if kind in ("group", "location", "device"):
        return
    family, given, *_ = [*split_escaped(best("N"), ";"), "", ""]
    address = [part.strip() for part in split_escaped(best("ADR"), ";")] + [""] * 7
    tags = [tag.strip() for p in by_name.get("CATEGORIES", ()) for tag in split_escaped(p.value, ",")]
    cells = [
        given,
        family,
        unescape(best("FN") or best("NICKNAME")),
        unescape(best("EMAIL")).strip().removeprefix("mailto:"),
        unescape(best("TEL")).strip().removeprefix("tel:"),
        split_escaped(best("ORG"), ";")[0],
        unescape(best("TITLE") or best("ROLE")),
        _profile(by_name),
        ", ".join(part for part in (address[3], address[6]) if part),
        "\n\n".join(filter(None, [*(unescape(p.value) for p in by_name.get("NOTE", ())), *_related(by_name)])),
        "\n".join(filter(None, tags)),
    ]
    yield Record(card.line, cells, damaged=card.damaged)


def _profile(by_name: dict[str, list[Property]]) -> str:
    """The link of a profile rather than of a home page."""
    links = [unescape(p.value).strip() for name in ("X-SOCIALPROFILE", "URL") for p in by_name.get(name, ())]
    links = [link for link in links if link.lower().startswith(("http", "www.")) or "linkedin.com" in link.lower()]
    return next((link for link in links if "linkedin.com" in link.lower()), links[-1] if links else "")


def _related(by_name: dict[str, list[Property]]) -> Iterator[str]:
    """Relations in words, because there is no field of a person for other people's relations."""
    for prop in [*by_name.get("RELATED", ()), *by_name.get("X-ABRELATEDNAMES", ())]:
        text = unescape(prop.value).strip()
        if text and not text.lower().startswith(("urn:", "http", "data:")):
            kind = next((t.lower() for t in prop.params.get("TYPE", ()) if t not in ("PREF", "TEXT")), "related")
            yield f"{kind.capitalize()}: {text}"
