"""The connections to the mail server, for the length of one sweep.

One connection, opened once, is enough for a server that is quick: then nothing is faster, and a worker that is
killed has had one mail under way. A relay that takes its time over each mail gets several connections at once, each
with a thread of its own; threads write a mail and hand it over, they touch no row.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from email.utils import parseaddr
from functools import lru_cache
from threading import Lock
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from apps.followups import refusals
from apps.followups.emails import ReminderMail, to_wire

logger = logging.getLogger(__name__)

SLOW: Final = 0.03  # seconds for one mail, from which more connections are worth their cost
SAMPLE: Final = 8  # mails handed over before we believe our clock: on a busy machine a quick server looks slow too


class OutOfReach(Exception):
    """The mail server does not answer: nothing can be said about any single mail."""


class TurnedAway(OutOfReach):
    """A provider with an API takes nothing from us now, whichever connection is asked."""


class NotTried(Exception):
    """This mail was not handed over because the server takes no further connection; it can go with another one."""


class Line:
    """One connection: opened with its first mail, opened again only after it broke."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""
        return self._backend is not None

    def send(self, message: ReminderMail) -> None:
        """Hands one mail over. Raises OutOfReach if there is no connection to be had, else what the backend raises."""
        self._open()
        assert self._backend is not None  # noqa: S101 -- _open() came back
        try:
            _hand_over(self._backend, message)
        except Exception as error:
            refusal = refusals.read(error)
            if refusal.breaks_the_line:
                self.close()
            if refusal.is_away:
                raise TurnedAway(refusal.words) from error
            raise

    def close(self) -> None:
        """Hangs up; a line that is broken already is fine too."""
        backend, self._backend = self._backend, None
        if backend is None:
            return
        try:
            backend.close()
        except Exception as error:  # nothing is lost: everything that was sent is settled
            logger.info("Closing the mail connection failed: %s", error)

    def _open(self) -> None:
        if self._backend is not None:
            return
        backend = get_connection()
        try:
            backend.open()
        except Exception as error:  # refused, unknown host, no greeting, sign-in rejected, TLS: all the same to us
            raise OutOfReach(str(error) or type(error).__name__) from error
        self._backend = backend


def _hand_over(backend: BaseEmailBackend, mail: ReminderMail) -> None:
    """To smtplib itself where it can be; any other backend makes of the mail what it needs."""
    sender = _address(mail.from_email)
    is_plain = sender.isascii() and mail.recipient.isascii()  # else the backend knows the form that the wire asks for
    if is_plain and isinstance(backend, EmailBackend) and backend.connection is not None:
        backend.connection.sendmail(sender, [mail.recipient], to_wire(mail))
    else:
        backend.send_messages([mail])


@lru_cache(maxsize=4)
def _address(sender: str) -> str:
    """Without the name."""
    return parseaddr(sender)[1]


class Lines:
    """As many connections as the server's pace asks for, up to `most`."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most or settings.EMAIL_CONNECTIONS
        self._first = Line()
        self._idle: list[Line] = [self._first]
        self._all = [self._first]
        self._lock = Lock()
        self._crew: ThreadPoolExecutor | None = None
        self._paces: list[float] = []

    @property
    def is_slow(self) -> bool:
        """Whether the server takes so long for one mail that several should be under way."""
        recent = self._paces[-SAMPLE:]
        return self.most > 1 and len(recent) == SAMPLE and min(recent) >= SLOW

    def send(self, message: ReminderMail) -> None:
        """Hands one mail over on the first connection, in this thread."""
        began = time.monotonic()
        self._first.send(message)
        self._paces.append(time.monotonic() - began)

    def submit(self, write: Callable[[], ReminderMail]) -> Future[None]:
        """Writes one mail and hands it over on a free connection.

        The future raises what `write` and `Line.send` raise, or NotTried.
        """
        if self._crew is None:
            self._crew = ThreadPoolExecutor(self.most, thread_name_prefix="mail")
        return self._crew.submit(self._send_on_any, write)

    def close(self) -> None:
        """Waits for what is under way and hangs up everywhere."""
        if self._crew is not None:
            self._crew.shutdown(wait=True, cancel_futures=True)
        for line in self._all:
            line.close()

    def _send_on_any(self, write: Callable[[], ReminderMail]) -> None:
        message = write()
        line = self._take()
        try:
            line.send(message)
        except TurnedAway:
            raise
        except OutOfReach as error:
            if self._others_open(line):
                raise NotTried from error
            raise
        finally:
            with self._lock:
                self._idle.append(line)

    def _take(self) -> Line:
        """An idle connection, an open one if there is any. There are never more threads than lines to come."""
        with self._lock:
            opened = next((line for line in self._idle if line.is_open), None)
            if opened is not None:
                self._idle.remove(opened)
                return opened
            if self._idle:
                return self._idle.pop()
            line = Line()
            self._all.append(line)
            return line

    def _others_open(self, mine: Line) -> bool:
        with self._lock:
            return any(line.is_open for line in self._all if line is not mine)
