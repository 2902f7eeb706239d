"""The beat says "sweep", a worker sweeps, and the health page hears of it: with the real processes."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache

from config.schedules import SWEEP_KEY
from tests.fixtures.workers import Workers

pytestmark = pytest.mark.worker


def wait_for_sweep(seconds: float = 30) -> float:
    end = time.monotonic() + seconds
    while (stamp := cache.get(SWEEP_KEY)) is None:
        assert time.monotonic() < end, "no sweep"
        time.sleep(0.05)
    return float(stamp)


def test_sweeps_go_on_after_the_worker_was_killed(celery_processes: Workers):
    wait_for_sweep()

    celery_processes.kill("worker")
    cache.delete(SWEEP_KEY)
    celery_processes.start_worker()

    assert wait_for_sweep() > 0
