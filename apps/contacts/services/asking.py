"""What follows at once when a talk is booked or when somebody is not to be written to any more, or again.

Asks are kept by an app above, which registers what it does then: people never import upwards.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from apps.accounts.models import User
from apps.contacts.models import Contact


class News(StrEnum):
    """What ends asking somebody, or makes it possible again."""

    BOOKED = "booked"
    UNWANTED = "unwanted"
    WELCOME = "welcome"


class Answer(Protocol):
    """What an app above does; in the transaction of the change."""

    def __call__(self, *, actor: User, contact: Contact, now: datetime) -> None: ...


_answers: dict[News, Answer] = {}


def register_answer(news: News, answer: Answer) -> None:
    """Chooses what follows; called once, when the apps are loaded."""
    _answers[news] = answer


def announce(news: News, *, actor: User, contact: Contact, now: datetime) -> None:
    """Lets it follow."""
    if (answer := _answers.get(news)) is not None:
        answer(actor=actor, contact=contact, now=now)
