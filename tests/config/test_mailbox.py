"""The mail catcher: what comes in over SMTP can be read, and survives a restart."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives

from config.mailbox import Mailbox, Store
from tests.fixtures.mail import free_port


def get(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


@pytest.fixture
def catcher(tmp_path: Path, settings) -> Iterator[str]:
    """The web address of a catcher that Django's mail goes to."""
    smtp, web = free_port(), free_port()
    box = Mailbox(tmp_path / "mail", smtp_port=smtp, web_port=web)
    box.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp
    yield f"http://127.0.0.1:{web}"
    box.stop()


def send(subject: str = "Hello <you>", to: str = "lena@example.org") -> None:
    mail = EmailMultiAlternatives(subject, "Go to https://example.org/verify.", "a@example.org", [to])
    mail.attach_alternative('<html><head></head><body><a href="/x">Go</a></body></html>', "text/html")
    mail.send()


def test_api_lists_and_shows_a_mail(catcher: str):
    send()

    listed = json.loads(get(f"{catcher}/api/messages")[1])
    shown = json.loads(get(f"{catcher}/api/messages/{listed[0]['id']}")[1])

    assert [mail["subject"] for mail in listed] == ["Hello <you>"]
    assert listed[0]["to"] == ["lena@example.org"]
    assert shown["text"].strip() == "Go to https://example.org/verify."
    assert '<a href="/x">' in shown["html"]
    assert shown["headers"]["Message-ID"]


def test_api_filters_by_recipient(catcher: str):
    send(to="lena@example.org")
    send(to="Dana@example.org")

    found = json.loads(get(f"{catcher}/api/messages?to=dana@example.org")[1])

    assert [mail["to"] for mail in found] == [["Dana@example.org"]]


def test_pages_escape_the_mail_and_link_its_addresses(catcher: str):
    send()

    inbox = get(f"{catcher}/")[1]
    message = get(f"{catcher}/mail/1")[1]

    assert "Hello &lt;you&gt;" in inbox
    assert '<a href="https://example.org/verify" target="_blank" rel="noreferrer">' in message
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/1/body"' in message


def test_html_body_is_served_without_scripts(catcher: str):
    send()

    _, body, headers = get(f"{catcher}/mail/1/body")

    assert '<base target="_blank">' in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("sandbox ")


def test_foreign_host_name_is_refused(catcher: str):
    assert get(f"{catcher}/", Host="rebound.example.org")[0] == 421


def test_unknown_mail_is_404(catcher: str):
    assert get(f"{catcher}/mail/7")[0] == 404
    assert get(f"{catcher}/mail/x")[0] == 404


def test_clear_deletes_all(catcher: str):
    send()

    urllib.request.urlopen(urllib.request.Request(f"{catcher}/clear", method="POST"), timeout=5).close()

    assert json.loads(get(f"{catcher}/api/messages")[1]) == []


def test_mails_survive_a_restart(tmp_path: Path):
    Store(tmp_path).add(["lena@example.org"], b"Subject: Kept\r\n\r\nText\r\n")

    store = Store(tmp_path)
    store.add(["lena@example.org"], b"Subject: Next\r\n\r\nText\r\n")

    assert [(mail.id, mail.subject, mail.recipients) for mail in store.all()] == [
        (1, "Kept", ("lena@example.org",)),
        (2, "Next", ("lena@example.org",)),
    ]
