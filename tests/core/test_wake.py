"""Waking a worker: a hint that may get lost, and that nobody waits for."""

import socket
import time

import pytest
from celery import current_app

from apps.core.wake import wake

TASK = "apps.contacts.tasks.run_pending_imports"


def test_a_broker_that_is_there_takes_the_hint():
    assert wake(TASK) is True


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere/valkey.sock"])
def test_a_broker_that_is_away_is_no_error_and_no_wait(address, monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_write_url", address)
    start = time.monotonic()

    assert wake(TASK) is False
    assert time.monotonic() - start < 3


def test_a_broker_that_does_not_answer_costs_a_moment_only(monkeypatch, silent_server):
    monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{silent_server}/0")
    start = time.monotonic()

    assert wake(TASK) is False
    assert time.monotonic() - start < 5


@pytest.fixture
def silent_server():
    """Accepts and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]
