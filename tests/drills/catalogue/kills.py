"""kill -9 of our own processes."""

from __future__ import annotations

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import CONNECTIONS, Outcome, Stage


def one_worker(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.installation.kill("worker-1")
    stage.restart("worker-1")
    return stage.outcome()


def all_workers(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.installation.kill("worker-1", "worker-2")
    stage.restart("worker-1", "worker-2")
    return stage.outcome()


def the_beat(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.installation.kill("beat-1")
    stage.restart("beat-1")
    return stage.outcome()


def the_web_server(stage: Stage) -> Outcome:
    stage.stand(workers=2)
    stage.begin()
    stage.installation.kill("web")
    stage.installation.start_web()
    took = stage.page_says(200)
    return stage.outcome(words=f"pages answered {took:.1f} s after the start")


def everything(stage: Stage) -> Outcome:
    """As when the power fails, but for the disk."""
    stage.stand(workers=2)
    stage.begin()
    here = stage.installation
    names = list(here.processes)
    here.kill_server(here.postgres)
    here.kill_server(here.valkey)
    here.kill(*names)
    stage.stand_up_again(names)
    stage.page_says(200)
    return stage.outcome()


def one_worker_with_many_lines(stage: Stage) -> Outcome:
    """A relay that is slow gets several connections, and so more than one mail can be under way in a process."""
    stage.stand(workers=1, connections=CONNECTIONS)
    stage.mail.handler.delay = 0.05
    stage.begin()
    stage.installation.kill("worker-1")
    stage.restart("worker-1")
    stage.mail.handler.delay = 0.0
    return stage.outcome()


DRILLS = [
    Drill("kill -9 of one worker of two", one_worker, twins=1),
    Drill("kill -9 of all workers (two)", all_workers, twins=2),
    Drill("kill -9 of the beat", the_beat),
    Drill("kill -9 of the web server", the_web_server),
    Drill("kill -9 of everything, PostgreSQL and Valkey too", everything, twins=2),
    Drill(
        "kill -9 of a worker behind a relay of 50 ms", one_worker_with_many_lines, twins=CONNECTIONS,
        bar=f"0 lost, ≤ 1 twin for each of its {CONNECTIONS} connections",
    ),
]  # fmt: skip
