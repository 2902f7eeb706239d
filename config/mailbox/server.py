"""The two servers: SMTP in, HTTP out."""

from __future__ import annotations

import http.server
import json
import threading
import urllib.parse
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.mailbox import pages
from config.mailbox.store import Mail, Store

LIMIT = 32 * 1024 * 1024
OWN_NAMES = {"localhost", "127.0.0.1", "[::1]"}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; "
    "frame-src 'self'; form-action 'self'"
)
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:"
)


class Sink:
    """aiosmtpd's handler: says yes once the mail is on disk."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name
        content = envelope.original_content or b""
        self.store.add(envelope.rcpt_tos, content)
        return "250 Message accepted"


class Mailbox:
    """An SMTP server on `smtp_port` and, when `web_port` is given, its pages; both in threads of this process."""

    def __init__(self, folder: Path, *, smtp_port: int, web_port: int | None = None, host: str = "127.0.0.1") -> None:
        self.store = Store(folder)
        self.smtp_port = smtp_port
        self._smtp = Controller(Sink(self.store), hostname=host, port=smtp_port, data_size_limit=LIMIT)
        self._web = None if web_port is None else web_server(self.store, host, web_port)

    def start(self) -> None:
        """Return when both accept connections."""
        self._smtp.start()
        if self._web:
            threading.Thread(target=self._web.serve_forever, daemon=True, name="mailbox-web").start()

    def stop(self) -> None:
        self._smtp.stop()
        if self._web:
            self._web.shutdown()
            self._web.server_close()


def web_server(store: Store, host: str, port: int) -> http.server.ThreadingHTTPServer:
    handler = type("BoundHandler", (Handler,), {"store": store, "is_local": host in OWN_NAMES})
    return http.server.ThreadingHTTPServer((host, port), handler)


def summary(mail: Mail) -> dict[str, object]:
    return {
        "id": mail.id,
        "from": mail.sender,
        "to": list(mail.recipients),
        "subject": mail.subject,
        "received_at": mail.received_at.isoformat(),
    }


def details(mail: Mail) -> dict[str, object]:
    return {**summary(mail), "text": mail.text, "html": mail.html, "headers": mail.headers}


class Handler(http.server.BaseHTTPRequestHandler):
    """The pages and the JSON API. Never reachable under a foreign host name: mails hold sign-in links."""

    store: Store
    is_local: bool

    def do_GET(self) -> None:
        if not self._is_own_name():
            return self._send("not here", "text/plain", status=HTTPStatus.MISDIRECTED_REQUEST)
        url = urllib.parse.urlsplit(self.path)
        to = urllib.parse.parse_qs(url.query).get("to", [None])[0]
        match url.path.strip("/").split("/"):
            case [""]:
                return self._send(pages.inbox(self.store.all(to=to), to))
            case ["style.css"]:
                return self._send(pages.STYLE, "text/css")
            case ["refresh.js"]:
                return self._send(pages.SCRIPT, "text/javascript")
            case ["api", "messages"]:
                return self._send_json([summary(mail) for mail in reversed(self.store.all(to=to))])
            case ["api", "messages", number]:
                return self._one(number, lambda mail: self._send_json(details(mail)))
            case ["mail", number, "body"]:
                return self._one(number, lambda mail: self._send(pages.body(mail), policy=MAIL_POLICY))
            case ["mail", number, "source"]:
                return self._one(number, lambda mail: self._send(mail.source, "text/plain; charset=utf-8"))
            case ["mail", number]:
                return self._one(number, lambda mail: self._send(pages.message(mail)))
        return self._send(pages.missing(), status=HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._is_own_name() or self.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            return self._send("not here", "text/plain", status=HTTPStatus.FORBIDDEN)
        if self.path != "/clear":
            return self._send(pages.missing(), status=HTTPStatus.NOT_FOUND)
        self.store.clear()
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def do_DELETE(self) -> None:
        if not self._is_own_name() or self.path != "/api/messages":
            return self._send("not here", "text/plain", status=HTTPStatus.NOT_FOUND)
        self.store.clear()
        return self._send_json([])

    def log_message(self, format: str, *arguments: object) -> None:
        """Quiet: the terminal belongs to the app."""

    def _is_own_name(self) -> bool:
        return not self.is_local or self.headers.get("Host", "").rsplit(":", 1)[0] in OWN_NAMES

    def _one(self, number: str, answer: Callable[[Mail], None]) -> None:
        mail = self.store.get(int(number)) if number.isdecimal() else None
        if mail is None:
            return self._send(pages.missing(), status=HTTPStatus.NOT_FOUND)
        return answer(mail)

    def _send_json(self, value: object) -> None:
        self._send(json.dumps(value, ensure_ascii=False), "application/json")

    def _send(
        self,
        body: str | bytes,
        content_type: str = "text/html; charset=utf-8",
        *,
        status: HTTPStatus = HTTPStatus.OK,
        policy: str = PAGE_POLICY,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)
