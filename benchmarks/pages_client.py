"""A browser that costs little: one connection that stays open, and no more of HTTP than gunicorn speaks."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

HTMX = "HX-Request: true\r\n"
TOKEN = "a" * 32  # any token that the cookie and the header agree on


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, head and body."""

    status: int
    head: str
    body: bytes


class Client:
    """Use as `with Client(…) as client`."""

    def __init__(self, port: int, cookie: str) -> None:
        self.headers = f"Host: 127.0.0.1:{port}\r\nCookie: {cookie}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.socket.close()

    def get(self, path: str, *, htmx: bool = False) -> Answer:
        """A page, or its fragment."""
        return self._send(f"GET {path} HTTP/1.1\r\n{self.headers}{HTMX if htmx else ''}\r\n".encode())

    def post(self, path: str, fields: dict[str, str], *, htmx: bool = False) -> Answer:
        """A form."""
        body = urlencode(fields)
        head = f"POST {path} HTTP/1.1\r\n{self.headers}{HTMX if htmx else ''}Content-Length: {len(body)}\r\n"
        return self._send(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode())

    def _send(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        data = self.left
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, data = data[:end].decode("latin-1"), data[end + 4 :]
        status = int(head[9:12])
        length = next((int(line[15:]) for line in head.split("\r\n") if line.lower().startswith("content-length:")), 0)
        while len(data) < length:
            data += self._more()
        self.left = data[length:]
        return Answer(status, head, data[:length])

    def _more(self) -> bytes:
        got = self.socket.recv(1 << 18)
        if not got:
            raise ConnectionError("the server closed the connection")
        return got
