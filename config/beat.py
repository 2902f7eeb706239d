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
        """Takes a run that lies in the future now, because the clock went back, for one of this moment."""
        now = time.time()
        if now < self._seen - TOLERANCE:
            for entry in self.schedule.values():
                if entry.last_run_at is None or entry.last_run_at > self.app.now():
                    entry.last_run_at = self.app.now()
            self._heap = None  # made anew by Celery
        self._seen = now
        return float(super().tick(*args, **kwargs))
