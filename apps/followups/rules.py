"""From facts to times: when a step is due, and when its owner is told. Pure; nothing here reads a clock or a row.

| Rule | The fact | Due (ideal) | Mails |
| --- | --- | --- | --- |
| moment | an instant that the person chose | that instant | then, to the minute, quiet hours or not |
| day | a day that the person chose | its reminder hour | then |
| soon | the instant it came up | at once | the next reminder hour |
| referral | the instant somebody was named | at once | the next reminder hour, a week later, three weeks later |
| after_talk | the end of a talk | at once; late after 24 hours | `timing.thank_you_times` |
| before_talk | the start of a talk | the reminder hour of the day before; late at the start | then |
| business_days | the instant a message was sent | the reminder hour of the n-th business day | then |
| calendar_days | the instant a message was sent | the reminder hour, n days later or on the next business day | then |
| rhythm | the last touch | the reminder hour, n days or whole months later, on a business day | then; the latest day |

Days and hours are the person's own and become instants with their zone, so a change of zone or of the reminder hour
moves them; the instants of talks and messages stay. A series (`repeats`) counts from its first day, never from the
occurrence before: Jan 31, Feb 28, Mar 31.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models

from apps.core import clock
from apps.core.clock import BusinessCalendar
from apps.followups.timing import WARN_BEFORE, Wishes, thank_you_times

TIME_TO_PREPARE = timedelta(hours=1)
REFERRAL_AGES = (0, 7, 21)  # days: fresh, still warm, growing cold
MONTH = 30  # a rhythm of 30, 60, 90 … days means whole months


class Rule(models.TextChoices):
    """How the times of a step follow from a fact."""

    MOMENT = "moment", "At a moment"
    DAY = "day", "On a day"
    SOON = "soon", "At once"
    REFERRAL = "referral", "Referral"
    AFTER_TALK = "after_talk", "After a talk"
    BEFORE_TALK = "before_talk", "Before a talk"
    BUSINESS_DAYS = "business_days", "After business days"
    CALENDAR_DAYS = "calendar_days", "After days"
    RHYTHM = "rhythm", "In a rhythm"


class Repeat(models.TextChoices):
    """How often a step of one's own comes again."""

    WEEK = "week", "Every week"
    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every 3 months"
    YEAR = "year", "Every year"


class Mode(models.TextChoices):
    """How one is told about a kind of step."""

    EACH = "each", "When it’s due"
    DAILY = "daily", "Once a day"
    WEEKLY = "weekly", "Once a week"
    OFF = "off", "No e-mail"


@dataclass(frozen=True, slots=True)
class When:
    """A rule and its fact. Made by the constructors below, kept in the columns of a follow-up."""

    rule: Rule
    since: datetime | None = None
    on_day: date | None = None
    count: int = 0
    repeats: str = ""
    by_mail: bool = True

    @classmethod
    def at(cls, moment: datetime, *, by_mail: bool = True) -> When:
        """At a moment that the person chose."""
        return cls(Rule.MOMENT, since=moment, by_mail=by_mail)

    @classmethod
    def on(cls, day: date, *, by_mail: bool = True, repeats: str = "", count: int = 0) -> When:
        """On a day, at the reminder hour; `count` says which occurrence of a series that began on `day`."""
        return cls(Rule.DAY, on_day=day, by_mail=by_mail, repeats=repeats, count=count)

    @classmethod
    def soon(cls, since: datetime, *, by_mail: bool = True) -> When:
        """At once; the mail comes at the next reminder hour."""
        return cls(Rule.SOON, since=since, by_mail=by_mail)

    @classmethod
    def referral(cls, named_at: datetime) -> When:
        """At once, and again when the referral ages."""
        return cls(Rule.REFERRAL, since=named_at)

    @classmethod
    def after_talk(cls, ended_at: datetime) -> When:
        """The thank-you clock."""
        return cls(Rule.AFTER_TALK, since=ended_at)

    @classmethod
    def before_talk(cls, starts_at: datetime) -> When:
        """The day before a talk."""
        return cls(Rule.BEFORE_TALK, since=starts_at)

    @classmethod
    def business_days(cls, sent_at: datetime, count: int, *, any_day: bool = False) -> When:
        """`count` business days after a message; with `any_day`, days of every kind, ending on a business day."""
        return cls(Rule.CALENDAR_DAYS if any_day else Rule.BUSINESS_DAYS, since=sent_at, count=count)

    @classmethod
    def rhythm(cls, touched_at: datetime, days: int) -> When:
        """`days` after the last touch."""
        return cls(Rule.RHYTHM, since=touched_at, count=days)

    @property
    def needs_calendar(self) -> bool:
        """Whether business days matter."""
        return self.rule in (Rule.BUSINESS_DAYS, Rule.CALENDAR_DAYS, Rule.RHYTHM)

    @property
    def is_exact(self) -> bool:
        """Whether the person chose the minute, so that neither quiet hours nor a digest move the mail."""
        return self.rule == Rule.MOMENT


