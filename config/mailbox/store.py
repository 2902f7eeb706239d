"""Mails on disk: one `.eml` file each, so they survive a restart and open in any mail program."""

from __future__ import annotations

import email
import email.policy
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

KEEP = 2000
RECIPIENTS = b"X-Acquaint-Recipients: "  # the envelope's, put in front of the message


@dataclass(frozen=True)
class Mail:
    """One mail as it came over SMTP."""

    id: int
    recipients: tuple[str, ...]
    received_at: datetime
    source: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.source, policy=email.policy.default)

    @property
    def subject(self) -> str:
        return self.header("Subject") or "(no subject)"

    @property
    def sender(self) -> str:
        return self.header("From")

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def headers(self) -> dict[str, str]:
        """Every header once; of a repeated one the last."""
        return {name: str(value) for name, value in self.message.items()}

    @property
    def attachments(self) -> list[tuple[str, str]]:
        """Name and content type of each."""
        return [(part.get_filename() or "unnamed", part.get_content_type()) for part in self.message.iter_attachments()]

    def header(self, name: str) -> str:
        return str(self.message.get(name, ""))

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


class Store:
    """The mails in `folder`, newest last; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._mails: dict[int, Mail] = {}
        for path in sorted(folder.glob("*.eml")):
            mail = read(path)
            self._mails[mail.id] = mail
        self._last = max(self._mails, default=0)

    def add(self, recipients: list[str], source: bytes) -> Mail:
        """Keep a mail: it is on disk when this returns. The oldest beyond `KEEP` are deleted."""
        with self._lock:
            self._last += 1
            mail = Mail(self._last, tuple(recipients), datetime.now(UTC), source)
            path = self._path(mail.id)
            draft = path.with_suffix(".part")
            draft.write_bytes(RECIPIENTS + ", ".join(recipients).encode() + b"\r\n" + source)
            draft.rename(path)
            self._mails[mail.id] = mail
            while len(self._mails) > KEEP:
                self._forget(next(iter(self._mails)))
            return mail

    def all(self, *, to: str | None = None) -> list[Mail]:
        """The mails, newest last; `to`: only those for this address."""
        with self._lock:
            mails = list(self._mails.values())
        return [mail for mail in mails if to is None or to.casefold() in map(str.casefold, mail.recipients)]

    def get(self, number: int) -> Mail | None:
        return self._mails.get(number)

    def clear(self) -> None:
        with self._lock:
            for number in list(self._mails):
                self._forget(number)

    def _forget(self, number: int) -> None:
        del self._mails[number]
        self._path(number).unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:08}.eml"


def read(path: Path) -> Mail:
    """A mail that `Store.add` wrote."""
    first, _, rest = path.read_bytes().partition(b"\r\n")
    recipients = tuple(first.removeprefix(RECIPIENTS).decode().split(", "))
    return Mail(int(path.stem), recipients, datetime.fromtimestamp(path.stat().st_mtime, UTC), rest)
