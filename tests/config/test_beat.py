"""A beat whose clock is stepped."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import Celery

from config.beat import SteadyScheduler

NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)


@pytest.fixture
def said(monkeypatch):
    """What the beat asked for, in order."""
    words = []
    monkeypatch.setattr(SteadyScheduler, "apply_entry", lambda self, entry, producer=None: words.append(entry.name))
    return words


def started():
    app = Celery("beat", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {name: {"task": name, "schedule": 30.0} for name in ("sweep", "import")}
    scheduler = SteadyScheduler(app=app, lazy=True)
    scheduler.setup_schedule()
    return scheduler


def ticks(scheduler):
    """All that is due at this moment."""
    for _ in range(5):
        scheduler.tick()


def test_every_entry_speaks_once_a_period(said):
    with time_machine.travel(NOW, tick=False) as clock:
        scheduler = started()
        clock.shift(timedelta(seconds=31))
        ticks(scheduler)
        ticks(scheduler)

    assert sorted(said) == ["import", "sweep"]


@pytest.mark.parametrize("step", [-timedelta(hours=1), timedelta(hours=1)])
def test_a_stepped_clock_silences_no_entry_beyond_its_period(said, step):
    with time_machine.travel(NOW, tick=False) as clock:
        scheduler = started()
        clock.shift(timedelta(seconds=31))
        ticks(scheduler)
        said.clear()
        clock.shift(step)
        scheduler.tick()
        clock.shift(timedelta(seconds=31))
        ticks(scheduler)

    assert {"import", "sweep"} <= set(said)
    assert len(said) <= 4
