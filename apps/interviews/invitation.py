"""The invitation as a message file: text, and the talk for the other person's calendar. Pure.

It is opened in the owner's own mail program and sent from there, as every message of theirs is; so the answer, and
"accepted", come back to the address that invited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from apps.core.sendlinks import one_line, plain
from apps.interviews.calendar_file import CalendarEntry, Method, Person

#: What stands in a header and in iCalendar alike without any quoting.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


def can_be_invited(email: str) -> bool:
    """Whether an invitation can be addressed to `email`."""
    return bool(_ADDRESS.fullmatch(email))


def invitation_file(*, sender: Person, recipient: Person, subject: str, body: str, ics: bytes, method: Method) -> bytes:
    """An .eml that opens as an unsent draft: text, its twin for calendars, and invite.ics for programs without it."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for header, person in (("From", sender), ("To", recipient)):
        if can_be_invited(person.email):
            message[header] = Address(display_name=one_line(person.name), addr_spec=person.email)
    message["Subject"] = one_line(subject)
    message.set_content(plain(body))
    message.add_alternative(
        ics.decode(), subtype="calendar", params={"method": method.value}, cte="base64", charset="utf-8"
    )
    message.add_attachment(ics, maintype="application", subtype="ics", filename="invite.ics")
    return message.as_bytes()


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above the invitation."""

    subject: str
    body: str


def invitation_words(entry: CalendarEntry, sender: str, to: str, sent: int | None) -> Words:
    """A few lines for whoever does not look at the attachment: when, on both clocks, and where."""
    day = f"{entry.starts_at.astimezone(entry.zone):%A, %B} {entry.starts_at.astimezone(entry.zone).day}"
    when = f"{day}: {entry.description}"
    if entry.cancelled:
        first = f"Our talk on {day} can’t take place as planned. I’m sorry, and I’ll write to you about another time."
        return _written("Cancelled: our talk", to, sender, [first])
    is_change = sent is not None and sent < entry.sequence
    first = "Here are the new details of our talk." if is_change else "Here is our talk for your calendar."
    where = [f"Where: {entry.place}"] if entry.place else []
    subject = f"{'Changed: our' if is_change else 'Our'} talk on {day}"
    return _written(subject, to, sender, [first, "", when, *where])


def _written(subject: str, to: str, sender: str, lines: list[str]) -> Words:
    return Words(subject, "\n".join([f"Hi {to},", "", *lines, "", "Best wishes,", sender]))
