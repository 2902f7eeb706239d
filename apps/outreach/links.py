"""Ways out of the app for a finished message: mailto (RFC 6068), Gmail, Outlook, and a message file. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class SendLinks:
    """Where one message can be opened for sending."""

    mailto: str
    gmail: str
    outlook: str


def one_line(text: str) -> str:
    """`text` fit for a header: no line breaks, no control characters."""
    return _CONTROLS.sub(" ", text).strip()


def _encoded(text: str) -> str:
    """Percent-encoded, with line breaks as %0D%0A (RFC 6068, section 5)."""
    return quote(_LINE_ENDS.sub("\r\n", text), safe="")


def mailto(address: str, subject: str, body: str) -> str:
    """The link that opens the person's own mail program."""
    to = quote(one_line(address), safe="@")
    return f"mailto:{to}?subject={_encoded(one_line(subject))}&body={_encoded(body)}"


def send_links(address: str, subject: str, body: str) -> SendLinks:
    """All the links for one message."""
    to, about, text = _encoded(one_line(address)), _encoded(one_line(subject)), _encoded(body)
    return SendLinks(
        mailto=mailto(address, subject, body),
        gmail=f"https://mail.google.com/mail/?view=cm&fs=1&to={to}&su={about}&body={text}",
        outlook=f"https://outlook.office.com/mail/deeplink/compose?to={to}&subject={about}&body={text}",
    )


def message_file(*, sender_name: str, sender: str, address: str, subject: str, body: str) -> bytes:
    """An .eml that mail programs open as an unsent draft (`X-Unsent`). A bad address is left out, never guessed."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["From"] = Address(display_name=one_line(sender_name), addr_spec=one_line(sender))
    if recipient := _address(address):
        message["To"] = recipient
    message["Subject"] = one_line(subject)
    message.set_content(_LINE_ENDS.sub("\n", body))
    return message.as_bytes()


def _address(text: str) -> Address | None:
    try:
        return Address(addr_spec=one_line(text)) if one_line(text) else None
    except Exception:
        return None
