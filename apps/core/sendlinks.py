"""Ways out of the app for a finished message: mail programs (RFC 6068), a message file, a call. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from apps.core.plaintext import visible

#: Windows hands a program at most some 2,000 characters; what is longer arrives cut, or not at all.
MOST_MAILTO = 1_900
#: Gmail and Outlook refuse longer addresses.
MOST_WEB = 7_500
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_EXTENSION = re.compile(r"(?:ext(?:ension)?\.?|x|#|,|;ext=)\s*(\d{1,8})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SendLinks:
    """Where one message can be opened for sending; empty where the text is too long for a link."""

    mailto: str
    gmail: str
    outlook: str


def one_line(text: str) -> str:
    """`text` fit for a header: no line breaks, no control characters, nothing that reverses it."""
    return visible(_CONTROLS.sub(" ", text)).strip()


def plain(text: str) -> str:
    """`text` of several lines without control characters, each line ended by a line feed."""
    return visible(_LINE_ENDS.sub("\n", text))


def _encoded(text: str) -> str:
    """Percent-encoded, with line breaks as %0D%0A (RFC 6068, section 5)."""
    return quote(plain(text).replace("\n", "\r\n"), safe="")


def mailto(address: str, subject: str, body: str) -> str:
    """The link that opens the person's own mail program."""
    to = quote(one_line(address), safe="@")
    return f"mailto:{to}?subject={_encoded(one_line(subject))}&body={_encoded(body)}"


def send_links(address: str, subject: str, body: str) -> SendLinks:
    """All the links for one message that can carry it whole."""
    to, about, text = _encoded(one_line(address)), _encoded(one_line(subject)), _encoded(body)
    mail = mailto(address, subject, body)
    gmail = f"https://mail.google.com/mail/?view=cm&fs=1&to={to}&su={about}&body={text}"
    outlook = f"https://outlook.office.com/mail/deeplink/compose?to={to}&subject={about}&body={text}"
    return SendLinks(
        mailto=mail if len(mail) <= MOST_MAILTO else "",
        gmail=gmail if len(gmail) <= MOST_WEB else "",
        outlook=outlook if len(outlook) <= MOST_WEB else "",
    )


def tel(number: str) -> str:
    """The link that calls a number as people write it (RFC 3966); empty where there is none."""
    text = one_line(number)
    extension = _EXTENSION.search(text)
    main = text[: extension.start()] if extension else text
    digits = "".join(c for c in main.replace("(0)", "") if c in "0123456789")
    if len(digits) < 3:
        return ""
    plus = "+" if main.lstrip(" (").startswith("+") else ""
    return f"tel:{plus}{digits}" + (f";ext={extension[1]}" if extension else "")


def message_file(
    *, sender_name: str, sender: str, address: str, subject: str, body: str, recipient_name: str = ""
) -> bytes:
    """An .eml that mail programs open as an unsent draft (`X-Unsent`). A bad address is left out, never guessed."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if author := _address(sender_name, sender):
        message["From"] = author
    if recipient := _address(recipient_name, address):
        message["To"] = recipient
    message["Subject"] = one_line(subject)
    message.set_content(plain(body))
    return message.as_bytes()


def _address(name: str, text: str) -> Address | None:
    bare = one_line(text)
    if not bare or not bare.isascii():  # the header has no form for other letters before the @
        return None
    try:
        return Address(display_name=one_line(name), addr_spec=bare)
    except (ValueError, IndexError, MessageError):
        return None
