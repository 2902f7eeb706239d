"""What a person has sent, as texts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from apps.accounts.models import User
from apps.interviews.models import ThankYou
from apps.interviews.models.exchange import Exchange
from apps.outreach.models import Message


@dataclass(frozen=True, slots=True)
class SentLetter:
    """One message as it was sent."""

    kind: str
    to: str
    sent_at: datetime
    subject: str
    body: str


def sent_letters(user: User) -> Iterator[SentLetter]:
    """Asks, thank-yous and questions by e-mail that went out, read through a cursor of the database."""
    asks = Message.objects.filter(owner=user, sent_at__isnull=False).order_by("sent_at", "id")
    thanks = ThankYou.objects.filter(owner=user, sent_at__isnull=False).order_by("sent_at", "id")
    asked = Exchange.objects.filter(owner=user, sent_at__isnull=False).order_by("sent_at", "id")
    person, talked_with = "outreach__contact", "interview__contact"
    found = chain(
        (("message", *row) for row in asks.values_list(*_columns(person)).iterator(chunk_size=500)),
        (("thank-you", *row) for row in thanks.values_list(*_columns(talked_with)).iterator(chunk_size=500)),
        (("questions", *row) for row in asked.values_list(*_columns(talked_with)).iterator(chunk_size=500)),
    )
    for kind, given, family, sent_at, subject, body in found:
        yield SentLetter(kind, f"{given} {family}".strip(), sent_at, subject, body)


def _columns(person: str) -> tuple[str, ...]:
    return f"{person}__given_name", f"{person}__family_name", "sent_at", "subject", "body"
