"""What can be wrong with a whole roster file, in words fit for whoever chose it."""

from __future__ import annotations


class UnreadableRoster(ValueError):
    """The file cannot be read; the message says what to do instead."""
