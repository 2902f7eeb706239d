"""One server in one folder, shared by every process that opens it. Standard library only."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class ServiceError(RuntimeError):
    """A server could not be started; the message is fit for the person at the terminal."""


class Service(ABC):
    """A server that starts with its first user and stops with its last.

    Any number of processes may hold it open. Each keeps a shared lock on `users.lock`, which the kernel drops
    even after kill -9, so nobody who is gone keeps the server up, and nobody who leaves takes it from the rest.
    Starting and stopping happen one at a time, under `start.lock`.
    """

    name: str

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self._users: IO[str] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """How a client finds the server."""

    @abstractmethod
    def is_running(self) -> bool:
        """Whether it accepts connections, waiting for one that is just starting or stopping."""

    def birth_marks(self) -> list[Path]:
        """Files written when its data were first made, and not since: other ones, other data."""
        return []

    @abstractmethod
    def _start(self) -> None: ...

    @abstractmethod
    def _stop(self) -> None: ...

    def open(self) -> str:
        """Hold the server open from now on, starting it if need be, and return its URL."""
        with self._gate():
            if self._users is None:
                self._users = open(self.home / "users.lock", "w")  # noqa: SIM115 -- held until close()
                fcntl.flock(self._users, fcntl.LOCK_SH)
            try:
                if not self.is_running():
                    self._start()
            except BaseException:
                self._users.close()
                self._users = None
                raise
        return self.url

    def ensure(self) -> bool:
        """Start the server again if it died while held open; True when that was needed."""
        if self.is_running():
            return False
        with self._gate():
            if not self.is_running():
                self._start()
        return True

    def close(self) -> None:
        """Let go of the server; the last one out stops it."""
        if self._users is None:
            return
        with self._gate():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else still holds it
            else:
                self._stop()
            self._users.close()
            self._users = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        with open(self.home / "start.lock", "w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield


def accepts(path: Path) -> bool:
    """Whether somebody listens on the UNIX socket at `path`."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        return probe.connect_ex(str(path)) == 0


def is_alive(pid: int, program: str) -> bool:
    """Whether process `pid` runs and is `program`: not a zombie, nor another one that was given a recycled number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it lives, under another account
    with contextlib.suppress(OSError):
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
        return name == program and not rest.startswith(" Z")
    return not Path("/proc/self").exists()  # no /proc (macOS): trust the signal


def tag(text: object) -> str:
    """A short name for a long path: UNIX socket paths may have about 100 characters at most."""
    return hashlib.sha256(str(text).encode()).hexdigest()[:12]
