"""PostgreSQL, Valkey, workers, beats and web server in one folder, as processes that can be killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import redis

from config.embedded import Postgres, Valkey
from config.paths import BASE_DIR

CELERY = (sys.executable, "-m", "celery", "-A", "config")
WORKER = (*CELERY, "worker", "--pool", "threads", "-c", "2", "--without-gossip", "--without-mingle", "-l", "warning")
BEAT = (*CELERY, "beat", "--pidfile=", "-l", "warning")
WEB = (
    *(sys.executable, "-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "1", "--threads", "8"),
    *("--no-control-socket", "--log-level", "warning"),
)


class Installation:
    """Everything in one folder. `tend` starts again what ended by itself, as a supervisor does."""

    def __init__(self, home: Path, smtp_port: int, **env: str) -> None:
        self.home = home
        self.postgres, self.valkey = Postgres(home / "postgres"), Valkey(home / "valkey")
        self.smtp_port, self.more_env = smtp_port, env
        self.web_port = free_port()
        self.commands: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.log = home / "processes.log"

    def open(self) -> None:
        self.postgres.open()
        self.valkey.open()
        self.run("manage.py", "migrate", "-v", "0", "--skip-checks")

    def close(self) -> None:
        self.kill(*self.processes)
        self.valkey.close()
        self.postgres.close()

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "ACQUAINT_ENV": "development",
            "ACQUAINT_NO_VENV": "1",
            "ACQUAINT_VAR": str(self.home),
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "CACHE_URL": self.valkey.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "SITE_URL": f"http://127.0.0.1:{self.web_port}",
            "SWEEP_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
            "DB_POOL": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            **self.more_env,
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=self.env, cwd=BASE_DIR, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    # Processes -------------------------------------------------------------------------------------------------------

    def start(self, name: str, *command: str, **env: str) -> None:
        self.commands[name] = (command, env)
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                env={**self.env, **env},
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start_web(self) -> None:
        """Returns once a page answers."""
        test_static = {"ACQUAINT_ENV": "test"}  # static files as they stand in the tree; all else is as in development
        self.start("web", *WEB, "--bind", f"127.0.0.1:{self.web_port}", DB_POOL="8", **test_static)
        self.wait_until(lambda: self.get("/health/live/")[0] == 200, "the web server answers")

    def tend(self) -> list[str]:
        """Starts again what ended by itself; their names."""
        ended = [name for name, process in self.processes.items() if process.poll() is not None]
        for name in ended:
            command, env = self.commands[name]
            self.start(name, *command, **env)
        return ended

    def signal(self, number: int, *names: str) -> None:
        """To the whole group of each process."""
        for name in names:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.processes[name].pid, number)

    def kill(self, *names: str) -> None:
        """kill -9, all in one blow."""
        self.signal(signal.SIGKILL, *names)
        for name in names:
            self.processes.pop(name).wait()

    def kill_server(self, server: Postgres | Valkey) -> None:
        """kill -9 of PostgreSQL's or Valkey's first process; its children follow it."""
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def stop_server(self, server: Postgres | Valkey) -> None:
        """An orderly stop under everybody's feet; `server.ensure()` brings it back."""
        server._stop()

    def wipe_broker_data(self) -> None:
        """What Valkey had written to the disk, gone."""
        for path in self.valkey.home.glob("appendonlydir"):
            shutil.rmtree(path)

    def wait_until(self, is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Tends the processes meanwhile; fails with the end of their log."""
        end = time.monotonic() + seconds
        while not is_so():
            self.tend()
            assert time.monotonic() < end, f"not within {seconds} s: {what}\n{self.log_tail()}"
            time.sleep(0.05)

    def log_tail(self, lines: int = 60) -> str:
        """The end of what the processes said."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    # What can be asked ------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            yield connection

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self.connection() as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def broker(self) -> redis.Redis:
        return redis.Redis.from_url(self.valkey.url)

    def get(self, path: str, cookie: str = "") -> tuple[int, str]:
        """Status and text of a page; 0 when nobody answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.web_port}{path}", headers={"Cookie": cookie})
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""


def stop_politely() -> None:
    """SIGTERM and Ctrl-C leave through every `finally`, so that no server stays behind; for commands."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
