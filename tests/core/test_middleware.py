"""What every answer carries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from apps.core import errors
from apps.core.htmx import toast
from apps.core.http import signed_in
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def fragment(request):
    toast(request, "Marked as sent.", "/undo/", {"id": 3})
    return HttpResponse("<li>row</li>", status=int(request.GET.get("status", 200)))


def failed(request):
    toast(request, "That didn’t work.", level=messages.ERROR)
    return HttpResponse("<p>text</p>")


@signed_in
def private(request):
    return HttpResponse("mine")


@signed_in
def cached(request):
    return HttpResponse("mine", headers={"Cache-Control": "max-age=60"})


def zone(request):
    text = engines["django"].from_string("{{ at|date:'H:i' }}").render({"at": datetime(2026, 10, 20, 16, tzinfo=UTC)})
    return HttpResponse(f"{timezone.get_current_timezone_name()} {text}")


def database_away(request):
    raise OperationalError("connection refused")


def boom(request):
    raise ValueError("boom")


def page(request):
    return render(request, "account/logout.html")


urlpatterns = [
    path("fragment/", fragment),
    path("failed/", failed),
    path("private/", private),
    path("cached/", cached),
    path("zone/", zone),
    path("away/", database_away),
    path("boom/", boom),
    path("page/", page),
    path("", include("config.urls")),
]
handler404 = errors.page_not_found
handler500 = errors.server_error
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"}


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def lena():
    return UserFactory()


def test_a_toast_rides_along_on_a_fragment(client):
    response = client.get("/fragment/", headers=HTMX)

    text = response.content.decode()
    assert text.startswith("<li>row</li>")
    assert 'id="toasts" hx-swap-oob="innerHTML"' in text
    assert "Marked as sent." in text
    assert '<input type="hidden" name="id" value="3">' in text
    assert 'hx-post="/undo/"' in text


def test_a_toast_is_shown_once(client):
    client.get("/fragment/", headers=HTMX)

    assert "Marked as sent." not in client.get("/page/").content.decode()


def test_a_toast_waits_for_an_answer_that_can_carry_it(client):
    first = client.get("/fragment/?status=204", headers=HTMX)

    assert b"toasts" not in first.content
    assert "Marked as sent." in client.get("/page/").content.decode()


def test_a_toast_of_a_browser_waits_for_the_next_page(client):
    assert b"toasts" not in client.get("/fragment/").content
    assert "Marked as sent." in client.get("/page/").content.decode()


def test_an_error_stays_until_it_is_closed(client):
    text = client.get("/failed/", headers=HTMX).content.decode()

    assert "aq-toast--stay" in text
    assert "data-toast-close" in text


def test_a_fragment_varies_on_htmx(client):
    assert "HX-Request" in client.get("/fragment/", headers=HTMX)["Vary"]


def test_an_ended_session_makes_htmx_open_the_sign_in_page(client):
    response = client.get("/accounts/2fa/", headers=HTMX)

    assert response["HX-Redirect"] == "/accounts/login/?next=/people/"


def test_what_a_user_sees_is_stored_nowhere(client, lena):
    client.force_login(lena)

    assert client.get("/private/")["Cache-Control"] == "private, no-store"


def test_a_view_keeps_its_own_cache_control(client, lena):
    client.force_login(lena)

    assert client.get("/cached/")["Cache-Control"] == "max-age=60"


def test_what_everybody_sees_may_be_stored(client):
    assert not client.get("/zone/").has_header("Cache-Control")


def test_a_page_for_nobody_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/zone/")


def test_dates_are_in_the_zone_of_the_reader(client, lena):
    client.force_login(lena)

    assert client.get("/zone/").content == b"America/Chicago 11:00"
    client.logout()
    assert client.get("/zone/").content == b"UTC 16:00"


def test_a_lost_database_is_a_503_that_says_when_to_come_back(client):
    response = client.get("/away/")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "Back in a moment" in response.content.decode()


def test_a_lost_database_outside_a_view_is_a_503_too(client, lena, monkeypatch):
    client.force_login(lena)
    client.raise_request_exception = False

    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", away)

    assert client.get("/private/").status_code == 503


def test_a_failure_of_ours_is_a_500_in_our_words(client):
    client.raise_request_exception = False

    response = client.get("/boom/")

    assert response.status_code == 500
    assert "It isn’t your fault" in response.content.decode()
