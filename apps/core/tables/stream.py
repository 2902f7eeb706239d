"""Pieces of bytes as a text stream: a file of any size is read with the memory of one piece."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TextIO


class Pieces(io.RawIOBase):
    """A binary file made of pieces. `position` is how many bytes have been handed out."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.position = 0
        self._pieces: Iterator[bytes] = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        self.position += size
        return size


def text_of(pieces: Pieces, codec: str) -> TextIO:
    """The text of the pieces, line ends as they are."""
    return io.TextIOWrapper(io.BufferedReader(pieces, 128 * 1024), encoding=codec, errors="replace", newline="")
