"""Reading addresses that a center's admin typed: public ones only, no redirects, little at a time.

Anybody may open a center, so a typed address must not reach what only this server can reach.
"""

from __future__ import annotations

import ipaddress
import json
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError

from apps.centers.sign_on.errors import Unreachable

TIMEOUT = 8
LARGEST = 1_000_000
TROUBLE = "We couldn’t read this address. Check that it is right and open to the internet."


def address_problem(address: str) -> str:
    """Why an address cannot be one of a campus; empty for a good one. Looks nothing up."""
    parts = urlsplit(address)
    schemes = ("https", "http") if settings.CENTERS_SIGN_ON_ALLOW_PRIVATE else ("https",)
    try:
        fits = parts.scheme in schemes and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        fits = False
    return "" if fits and address.isprintable() and " " not in address else "This has to be a full https:// address."


def guarded_session() -> requests.Session:
    """A session that connects only where `_allowed`; allauth uses it too."""
    session = _Session()
    session.trust_env = False
    session.mount("http://", _GuardedAdapter())
    session.mount("https://", _GuardedAdapter())
    return session


def read_text(address: str) -> bytes:
    """What stands at an address; Unreachable, with one message whatever the reason."""
    if address_problem(address):
        raise Unreachable(address_problem(address))
    try:
        with guarded_session() as session:
            response = session.get(address)
            response.raise_for_status()
            return response.content
    except (requests.RequestException, ValueError) as error:
        raise Unreachable(TROUBLE) from error


def read_json(address: str) -> dict[str, Any]:
    """A JSON object at an address; Unreachable if there is none."""
    try:
        data = json.loads(read_text(address))
    except ValueError as error:
        raise Unreachable(TROUBLE) from error
    if not isinstance(data, dict):
        raise Unreachable(TROUBLE)
    return data


class _Session(requests.Session):
    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        if address_problem(url):
            raise requests.exceptions.InvalidURL("not an address of a campus")
        kwargs |= {"timeout": TIMEOUT, "allow_redirects": False, "stream": True}
        response = super().request(method, url, **kwargs)
        try:
            response._content = response.raw.read(LARGEST + 1, decode_content=True)
        except HTTPError as error:
            raise requests.exceptions.ConnectionError("broken off") from error
        response._content_consumed = True
        response.close()
        if len(response.content) > LARGEST:
            raise requests.exceptions.ContentDecodingError("too much")
        if 300 <= response.status_code < 400:
            raise requests.exceptions.TooManyRedirects("no redirects")
        return response


def _allowed(address: str) -> bool:
    return settings.CENTERS_SIGN_ON_ALLOW_PRIVATE or ipaddress.ip_address(address.partition("%")[0]).is_global


class _Guarded(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        """Looks at whom we are really connected to, so that no name can change its mind in between."""
        made = super()._new_conn()
        if not _allowed(made.getpeername()[0]):
            made.close()
            raise NewConnectionError(self, "not a public address")
        return made


class _GuardedTls(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTls


class _GuardedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
