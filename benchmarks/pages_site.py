"""Where the pages stand to be measured: one PostgreSQL with a database of each size, and a web server on each."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import psutil
import psycopg

from benchmarks import pages_seed
from benchmarks.pages_client import Client
from config.embedded import Postgres, Valkey
from config.paths import BASE_DIR
from tests.installation.processes import free_port

WORKERS = 2
GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", str(WORKERS), "--threads", "8"),
    *("--keep-alive", "60", "--graceful-timeout", "1", "--no-control-socket", "--log-level", "warning"),
)


class Sized(Protocol):
    """How much there is in a database of that name."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> int: ...
    def number(self, k: int) -> int:
        """Of a row of the floor."""


@dataclass
class Server:
    """One gunicorn: its processes, and what they have cost so far."""

    port: int
    cookie: str
    process: subprocess.Popen[bytes]
    database: str
    workers: list[int] = field(default_factory=list)

    def client(self, cookie: str = "") -> Client:
        """A connection that stays open, of whoever has the cookie."""
        return Client(self.port, cookie or self.cookie)

    def wait(self) -> None:
        """Until all workers stand."""
        end = time.monotonic() + 180
        while len(self.workers) < WORKERS:
            assert time.monotonic() < end, "the web server does not start"
            self.workers = [child.pid for child in psutil.Process(self.process.pid).children()]
            time.sleep(0.1)
        while True:
            with contextlib.suppress(OSError), self.client() as client:
                client.get("/nobody-asks-for-this/")
                return
            assert self.process.poll() is None, "the web server ended; see web.log"
            assert time.monotonic() < end, "the web server does not answer"
            time.sleep(0.1)

    def cpu(self) -> float:
        """Seconds that the workers have spent on a processor, to the nanosecond."""
        return sum(processor_seconds(pid) for pid in self.workers)


class Site:
    """The servers, by name, and PostgreSQL under them."""

    def __init__(self, home: Path, postgres: Postgres, valkey: Valkey, seed: ModuleType) -> None:
        self.home, self.postgres, self.valkey, self.seed = home, postgres, valkey, seed
        self.cookies: dict[str, str] = {}
        self.servers: dict[str, Server] = {}

    def database(self, name: str) -> str:
        """The address of a database."""
        return self.postgres.url.replace("/acquaint?", f"/{name}?")

    def env(self, database: str, cache: int = 0) -> dict[str, str]:
        """As in production, but for HTTPS: no debugging, hashed static files, a pool of connections."""
        return {
            **os.environ,
            "ACQUAINT_ENV": "development",
            "ACQUAINT_NO_VENV": "1",
            "ACQUAINT_VAR": str(self.home),
            "DATABASE_URL": self.database(database),
            "REDIS_URL": self.valkey.url,
            "CACHE_URL": self.valkey.url.replace("db=0", f"db={cache}"),
            "DB_POOL": "8",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def prepare(self, sizes: Sequence[Sized]) -> None:
        """Static files and rows; what was prepared before stands, with what has been migrated since."""
        known = self.home / "pages.json"
        said = json.loads(known.read_text()) if known.exists() else {}
        self._manage("acquaint", "collectstatic", "--no-input")
        if said.get("sizes") != [size.rows for size in sizes]:
            assert not said, f"{self.home} holds other sizes"
            self._manage("acquaint", "migrate")
            env = self.env("acquaint") | {"DB_POOL": "0"}
            made = subprocess.run(
                [sys.executable, "-m", self.seed.__name__],
                env=env, cwd=BASE_DIR, check=True, capture_output=True, text=True,
            )  # fmt: skip
            said = {"sizes": [size.rows for size in sizes], "cookies": json.loads(made.stdout)}
            with psycopg.connect(self.database("acquaint"), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET autovacuum = off")  # it would work in some rounds only
                connection.execute("SELECT pg_reload_conf()")
                self.seed.keep_pattern(connection)
            for size in sizes:
                self._fill(size)
            known.write_text(json.dumps(said))
        for size in sizes:
            self._manage(size.name, "migrate")
        self.cookies = said["cookies"]

    def _manage(self, database: str, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command, "-v", "0"],
                       env=self.env(database) | {"DB_POOL": "0"}, cwd=BASE_DIR, check=True)  # fmt: skip

    def _fill(self, size: Sized) -> None:
        began = time.monotonic()
        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {size.name} TEMPLATE acquaint")
        with psycopg.connect(self.database(size.name), autocommit=True) as connection:
            self.seed.fill(connection, size)
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
        print(f"{size.rows:,} rows in {time.monotonic() - began:.0f} s", flush=True)

    def start(self, name: str, application: str, database: str, cookie: str, cache: int = 0, **env: str) -> Server:
        """A web server of two workers."""
        port = free_port()
        with (self.home / "web.log").open("ab") as log:
            process = subprocess.Popen(
                [*GUNICORN, application, "--bind", f"127.0.0.1:{port}"],
                env=self.env(database, cache) | env, cwd=BASE_DIR, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        server = self.servers[name] = Server(port, self.cookies[cookie], process, database)
        server.wait()
        return server

    def stop(self) -> None:
        """All web servers."""
        for server in self.servers.values():
            server.process.terminate()
        for server in self.servers.values():
            server.process.wait(30)

    def backends_cpu(self, database: str) -> float:
        """Seconds of PostgreSQL's processes that work for a web server, and of those helpers that have ended."""
        with psycopg.connect(self.database(database), autocommit=True) as connection:
            pids = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'",
                [database],
            ).fetchall()
        return sum(processor_seconds(pid) for (pid,) in pids)

    def count_statements(self, database: str, requests: list[dict[str, Any]]) -> list[int]:
        """SQL statements of each request, counted inside Django; each is made twice, and the second counts."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.pages_sql"],
            env=self.env(database) | {"DB_POOL": "0"}, cwd=BASE_DIR, input=json.dumps(requests),
            check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        counts: list[int] = json.loads(done.stdout)
        return counts


def processor_seconds(pid: int) -> float:
    """Of a whole process, those of its threads that ended included; 0 when it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the process clock of `pid`, see clock_getcpuclockid(3)
    except OSError:
        return 0.0


@contextlib.contextmanager
def standing(sizes: Sequence[Sized], keep: Path | None, seed: ModuleType = pages_seed) -> Iterator[Site]:
    """A site in a temporary folder, or in `keep`, where the rows stay for the next run; `seed` makes the rows."""
    with contextlib.ExitStack() as stack:
        home = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acquaint-pages-")))
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)  # PostgreSQL may run under another account
        postgres = stack.enter_context(Postgres(home / "postgres"))
        valkey = stack.enter_context(Valkey(home / "valkey"))
        site = Site(home, postgres, valkey, seed)
        stack.callback(site.stop)
        site.prepare(sizes)
        yield site
