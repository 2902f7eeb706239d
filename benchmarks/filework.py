"""What the benchmarks of files share: a file of rows goes through the worker's code in this process, beside a floor.

The floor is a CSV reader and one COPY of the same rows. Times are of the clock and of processors, this process and its
PostgreSQL backend together, which take turns.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"


@contextlib.contextmanager
def running(name: str) -> Iterator[Path]:
    """An empty database of our own, and Django set up for it; gives its folder, which goes in the end."""
    sys.path.insert(0, str(ROOT))
    from config.embedded import missing_services  # noqa: PLC0415
    from config.paths import var_dir  # noqa: PLC0415

    home = var_dir() / f"benchmark-{name}"
    shutil.rmtree(home, ignore_errors=True)
    with contextlib.ExitStack() as stack:
        for variable, service in missing_services(home, unsafe=True).items():
            stack.enter_context(service)
            os.environ[variable] = service.url
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "ACQUAINT_ENV": "test", "DB_POOL": "0"}
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        yield home
    shutil.rmtree(home, ignore_errors=True)


def processors() -> float:
    """Seconds that this process and its PostgreSQL backend have spent on a processor."""
    # sum_exec_runtime in nanoseconds: the ticks of /proc/PID/stat are too coarse for a small file
    return time.process_time() + int(Path(f"/proc/{backend()}/schedstat").read_text().split()[0]) / 1e9


def backend() -> int:
    """The process of PostgreSQL that works for us."""
    from django.db import connection  # noqa: PLC0415 -- after django.setup

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def resident(process: int | str = "self", *, peak: bool = False) -> float:
    """kB of a process; of ours now or at the highest since `forget_peak`, of another without what it shares."""
    name = "VmHWM" if peak else "VmRSS" if process == "self" else "RssAnon"
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith(name)).split()[1])


def forget_peak() -> None:
    """From now on `resident` knows only what comes."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


@dataclass(frozen=True, slots=True)
class Step:
    """What one part took."""

    name: str
    seconds: float
    worked: float  # seconds of processors
    statements: int
    memory: float  # MB above idle, this process
    database: float  # MB more of the backend's own when it was done


def measured(name: str, work: Callable[[], None]) -> Step:
    """Does the work once and looks at what it costs."""
    from django.db import connection  # noqa: PLC0415

    statements = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*args)

    forget_peak()
    idle, theirs, began, busy = resident(), resident(backend()), time.perf_counter(), processors()
    with connection.execute_wrapper(count):
        work()
    took, worked = time.perf_counter() - began, processors() - busy
    memory, database = (resident(peak=True) - idle) / 1024, (resident(backend()) - theirs) / 1024
    print(f"{name}: {took:.2f} s, {worked:.2f} s of processors, {statements} statements", flush=True)
    return Step(name, took, worked, statements, max(0, memory), max(0, database))


def floor(
    rows: Iterable[Sequence[str]], columns: Sequence[str], *indexes: str, unique: bool = False
) -> tuple[float, float]:
    """Seconds of the clock and of processors for a COPY of the rows, as they are read, into a table with `indexes`."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_c")
        cursor.execute(f"CREATE TABLE floor_c ({', '.join(f'{name} text' for name in columns)})")
        for index in indexes:
            cursor.execute(f"CREATE {'UNIQUE ' if unique else ''}INDEX ON floor_c ({index})")
        began, busy = time.perf_counter(), processors()
        with cursor.copy("COPY floor_c FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        took, worked = time.perf_counter() - began, processors() - busy
        cursor.execute("DROP TABLE floor_c")
    return took, worked


def write_section(mark: str, lines: Sequence[str]) -> None:
    """Puts the lines between the marks of a section of docs/performance.md; nothing else there is touched."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    section = "\n".join([start, *lines, end])
    text = PAGE.read_text()
    if start in text:
        before, _, rest = text.partition(start)
        PAGE.write_text(before + section + rest.partition(end)[2])
    else:
        PAGE.write_text(f"{text.rstrip()}\n\n{section}\n")
