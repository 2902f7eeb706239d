"""The embedded servers start with their first user, stop with their last, and lose nothing to kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config.embedded import Postgres, Service, ServiceError, Valkey
from config.embedded.service import accepts
from config.paths import BASE_DIR

pytestmark = pytest.mark.drill


@pytest.fixture
def folder(new_folder: Callable[[], Path]) -> Path:
    return new_folder()


@pytest.fixture
def postgres(folder: Path) -> Iterator[Postgres]:
    service = Postgres(folder / "postgres")
    service.open()
    yield service
    service.close()


@pytest.fixture
def valkey(folder: Path) -> Iterator[Valkey]:
    service = Valkey(folder / "valkey")
    service.open()
    yield service
    service.close()


def run_sql(service: Postgres, *statements: str) -> list[tuple[object, ...]]:
    with psycopg.connect(service.url, autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def crash(service: Postgres | Valkey) -> None:
    """kill -9 the server itself."""
    pid = service.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    path = service.socket_dir / ".s.PGSQL.5432" if isinstance(service, Postgres) else service.socket
    end = time.monotonic() + 10
    while accepts(path) and time.monotonic() < end:
        time.sleep(0.02)


def test_postgres_keeps_committed_rows_over_kill_9(postgres: Postgres):
    run_sql(postgres, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    crash(postgres)

    was_needed = postgres.ensure()

    assert was_needed
    assert run_sql(postgres, "SELECT count(*) FROM kept") == [(1000,)]


def test_postgres_ignores_a_pid_file_whose_number_was_given_away(postgres: Postgres):
    crash(postgres)
    time.sleep(2)  # its children hold the shared memory for a moment
    pid_file = postgres.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    postgres.ensure()

    assert run_sql(postgres, "SELECT 1") == [(1,)]


def test_postgres_lets_nobody_else_in(postgres: Postgres):
    assert run_sql(postgres, "SHOW listen_addresses") == [("",)]
    assert postgres.socket_dir.stat().st_mode & 0o077 == 0
    assert postgres.data.stat().st_mode & 0o077 == 0


def test_postgres_orders_and_folds_as_production_does(postgres: Postgres):
    provider = run_sql(postgres, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'acquaint'")

    assert provider == [("b", "C.UTF-8")]
    assert run_sql(postgres, "SELECT upper('ärger')") == [("ÄRGER",)]


def test_valkey_keeps_what_it_acknowledged_over_kill_9(valkey: Valkey):
    redis.Redis.from_url(valkey.url).set("kept", "yes")
    time.sleep(1.1)  # the append-only file is written every second
    crash(valkey)

    was_needed = valkey.ensure()

    assert was_needed
    assert redis.Redis.from_url(valkey.url).get("kept") == b"yes"


def test_server_outlives_its_first_user_while_there_is_a_second(valkey: Valkey, folder: Path):
    second = Valkey(folder / "valkey")
    second.open()

    valkey.close()
    still_runs = second.is_running()
    second.close()

    assert still_runs
    assert not second.is_running()


def test_user_who_was_killed_does_not_keep_the_server_up(folder: Path):
    code = f"""
import time
from pathlib import Path
from config.embedded import Valkey
service = Valkey(Path({str(folder / "valkey")!r}))
service.open()
print("open", flush=True)
time.sleep(60)
"""
    user = subprocess.Popen([sys.executable, "-c", code], cwd=BASE_DIR, stdout=subprocess.PIPE)
    assert user.stdout
    assert user.stdout.readline() == b"open\n"
    user.kill()
    user.wait()
    user.stdout.close()

    service = Valkey(folder / "valkey")
    service.open()
    service.close()

    assert not service.is_running()


def test_users_who_start_at_once_share_one_server(folder: Path):
    code = f"""
from pathlib import Path
from config.embedded import Valkey
with Valkey(Path({str(folder / "valkey")!r})) as service:
    print(service.pid())
"""
    keeper: Service = Valkey(folder / "valkey")
    racers = [
        subprocess.Popen([sys.executable, "-c", code], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    with keeper:
        pids = {racer.communicate()[0].strip() for racer in racers}

    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert len(pids) <= 2  # the keeper may come after the last racer has left


def test_folder_of_somebody_else_is_refused(folder: Path):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    service = Postgres(folder / "postgres")
    service.data.mkdir(parents=True)
    os.chown(service.data, 12345, 12345)

    with pytest.raises(ServiceError, match="belongs to another account"):
        service.open()
