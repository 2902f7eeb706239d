"""How the queue of reminders stands, for operators: figures and ages, nobody's data.

Read by the page for operators, the metrics and `manage.py reminders`. One statement, for which a partial index serves
each figure; what could be long is counted up to a limit. At a million rows it takes some 10 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection

from apps.core import vitals

SWEEP = "send-due-reminders"
COUNTED = 10_000
A_DAY = timedelta(days=1)
BEHIND = timedelta(minutes=2)  # the oldest waits longer than any ordinary sweep
FAR_BEHIND = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows, counted up to a limit."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.is_more else f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class QueueState:
    """What stands in the table at one moment. Ages are seconds."""

    due: Count
    """Waiting beyond their moment."""
    oldest_due_age: float
    """How long the first of those has been waiting, a lost claim included; 0 when none waits."""
    stuck: Count
    """Claimed by a worker that is gone; the next sweep takes them."""
    retrying: Count
    """Refused for now, to be tried again."""
    failed: Count
    failed_last_day: Count
    sent_last_day: Count
    swept_at: datetime | None
    sweep_age: float | None


# `waiting` reads the oldest rows only. The sweep takes their owners first, so lost claims are among them.
_SQL = """
WITH waiting AS MATERIALIZED (
    SELECT status, due_at, claimed_until
      FROM followups_reminder
     WHERE status IN ('pending', 'sending') AND due_at <= %(now)s
     ORDER BY due_at
     LIMIT %(stop)s)
SELECT (SELECT count(*) FROM waiting WHERE status = 'pending'),
       (SELECT min(due_at) FROM waiting WHERE status = 'pending' OR claimed_until < %(now)s),
       (SELECT count(*) FROM waiting WHERE status = 'sending' AND claimed_until < %(now)s),
       (SELECT count(*) FROM (SELECT FROM followups_reminder
                               WHERE status = 'pending' AND attempts > 0 LIMIT %(stop)s) AS retrying),
       (SELECT count(*) FROM (SELECT FROM followups_reminder
                               WHERE status = 'failed' LIMIT %(stop)s) AS failed),
       (SELECT count(*) FROM (SELECT FROM followups_reminder
                               WHERE status = 'failed' AND updated_at > %(yesterday)s LIMIT %(stop)s) AS failed_lately),
       (SELECT count(*) FROM (SELECT FROM followups_reminder
                               WHERE status = 'sent' AND sent_at > %(yesterday)s LIMIT %(stop)s) AS sent_lately),
       (SELECT swept_at FROM followups_sweepbeat WHERE name = %(sweep)s)
"""


def read_queue(now: datetime, *, limit: int = COUNTED) -> QueueState:
    """The queue at `now`; each figure is counted up to `limit`."""
    asked: dict[str, Any] = {"now": now, "yesterday": now - A_DAY, "stop": limit + 1, "sweep": SWEEP}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        due, oldest, stuck, retrying, failed, failed_lately, sent_lately, swept_at = cursor.fetchone()

    def count(number: int) -> Count:
        return Count(min(number, limit), is_more=number > limit)

    return QueueState(
        due=count(due),
        oldest_due_age=_seconds(now, oldest) or 0.0,
        stuck=count(stuck),
        retrying=count(retrying),
        failed=count(failed),
        failed_last_day=count(failed_lately),
        sent_last_day=count(sent_lately),
        swept_at=swept_at,
        sweep_age=_seconds(now, swept_at),
    )


def _seconds(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else max(0.0, (now - then).total_seconds())


class Tone(StrEnum):
    """The colors of a status, as the style sheet names them."""

    WELL = "sage"
    BEHIND = "honey"
    DOWN = "rust"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state in one sentence."""

    tone: Tone
    title: str
    text: str


def judge(state: QueueState) -> Verdict:
    """Whether reminders go out, and on time. The same ages as the alarms in docs/alerts.yml."""
    if state.sweep_age is None:
        return Verdict(Tone.DOWN, "Reminders are not going out.", "No sweep has ever ended.")
    if state.sweep_age >= vitals.late_after():
        return Verdict(
            Tone.DOWN, "Reminders are not going out.", f"The last sweep ended {age_words(state.sweep_age)} ago."
        )
    waits = f"The oldest has been waiting for {age_words(state.oldest_due_age)}."
    if state.oldest_due_age >= FAR_BEHIND.total_seconds():
        return Verdict(Tone.DOWN, "Reminders go out late.", waits)
    if state.oldest_due_age >= BEHIND.total_seconds():
        return Verdict(Tone.BEHIND, "Reminders go out a little late.", waits)
    if not state.due.number and not state.stuck.number:
        waits = "None is waiting."
    return Verdict(Tone.WELL, "Reminders go out on time.", waits)


def age_words(seconds: float) -> str:
    """ "12 seconds", "4 minutes", "3 hours", "2 days": one unit, rounded down, fit for a sentence."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (unit == "minute" and seconds >= 90):
            number = int(seconds // size)
            return f"{number} {unit}{'' if number == 1 else 's'}"
    number = int(seconds)
    return f"{number} second{'' if number == 1 else 's'}"