@dataclass(frozen=True, slots=True)
class Times:
    """What a rule says: due, late or latest if it ends, and the moments to write about it, in order.

    Each moment has a number, its turn, that stays its own when the person's hours change: `first_turn` is that of the
    first one here, above 0 where earlier ones are left out.
    """

    due_at: datetime
    late_at: datetime | None = None
    latest_at: datetime | None = None
    remind_at: tuple[datetime, ...] = ()
    first_turn: int = 0


def times_of(
    when: When,
    wishes: Wishes,
    *,
    planned_at: datetime,
    calendar: BusinessCalendar | None = None,
    off_months: Collection[int] = (),
) -> Times:
    """The times that follow from `when` for a person with these wishes.

    The same arguments always give the same times; `planned_at` is the moment at which the fact became known, for a
    rule that leaves out what had passed by then. `calendar` is needed where `when.needs_calendar`; `off_months` are the
    months (1 to 12) in which the other person is not to be disturbed.
    """
    times = _RULES[when.rule](when, wishes, planned_at, calendar or BusinessCalendar(), off_months)
    return times if when.by_mail else Times(times.due_at, times.late_at, times.latest_at)


def told_at(moment: datetime, mode: str, wishes: Wishes, late_at: datetime | None = None) -> datetime:
    """When a mail that a rule wants at `moment` goes out: after quiet hours, or with the digest of that day or week.

    A digest never makes a promise late: what would come less than three hours before `late_at` goes on its own.
    """
    polite = wishes.polite(moment)
    if mode not in (Mode.DAILY, Mode.WEEKLY):
        return polite
    digest = wishes.next_digest(moment, weekly=mode == Mode.WEEKLY)
    return polite if late_at is not None and digest > late_at - WARN_BEFORE else digest


def occurrence(first: date, repeats: str, number: int) -> date:
    """The `number`-th day of a series, 0 being the first; counted from the first, so that month ends come back."""
    if repeats == Repeat.WEEK:
        return first + timedelta(weeks=number)
    months = {Repeat.MONTH: 1, Repeat.QUARTER: 3, Repeat.YEAR: 12}
    return clock.add_months(first, months[Repeat(repeats)] * number) if repeats else first


def next_occurrence(first: date, repeats: str, number: int, after: date) -> int:
    """The number of the first occurrence behind `number` that lies after `after`."""
    number += 1
    while occurrence(first, repeats, number) <= after:
        number += 1
    return number


def ideal_day(touched_on: date, days: int, calendar: BusinessCalendar, off_months: Collection[int] = ()) -> date:
    """The day to be in touch again: whole months where `days` are, out of season, on a business day."""
    months, rest = divmod(days, MONTH)
    day = clock.add_months(touched_on, months) if months and not rest else touched_on + timedelta(days=days)
    day = after_season(day, off_months)
    while not calendar.is_business_day(day):
        day = after_season(calendar.add_business_days(day, 1), off_months)
    return day


def after_season(day: date, off_months: Collection[int]) -> date:
    """`day`, or the first day of the first month after it that is not off. Twelve months off mean none."""
    if not off_months or len(set(off_months)) >= 12:
        return day
    while day.month in off_months:
        day = clock.add_months(day.replace(day=1), 1)
    return day


