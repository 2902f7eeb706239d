"""The beat's scheduler: Celery's own, but a clock that is set back does not silence it."""

from __future__ import annotations

import time
from typing import Any

from celery.beat import Scheduler

TOLERANCE = 1.0  # seconds: time daemons make small corrections all the time


class SteadyScheduler(Scheduler):
    """Celery's scheduler waits for moments of the wall clock. Set back an hour, it would say nothing for an hour.

    In memory, as its base: the schedule in the settings is all there is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._seen = time.time()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Counts every period anew from now on when the clock went back since the last time."""
        now = time.time()
        if now < self._seen - TOLERANCE:
            for entry in self.schedule.values():
                entry.last_run_at = min(entry.last_run_at, self.app.now())
            self._heap = None  # made anew by Celery
        self._seen = now
        return float(super().tick(*args, **kwargs))
