"""How a roster's letters are stored: found out for certain, or the file is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from apps.centers.roster.errors import UnreadableRoster
from apps.core import textfiles

MAX_BYTES = 5 * 1024 * 1024
_LETTERS = "The letters in this file can’t be read for certain. Save it as “CSV UTF-8” and choose it again."
_HIGH = re.compile(r"[^\x00-\x7f]")
#: What no name in a Western alphabet has: three accents in a row, a quotation mark or a sign inside a word.
_ODD = re.compile(r"[^\W\x00-\x7f]{3}|\w(?!’)[^\x00-\x7f\w\s](?<!–)(?<!—)\w")
LABELS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}


def codec_of(pieces: Iterable[bytes]) -> str:
    """The codec that reads every byte of the file. UnreadableRoster with what to do when there is none."""
    data = b"".join(pieces)  # 5 MB at most, and given back when this returns
    if len(data) > MAX_BYTES:
        raise UnreadableRoster("This file is larger than 5 MB. Split it, and upload the parts one by one.")
    _refuse_other_kinds(data[:4096])
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableRoster("This file is empty. Choose the one that holds your students.")
    if wide := textfiles.utf16_codec(data):
        _decodes(data, wide)
        return wide
    if b"\x00" in data:
        raise UnreadableRoster("This is not a text file: it holds NUL bytes. Save the list as “CSV UTF-8”.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decodes(data, "cp1252")
        if _ODD.search(text) or sum(c.isalpha() for c in _HIGH.findall(text)) < len(_HIGH.findall(text)) / 2:
            raise UnreadableRoster(_LETTERS) from None
        return "cp1252"
    return "utf-8-sig"


def _decodes(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise UnreadableRoster(_LETTERS) from None
    if "\x00" in text:
        raise UnreadableRoster("This is not a text file: it holds NUL bytes. Save the list as “CSV UTF-8”.")
    return text


def _refuse_other_kinds(head: bytes) -> None:
    if head.startswith((textfiles.ZIP, textfiles.OLD_OFFICE)):
        raise UnreadableRoster("This is a workbook or an archive. Open it, save it as “CSV UTF-8”, and choose that.")
    if head.startswith(textfiles.NOT_TEXT):
        raise UnreadableRoster("This is not a text file. Choose a CSV file.")
    if textfiles.is_web_page(head):
        raise UnreadableRoster("This is a web page, not a list. Download the CSV file itself and choose that.")
