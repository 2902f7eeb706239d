"""A mail server that misbehaves on request, and counts what it took."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.ERROR)  # five lines a mail otherwise
Answer = Callable[[Envelope], str]
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Handler:
    """Answers DATA with `answer`; what it took is counted by Message-ID, taken or not."""

    def __init__(self) -> None:
        self.stall = threading.Event()  # while set, DATA is not answered
        self.reset()

    def reset(self) -> None:
        """Well again, and nothing taken."""
        self.stall.clear()
        self.taken: Counter[str] = Counter()
        self.mails: list[bytes] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.answer: Answer = lambda envelope: "250 OK"
        self.answer_rcpt: Callable[[str], str] = lambda address: "250 OK"
        self.drop_after_data = 0  # this many times: take the mail, then cut the line without a word
        self.delay = 0.0

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options):  # noqa: N802
        said = self.answer_rcpt(address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        import asyncio  # noqa: PLC0415 -- only this coroutine waits

        content = envelope.content if isinstance(envelope.content, bytes) else envelope.content.encode()
        while self.stall.is_set():
            await asyncio.sleep(0.02)
        if self.delay:
            await asyncio.sleep(self.delay)
        said = self.answer(envelope)
        if said.startswith("250"):
            found = MESSAGE_ID.search(content.replace(b"\r\n ", b" "))
            self.taken[found[1].decode() if found else "?"] += 1
            self.mails.append(content)
            self.recipients += envelope.rcpt_tos
        if self.drop_after_data:
            self.drop_after_data -= 1
            server.transport.abort()
        return said

    @property
    def twins(self) -> int:
        """Mails beyond the first of each Message-ID."""
        return sum(self.taken.values()) - len(self.taken)

    def wait_for(self, count: int, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while len(self.taken) < count:
            assert time.monotonic() < end, f"{len(self.taken)} of {count} mails after {seconds} s"
            time.sleep(0.02)

    def parsed(self):
        return [message_from_bytes(raw, policy=policy.default) for raw in self.mails]


class MailServer:
    """The handler on a port of its own; `stop` and `start` keep the port."""

    def __init__(self) -> None:
        self.handler = Handler()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None
