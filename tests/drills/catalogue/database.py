"""PostgreSQL away, cut off, or out of room."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import psycopg

from tests.drills.catalogue.drill import PAGE_503, Drill
from tests.drills.stage import Outcome, Stage

AWAY = 2.0
CUT_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid <> ALL (%s)"
)


def restarted(stage: Stage) -> Outcome:
    stage.stand(workers=1)
    stage.begin()
    here = stage.installation
    here.stop_server(here.postgres)
    stage.page_says(503, PAGE_503)
    time.sleep(AWAY)
    here.postgres.ensure()
    took = stage.page_says(200)
    return stage.outcome(words=f"pages answered 503 meanwhile, 200 again after {took:.1f} s")


def killed(stage: Stage) -> Outcome:
    stage.stand(workers=1)
    stage.begin()
    here = stage.installation
    here.kill_server(here.postgres)
    stage.page_says(503, PAGE_503)
    here.postgres.ensure()
    took = stage.page_says(200)
    return stage.outcome(words=f"pages answered 503 meanwhile, 200 again after {took:.1f} s")


def cut_off(stage: Stage) -> Outcome:
    stage.stand(workers=1)
    stage.begin()
    stage.installation.sql(CUT_OTHERS, [])
    took = stage.page_says(200)
    return stage.outcome(words=f"pages answered 200 after {took:.1f} s")


def out_of_connections(stage: Stage) -> Outcome:
    stage.stand(workers=1)
    stage.begin()
    position = stage.log_position
    held: list[psycopg.Connection] = []
    try:
        _take_all(stage, held)
        for _ in range(5):  # those of the others, the moment they are cut off
            with contextlib.suppress(psycopg.Error):
                held[0].execute(CUT_OTHERS, [[one.info.backend_pid for one in held]])
            _take_all(stage, held)
        stage.page_says(503, PAGE_503)
        time.sleep(AWAY)
    finally:
        for one in held:
            one.close()
    took = stage.page_says(200)
    outcome = stage.outcome(words=f"“too many clients” in the log, pages 503, then 200 after {took:.1f} s")
    assert "too many clients" in stage.said_since(position)
    return outcome


def _take_all(stage: Stage, held: list[psycopg.Connection]) -> None:
    with contextlib.suppress(psycopg.OperationalError):
        while True:
            held.append(psycopg.connect(stage.installation.postgres.url, autocommit=True))


def disk_full(stage: Stage) -> Outcome:
    stage.stand(workers=1)
    stage.begin()
    position = stage.log_position
    here = stage.installation
    ballast = here.home / "ballast"
    _fill(ballast)
    with contextlib.suppress(psycopg.Error):
        here.sql("SELECT pg_switch_wal(), pg_switch_wal()")
    for _ in range(20):  # whatever is written from now on needs room
        with contextlib.suppress(psycopg.Error):
            here.sql("CREATE TABLE IF NOT EXISTS hungry AS SELECT repeat('x', 1000) FROM generate_series(1, 50000)")
        time.sleep(0.1)
    page, _ = stage.page()
    time.sleep(AWAY)
    ballast.unlink()
    here.postgres.ensure()
    here.sql("DROP TABLE IF EXISTS hungry")
    stage.page_says(200)
    assert "No space left on device" in _said_by_the_server(stage) + stage.said_since(position)
    return stage.outcome(words=f"“No space left on device” in the log, pages answered {page} meanwhile")


def _said_by_the_server(stage: Stage) -> str:
    return (stage.installation.postgres.data / "server.log").read_text(errors="replace")


def _fill(ballast: Path) -> None:
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 65536)


DRILLS = [
    Drill("PostgreSQL restarted", restarted, twins=1),
    Drill("kill -9 of PostgreSQL", killed, twins=1),
    Drill("every connection to PostgreSQL cut", cut_off, twins=1),
    Drill("PostgreSQL out of connections", out_of_connections, twins=1),
    Drill("disk full", disk_full, twins=1, needs_small_disk=True),
]
