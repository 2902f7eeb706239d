"""A mail server that takes everything, in a process of its own, so that it costs the measured process nothing.

Postfix's `smtp-sink` where it is installed (`apt install postfix`), written in C; else this file itself. A relay that
is slow on purpose is always this file:

    python -m benchmarks.sink PORT [SECONDS]
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from config.paths import BASE_DIR

SMTP_SINK = shutil.which("smtp-sink") or shutil.which("smtp-sink", path="/usr/sbin:/usr/local/sbin")
NAME = "Postfix’s smtp-sink" if SMTP_SINK else "an asyncio sink"


@contextlib.contextmanager
def running(port: int, *, delay: float = 0.0) -> Iterator[None]:
    """A sink on `port` that takes `delay` seconds over each mail."""
    if SMTP_SINK and not delay:
        user = ["-u", "nobody"] if _is_root() else []
        command = [SMTP_SINK, *user, f"127.0.0.1:{port}", "100"]
    else:
        command = [sys.executable, "-m", "benchmarks.sink", str(port), str(delay)]
    process = subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_listens(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _is_root() -> bool:
    return os.geteuid() == 0


def _wait_until_it_listens(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        assert time.monotonic() < end, "the sink does not listen"
        time.sleep(0.02)


class Sink(asyncio.Protocol):
    """As little of SMTP as a client needs."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.rest = b""
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while self.rest:
            if self.in_data:
                if not self.rest.endswith(b"\r\n.\r\n"):  # a client waits for our answer before it goes on
                    return
                self.rest, self.in_data = b"", False
                if self.delay:
                    asyncio.get_running_loop().call_later(self.delay, self._say, b"250 taken\r\n")
                else:
                    self._say(b"250 taken\r\n")
                return
            line, found, rest = self.rest.partition(b"\r\n")
            if not found:
                return
            self.rest = rest
            self._answer(line[:4].upper())

    def _answer(self, verb: bytes) -> None:
        self.in_data = verb == b"DATA"
        self._say({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(verb, b"250 ok\r\n"))
        if verb == b"QUIT":
            self.transport.close()

    def _say(self, words: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(words)


async def serve(port: int, delay: float) -> None:
    """Until the process ends."""
    server = await asyncio.get_running_loop().create_server(lambda: Sink(delay), "127.0.0.1", port, backlog=100)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
