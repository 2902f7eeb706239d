"""What a file is, by its content: its kind and its encoding. Nothing here unpacks, runs or renders anything.

The whole upload passes by once, on its way to the database; 256 kB of it are kept to be looked at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from apps.contacts.imports.errors import UnreadableFile

HEAD = 256 * 1024
_BOM = codecs.BOM_UTF8
_HTML = re.compile(rb"\s*(<!doctype html|<html|<head|<body|<table|<\?xml|<!--)", re.IGNORECASE)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_WORKBOOK = "This is an Excel workbook. Open it, save it as “CSV UTF-8”, and choose that file."
_LETTERS = "The letters in this file can’t be read. Save it as “CSV UTF-8” and choose it again."
_NO_TEXT = "This is not a text file. Choose a CSV or vCard file."


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode the file, and what to call that on the page. Bytes that fit in nowhere become U+FFFD."""

    codec: str
    label: str


class Sniffer:
    """Is shown every piece of an upload in turn, then asked for its encoding."""

    def __init__(self) -> None:
        self.head = b""
        self.size = 0
        self.lines = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._wrong = 0  # bytes that are no UTF-8
        self._right = 0  # about how many letters beyond ASCII were fine
        self._sample = b""  # where the first wrong byte stands

    def look(self, piece: bytes) -> None:
        """Takes the next piece. Raises UnreadableFile as soon as the first one is of a kind that we do not read."""
        if len(self.head) < HEAD:
            first = not self.head
            self.head = (self.head + piece)[:HEAD]
            if first:
                refuse_other_kinds(self.head)
        self.size += len(piece)
        self.lines += piece.count(b"\n")
        text = self._decoder.decode(piece)
        if not text.isascii():
            wrong = max(text.count("\ufffd") - piece.count(b"\xef\xbf\xbd"), 0)
            self._wrong += wrong
            self._right += max(len(piece) - len(text), 0)
            if wrong and not self._sample:
                self._sample = piece[:HEAD] if self.size <= HEAD else piece[-HEAD:]

    def encoding(self) -> Encoding:
        """The verdict on the whole file. Raises UnreadableFile."""
        if not self.head.strip(b" \t\r\n\x00" + _BOM):
            raise UnreadableFile("This file is empty. Choose the one that holds your people.")
        if wide := _utf16(self.head):
            return Encoding(wide, "UTF-16")
        if self.head.count(0) > max(100, len(self.head) // 20):
            raise UnreadableFile(_NO_TEXT)
        if not self._wrong or self._right > 4 * self._wrong:
            return Encoding("utf-8-sig", "UTF-8")
        if sum(self._sample.count(sign) for sign in _CONTROLS) > len(self._sample) // 50:
            raise UnreadableFile(_NO_TEXT)
        if not _looks_western(self._sample):
            raise UnreadableFile(_LETTERS)
        return Encoding("cp1252", "Windows-1252")


def refuse_other_kinds(head: bytes) -> None:
    """Raises UnreadableFile, saying what to do, for a beginning that no list of people has."""
    if head.startswith(b"PK\x03\x04"):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            raise UnreadableFile(_WORKBOOK)
        raise UnreadableFile("This is a zip archive. Open it and choose the Connections.csv inside.")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(_WORKBOOK)
    if head.startswith(_NOT_TEXT):
        raise UnreadableFile(_NO_TEXT)
    if _HTML.match(head[:512].lstrip(_BOM + codecs.BOM_UTF16).replace(b"\x00", b"")):
        raise UnreadableFile("This is a web page, not a list. Download the CSV file itself and choose that.")


def _utf16(head: bytes) -> str:
    """The codec of a file of two bytes a letter, with its mark or without; empty for any other file."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[:2000]
    half = len(start) // 2
    low, high = start[1::2].count(0), start[0::2].count(0)
    if half >= 4 and low > 0.6 * half and not high:
        return "utf-16-le"
    if half >= 4 and high > 0.6 * half and not low:
        return "utf-16-be"
    return ""


def _looks_western(sample: bytes) -> bool:
    """Whether the signs beyond ASCII are mostly letters: another code page read as this one gives few."""
    text = sample.decode("cp1252", errors="replace")
    high = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() or c in "’‘“”–—…·•™®°€£« »" for c in high)
    return "\ufffd" not in text and letters >= 0.7 * len(high)
