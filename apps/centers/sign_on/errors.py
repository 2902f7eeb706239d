"""What can go wrong on the way to a campus and back."""

from __future__ import annotations


class SignOnFailed(Exception):
    """The campus's answer was not accepted. The message is for the log and for a center's admin in a test.

    It names no person, and whoever signs in is not told it.
    """


class Unreachable(Exception):
    """An address of the campus could not be read; the message is for the admin who gave it."""


class BadMetadata(Exception):
    """Metadata that we cannot use; the message is for the admin who gave it."""
