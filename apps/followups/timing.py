"""When to remind: pure functions over instants, zones and quiet hours. Nothing here reads a clock or a row.

| The talk ended | Reminder hour | First mail | Warning | Late |
| --- | --- | --- | --- | --- |
| Mon 4:30 PM | 9:00 AM | Tue 9:00 AM | Tue 1:30 PM | Tue 4:30 PM |
| Mon 10:00 AM | 9:00 AM | Mon 12:00 noon | Mon 7:30 PM | Tue 10:00 AM |
| Mon 9:00 PM | 9:00 AM | Tue 9:00 AM | Tue 6:00 PM | Tue 9:00 PM |

The warning of the second row would fall on 7:00 AM, into the quiet hours from 8:00 PM to 7:30 AM, and so it comes
before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core import clock

THANK_WITHIN = timedelta(hours=24)
SOON_AFTER = timedelta(hours=2)  # a first mail when the reminder hour suits badly
SETTLE_DOWN = timedelta(minutes=30)  # nobody is reminded before they have closed the call
WARN_BEFORE = timedelta(hours=3)
BEFORE_QUIET = timedelta(minutes=30)
APART = timedelta(hours=1)  # two mails about one letter never come closer together


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person chose: their zone, when to be reminded, and when not to be disturbed. Monday is 0."""

    zone: ZoneInfo
    reminder_hour: time
    quiet_from: time
    quiet_until: time
    digest_weekday: int = 0

    def polite(self, instant: datetime) -> datetime:
        """`instant`, or the end of the quiet hours that it falls into."""
        return clock.outside_quiet_hours(instant, self.zone, self.quiet_from, self.quiet_until)

    def is_quiet(self, instant: datetime) -> bool:
        """Whether `instant` lies in the quiet hours."""
        return self.polite(instant) != instant

    def at_hour(self, day: date) -> datetime:
        """`day` at the reminder hour, as an instant."""
        return clock.local_moment(day, self.reminder_hour, self.zone)

    def next_digest(self, after: datetime, *, weekly: bool) -> datetime:
        """The first daily or weekly mail at or after `after`, outside the quiet hours."""
        moment = self.next_reminder_hour(after)
        if weekly:
            day = clock.local_day(moment, self.zone)
            moment = self.at_hour(day + timedelta(days=(self.digest_weekday - day.weekday()) % 7))
        return self.polite(moment)

    def next_reminder_hour(self, after: datetime) -> datetime:
        """The first reminder hour at or after `after`, on the person's wall clock."""
        day = clock.local_day(after, self.zone)
        moment = clock.local_moment(day, self.reminder_hour, self.zone)
        if moment < after:
            moment = clock.local_moment(day + timedelta(days=1), self.reminder_hour, self.zone)
        return moment


@dataclass(frozen=True, slots=True)
class ThankYouTimes:
    """The thank-you clock of one talk."""

    due_at: datetime
    late_at: datetime
    remind_at: tuple[datetime, ...]
    first_turn: int = 0  # 1 if the first mail is left out


def thank_you_times(ended_at: datetime, wishes: Wishes, now: datetime) -> ThankYouTimes:
    """Due at once, late 24 hours after the end; when to write about it.

    First at the reminder hour, or two hours after the talk when that hour is too near to either end; then a warning
    three hours before it is late, or before the quiet hours that this moment falls into. What has passed by `now` is
    left out; when nothing is left (the talk was logged late), one mail comes soon.
    """
    late_at = ended_at + THANK_WITHIN
    first = _first_mail(ended_at, late_at, wishes)
    warning = _warning(late_at, wishes)
    moments = [first]
    if warning is not None and warning >= first + APART:
        moments.append(warning)
    ahead = tuple(m for m in moments if m > now) or (wishes.polite(now + SOON_AFTER),)
    first_turn = 0 if moments[0] > now else 1
    return ThankYouTimes(due_at=ended_at, late_at=late_at, remind_at=ahead, first_turn=first_turn)


def _first_mail(ended_at: datetime, late_at: datetime, wishes: Wishes) -> datetime:
    at_the_hour = wishes.polite(wishes.next_reminder_hour(ended_at + SETTLE_DOWN))
    if at_the_hour <= late_at - WARN_BEFORE - APART:
        return at_the_hour
    return wishes.polite(ended_at + SOON_AFTER)


def _warning(late_at: datetime, wishes: Wishes) -> datetime | None:
    """Three hours before `late_at`; before the quiet hours that hold this moment; None if they never end."""
    moment = late_at - WARN_BEFORE
    if not wishes.is_quiet(moment):
        return moment
    day = clock.local_day(moment, wishes.zone)
    for back in (0, 1):  # the quiet hours began on this day or on the one before
        began = clock.local_moment(day - timedelta(days=back), wishes.quiet_from, wishes.zone)
        if began <= moment:
            before = began - BEFORE_QUIET
            return None if wishes.is_quiet(before) else before
    return None


def snooze_until(choice: str, wishes: Wishes, now: datetime) -> datetime | date:
    """`later` is an instant, two hours on; `tomorrow` and `next_week` (Monday) are days, meant at the reminder hour."""
    if choice == "later":
        return wishes.polite(now + SOON_AFTER)
    day = clock.local_day(now, wishes.zone)
    ahead = {"tomorrow": 1, "next_week": 7 - day.weekday()}[choice]
    return day + timedelta(days=ahead)
