"""The connection to the mail server, for the length of one sweep."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class OutOfReach(Exception):
    """The mail server does not answer: nothing can be said about any single mail."""


class Line:
    """The one connection of a sweep: opened with the first mail, opened again only after it broke."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def open(self) -> None:
        """Raises OutOfReach when the server cannot be talked to at all."""
        if self._backend is not None:
            return
        backend = get_connection()
        try:
            backend.open()
        except Exception as error:  # refused, unknown host, no greeting, sign-in rejected, TLS: all the same to us
            raise OutOfReach(str(error) or type(error).__name__) from error
        self._backend = backend

    def send(self, message: EmailMessage) -> None:
        """Hands one mail over; any exception of the backend gets out."""
        assert self._backend is not None  # noqa: S101 -- open() comes first
        self._backend.send_messages([message])

    def close(self) -> None:
        """Hangs up; a line that is broken already is fine too."""
        backend, self._backend = self._backend, None
        if backend is None:
            return
        try:
            backend.close()
        except Exception as error:  # nothing is lost: everything that was sent is settled
            logger.info("Closing the mail connection failed: %s", error)
