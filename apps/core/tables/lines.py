"""CSV text as records, one at a time, each with the line it starts on.

What cannot be read costs its own line and no more: a quotation mark that nobody closes, a line without an end. Memory
is bounded by the longest record, whatever the file holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

LONGEST = 256 * 1024  # characters of a record; beyond it, a quotation mark was never closed
BLOCK = 64  # lines read at a time
csv.field_size_limit(LONGEST * 2)  # ours answers first, in words


@dataclass(slots=True)  # not frozen: that takes three times as long to make, and a file has a million
class Record:
    """One record, the line of the file (from 1) on which it starts, and what is wrong with it.

    With a `problem` there are no cells: the line could not be read. `damaged` says that some signs were lost.
    """

    line: int
    cells: list[str]
    problem: str = ""
    damaged: bool = False


class _TooLong(Exception):
    """The record under way grew beyond LONGEST."""


class _Feed:
    """Hands lines to csv.reader, many at a time, and holds those of the record under way, to be able to go back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held: list[str | None] = []  # handed out; None: a line beyond LONGEST, which is not kept
        self._waiting: list[str | None] = []  # read, not handed out yet
        self.odd = False  # a sign may be lost in what is held
        self.at = 0  # where in it the record under way begins: the reader moves it on
        self.next_line = 1  # the number of its first line
        self._ended = False

    def lines(self) -> Iterator[str]:
        """From the record under way on. Raises _TooLong."""
        return chain.from_iterable(self._blocks())

    def _blocks(self) -> Iterator[list[str]]:
        while True:
            del self._held[: self.at]
            self.at = 0
            if _length(self._held) > LONGEST:
                raise _TooLong
            self._waiting = self._waiting or self._read()
            if not self._waiting:
                self._ended = True
                return
            whole = self._waiting.index(None) if None in self._waiting else len(self._waiting)
            block = [line for line in self._waiting[: whole or 1] if line is not None]
            self._held += self._waiting[: whole or 1]
            del self._waiting[: whole or 1]
            if not block:
                raise _TooLong
            text = "".join(block)
            self.odd = "\x00" in text or "\ufffd" in text or (self.odd and len(self._held) > len(block))
            yield block

    def _read(self) -> list[str | None]:
        """The next lines of the file; empty at its end."""
        read = self._stream.readline
        lines: list[str | None] = []
        size = 0
        while len(lines) < BLOCK and size < LONGEST and (line := read(LONGEST)):
            size += len(line)
            if len(line) < LONGEST or line[-1] in "\r\n":
                lines.append(line)
                continue
            lines.append(None)
            while (rest := read(LONGEST)) and rest[-1] not in "\r\n":
                pass  # of a line that nobody wants
        return lines

    def ended(self) -> bool:
        """Whether the reader has asked for more than there is."""
        return self._ended

    def under_way(self, count: int) -> list[str | None]:
        """The first lines of the record under way."""
        return self._held[self.at : self.at + count]

    def is_damaged(self, count: int) -> bool:
        """Whether signs are lost in the first lines of the record under way."""
        return any("\x00" in line or "\ufffd" in line for line in self.under_way(count) if line)

    def give_up_first(self) -> None:
        """The first line of the record under way is lost; what was handed out behind it is read again."""
        self._waiting = self._held[self.at + 1 :] + self._waiting
        self._held = []
        self.at = 0
        self.odd = False
        self.next_line += 1
        self._ended = False


def _length(lines: Iterable[str | None]) -> int:
    return sum(len(line or "") for line in lines)


def read_records(stream: TextIO, delimiter: str, width: int = 0, *, blank: bool = False) -> Iterator[Record]:
    """Every record; those of nothing but delimiters only if `blank` ones are wanted.

    With the `width` of the heading, lines that a stray quotation mark swallowed are given back.
    """
    feed = _Feed(stream)
    while not feed.ended():
        reader = csv.reader(feed.lines(), delimiter=delimiter)
        read = 0  # lines of complete records
        try:
            for cells in reader:
                count = reader.line_num - read
                if feed.ended() or (count > 1 and _is_several(feed.under_way(count), cells, delimiter, width)):
                    yield _never_closed(feed.next_line)  # the reader asks for more only inside quotation marks
                    feed.give_up_first()
                    break
                if blank or "".join(cells).strip():
                    yield Record(feed.next_line, cells, "", feed.odd and feed.is_damaged(count))
                feed.at += count
                feed.next_line += count
                read += count
        except _TooLong:
            yield _too_long(feed.next_line, feed.under_way(2))
            feed.give_up_first()
        except csv.Error:
            lines = feed.under_way(reader.line_num - read)
            yield (
                _never_closed(feed.next_line)
                if _length(lines) > LONGEST
                else Record(feed.next_line, [], f"Line {feed.next_line} can’t be read.")
            )
            feed.give_up_first()


def _too_long(line: int, held: list[str | None]) -> Record:
    if len(held) > 1:
        return _never_closed(line)
    return Record(line, [], f"Line {line} is too long to be about a person.")


def _never_closed(line: int) -> Record:
    return Record(line, [], f"A quotation mark that opens on line {line} is never closed, so the line can’t be read.")


def _is_several(held: list[str | None], cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a record over several lines is several: too long, or of the wrong width and one line of the right one."""
    if _length(held) > LONGEST:
        return True
    if len(cells) == width or width < 3:
        return False
    return any(len(next(csv.reader([line or ""], delimiter=delimiter), [])) >= width for line in held[1:])
