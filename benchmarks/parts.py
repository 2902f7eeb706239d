"""What is timed, each in a process of its own: `python -m benchmarks.parts NAME JSON`.

The process gets everything ready, says `ready`, waits for a line, runs, and prints what it cost as JSON.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 -- Django is set up now

from apps.followups.services import delivery  # noqa: E402
from apps.followups.services.delivery import claims  # noqa: E402
from benchmarks import floors  # noqa: E402

Figures = dict[str, Any]
FOREVER = timedelta(hours=1)


def floor_s(count: int) -> Figures:
    """Mails a second of a tight loop."""
    return {"mails": floors.tight_loop(count)}


def floor_r() -> Figures:
    """The bare code, until nothing is due."""
    return {"mails": floors.bare_code()}


def sweep(seconds: float = 3600, connections: int | None = None) -> Figures:
    """The real thing, until nothing is due or the seconds are over; its statements are counted."""
    statements = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        tally = delivery.sweep(budget=timedelta(seconds=seconds), connections=connections)
    return {"mails": tally.mails, "reminders": tally.sent, "statements": statements}


def enqueue() -> Figures:
    """A Celery task for each mail."""
    from benchmarks import per_mail  # noqa: PLC0415 -- registers a task, which nothing else here needs

    return {"mails": per_mail.enqueue()}


def nothing_due(times: int) -> Figures:
    """Milliseconds of a sweep that finds nothing, of its claim alone, and what PostgreSQL reads for it."""
    whole, alone = [], []
    for _ in range(times):
        began = time.perf_counter()
        tally = delivery.sweep()
        whole.append(time.perf_counter() - began)
        assert tally.mails == 0
        began = time.perf_counter()
        delivery.claim_batch(now=datetime.now(UTC), limit=50)
        alone.append(time.perf_counter() - began)
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {claims._CLAIM}",  # the statement itself is what is asked about
            {"now": now, "lease": now, "limit": 50, "look": 400},
        )
        plan = cursor.fetchone()[0][0]["Plan"]
    looks = [
        node
        for node in _nodes(plan)
        if node.get("Relation Name") == "followups_reminder" and "Scan" in node["Node Type"]
    ]
    return {
        "ms": statistics.median(whole) * 1000,
        "claim_ms": statistics.median(alone) * 1000,
        "index": ", ".join(
            sorted({node["Index Name"] for node in _nodes(plan) if "Index Name" in node and node["Actual Loops"]})
        ),
        "rows": sum(node["Actual Rows"] for node in looks),
        "pages": sum(node["Shared Hit Blocks"] + node["Shared Read Blocks"] for node in looks),
    }


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", []) for node in _nodes(child))]


PARTS: dict[str, Callable[..., Figures]] = {
    part.__name__: part for part in (floor_s, floor_r, sweep, enqueue, nothing_due)
}


def main(name: str, arguments: dict[str, Any]) -> None:
    """Runs one part on the word of the parent."""
    connection.ensure_connection()
    floors.warm_up()
    print("ready", flush=True)
    sys.stdin.readline()
    used, began = _cpu(), time.time()
    figures = PARTS[name](**arguments)
    print(json.dumps({"began": began, "ended": time.time(), "cpu": _cpu() - used} | figures), flush=True)


def _cpu() -> float:
    """Seconds of both kinds, of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
