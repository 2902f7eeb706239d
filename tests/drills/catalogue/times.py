"""The clock stepped, and a machine that slept."""

from __future__ import annotations

import signal

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import MANY_STEPS, Outcome, Stage

HOUR = 3600


def forward(stage: Stage) -> Outcome:
    return _stepped(stage, HOUR)


def backward(stage: Stage) -> Outcome:
    return _stepped(stage, -HOUR)


def _stepped(stage: Stage, seconds: int) -> Outcome:
    """And then one more is due, by the new clock."""
    stage.stand(workers=2, stepped=True)
    stage.begin()
    stage.step_clock(seconds)
    stage.finish()
    first = MANY_STEPS.start
    stage.seed.reminders(first, first, f"now() + interval '{seconds} seconds'", steps=4)
    stage.installation.wait_until(
        lambda: len(stage.mail.handler.taken) > stage.count, "one more mail by the new clock", 20
    )
    return stage.outcome(people=stage.count + 1, words="the next reminder went by the new clock at once")


def asleep_for_a_day(stage: Stage) -> Outcome:
    """2,000 reminders of 500 people fall due while every process stands still."""
    stage.stand(workers=1, stepped=True)
    first, last = MANY_STEPS.start, MANY_STEPS.stop - 1
    due = f"now() + interval '1 hour' + (n - {first}) % 4 * interval '5 hours' + n * interval '1 millisecond'"
    names = ("worker-1", "beat-1")
    stage.wait_until_sweeping()
    stage.installation.signal(signal.SIGSTOP, *names)
    stage.seed.reminders(first, last, due, steps=4)
    stage.clock.write_text(str(24 * HOUR))
    stage.installation.signal(signal.SIGCONT, *names)
    outcome = stage.outcome(people=len(MANY_STEPS) // 4)
    people = [int(to.removeprefix("person").partition("@")[0]) for to in stage.mail.handler.recipients]
    assert people == sorted(people), "not in the order of the promises"
    return outcome


DRILLS = [
    Drill("clock stepped forward an hour", forward),
    Drill("clock stepped back an hour", backward),
    Drill(
        "machine asleep for a day, 4 reminders each of 500 people", asleep_for_a_day, bar="one mail a person, in order"
    ),
]
