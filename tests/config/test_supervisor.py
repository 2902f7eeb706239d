"""What dies is started again; what never stands is named; nothing is left behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config import supervisor
from config.embedded import ServiceError
from config.supervisor import Child, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
FAILER = [sys.executable, "-c", "raise SystemExit('no such table')"]


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def in_thread(watch: Supervisor, ready: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=watch.run, kwargs={"when_ready": ready.set})
    thread.start()
    return thread


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children here end with their parent's thread otherwise: the kernel's rule, made for a supervisor's main one."""
    monkeypatch.setattr(supervisor, "LIBC", None)


@pytest.mark.usefixtures("calm")
def test_child_that_was_killed_is_started_again():
    child = Child("web", SLEEPER, dict(os.environ))
    watch, ready = Supervisor([], [child], lambda: True), threading.Event()
    thread = in_thread(watch, ready)
    until(child.is_running)
    first = child.process
    assert first

    os.kill(first.pid, signal.SIGKILL)
    until(lambda: child.process is not first and child.is_running())

    watch.stop.set()
    thread.join(10)
    assert not child.is_running()


@pytest.mark.usefixtures("calm")
def test_others_start_once_the_first_is_ready():
    web, worker = (Child(name, SLEEPER, dict(os.environ)) for name in ("web", "worker"))
    open_gate, ready = threading.Event(), threading.Event()
    watch = Supervisor([], [web, worker], open_gate.is_set)
    thread = in_thread(watch, ready)
    until(web.is_running)

    had_started = worker.process is not None or ready.is_set()
    open_gate.set()
    until(worker.is_running)

    watch.stop.set()
    thread.join(10)
    assert not had_started
    assert ready.is_set()


def test_child_that_never_stands_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    monkeypatch.setattr(supervisor, "LONGEST_WAIT", 0.01)
    watch = Supervisor([], [Child("worker", FAILER, dict(os.environ))], lambda: False)

    with pytest.raises(ServiceError, match="worker does not start"):
        watch.run(when_ready=lambda: None)

    assert "worker  | no such table" in capfd.readouterr().out


@pytest.mark.usefixtures("calm")
def test_child_that_ignores_the_stop_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(supervisor, "GRACE", 0.5)
    mark = tmp_path / "deaf"
    deaf = "import pathlib, signal, sys, time; signal.signal(15, signal.SIG_IGN); "
    deaf += "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"
    child = Child("worker", [sys.executable, "-c", deaf, str(mark)], dict(os.environ))
    watch = Supervisor([], [child], lambda: True)
    thread = in_thread(watch, threading.Event())
    until(mark.exists)

    watch.stop.set()
    thread.join(10)

    assert child.process
    assert child.process.returncode == -signal.SIGKILL
