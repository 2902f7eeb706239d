"""The rows of the table of reminders: each measure takes its figure, its floor and its goal in the same run."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import sink
from benchmarks.ground import Ground, Run
from tests.installation import BEAT, WORKER
from tests.installation.processes import free_port

RELAY_DELAY = 0.05
LATEST = 30  # seconds from due to handed over, while idle
CONNECTIONS = 40  # the default of EMAIL_CONNECTIONS


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    count: int = 10_000
    rounds: int = 3
    per_mail: int = 2_000
    backlogs: tuple[int, int] = (1_000, 100_000)
    futures: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    seconds: float = 6  # of a sweep through the large backlog
    relay: int = 4_000
    beat: float = 15  # the default of SWEEP_SECONDS
    idle: int = 60


QUICK = Sizes(200, 1, 50, (100, 1_000), (1_000, 10_000), 2, 200, 1, 20)


@dataclass(frozen=True)
class Row:
    """One line of the table; `is_met` is None for what has no goal."""

    what: str
    figure: str
    goal: str = ""
    ratio: str = ""
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        verdict = {True: "met", False: "**missed**", None: ""}[self.is_met]
        return self.what, self.figure, self.ratio, self.goal, verdict


def flush_row(ground: Ground) -> Row:
    """What one commit waits for at least."""
    path = ground.installation.home / "flush"
    took = []
    with path.open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(b"x" * 8192)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
    return Row("One flush of this disk (a commit waits for it)", f"{statistics.median(took):.2f} ms")


def throughput_rows(ground: Ground, sizes: Sizes) -> Iterator[Row]:
    """Floors, one process, two processes: in turns, so that the machine's moods fall on all of them."""
    tight, bare, bare_two, one, two = [], [], [], [], []
    for _ in range(sizes.rounds):
        tight.append(ground.run("floor_s", count=sizes.count))
        ground.queue(sizes.count)
        bare.append(ground.run("floor_r"))
        ground.queue(sizes.count)
        bare_two.append(ground.run("floor_r", processes=2))
        ground.queue(sizes.count)
        one.append(ground.run("sweep"))
        ground.queue(sizes.count)
        two.append(ground.run("sweep", processes=2))
    to_r = statistics.median(o.rate / b.rate for o, b in zip(one, bare, strict=True))
    cpu_to_r = statistics.median(b.cpu / o.cpu for o, b in zip(one, bare, strict=True))
    to_one = statistics.median(t.rate / o.rate for t, o in zip(two, one, strict=True))
    bare_to_one = statistics.median(t.rate / b.rate for t, b in zip(bare_two, bare, strict=True))
    kept = to_one / bare_to_one
    statements = one[-1].total("statements") / one[-1].total("mails")
    yield Row("Floor S: a ready message, one connection, tight loop", _rates(tight))
    yield Row("Floor R: batch claim, both templates, one connection, one mark a mail", _rates(bare))
    yield Row("Sweep, one process", _rates(one), "≥ 0.6 R", f"{to_r:.2f} R", to_r >= 0.6)
    yield Row(
        "the same in CPU time of the process",
        f"{_cpu(one)} for {_cpu(bare)}",
        "≥ 0.6 R",
        f"{cpu_to_r:.2f} R",
        cpu_to_r >= 0.6,
    )
    yield Row("Sweep, two processes", _rates(two), "≥ 1.8 × one", f"{to_one:.2f} ×", to_one >= 1.8)
    yield Row("Floor R, two processes: what the machine has to give", _rates(bare_two), "", f"{bare_to_one:.2f} ×")
    yield Row("the sweep’s two beside the floor’s two", "", "≥ 0.9 of what it gets", f"{kept:.2f}", kept >= 0.9)
    yield Row("SQL statements a mail", f"{statements:.2f}", "≤ 1.2", "", statements <= 1.2)


def backlog_row(ground: Ground, sizes: Sizes) -> Row:
    """The rate at the beginning of a short and of a long queue."""
    found = []
    for _ in range(sizes.rounds):
        rates = []
        for backlog in sizes.backlogs:
            ground.queue(backlog)
            rates.append(ground.run("sweep", seconds=sizes.seconds).rate)
        found.append((rates[1] / rates[0], f"{rates[0]:,.0f} → {rates[1]:,.0f} mails/s"))
    growth, figure = _middle(found)
    small, large = sizes.backlogs
    return Row(f"Backlog of {small:,} → {large:,}", figure, "≥ 0.9", f"{growth:.2f}", growth >= 0.9)


