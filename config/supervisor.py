"""Keeps a few processes, and the services under them, running until told to stop."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from config.embedded import Service, ServiceError
from config.paths import BASE_DIR

POLL = 0.25
STEADY = 10.0  # a process that lived this long is not a false start
FALSE_STARTS = 5
LONGEST_WAIT = 10.0
GRACE = 25.0  # for the worker to finish the mail it is sending
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def say(name: str, text: str) -> None:
    print(f"{name:<8}| {text}", flush=True)


def end_with_parent() -> None:
    """Runs in the child: no orphans, even after kill -9 of the supervisor (Linux)."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process, restarted when it ends: soon at first, then ever more patiently."""

    name: str
    command: Sequence[str]
    env: dict[str, str]
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    restart_at: float | None = None
    failures: int = 0
    was_steady: bool = False

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.restart_at = None
        self.process = subprocess.Popen(
            self.command,
            env=self.env,
            cwd=BASE_DIR,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,  # Ctrl-C reaches the supervisor alone, which stops the children in order
            preexec_fn=end_with_parent,
        )
        threading.Thread(target=self._copy_output, args=(self.process,), daemon=True).start()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def check(self) -> None:
        """Restart it when it has ended and its time has come. ServiceError when it never stood at all."""
        now = time.monotonic()
        if self.is_running():
            if now - self.started_at > STEADY:
                self.failures, self.was_steady = 0, True
        elif self.restart_at is None:
            self.failures += 1
            if self.failures >= FALSE_STARTS and not self.was_steady:
                raise ServiceError(f"{self.name} does not start (tried {self.failures} times); its words stand above.")
            wait = min(2**self.failures / 4, LONGEST_WAIT)
            self.restart_at = now + wait
            code = self.process.returncode if self.process else None
            say(self.name, f"ended (code {code}); starting again in {wait:.1f} s")
        elif now >= self.restart_at:
            self.start()

    def stop(self) -> None:
        if self.process and self.is_running():
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        """Until it has ended; after `seconds` it is killed, with all that it started."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, seconds))
        if self.is_running():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _copy_output(self, process: subprocess.Popen[str]) -> None:
        if process.stdout:
            with process.stdout as output:
                for line in output:
                    say(self.name, line.rstrip("\n"))


@dataclass
class Supervisor:
    """Runs `children` on top of `services` until `stop` is set, and stops them, last started first.

    The first child starts alone and has the machine to itself until `is_ready`; then come the others.
    """

    services: Sequence[Service]
    children: Sequence[Child]
    is_ready: Callable[[], bool]
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self, *, when_ready: Callable[[], None]) -> None:
        """Blocks. Raises ServiceError if a child never stands."""
        started = list(self.children[:1])
        try:
            for child in started:
                child.start()
            while not self.stop.wait(POLL if len(started) == len(self.children) else POLL / 5):
                self._check_services()
                for child in started:
                    child.check()
                if len(started) < len(self.children) and self.is_ready():
                    when_ready()
                    for child in self.children[1:]:
                        child.start()
                        started.append(child)
        finally:
            self._halt()

    def _check_services(self) -> None:
        for service in self.services:
            try:
                if service.ensure():
                    say(service.name, "had ended; started again")
            except ServiceError as error:
                say(service.name, f"{error}; trying again")
                self.stop.wait(2)

    def _halt(self) -> None:
        end = time.monotonic() + GRACE
        for child in reversed(self.children):
            child.stop()
        for child in reversed(self.children):
            child.wait(end - time.monotonic())
