"""The beat says "sweep", a worker sweeps, and the health page hears of it: with the real processes."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache

from apps.core import vitals
from apps.core.vitals import Part
from apps.followups.models import SweepBeat
from tests.fixtures.workers import Workers

pytestmark = pytest.mark.worker


def wait_for(part: Part, seconds: float = 30) -> float:
    """The age of the next sign of `part`, after those that are there are forgotten."""
    cache.delete(vitals.key(part))
    end = time.monotonic() + seconds
    while (age := vitals.read(part).age) is None:
        assert time.monotonic() < end, f"no sign of the {part}"
        time.sleep(0.05)
    return age


def wait_for_sweep(seconds: float = 30) -> None:
    """Until a sweep ends."""
    SweepBeat.objects.all().delete()
    end = time.monotonic() + seconds
    while not SweepBeat.objects.exists():
        assert time.monotonic() < end, "no sweep"
        time.sleep(0.05)


def test_sweeps_go_on_after_the_worker_was_killed(celery_processes: Workers):
    wait_for_sweep()

    celery_processes.kill("worker")
    celery_processes.start_worker()

    wait_for_sweep()


def test_worker_and_beat_give_signs_of_life_while_they_live(celery_processes: Workers):
    assert wait_for(Part.WORKER) < 2
    assert wait_for(Part.BEAT) < 2

    celery_processes.kill("beat")
    celery_processes.kill("worker")
    for part in (Part.WORKER, Part.BEAT):
        cache.delete(vitals.key(part))
    time.sleep(vitals.NOTED_EVERY + 1)

    assert vitals.read(Part.WORKER).age is None
    assert vitals.read(Part.BEAT).age is None
