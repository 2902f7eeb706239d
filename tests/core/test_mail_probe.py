"""Whether the mail server answers: with a real one, a dead one, a silent one."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from django.core import mail

from apps.core import mail_probe
from apps.core.mail_probe import mail_ok


@pytest.fixture(autouse=True)
def _ask_anew() -> Iterator[None]:
    mail_probe.forget()
    yield
    mail_probe.forget()


def test_a_server_that_answers_is_well(mailbox):
    assert mail_ok() is True
    assert mailbox.all() == []


def test_a_server_that_is_away_is_not(mailbox, settings):
    settings.EMAIL_PORT = 1

    assert mail_ok() is False


def test_a_server_that_says_nothing_costs_the_limit_and_no_more(mailbox, settings, monkeypatch):
    monkeypatch.setattr(mail_probe, "PATIENCE", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT = silent.getsockname()[1]
        start = time.monotonic()

        assert mail_ok() is False
        assert time.monotonic() - start < 2


def test_the_answer_is_kept_for_half_a_minute(mailbox, settings, monkeypatch):
    assert mail_ok() is True
    settings.EMAIL_PORT = 1
    assert mail_ok() is True

    monkeypatch.setattr(mail_probe, "KEPT", 0.0)

    assert mail_ok() is False


def test_a_server_that_rejects_our_name_is_not_well(mailbox, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "acquaint", "wrong"

    assert mail_ok() is False


@pytest.mark.parametrize(("options", "expected"), [({"POSTMARK_SERVER_TOKEN": "x"}, True), ({}, False)])
def test_a_provider_behind_http_is_well_when_it_is_configured(settings, options, expected):
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = options

    assert mail_ok() is expected
    assert mail.outbox == []
