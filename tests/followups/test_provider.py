"""A mail provider with an API that is away, or takes nothing for now."""

import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from apps.followups.models import Reminder
from apps.followups.services import delivery
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    """Answers every request with `server.status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(self.server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    use_provider(settings, server.server_port)
    yield server
    server.shutdown()
    server.server_close()


def use_provider(settings, port):
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "POSTMARK_API_URL": f"http://127.0.0.1:{port}/"}


def sweep_seven_times():
    """More often than a reminder may fail."""
    for minute in range(7):
        delivery.sweep(clock=lambda moment=NOW + timedelta(minutes=2 * minute): moment)


def rows():
    return list(Reminder.objects.values_list("status", "attempts"))


def test_a_provider_that_is_away_costs_no_attempt(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        use_provider(settings, nobody.getsockname()[1])
        ReminderFactory()

        sweep_seven_times()

    assert rows() == [("pending", 0)]


@pytest.mark.parametrize("status", [401, 429, 503])
def test_a_provider_that_takes_nothing_for_now_costs_no_attempt(provider, status):
    provider.status = status
    ReminderFactory()

    sweep_seven_times()

    assert rows() == [("pending", 0)]


@pytest.mark.parametrize("status", [400, 500, 502])
def test_an_answer_about_this_mail_is_an_attempt(provider, status):
    provider.status = status
    ReminderFactory()

    delivery.sweep(clock=lambda: NOW)

    assert rows() == [("pending", 1)]
