"""Error pages say what happened and what comes next, whatever else is broken."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from apps.core import errors


@pytest.mark.parametrize(
    ("key", "status", "words"),
    [
        ("400", 400, "made no sense"),
        ("403", 403, "isn’t yours to change"),
        ("403_csrf", 403, "open for too long"),
        ("404", 404, "nothing here"),
        ("429", 429, "a lot at once"),
        ("500", 500, "broke on our side"),
        ("503", 503, "Back in a moment"),
    ],
)
def test_error_page_needs_no_database_and_no_user(key, status, words):
    response = errors.page(RequestFactory().get("/people/"), key)

    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert '<html lang="en"' in text
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("method", "offered"), [("get", True), ("post", False)])
def test_only_a_page_can_be_tried_again(method, offered):
    response = errors.page(getattr(RequestFactory(), method)("/people/?q=a"), "500")

    assert ('href="/people/?q=a"' in response.content.decode()) is offered


def test_error_page_survives_its_own_template(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "render_to_string", broken)

    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "<h1>Something broke on our side</h1>" in response.content.decode()


def refuse(request):
    raise PermissionDenied


def suspect(request):
    raise SuspiciousOperation


def act(request):
    return HttpResponse("done")


urlpatterns = [path("refuse/", refuse), path("suspect/", suspect), path("act/", act)]
handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found


@pytest.fixture
def _urls(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.usefixtures("_urls")
@pytest.mark.parametrize(
    ("url", "words"),
    [("/refuse/", "isn’t yours to change"), ("/suspect/", "made no sense"), ("/nothing/", "nothing here")],
)
def test_django_shows_our_page(client, url, words):
    assert words in client.get(url).content.decode()


@pytest.mark.usefixtures("_urls")
def test_an_expired_form_is_explained():
    response = Client(enforce_csrf_checks=True).post("/act/")

    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


@pytest.mark.django_db
def test_too_many_tries_to_sign_in_end_on_our_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/h/ip"}
    data = {"login": "lena@aldermere.example", "password": "wrong"}

    client.post("/accounts/login/", data)
    response = client.post("/accounts/login/", data)

    assert response.status_code == 429
    assert "a lot at once" in response.content.decode()
    assert response["Retry-After"] == "300"