def warmth(named_at: datetime, now: datetime) -> str:
    """The age of a referral in kind words: "named 8 days ago, still warm"."""
    days = (now - named_at).days
    if days < 2:
        return "new referral"
    if days < REFERRAL_AGES[1]:
        return f"named {days} days ago"
    if days < REFERRAL_AGES[2]:
        return f"named {days} days ago, still warm"
    return f"named {days // 7} weeks ago, a line still helps"


def slack(days: int) -> int:
    """How many days after the ideal one the latest comes: a third of the rhythm, three to thirty."""
    return min(max(days // 3, 3), 30)


def _moment(when: When, wishes: Wishes, *_: object) -> Times:
    assert when.since is not None  # noqa: S101 -- the row's constraint
    return Times(when.since, remind_at=(when.since,))


def _day(when: When, wishes: Wishes, *_: object) -> Times:
    assert when.on_day is not None  # noqa: S101 -- the row's constraint
    due_at = wishes.at_hour(occurrence(when.on_day, when.repeats, when.count))
    return Times(due_at, remind_at=(due_at,))


def _soon(when: When, wishes: Wishes, *_: object) -> Times:
    assert when.since is not None  # noqa: S101 -- the row's constraint
    return Times(when.since, remind_at=(wishes.next_reminder_hour(when.since),))


def _referral(when: When, wishes: Wishes, *_: object) -> Times:
    assert when.since is not None  # noqa: S101 -- the row's constraint
    first = clock.local_day(wishes.next_reminder_hour(when.since), wishes.zone)
    return Times(when.since, remind_at=tuple(wishes.at_hour(first + timedelta(days=age)) for age in REFERRAL_AGES))


def _after_talk(when: When, wishes: Wishes, planned_at: datetime, *_: object) -> Times:
    assert when.since is not None  # noqa: S101 -- the row's constraint
    times = thank_you_times(when.since, wishes, planned_at)
    return Times(times.due_at, times.late_at, remind_at=times.remind_at, first_turn=times.first_turn)


def _before_talk(when: When, wishes: Wishes, planned_at: datetime, *_: object) -> Times:
    """The day before, else the day itself, else at once and without a mail about what one is just doing."""
    starts_at = when.since
    assert starts_at is not None  # noqa: S101 -- the row's constraint
    day = clock.local_day(starts_at, wishes.zone)
    for moment in (wishes.at_hour(day - timedelta(days=1)), wishes.at_hour(day)):
        if planned_at < moment <= starts_at - TIME_TO_PREPARE:
            return Times(moment, starts_at, remind_at=(moment,))
    return Times(planned_at, starts_at)


def _days_after(when: When, wishes: Wishes, planned_at: datetime, calendar: BusinessCalendar, _: object) -> Times:
    assert when.since is not None  # noqa: S101 -- the row's constraint
    after = calendar.days_after if when.rule == Rule.CALENDAR_DAYS else calendar.business_days_after
    due_at = max(wishes.at_hour(after(when.since, when.count, wishes.zone)), when.since)
    return Times(due_at, remind_at=(due_at,))


def _rhythm(
    when: When, wishes: Wishes, planned_at: datetime, calendar: BusinessCalendar, off_months: Collection[int]
) -> Times:
    """Not before the day after it was planned: a rhythm that is overdue when it is chosen asks for nothing today."""
    assert when.since is not None  # noqa: S101 -- the row's constraint
    tomorrow = clock.local_day(planned_at, wishes.zone) + timedelta(days=1)
    ideal = ideal_day(clock.local_day(when.since, wishes.zone), when.count, calendar, off_months)
    if ideal < tomorrow:
        ideal = ideal_day(tomorrow, 0, calendar, off_months)
    latest = ideal_day(ideal, slack(when.count), calendar, off_months)
    due_at, latest_at = wishes.at_hour(ideal), wishes.at_hour(latest)
    return Times(due_at, latest_at=latest_at, remind_at=(due_at, latest_at))


_RULES: dict[Rule, Callable[..., Times]] = {
    Rule.MOMENT: _moment,
    Rule.DAY: _day,
    Rule.SOON: _soon,
    Rule.REFERRAL: _referral,
    Rule.AFTER_TALK: _after_talk,
    Rule.BEFORE_TALK: _before_talk,
    Rule.BUSINESS_DAYS: _days_after,
    Rule.CALENDAR_DAYS: _days_after,
    Rule.RHYTHM: _rhythm,
}
