"""`manage.py up` as a person runs it: it comes up, survives what dies, keeps its data, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import Postgres, Valkey
from config.paths import BASE_DIR
from tests.fixtures.mail import free_port

pytestmark = pytest.mark.drill
SET_BY_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "CACHE_URL", "ACQUAINT_ENV", "TEST_DATABASE", "DB_POOL"}


def until(condition: Callable[[], object], what: str, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class Up:
    """One run of the command."""

    def __init__(self, var: Path, **env: str) -> None:
        self.port = free_port()
        base = {name: value for name, value in os.environ.items() if name not in SET_BY_THE_TESTS}
        ports = {name: str(free_port()) for name in ("SMTP_PORT", "MAIL_UI_PORT")}
        self.env = {**base, **ports, "PORT": str(self.port), "ACQUAINT_VAR": str(var), "ACQUAINT_DEMO": "0", **env}
        self.log = var / "up.log"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"], cwd=BASE_DIR, env=self.env, stdout=log, stderr=subprocess.STDOUT
            )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait_until_ready(self) -> None:
        def is_ready() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            return "is ready" in self.log.read_text()

        until(is_ready, "not ready")
        until(self.answers, "no answer")

    def children(self) -> list[int]:
        if not sys.platform.startswith("linux"):
            pytest.skip("finds the children in /proc")
        listing = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listing.split()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@pytest.fixture
def var(new_folder: Callable[[], Path]) -> Path:
    return new_folder()


@pytest.fixture
def up(var: Path) -> Iterator[Callable[..., Up]]:
    runs: list[Up] = []

    def start(**env: str) -> Up:
        runs.append(Up(var, **env))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.stop()


def test_everything_killed_loses_nothing_and_ctrl_c_leaves_nothing(up: Callable[..., Up], var: Path):
    first = up()
    first.wait_until_ready()
    postgres, valkey = Postgres(var / "postgres"), Valkey(var / "valkey")
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")

    servers = [postgres.pid(), valkey.pid()]
    for pid in [first.process.pid, *first.children(), *servers]:
        assert pid
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    first.process.wait()
    first.log.write_text("")
    second = up()
    second.wait_until_ready()
    with psycopg.connect(postgres.url) as connection:
        kept = connection.execute("SELECT number FROM kept").fetchall()
    code = second.stop()

    assert kept == [(1,)]
    assert code == 0
    assert not postgres.is_running()
    assert not valkey.is_running()
    assert not second.answers()


def test_port_that_was_asked_for_and_is_taken_ends_it_with_one_line(up: Callable[..., Up]):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        run = up(PORT=str(port))
        code = run.process.wait(60)

    assert code == 1
    assert run.log.read_text().strip() == (
        f"acquaint: Port {port} (PORT) is taken. Stop what uses it, or set PORT to another one."
    )


def test_database_that_does_not_answer_ends_it_with_one_line(up: Callable[..., Up]):
    run = up(DATABASE_URL="postgresql://acquaint@127.0.0.1:1/acquaint")

    code = run.process.wait(60)

    assert code == 1
    assert len(run.log.read_text().strip().splitlines()) == 1
    assert "DATABASE_URL does not answer" in run.log.read_text()
