"""Does the mail server answer? Asked by health pages, metrics and the page for operators."""

from __future__ import annotations

import logging
import threading
import time

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

logger = logging.getLogger(__name__)

KEPT = 30.0  # seconds: the pages are public, and nobody may make us knock at the server more often
PATIENCE = 5.0
NOOP_OK = 250


def mail_ok() -> bool:
    """An SMTP server greets us, lets us in and answers NOOP; a provider behind HTTP is configured.

    Takes five seconds at most. The answer is kept for half a minute, in this process; while one thread asks, the
    others say what was true before.
    """
    return _probe.answer()


class Probe:
    """Asks, and remembers."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._known: bool | None = None
        self._asked_at = 0.0

    def answer(self) -> bool:
        """What is known, if it is fresh or somebody is finding out; else finds out."""
        if self._is_fresh() or not self._asking.acquire(blocking=self._known is None):
            return bool(self._known)
        try:
            if not self._is_fresh():
                self._known, self._asked_at = self._ask(), time.monotonic()
        finally:
            self._asking.release()
        return bool(self._known)

    def forget(self) -> None:
        """The next question goes to the server."""
        self._known = None

    def _is_fresh(self) -> bool:
        return self._known is not None and time.monotonic() - self._asked_at < KEPT

    @staticmethod
    def _ask() -> bool:
        """In a thread of its own: each step has its limit, but looking up a name has none, nor have all together."""
        found: list[bool] = []
        asking = threading.Thread(target=lambda: found.append(knock()), daemon=True, name="mail-probe")
        asking.start()
        asking.join(PATIENCE)
        return found == [True]


def knock() -> bool:
    """Opens the configured connection, says NOOP and hangs up; False, with a line in the log, if that fails."""
    try:
        backend = get_connection(timeout=PATIENCE)
        if not isinstance(backend, EmailBackend):
            return True
        try:
            backend.open()
            return backend.connection is not None and backend.connection.noop()[0] == NOOP_OK
        finally:
            backend.close()
    except (OSError, ImproperlyConfigured) as error:  # smtplib's errors are OSErrors
        logger.warning("The mail server does not answer: %s", type(error).__name__)
        return False


_probe = Probe()
forget = _probe.forget
