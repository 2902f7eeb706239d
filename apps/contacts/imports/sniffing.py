"""What a file is, by its content: its kind and its encoding. Nothing here unpacks, runs or renders anything.

The whole upload passes by once, on its way to the database; 256 kB of it are kept to be looked at.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from apps.contacts.imports.errors import UnreadableFile
from apps.core import textfiles

HEAD = 256 * 1024
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
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
        if not self.head.strip(b" \t\r\n\x00" + codecs.BOM_UTF8):
            raise UnreadableFile("This file is empty. Choose the one that holds your people.")
        if wide := textfiles.utf16_codec(self.head):
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
    if head.startswith(textfiles.ZIP):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            raise UnreadableFile(_WORKBOOK)
        raise UnreadableFile("This is a zip archive. Open it and choose the Connections.csv inside.")
    if head.startswith(textfiles.OLD_OFFICE):
        raise UnreadableFile(_WORKBOOK)
    if head.startswith(textfiles.NOT_TEXT):
        raise UnreadableFile(_NO_TEXT)
    if textfiles.is_web_page(head):
        raise UnreadableFile("This is a web page, not a list. Download the CSV file itself and choose that.")


def _looks_western(sample: bytes) -> bool:
    """Whether the signs beyond ASCII are mostly letters: another code page read as this one gives few."""
    text = sample.decode("cp1252", errors="replace")
    high = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() or c in "’‘“”–—…·•™®°€£« »" for c in high)
    return "\ufffd" not in text and letters >= 0.7 * len(high)
