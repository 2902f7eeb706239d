"""How fast a file of people becomes people: `python -m benchmarks.imports [ROWS …]`.

The floor C is taken in the same run: csv.reader and psycopg's COPY of the same rows into one table with two indexes.
Everything of the real path counts against it: the upload stored, read, matched against 100,000 people of the same
owner, planned, confirmed, written with timeline, tag and employers, and the way back kept. Rows a second, the ratio to
C, statements, and the memory above idle; the table goes to docs/performance.md. Ratios are of processor time (this
process and its PostgreSQL backend, which take turns), because that hardly depends on what else the machine does;
rows a second of the clock are printed beside them.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks import filework
from benchmarks.filework import Step, measured

KNOWN = 100_000
LINKEDIN_ONLY = 200_000  # rows: from here on one kind of file is enough
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
    text = b"".join(data).decode()
    rows = csv.reader(io.StringIO(text[text.index("First Name") :], newline=""))
    columns = [f"c{n}" for n in range(len(next(rows)))]
    clock, worked = filework.floor(rows, columns, "c0, c1", "c2")
    return clock / rows.line_num, worked / rows.line_num


def carry_out(owner: Any, data: list[bytes]) -> list[Step]:
    """One import in its three parts: upload, plan, write."""
    from django.utils import timezone  # noqa: PLC0415 -- after django.setup

    from apps.contacts.models import ImportJob  # noqa: PLC0415
    from apps.contacts.services import imports  # noqa: PLC0415

    jobs: list[ImportJob] = []

    def upload() -> None:
        jobs.append(imports.upload_people(actor=owner, filename="x.csv", chunks=data, now=timezone.now()))

    def work() -> None:
        imports.run_pending(clock=timezone.now, budget=timedelta(hours=1))

    def write() -> None:
        assert imports.start_import(actor=owner, job=jobs[0], now=timezone.now())
        work()

    steps = [measured("Upload", upload), measured("Plan", work), measured("Write", write)]
    jobs[0].refresh_from_db()
    assert jobs[0].status == "done", (jobs[0].status, jobs[0].error)
    return steps


def measure(sizes: list[int]) -> list[str]:
    """The table, line by line."""
    from django.db import connection  # noqa: PLC0415

    from apps.contacts.models import Contact  # noqa: PLC0415
    from tests.factories.accounts import UserFactory  # noqa: PLC0415

    lines = [
        "| File | Rows | People before | Floor C, rows/s | Upload, s | Plan, rows/s | Write, rows/s | Whole, rows/s "
        "| Processor, µs a row | ÷ C, processor time | ÷ C, clock | Statements | Memory above idle, MB "
        "| of PostgreSQL’s process |",
        f"|---{'|--:' * 13}|",
    ]
    owner = UserFactory()
    carry_out(owner, list(linkedin(10_000_000, KNOWN)))
    first = 0
    for size in sizes:
        for name, make in (("LinkedIn", linkedin), ("Google", google)):
            if size >= LINKEDIN_ONLY and make is not linkedin:
                continue
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves a list that has stood for a day
            data = list(make(first, size))
            before = floor(data)
            steps = carry_out(owner, data)
            clock, worked = (sum(pair) / 2 for pair in zip(before, floor(data), strict=True))
            upload, plan, write = (step.seconds for step in steps)
            whole, cost = (upload + plan + write) / size, sum(step.worked for step in steps) / size
            lines.append(
                f"| {name} | {size:,} | {KNOWN + first:,} | {1 / clock:,.0f} | {upload:.2f} "
                f"| {size / (upload + plan):,.0f} | {size / write:,.0f} | {1 / whole:,.0f} | {cost * 1e6:.0f} "
                f"| {worked / cost:.3f} | {clock / whole:.3f} | {sum(step.statements for step in steps):,} "
                f"| {max(step.memory for step in steps):,.0f} | {max(step.database for step in steps):,.0f} |"
            )
            print(lines[-1], flush=True)
            first += size
    assert Contact.objects.filter(owner=owner).count() == KNOWN + first
    return lines


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or [1_000, 30_000, 100_000]
    with filework.running("imports"):
        table = measure(sizes)
    about = (
        "`python -m benchmarks.imports`. Floor **C**: `csv.reader` and psycopg `COPY` of the same rows into one table "
        "with two indexes. All people are different, those before and those of each file. Plan: with the upload; "
        "whole: upload, plan and write. Goal: ≥ 0.08 × C, ≥ 20,000 rows/s, linear, ≤ 150 MB. "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end (other work ran beside it)."
    )
    filework.write_section("imports", ["## Imports", "", about, "", *table])


if __name__ == "__main__":
    main()
