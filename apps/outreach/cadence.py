"""When to write again (O4), as presets. Pure functions; the calendar and the zone are arguments.

A step is counted from the message before it, so that a nudge sent late never makes the last note come too soon.
Business days leave out weekends, holidays and what is sent from noon on; "7 days" are a week of the calendar, moved on
to a business day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core import clock
from apps.followups.rules import When
from apps.outreach.models import Outreach


@dataclass(frozen=True, slots=True)
class Gap:
    """How long to wait after one message before the next."""

    days: int
    any_day: bool = False  # weekends and holidays count as well

    def ends_on(self, sent_at: datetime, calendar: clock.BusinessCalendar, tz: ZoneInfo) -> date:
        """The day to write again after a message of `sent_at`."""
        after = calendar.days_after if self.any_day else calendar.business_days_after
        return after(sent_at, self.days, tz)

    def ends_after(self, day: date, calendar: clock.BusinessCalendar) -> date:
        """The same after a message that is written on a planned `day`, in the morning."""
        if self.any_day:
            return calendar.next_business_day(day + timedelta(days=self.days))
        return calendar.add_business_days(day, self.days)

    def when(self, sent_at: datetime) -> When:
        """The fact from which a follow-up takes its times."""
        return When.business_days(sent_at, self.days, any_day=self.any_day)


_WEEK = Gap(7, any_day=True)
#: From each message to the next. "3 and 7" counts both from the first message, hence 3 + 4.
GAPS: dict[str, tuple[Gap, ...]] = {
    Outreach.Cadence.THREE_SEVEN: (Gap(3), Gap(4)),
    Outreach.Cadence.WEEK: (Gap(5),),
    Outreach.Cadence.SEVEN_THREE: (_WEEK, _WEEK, _WEEK),
    Outreach.Cadence.NONE: (),
}
#: After the last planned message, this many business days may pass before the approach rests.
REST_AFTER = 7
SHOWN_DAYS = 10

FIRST, NUDGE, LAST, CLOSING = "first", "nudge", "last", "closing"


@dataclass(frozen=True, slots=True)
class Day:
    """One of the ten days of the panel. `off` names a holiday or a closed day; a weekend needs no name."""

    date: date
    is_off: bool
    is_send: bool
    label: str
    off: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One planned message after the first: on which day, after how many days since the sending, and what it is."""

    date: date
    days: int
    kind: str
    any_day: bool = False

    @property
    def label(self) -> str:
        """One word, under the day."""
        return "Last" if self.kind == LAST else "Nudge"

    @property
    def after(self) -> str:
        """ "3 business days", or "7 days"."""
        return f"{self.days} {'' if self.any_day else 'business '}day{'' if self.days == 1 else 's'}"


def kind_of_step(cadence: str, step: int) -> str:
    """What message number `step` is: the first, a nudge, or the last note of at least two follow-ups."""
    if step <= 1:
        return FIRST
    gaps = GAPS[cadence]
    return LAST if len(gaps) > 1 and step == len(gaps) + 1 else NUDGE


def gap_after(cadence: str, step: int) -> Gap | None:
    """How long to wait after message number `step`; None when no further one is planned."""
    gaps = GAPS[cadence]
    return gaps[step - 1] if 1 <= step <= len(gaps) else None


def plan(cadence: str, step: int, sent_at: datetime, calendar: clock.BusinessCalendar, tz: ZoneInfo) -> list[Step]:
    """The messages still to come after number `step`, sent at `sent_at`, if each is written on its day."""
    steps: list[Step] = []
    for number, gap in enumerate(GAPS[cadence], start=1):
        if number < step:
            continue
        day = gap.ends_after(steps[-1].date, calendar) if steps else gap.ends_on(sent_at, calendar, tz)
        total = sum(g.days for g in GAPS[cadence][:number])
        steps.append(Step(day, total, kind_of_step(cadence, number + 1), gap.any_day))
    return steps


def rests_at(
    cadence: str, step: int, sent_at: datetime, calendar: clock.BusinessCalendar, tz: ZoneInfo, hour: time
) -> datetime:
    """When an approach that nobody answers rests: some days after the last planned message."""
    ahead = plan(cadence, step, sent_at, calendar, tz)
    day = (
        calendar.add_business_days(ahead[-1].date, REST_AFTER)
        if ahead
        else calendar.business_days_after(sent_at, REST_AFTER, tz)
    )
    return clock.local_moment(day, hour, tz)


def ten_days(start: date, steps: list[Step], calendar: clock.BusinessCalendar) -> list[Day]:
    """The ten days from the sending on; days off are hatched, so business days can be counted with the eye."""
    labels = {step.date: step.label for step in steps}
    days = (start + timedelta(days=n) for n in range(SHOWN_DAYS))
    return [
        Day(
            date=day,
            is_off=not calendar.is_business_day(day),
            is_send=day == start,
            label="Send" if day == start else labels.get(day, ""),
            off=calendar.name_of(day),
        )
        for day in days
    ]
