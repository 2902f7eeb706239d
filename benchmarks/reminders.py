"""`make bench`: what reminders cost, beside their floors, into docs/performance.md.

    .venv/bin/python -m benchmarks.reminders [--quick] [--count N] [--dry]

Own PostgreSQL with fsync on, own mail sink, own worker and beat; nothing of yours is touched.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks import measures, sink
from benchmarks.ground import Ground, standing
from benchmarks.measures import QUICK, Row, Sizes
from config.paths import BASE_DIR
from tests.installation.processes import stop_politely
from tools.markers import table, write_between

DOCUMENT = BASE_DIR / "docs" / "performance.md"
HEADER = """# Performance: figures, each beside its floor

Every figure stands beside a floor that was taken in the same run on the same machine, for machines are noisy; what
counts is the ratio. The tables are written by the commands named above them.
"""
HEADS = ("What", "Figure", "Ratio", "Goal", "")


def rows_of(ground: Ground, sizes: Sizes) -> Iterator[Row]:
    """The whole table, in the order in which it is measured."""
    yield measures.flush_row(ground)
    yield measures.owners_row(ground, sizes)
    yield from measures.throughput_rows(ground, sizes)
    yield measures.per_mail_row(ground, sizes)
    yield measures.relay_row(ground, sizes)
    ground.queue(sizes.per_mail)
    rate = ground.run("sweep").rate
    yield from measures.latency_rows(ground, sizes, rate)
    yield measures.backlog_row(ground, sizes)
    yield from measures.nothing_due_rows(ground, sizes)


def main() -> None:
    """Prints each row as it is known, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description="What reminders cost.")
    parser.add_argument("--quick", action="store_true", help="a minute; small numbers, only to see that it runs")
    parser.add_argument("--count", type=int, help="how many mails (100000 for the full measure)")
    parser.add_argument("--rounds", type=int, help="how often floors and sweeps take turns; the median counts")
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    chosen = parser.parse_args()
    stop_politely()
    sizes = QUICK if chosen.quick else Sizes()
    sizes = replace(sizes, count=chosen.count or sizes.count, rounds=chosen.rounds or sizes.rounds)
    sizes = replace(sizes, per_mail=min(sizes.per_mail, sizes.count), relay=min(sizes.relay, sizes.count))
    began, loads = time.time(), [os.getloadavg()[0]]
    rows = []
    with standing() as ground:
        for row in rows_of(ground, sizes):
            print(" | ".join(row.cells), flush=True)
            rows.append(row.cells)
            loads.append(os.getloadavg()[0])
    about = (
        f"`make bench` (`python -m benchmarks.reminders`), {sizes.count:,} mails a run, median of {sizes.rounds}, one"
        f" reminder a person; PostgreSQL with fsync on, mail to {sink.NAME} in a process of its own. Python"
        f" {platform.python_version()}, {os.cpu_count()} cores, load {statistics.median(loads):.1f} meanwhile (our own"
        f" processes are about 2 of it), {(time.time() - began) / 60:.0f} minutes."
    )
    print(about)
    if not chosen.dry and not chosen.quick:
        write_between(DOCUMENT, "reminders", f"{about}\n\n{table(HEADS, rows)}", header=HEADER)


if __name__ == "__main__":
    main()
