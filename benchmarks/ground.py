"""Where a benchmark of reminders stands: an installation with fsync on, a sink, rows, and the parts that are timed."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import sink
from config.paths import BASE_DIR
from tests.installation import Installation, Seed
from tests.installation.processes import free_port


@dataclass
class Run:
    """What one or several processes of the same part did together."""

    figures: list[dict[str, Any]]

    def total(self, name: str) -> float:
        """The sum over the processes."""
        return sum(figures[name] for figures in self.figures)

    @property
    def seconds(self) -> float:
        """From the first one's beginning to the last one's end."""
        return max(f["ended"] for f in self.figures) - min(f["began"] for f in self.figures)

    @property
    def rate(self) -> float:
        """Mails a second."""
        return self.total("mails") / self.seconds

    @property
    def cpu(self) -> float:
        """Microseconds of our processes for each mail."""
        return self.total("cpu") / self.total("mails") * 1e6


class Ground:
    """Use as `with standing() as ground`."""

    def __init__(self, installation: Installation, seed: Seed) -> None:
        self.installation, self.seed = installation, seed
        self.people = 0

    def queue(self, count: int, due: str = "now() - interval '1 minute'") -> None:
        """Exactly `count` reminders are due, each to a person of its own."""
        if count > self.people:
            self.seed.people(count - self.people, first=self.people + 1)
            self.people = count
        self.seed.clear_reminders()
        if count:
            self.seed.reminders(1, count, due)
        self.installation.sql("CHECKPOINT")  # else the floor pays for it, or the sweep

    def fresh(self) -> None:
        """Nobody is there any more."""
        self.seed.clear()
        self.people = 0

    @contextlib.contextmanager
    def mail_to(self, port: int) -> Iterator[None]:
        """Another mail server."""
        usual, self.installation.smtp_port = self.installation.smtp_port, port
        yield
        self.installation.smtp_port = usual

    def run(self, part: str, *, processes: int = 1, **arguments: Any) -> Run:
        """Starts them, waits until all are ready, and lets them go at once."""
        command = [sys.executable, "-m", "benchmarks.parts", part, json.dumps(arguments)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started = [
            subprocess.Popen(command, env=self.installation.env, cwd=BASE_DIR, text=True, **pipes)  # type: ignore[call-overload]
            for _ in range(processes)
        ]
        for process in started:
            assert process.stdout.readline() == "ready\n"
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
        return Run([json.loads(process.communicate()[0]) for process in started])


@contextlib.contextmanager
def standing() -> Iterator[Ground]:
    """A ground of its own in a temporary folder, with a quick sink on its port."""
    home = Path(tempfile.mkdtemp(prefix="acquaint-bench-"))
    home.chmod(0o755)  # PostgreSQL may run under another account
    port = free_port()
    installation = Installation(home, port, EMAIL_CONNECTIONS="1")  # a busy machine makes the quickest sink look slow
    try:
        installation.open()
        with sink.running(port):
            yield Ground(installation, Seed(installation))
    finally:
        installation.close()
        shutil.rmtree(home, ignore_errors=True)
