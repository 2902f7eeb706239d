"""Valkey: only the clock and the muscle hang on it."""

from __future__ import annotations

import time

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import Outcome, Stage

AWAY = 3.0


def stopped(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    here = stage.installation
    here.stop_server(here.valkey)
    end = time.monotonic() + AWAY
    while time.monotonic() < end:
        stage.page_says(200, seconds=5)
        here.tend()
        time.sleep(0.2)
    here.valkey.ensure()
    return stage.outcome(words="pages answered 200 meanwhile")


def emptied(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.installation.broker().flushall()
    return stage.outcome()


def killed_and_its_data_gone(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    here = stage.installation
    here.kill_server(here.valkey)
    here.wipe_broker_data()
    stage.page_says(200, seconds=5)
    here.valkey.ensure()
    return stage.outcome(words="pages answered 200 meanwhile")


DRILLS = [
    Drill("broker stopped for 3 s", stopped),
    Drill("broker emptied", emptied),
    Drill("kill -9 of the broker, its data gone", killed_and_its_data_gone),
]
