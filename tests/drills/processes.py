"""A whole installation of its own: PostgreSQL, Valkey, workers and beat as real processes that can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import redis

from config.embedded import Postgres, Valkey
from config.paths import BASE_DIR

WORKER = ("worker", "--pool", "threads", "-c", "2", "--without-gossip", "--without-mingle", "-l", "warning")
BEAT = ("beat", "--pidfile=", "-l", "warning")

SEED = """
import django; django.setup()
from datetime import UTC, datetime, time
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory
now = datetime.now(UTC)
for n in range({count}):
    owner = UserFactory(email=f"person{{n}}@aldermere.example", password="!", quiet_from=time(0), quiet_until=time(0))
    ReminderFactory(contact=ContactFactory(owner=owner), send_at=now)
"""


class Installation:
    """Everything in one folder; `kill_all` is kill -9 of every process, `start` brings them back."""

    def __init__(self, home: Path, smtp_port: int) -> None:
        self.home = home
        self.postgres, self.valkey = Postgres(home / "postgres"), Valkey(home / "valkey")
        self.smtp_port = smtp_port
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.log = home / "celery.log"

    def open(self) -> None:
        self.postgres.open()
        self.valkey.open()
        self.run("manage.py", "migrate", "-v", "0", "--skip-checks")

    def close(self) -> None:
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()
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
            "SWEEP_SECONDS": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def run(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], env=self.env, cwd=BASE_DIR, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def seed(self, count: int) -> None:
        """`count` people, each with one reminder that is due now; the same people again after the first time."""
        if not self.statuses():
            self.run("-c", SEED.format(count=count))
        self.sql(
            "UPDATE followups_reminder SET status = 'pending', attempts = 0, claimed_until = NULL, sent_at = NULL,"
            " due_at = now(), send_at = now()"
        )

    def start(self, name: str, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *arguments],
                env=self.env,
                cwd=BASE_DIR,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_all(self) -> None:
        """Workers, beat, PostgreSQL and Valkey, in one blow."""
        servers = [self.postgres.pid(), self.valkey.pid()]
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGKILL)
        for pid in servers:
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        for process in self.processes.values():
            process.wait()
        self.processes.clear()

    def ensure_servers(self) -> None:
        """As the next `manage.py up` does."""
        self.postgres.ensure()
        self.valkey.ensure()

    def wipe_broker(self) -> None:
        """Every queue and every message gone."""
        redis.Redis.from_url(self.valkey.url).flushall()

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def let_leases_lapse(self) -> int:
        """Five minutes pass for whatever a dead worker had claimed; how many rows that is."""
        lapsed = "UPDATE followups_reminder SET claimed_until = now() - interval '1 second' WHERE status = 'sending'"
        return len(self.sql(f"{lapsed} RETURNING id"))

    def statuses(self) -> dict[str, int]:
        return {str(k): int(str(n)) for k, n in self.sql("SELECT status, count(*) FROM followups_reminder GROUP BY 1")}

    def wait_until_all_sent(self, count: int, seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        while (now := self.statuses()) != {"sent": count}:
            assert time.monotonic() < end, f"{now} after {seconds} s\n{self.log.read_text()}"
            time.sleep(0.1)
