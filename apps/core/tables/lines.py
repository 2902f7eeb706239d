"""CSV text as records, one at a time, each with the line it starts on.

What cannot be read costs its own line and no more: a quotation mark that nobody closes, a line without an end. Memory
is bounded by the longest record, whatever the file holds.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST = 256 * 1024  # characters of a record; beyond it, a quotation mark was never closed
csv.field_size_limit(LONGEST * 2)  # ours answers first, in words


@dataclass(frozen=True, slots=True)
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
    """Hands lines to csv.reader and holds those of the record under way, to be able to go back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._again: deque[str | None] = deque()
        self.held: list[str | None] = []  # None: a line beyond LONGEST, which is not kept
        self.next_line = 1  # number of the first line of `held`
        self._size = 0
        self.damaged = False
        self._ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if line == "":
            self._ended = True
            raise StopIteration
        self.held.append(line)
        if line is None:
            raise _TooLong
        self._size += len(line)
        if self._size > LONGEST:
            raise _TooLong
        if "\x00" in line or "\ufffd" in line:
            self.damaged = True
        return line

    def _read(self) -> str | None:
        line = self._stream.readline(LONGEST)
        if len(line) < LONGEST or line[-1] in "\r\n":
            return line
        while line and line[-1] not in "\r\n":
            line = self._stream.readline(LONGEST)
        return None

    def ended(self) -> bool:
        """The reader has asked for more than there is."""
        return self._ended

    def done(self) -> None:
        """The record under way is complete."""
        self.next_line += len(self.held)
        self.held = []
        self._size = 0
        self.damaged = False

    def give_up_first(self) -> None:
        """The first line held is lost; the others are read again."""
        self._again.extendleft(reversed(self.held[1:]))
        self.held = self.held[:1]
        self._ended = False
        self.done()


def read_records(stream: TextIO, delimiter: str, width: int = 0, *, blank: bool = False) -> Iterator[Record]:
    """Every record; those of nothing but delimiters only if `blank` ones are wanted.

    With the `width` of the heading, lines that a stray quotation mark swallowed are given back.
    """
    feed = _Feed(stream)
    while not feed.ended():
        reader = csv.reader(feed, delimiter=delimiter)
        try:
            for cells in reader:
                runs_on = len(feed.held) > 1 and width and _swallowed(feed.held, cells, delimiter, width)
                if feed.ended() or runs_on:  # the reader asks for more only inside quotation marks
                    yield _never_closed(feed.next_line)
                    feed.give_up_first()
                    break
                if blank or "".join(cells).strip():
                    yield Record(feed.next_line, cells, damaged=feed.damaged)
                feed.done()
        except _TooLong:
            if len(feed.held) == 1:
                yield Record(feed.next_line, [], f"Line {feed.next_line} is too long to be about a person.")
            else:
                yield _never_closed(feed.next_line)
            feed.give_up_first()
        except csv.Error:
            yield Record(feed.next_line, [], f"Line {feed.next_line} can’t be read.")
            feed.give_up_first()


def _never_closed(line: int) -> Record:
    return Record(line, [], f"A quotation mark that opens on line {line} is never closed, so the line can’t be read.")


def _swallowed(held: list[str | None], cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a record over several lines is several: it has the wrong width, one of its lines the right one."""
    if len(cells) == width or width < 3:
        return False
    return any(len(next(csv.reader([line or ""], delimiter=delimiter), [])) >= width for line in held[1:])
