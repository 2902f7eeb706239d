"""How fast a file of people becomes people: `python -m benchmarks.imports [ROWS …]`.

The floor C is taken in the same run: csv.reader and psycopg's COPY of the same rows into one table with two indexes.
Everything of the real path counts against it: the upload stored, read, matched against 100,000 people of the same
owner, planned, confirmed, written with timeline, tag and employers, and the way back kept. Rows a second, the ratio to
C, statements, and the memory above idle; the table goes to docs/performance.md. Ratios are of processor time (this
process and its PostgreSQL backend, which take turns), because that hardly depends on what else the machine does;
rows a second of the clock are printed beside them.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- imports -->", "<!-- /imports -->"
KNOWN = 100_000
NOTES = 'Notes:\r\n"When exporting your connection data, some of the email addresses may be missing."\r\n\r\n'
GOOGLE = "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Notes"


def linkedin(first: int, count: int) -> Iterator[bytes]:
    """A Connections.csv of `count` people in pieces: one in ten with an address, 5,000 employers."""
    yield f"{NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n".encode()
    for start in range(first, first + count, 1000):
        yield "".join(
            f"First{n},Last{n},https://www.linkedin.com/in/person-{n},{f'p{n}@x.example' if n % 10 == 0 else ''},"
            f"Employer {n % 5000},Role {n % 50},01 Jan 2024\r\n"
            for n in range(start, min(start + 1000, first + count))
        ).encode()


def google(first: int, count: int) -> Iterator[bytes]:
    """Google's CSV of `count` people, each with an address."""
    yield f"{GOOGLE}\r\n".encode()
    for start in range(first, first + count, 1000):
        yield "".join(
            f"First{n},Last{n},Employer {n % 5000},Role {n % 50},* myContacts,* Work,g{n}@x.example,\r\n"
            for n in range(start, min(start + 1000, first + count))
        ).encode()


def floor(data: list[bytes]) -> tuple[float, float]:
    """C: seconds of the clock and of processors that csv.reader and COPY take for a row."""
    from django.db import connection  # noqa: PLC0415 -- after django.setup

    text = b"".join(data).decode()
    rows = csv.reader(io.StringIO(text[text.index("First Name") :], newline=""))
    width, count = len(next(rows)), 0
    columns = ", ".join(f"c{n} text" for n in range(width))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor_c")
        cursor.execute(f"CREATE TABLE floor_c ({columns})")
        cursor.execute("CREATE INDEX ON floor_c (c0, c1); CREATE INDEX ON floor_c (c2)")
        began, busy = time.perf_counter(), processors()
        with cursor.copy("COPY floor_c FROM STDIN") as copy:
            for count, row in enumerate(rows, start=1):  # noqa: B007 -- the last one counts
                copy.write_row(row)
        took, worked = time.perf_counter() - began, processors() - busy
        cursor.execute("DROP TABLE floor_c")
    return took / count, worked / count


def processors() -> float:
    """Seconds that this process and its PostgreSQL backend have spent on a processor."""
    from django.db import connection  # noqa: PLC0415

    connection.ensure_connection()
    # sum_exec_runtime in nanoseconds: the ticks of /proc/PID/stat are too coarse for a small file
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(backend) / 1e9


def carry_out(owner: Any, data: list[bytes]) -> dict[str, float]:
    """Seconds and statements of each part of one import."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from apps.contacts.services import imports  # noqa: PLC0415

    def work() -> None:
        imports.run_pending(clock=timezone.now, budget=timedelta(hours=1))

    found: dict[str, float] = {"statements": 0, "memory": 0}

    def count(execute: Any, *args: Any) -> Any:
        found["statements"] += 1
        return execute(*args)

    idle = resident()
    with connection.execute_wrapper(count):
        began, busy = time.perf_counter(), processors()
        job = imports.upload_people(actor=owner, filename="x.csv", chunks=data, now=timezone.now())
        found["upload"] = time.perf_counter() - began
        work()
        found["plan"], found["worked"] = time.perf_counter() - began, processors() - busy
        assert imports.start_import(actor=owner, job=job, now=timezone.now())
        began, busy = time.perf_counter(), processors()
        work()
        found["apply"] = time.perf_counter() - began
        found["worked"] += processors() - busy
    found["memory"] = (resident(peak=True) - idle) / 1024
    job.refresh_from_db()
    assert job.status == "done", (job.status, job.error)
    return found | {"rows": job.total}


def resident(*, peak: bool = False) -> float:
    """kB of this process, now or at its highest since `forget_peak`."""
    name = "VmHWM" if peak else "VmRSS"
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith(name)).split()[1])


def forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def measure(sizes: list[int]) -> list[str]:
    """The table, line by line."""
    from django.db import connection  # noqa: PLC0415

    from apps.contacts.models import Contact  # noqa: PLC0415
    from tests.factories.accounts import UserFactory  # noqa: PLC0415

    lines = [
        "| File | Rows | Floor C, rows/s | Upload, s | Plan, rows/s | Write, rows/s | Whole, rows/s "
        "| ÷ C, processor time | ÷ C, clock | Statements | Memory above idle, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    owner = UserFactory()
    carry_out(owner, list(linkedin(10_000_000, KNOWN)))
    first = 0
    for size in sizes:
        for name, make in (("LinkedIn", linkedin), ("Google", google)):
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves a list that has stood for a day
            data = list(make(first, size))
            first += size
            before = floor(data)
            forget_peak()
            one = carry_out(owner, data)
            clock, worked = (sum(pair) / 2 for pair in zip(before, floor(data), strict=True))
            whole = size / (one["plan"] + one["apply"])
            lines.append(
                f"| {name} | {size:,} | {1 / clock:,.0f} | {one['upload']:.2f} | {size / one['plan']:,.0f} "
                f"| {size / one['apply']:,.0f} | {whole:,.0f} | {worked / (one['worked'] / size):.3f} "
                f"| {whole * clock:.3f} | {one['statements']:,.0f} | {one['memory']:,.0f} |"
            )
            print(lines[-1], flush=True)
    assert Contact.objects.filter(owner=owner).count() == KNOWN + first
    return lines


def write(table: list[str]) -> None:
    """Puts the table between its marks in docs/performance.md; nothing else there is touched."""
    load = os.getloadavg()[0]
    text = (
        PAGE.read_text()
        if PAGE.exists()
        else "# Performance\n\nFigures are ratios to a floor taken in the same run on the same machine, because "
        "machines are noisy. Each section is written by a command in `benchmarks/`.\n"
    )
    section = "\n".join(
        [
            START,
            "## Imports",
            "",
            "`python -m benchmarks.imports`. Floor **C**: `csv.reader` and psycopg `COPY` of the same rows into one",
            f"table with two indexes. The owner has {KNOWN:,} people or more before each file, all different.",
            "Whole: upload, plan and write. Goal: ≥ 0.08 × C, ≥ 20,000 rows/s, linear, ≤ 150 MB.",
            f"{os.cpu_count()} cores, load {load:.1f} while measuring (other work ran beside it).",
            "",
            *table,
            END,
        ]
    )
    if START in text:
        before, _, rest = text.partition(START)
        text = before + section + rest.partition(END)[2]
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    PAGE.write_text(text)


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or [1_000, 30_000, 100_000]
    sys.path.insert(0, str(ROOT))
    from config.embedded import missing_services  # noqa: PLC0415
    from config.paths import var_dir  # noqa: PLC0415

    home = var_dir() / "benchmark-imports"
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
        write(measure(sizes))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
