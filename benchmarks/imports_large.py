"""One file of a million people, through the task that the worker runs: `python -m benchmarks.imports_large [ROWS]`.

Says whether an import is linear and its memory flat: a line for every hundred thousand rows of plan, write and undo.
The upload is read from a file on disk, as Django hands over a large one. `benchmarks.imports` has the floor and the
ratio; here only what a longer run adds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import filework
from benchmarks.imports import KNOWN, carry_out, linkedin

STEP = 100_000
PIECE = 64 * 1024  # as Django's uploads


@dataclass
class Progress:
    """Looks at the job after each batch, and keeps a line for every STEP rows of a stage."""

    idle: float
    lines: list[str] = field(default_factory=list)
    stage: str = ""
    rows: int = 0
    clock: float = 0
    worked: float = 0

    def begin(self, stage: str) -> None:
        """A stage starts now."""
        self.stage, self.rows = stage, 0
        self.clock, self.worked = time.perf_counter(), filework.processors()

    def look(self, done: int) -> None:
        """Notes what the last STEP rows took, once there are as many."""
        if done < self.rows + STEP:
            return
        clock, worked, count = time.perf_counter(), filework.processors(), done - self.rows
        peak = (filework.resident(peak=True) - self.idle) / 1024
        self.lines.append(
            f"| {self.stage} | {done:,} | {count / (clock - self.clock):,.0f} "
            f"| {(worked - self.worked) / count * 1e6:.0f} | {max(0, peak):,.0f} "
            f"| {filework.resident(filework.backend()) / 1024:,.0f} |"
        )
        print(self.lines[-1], flush=True)
        self.rows, self.clock, self.worked = done, clock, worked


def pieces_of(path: Path) -> Iterator[bytes]:
    """The file as an upload brings it."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def watched(progress: Progress) -> None:
    """Has every batch of the worker tell `progress` how far the job is."""
    from apps.contacts.models import ImportJob  # noqa: PLC0415 -- after django.setup
    from apps.contacts.services.imports import claims  # noqa: PLC0415

    run_batch = claims.run_batch

    def told(claim: claims.Claim, **options: Any) -> bool:
        more = run_batch(claim, **options)
        progress.look(ImportJob.objects.values_list("processed", flat=True).get(pk=claim.job_id))
        return more

    claims.run_batch = told  # type: ignore[assignment]


def measure(rows: int, path: Path) -> None:
    """The whole life of one import; what is known so far is written down after each stage."""
    from django.db import connection  # noqa: PLC0415 -- after django.setup
    from django.utils import timezone  # noqa: PLC0415

    from apps.contacts.models import Contact, ImportJob  # noqa: PLC0415
    from apps.contacts.services import imports  # noqa: PLC0415
    from apps.contacts.tasks import run_pending_imports  # noqa: PLC0415
    from tests.factories.accounts import UserFactory  # noqa: PLC0415

    owner = UserFactory()
    carry_out(owner, list(linkedin(10_000_000, KNOWN)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    filework.forget_peak()
    progress = Progress(filework.resident())
    began, busy = time.perf_counter(), filework.processors()
    job = imports.upload_people(actor=owner, filename="x.csv", chunks=pieces_of(path), now=timezone.now())
    said = [
        f"upload stored and its first {job.rows.count()} rows planned after {time.perf_counter() - began:.2f} s "
        f"({filework.processors() - busy:.2f} s of processors)"
    ]
    print(said[-1], flush=True)
    watched(progress)

    def work(stage: str, pending: tuple[str, ...], people: int) -> None:
        progress.begin(stage)
        began, sweeps = time.perf_counter(), 0
        while ImportJob.objects.filter(pk=job.pk, status__in=pending).exists():
            run_pending_imports()
            sweeps += 1
        took = time.perf_counter() - began
        said.append(f"{stage} {took:,.0f} s ({rows / took:,.0f} rows/s, {sweeps} sweeps)")
        print(said[-1], flush=True)
        job.refresh_from_db()
        assert not job.error, job.error
        assert Contact.objects.filter(owner=owner).count() == people
        write_down(rows, path.stat().st_size, said, progress.lines)

    work("plan", ("planning",), KNOWN)
    assert imports.start_import(actor=owner, job=job, now=timezone.now())
    work("write", ("queued", "running"), KNOWN + rows)
    assert imports.undo_import(actor=owner, job=job, now=timezone.now())
    work("undo", ("undoing",), KNOWN)


def write_down(rows: int, size: int, said: list[str], lines: list[str]) -> None:
    """The section of docs/performance.md."""
    about = (
        f"`python -m benchmarks.imports_large {rows}`: a LinkedIn file of {rows:,} rows, {size / 1e6:.0f} MB, "
        f"{KNOWN:,} people before: {'; '.join(said)}. {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the "
        "end (other work ran beside it)."
    )
    head = (
        "| Stage | Rows done | Rows/s since the line before | Processor, µs a row | Peak memory above idle, MB "
        "| PostgreSQL’s process, MB |"
    )
    table = [head, f"|---|{'--:|' * 5}", *lines]
    filework.write_section("imports-large", ["### A million rows", "", about, "", *table])


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with filework.running("imports-large") as home:
        path = home / "people.csv"
        with path.open("wb") as file:
            file.writelines(linkedin(0, rows))
        measure(rows, path)


if __name__ == "__main__":
    main()
