"""A taken port is named when it was asked for, and avoided when it was not."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from config.ports import PortTaken, choose_port, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_default_that_is_taken_gives_the_next_free_one(taken: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PORT", raising=False)

    port = choose_port("PORT", taken)

    assert taken < port < taken + 50
    assert is_free(port)


def test_port_asked_for_that_is_taken_is_named(taken: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", str(taken))

    with pytest.raises(PortTaken, match=rf"Port {taken} \(PORT\) is taken"):
        choose_port("PORT", 8000)


def test_port_asked_for_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMTP_PORT", "mail")

    with pytest.raises(PortTaken, match="SMTP_PORT=mail is not a port number"):
        choose_port("SMTP_PORT", 1025)


def test_two_servers_do_not_get_one_port(taken: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PORT", raising=False)
    first = choose_port("PORT", taken)

    assert choose_port("PORT", taken, avoid=frozenset({first})) != first
