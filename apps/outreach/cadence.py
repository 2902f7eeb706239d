"""When to write again (O4), as presets in business days. Pure functions; the calendar and the zone are arguments.

A step is counted from the message before it, so that a nudge sent late never makes the last note come too soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core import clock
from apps.outreach.models import Outreach

#: Business days from each message to the next. "3 and 7" counts both from the first message, hence 3 + 4.
GAPS: dict[str, tuple[int, ...]] = {
    Outreach.Cadence.THREE_SEVEN: (3, 4),
    Outreach.Cadence.WEEK: (5,),
    Outreach.Cadence.SEVEN_THREE: (7, 7, 7),
    Outreach.Cadence.NONE: (),
}
#: After the last planned message, this long may pass before the approach rests.
REST_AFTER = 7

FIRST, NUDGE, LAST, CLOSING = "first", "nudge", "last", "closing"


@dataclass(frozen=True, slots=True)
class Day:
    """One of the ten days of the panel."""

    date: date
    is_off: bool
    is_send: bool
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """One planned message after the first: on which day, after how many business days, and what it is."""

    date: date
    days: int
    kind: str

    @property
    def label(self) -> str:
        """One word, under the day."""
        return "Last" if self.kind == LAST else "Nudge"


def kind_of_step(cadence: str, step: int) -> str:
    """What message number `step` is: the first, a nudge, or the last note of at least two follow-ups."""
    if step <= 1:
        return FIRST
    gaps = GAPS[cadence]
    return LAST if len(gaps) > 1 and step == len(gaps) + 1 else NUDGE


def gap_after(cadence: str, step: int) -> int | None:
    """Business days to wait after message number `step`; None when no further one is planned."""
    gaps = GAPS[cadence]
    return gaps[step - 1] if 1 <= step <= len(gaps) else None


def due_after(sent_at: datetime, days: int, calendar: clock.BusinessCalendar, tz: ZoneInfo, hour: time) -> datetime:
    """The instant, at the person's reminder hour, when `days` business days have passed since `sent_at`."""
    return clock.local_moment(calendar.business_days_after(sent_at, days, tz), hour, tz)


def plan(cadence: str, step: int, sent_at: datetime, calendar: clock.BusinessCalendar, tz: ZoneInfo) -> list[Step]:
    """The messages still to come after number `step`, sent at `sent_at`, if each is written on its day."""
    steps: list[Step] = []
    for offset, days in enumerate(GAPS[cadence][max(0, step - 1) :]):
        day = (
            calendar.add_business_days(steps[-1].date, days)
            if steps
            else calendar.business_days_after(sent_at, days, tz)
        )
        total = sum(GAPS[cadence][: max(0, step - 1) + offset + 1])
        steps.append(Step(day, total, kind_of_step(cadence, max(1, step) + offset + 1)))
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
    days = (start + timedelta(days=n) for n in range(10))
    return [
        Day(day, not calendar.is_business_day(day), day == start, "Send" if day == start else labels.get(day, ""))
        for day in days
    ]
