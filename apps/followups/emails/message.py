"""One letter as a message: two bodies and polite headers.

Nothing of a mail is stored. It is composed from the rows as they are when it leaves, so nothing stale is sent, and its
Message-ID comes from the mail's id, so that a repeated mail can be told from a second one.
"""

from __future__ import annotations

import textwrap
from datetime import datetime
from email.utils import format_datetime, formataddr
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from apps.accounts.models import User
from apps.followups.emails.letter import write_letter
from apps.followups.emails.phrases import one_line
from apps.followups.emails.wire import ReminderMail
from apps.followups.parcels import Parcel

COLUMNS = 76


def compose_mail(parcel: Parcel, *, now: datetime) -> ReminderMail:
    """The mail of everything that one owner is told now, ready to hand over. Reads no rows."""
    letter = write_letter(parcel, now)
    mail = ReminderMail(
        subject=letter.subject,
        body=wrapped(render_to_string("followups/email/reminder.txt", {"letter": letter})),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address_of(parcel.owner)],
        mail_id=parcel.mail_id,
        recipient=parcel.owner.email,
        headers={
            "Date": format_datetime(now),
            "Message-ID": message_id(parcel.mail_id),
            "List-Unsubscribe": f"<{letter.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("followups/email/reminder.html", {"letter": letter}), "text/html")
    return mail


def message_id(mail_id: UUID) -> str:
    """The same on every attempt: mail programs fold a repeated mail into one."""
    return f"<reminder-{mail_id}@{_host(settings.SITE_URL)}>"


def address_of(user: User) -> str:
    """Name and address; header-safe, for a name is free text."""
    return formataddr((one_line(user.name) if user.given_name else "", user.email))


def wrapped(text: str) -> str:
    """`text` with its long lines broken between words, under their own beginning. An address stays whole."""
    return "\n".join(_folded(line) if len(line) > COLUMNS else line for line in text.split("\n"))


def _folded(line: str) -> str:
    if " " not in line.strip():
        return line
    indent = " " * (len(line) - len(line.lstrip(" -")))
    return textwrap.fill(line, COLUMNS, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


@lru_cache(maxsize=4)
def _host(site_url: str) -> str:
    return urlsplit(site_url).hostname or "acquaint.example"