def owners_row(ground: Ground, sizes: Sizes) -> Row:
    """All reminders of one person against the same number of a thousand people."""
    found = []
    for owners in (sizes.count // 10, 1):
        steps = sizes.count // owners
        ground.fresh()
        ground.seed.people(owners, steps=steps)
        ground.seed.reminders(1, sizes.count, "now() - interval '1 minute'", steps=steps)
        run = ground.run("sweep")
        found.append((run.total("reminders") / run.seconds, run.rate))
    ground.fresh()
    (many, many_mails), (one, one_mail) = found
    figure = f"{one:,.0f} reminders/s in {one_mail:.1f} mails/s, against {many:,.0f} in {many_mails:,.0f}"
    what = f"{sizes.count:,} reminders of one person against those of {sizes.count // 10:,}"
    return Row(what, figure, "≥ 0.9", f"{one / many:.2f}", one / many >= 0.9)


def per_mail_row(ground: Ground, sizes: Sizes) -> Row:
    """A real worker with one process, against the sweep with one process."""
    found = []
    worker = (sys.executable, "-m", "celery", "-A", "benchmarks.per_mail", "worker", "--pool", "prefork", "-c", "1")
    for _ in range(sizes.rounds):
        ground.queue(sizes.per_mail)
        sweep = ground.run("sweep")
        ground.queue(sizes.per_mail)
        ground.installation.broker().flushall()
        ground.run("enqueue")
        ground.installation.start("per-mail", *worker, "--without-gossip", "--without-mingle", "-l", "error")
        first, last = _watch(ground, sizes.per_mail)
        ground.installation.kill("per-mail")
        rate = (sizes.per_mail - first[1]) / (last - first[0])
        found.append((sweep.rate / rate, f"{rate:,.0f} mails/s, the sweep {sweep.rate:,.0f}"))
    ratio, figure = _middle(found)
    return Row("One Celery task for each mail, one process", figure, "sweep ≥ 5 ×", f"{ratio:.1f} ×", ratio >= 5)


def _watch(ground: Ground, count: int) -> tuple[tuple[float, int], float]:
    """The first look that finds sent ones, with their number, and the moment when all are."""
    first: tuple[float, int] | None = None
    asked = "SELECT count(*) FROM followups_reminder WHERE status = 'sent'"
    with ground.installation.connection() as connection:
        while True:
            row = connection.execute(asked).fetchone()
            sent, now = row[0] if row else 0, time.time()
            if sent and first is None:
                first = now, sent
            if sent == count and first is not None:
                return first, now
            time.sleep(0.05)


def nothing_due_rows(ground: Ground, sizes: Sizes) -> Iterator[Row]:
    """A sweep that finds nothing, beside ever more rows of the future."""
    ground.queue(1_000)
    for future in sizes.futures:
        ground.seed.clear_reminders()
        due = "now() + (1 + n % 700) * interval '1 day' + n * interval '1 microsecond'"
        ground.seed.reminders(1, future, due, step="n % 1000 + 1")
        ground.installation.sql("VACUUM followups_reminder")
        (found,) = ground.run("nothing_due", times=60).figures
        is_met = found["ms"] <= 5 and found["rows"] == 0
        figure = f"{found['ms']:.1f} ms, the claim {found['claim_ms']:.1f} ms of it: "
        figure += f"{found['pages']} pages of {found['index']}, {found['rows']:.0f} rows"
        yield Row(f"Nothing due beside {future:,} in the future", figure, "≤ 5 ms, index only", "", is_met)
    ground.seed.clear_reminders()


def relay_row(ground: Ground, sizes: Sizes) -> Row:
    """A relay that takes 50 ms over each mail takes many of them at once."""
    found = []
    for _ in range(sizes.rounds):
        ground.queue(sizes.relay)
        port = free_port()
        with sink.running(port, delay=RELAY_DELAY), ground.mail_to(port):
            rate = ground.run("sweep", connections=CONNECTIONS).rate
        found.append((rate * RELAY_DELAY, f"{rate:,.0f} mails/s over ≤ {CONNECTIONS} connections"))
    ratio, figure = _middle(found)
    return Row("A relay of 50 ms a mail (one connection: 20/s)", figure, "≥ 15 ×", f"{ratio:.1f} ×", ratio >= 15)


def latency_rows(ground: Ground, sizes: Sizes, rate: float) -> Iterator[Row]:
    """From due to handed over, with the real worker and beat: while idle, and with all due at once."""
    here = ground.installation
    ground.queue(0)
    here.start("worker", *WORKER, SWEEP_SECONDS=str(sizes.beat))
    here.start("beat", *BEAT, SWEEP_SECONDS=str(sizes.beat))
    here.wait_until(lambda: here.sql("SELECT count(*) FROM followups_sweepbeat") == [(1,)], "a sweep", sizes.beat + 60)
    spread = 2 * sizes.beat
    ground.seed.reminders(1, sizes.idle, f"now() + n * interval '{spread / sizes.idle} seconds'")
    p95 = _p95(ground, sizes.idle, spread)
    words = f"Due → handed over, idle, the beat every {sizes.beat:.0f} s"
    yield Row(words, f"p95 {p95:.1f} s", f"≤ {LATEST} s", "", p95 <= LATEST)
    ground.queue(sizes.count, "now()")
    p95, goal = _p95(ground, sizes.count, sizes.beat), sizes.count / rate + LATEST
    here.kill("worker", "beat")
    yield Row(f"the same, {sizes.count:,} due at once", f"p95 {p95:.1f} s", f"≤ {goal:.1f} s", "", p95 <= goal)


def _p95(ground: Ground, count: int, spread: float) -> float:
    """Seconds; waits until all are sent."""
    here = ground.installation
    sent = "SELECT count(*) FROM followups_reminder WHERE status = 'sent'"
    here.wait_until(lambda: here.sql(sent) == [(count,)], f"{count} sent", spread * 2 + count / 20 + 60)
    late = "percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - send_at))"
    return float(here.sql(f"SELECT {late} FROM followups_reminder")[0][0])


def _middle(found: list[tuple[float, str]]) -> tuple[float, str]:
    """The ratio and the figure of the round in the middle."""
    return sorted(found)[len(found) // 2]


def _rates(runs: list[Run]) -> str:
    return f"{statistics.median(run.rate for run in runs):,.0f} mails/s, {_cpu(runs)}"


def _cpu(runs: list[Run]) -> str:
    return f"{statistics.median(run.cpu for run in runs):,.0f} µs"
