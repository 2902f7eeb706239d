"""What can go wrong with an import, in words fit for the owner."""

from __future__ import annotations


class UnreadableFile(ValueError):
    """The file cannot be read; the message says what to do instead."""


class ImportUnderWay(Exception):
    """The import has been started or thrown away, so its plan stands."""

    def __init__(self) -> None:
        super().__init__("This import has been started already, so it can’t be changed any more.")


class InvalidFix(ValueError):
    """What was typed does not solve the problem."""
