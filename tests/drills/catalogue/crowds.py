"""More beats and workers than needed."""

from __future__ import annotations

import time
from functools import partial

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import Outcome, Stage

A_SECOND = 20  # reminders that fall due in the soak


def two_beats_four_workers(stage: Stage) -> Outcome:
    stage.stand(workers=4, beats=2)
    stage.begin_all()
    return stage.outcome()


def soak(seconds: int) -> Drill:
    """The same for a long time."""
    name = f"two beats and four workers for {seconds} s, {A_SECOND} reminders a second"
    return Drill(name, partial(_soak, seconds=seconds), bar="each once")


def _soak(stage: Stage, seconds: int) -> Outcome:
    people = seconds * A_SECOND
    stage.seed.clear()
    stage.seed.people(people)
    stage.stand(workers=4, beats=2)
    began, done = time.monotonic(), 0
    while done < people:
        due = min(people, int((time.monotonic() - began) * A_SECOND))
        if due > done:
            stage.seed.reminders(done + 1, due)
            done = due
        stage.installation.tend()
        time.sleep(0.2)
    return stage.outcome(people=people, words=f"{people:,} mails")


DRILLS = [Drill("two beats and four workers", two_beats_four_workers, bar="each once")]
