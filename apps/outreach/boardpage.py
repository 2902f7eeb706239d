"""The board in words: what each card says, and what can be done with it from there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact
from apps.core import clock
from apps.core.dates import Reader
from apps.outreach.models import Outreach
from apps.outreach.selectors.balance import next_at
from apps.outreach.selectors.board import COLUMNS, DRAFTS, DUE, REPLIED, RESTING, WAITING, Column

_O = Outreach.Outcome
_SAID: dict[str, str] = {
    _O.YES: "Said yes",
    _O.NOT_NOW: "Not now",
    _O.TOO_BUSY: "Too busy",
    _O.NO: "Said no",
    _O.SILENCE: "No reply",
    _O.BOUNCED: "The address didn’t work",
}
EMPTY: dict[str, str] = {
    DRAFTS: "Nothing half written.",
    WAITING: "Nobody has a message from you that waits for an answer.",
    DUE: "Nobody is due for a second message.",
    REPLIED: "No answer waits for you.",
    RESTING: "Nobody rests here.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One ask. `next_person` is whom to try at the same employer while this one is silent (O5)."""

    ask: Any
    column: str
    words: str
    due: str
    next_person: Contact | None = None

    @property
    def person(self) -> Contact:
        """Who was asked, or will be."""
        person: Contact = self.ask.contact
        return person

    @property
    def can_answer(self) -> bool:
        """Whether an outcome can be written down: it waits, or it was silent and an answer came late."""
        return self.ask.state == Outreach.State.SENT or self.is_silent

    @property
    def is_silent(self) -> bool:
        """Whether it rests because nobody answered: only an answer can still come."""
        return bool(self.ask.outcome == _O.SILENCE)

    @property
    def taken_back(self) -> str:
        """What Undo names: the touch of the last sending or answer; empty once that is final."""
        return str((self.ask.undo or {}).get("touch", ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """A column with its cards."""

    key: str
    label: str
    cards: list[Card]
    total: int
    more: int
    empty: str


def columns(user: User, found: Iterable[Column], now: datetime) -> list[Shown]:
    """All columns. The calendar and the people next in line are asked for once."""
    found = list(found)
    cards = _cards(user, [ask for column in found for ask in column.asks], now)
    return [
        Shown(
            column.key,
            column.label,
            [card for card in cards if card.column == column.key],
            column.total,
            column.more,
            EMPTY[column.key],
        )
        for column in found
    ]


def one_column(user: User, key: str, page: Page[Any], now: datetime) -> Shown:
    """One column in full, a page of it."""
    return Shown(key, COLUMNS[key], _cards(user, list(page), now), page.paginator.count, 0, EMPTY[key])


def _cards(user: User, asks: list[Any], now: datetime) -> list[Card]:
    reader, calendar = Reader.of(user), business_calendar(user, now)
    silent = [ask for ask in asks if ask.column == DUE and ask.step == 1 and ask.contact.employer_id]
    nexts = next_at(user, [ask.contact.employer_id for ask in silent]) if silent else {}
    return [
        Card(
            ask,
            ask.column,
            _words(ask, reader, now),
            _due(ask, reader, calendar, now),
            nexts.get(ask.contact.employer_id) if ask in silent else None,
        )
        for ask in asks
    ]


def _words(ask: Any, reader: Reader, now: datetime) -> str:
    """Where it stands, in one line."""
    if ask.column == DRAFTS:
        return f"Begun {_day(ask.created_at, reader, now)}"
    if ask.column in (WAITING, DUE):
        messages = "" if ask.step <= 1 else f", {ask.step} messages"
        return f"First written {_day(ask.first_sent_at, reader, now)}{messages}"
    said = _SAID.get(ask.outcome, "Ended")
    return f"{said}, {_day(ask.ended_at, reader, now)}" if ask.ended_at else said


def _due(ask: Any, reader: Reader, calendar: clock.BusinessCalendar, now: datetime) -> str:
    """What comes next and when; empty where nothing is planned."""
    if ask.column == DUE:
        days = calendar.business_days_between(reader.day_of(ask.first_sent_at), reader.day_of(now))
        return f"{days} business day{'' if days == 1 else 's'}"
    if ask.column == WAITING:
        nudge = ask.nudge if ask.nudge and ask.nudge.state == ask.nudge.State.OPEN else None
        if nudge is not None:
            back_at = max(filter(None, (nudge.due_at, nudge.snoozed_until)))
            return f"back {_day(back_at, reader, now)}"
        return f"rests {_day(ask.rests_at, reader, now)}" if ask.rests_at else ""
    if ask.column == REPLIED:
        return "agree on a time" if ask.outcome == _O.YES else "thank-you drafted"
    if ask.outcome == _O.NOT_NOW and ask.contact.next_step_at:
        return f"ask again {_day(ask.contact.next_step_at, reader, now)}"
    return ""


def _day(moment: datetime, reader: Reader, now: datetime) -> str:
    """today, Friday, or Nov 16: a card is narrow."""
    near = reader.day(moment, now)
    return reader.date(moment, now, short=True) if near == reader.date(moment, now) else near
