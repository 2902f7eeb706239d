"""The log of mail: what was promised when, and what became of it, in words; by day and by keyset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.selectors import Cursor
from apps.core.dates import Reader
from apps.followups.models import FollowUp, Reminder
from apps.followups.selectors import told_reminders
from apps.followups.services import wishes_of
from apps.followups.services.pausing import HELD

PAGE_SIZE = 30
A_MOMENT = timedelta(seconds=1)
_S = Reminder.Status


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line: what, when it was promised, and what became of it."""

    id: UUID
    title: str
    promised_at: datetime | None  # None when the result says it
    icon: str
    tone: str  # "", "ok", "late"
    result: str
    is_open: bool
    can_retry: bool
    follow_up_id: UUID


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one of the reader's days. `name` is empty when it goes on from the page before."""

    name: str
    lines: list[Delivery]


@dataclass(frozen=True, slots=True)
class Log:
    """One page, the latest promise first, and the cursor of what is older."""

    days: list[Day]
    older: Cursor | None


def mail_log(owner: User, now: datetime, after: Cursor | None = None, *, is_paused: bool = False) -> Log:
    """Thirty lines by keyset; one query. `is_paused`: nothing goes to the owner's address at present."""
    rows = told_reminders(owner, now)
    if after is not None:
        rows = rows.filter(Q(send_at__lte=after.value) & (Q(send_at__lt=after.value) | Q(id__lt=after.id)))
    found = list(rows[: PAGE_SIZE + 1])
    shown, reader, words = found[:PAGE_SIZE], Reader.of(owner), _Words(owner, now, is_paused=is_paused)
    older = Cursor(shown[-1].send_at, shown[-1].pk) if len(found) > PAGE_SIZE else None
    known = reader.day_of(after.value) if after is not None and isinstance(after.value, datetime) else None
    days = [
        Day("" if day == known else _day_name(day, reader, now), [_line(row, words) for row in rows_of_day])
        for day, rows_of_day in groupby(shown, key=lambda row: reader.day_of(row.send_at))
    ]
    return Log(days, older)


def line_of(owner: User, reminder: Reminder, now: datetime) -> Delivery:
    """One line again, after it changed. Needs `follow_up`."""
    return _line(reminder, _Words(owner, now, is_paused=False))


def _day_name(day: date, reader: Reader, now: datetime) -> str:
    """ "Today", "Tomorrow", "Yesterday", else "Friday, October 23"."""
    name = reader.day(day, now)
    return name.capitalize() if name in ("today", "tomorrow", "yesterday") else reader.weekday(day, now)


def _line(reminder: Reminder, words: _Words) -> Delivery:
    icon, tone, result = words.result_of(reminder)
    is_open = reminder.follow_up.state == FollowUp.State.OPEN
    return Delivery(
        id=reminder.pk,
        title=reminder.follow_up.title,
        promised_at=None if words.keeps_its_hour(reminder) else reminder.send_at,
        icon=icon,
        tone=tone,
        result=result,
        is_open=is_open,
        can_retry=is_open and reminder.status == _S.FAILED,
        follow_up_id=reminder.follow_up_id,
    )


class _Words:
    """What became of a reminder, for one reader at one moment."""

    def __init__(self, owner: User, now: datetime, *, is_paused: bool) -> None:
        self.reader, self.wishes, self.now, self.is_paused = Reader.of(owner), wishes_of(owner), now, is_paused

    def keeps_its_hour(self, reminder: Reminder) -> bool:
        """Whether it waits for the hour that was promised, which its day and its result say."""
        ahead = reminder.status == _S.PENDING and reminder.due_at > self.now and not self.is_paused
        return ahead and reminder.due_at == reminder.send_at

    def result_of(self, reminder: Reminder) -> tuple[str, str, str]:
        """Icon, tone and words."""
        words = reminder.last_error
        if reminder.status == _S.SENT and reminder.sent_at is not None:
            return "check", "ok", self._sent(reminder.sent_at, reminder.send_at)
        if reminder.status == _S.FAILED:
            return "alert-circle", "late", f"Could not be delivered{f': {words}' if words else ''}"
        if reminder.status == _S.SKIPPED and words == HELD:
            return "clock-pause", "", "Held, for mail to you came back"
        if reminder.status == _S.SKIPPED:
            return "minus", "", f"Not needed any more{f': {_lower(words)}' if words else ''}"
        if reminder.status == _S.SENDING:
            return "send", "", "Goes out right now"
        return "clock", "", self._waiting(reminder)

    def _sent(self, sent_at: datetime, promised_at: datetime) -> str:
        if self.reader.day_of(sent_at) == self.reader.day_of(promised_at):
            return f"Sent at {self.reader.time(sent_at)}"
        return f"Sent {self.reader.moment(sent_at, self.now)}"

    def _waiting(self, reminder: Reminder) -> str:
        if self.is_paused:
            return "Waits until mail to you works again"
        due = self.reader.moment(reminder.due_at, self.now)
        if reminder.due_at <= self.now:
            return "Goes out in a moment"
        if reminder.due_at == reminder.send_at:
            return f"Goes out at {self.reader.time(reminder.due_at)}"
        if self.wishes.is_quiet(reminder.due_at - A_MOMENT) and not reminder.last_error:
            return f"Held until your quiet hours end, {due}"
        return f"Waits for the next try, {due}{f'. {reminder.last_error}' if reminder.last_error else ''}"


def _lower(words: str) -> str:
    """As it stands behind a colon."""
    return words[:1].lower() + words[1:]
