"""Page or fragment, redirects, toasts, and who is asked to sign in."""

from __future__ import annotations

import json

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from apps.core import htmx
from apps.core.http import signed_in
from config.paths import BASE_DIR


@pytest.fixture
def request_for():
    def make(path="/people/?q=a", method="get", **headers):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.htmx = HtmxDetails(request)
        request.user = AnonymousUser()
        request.session = SessionStore()
        request._messages = FallbackStorage(request)
        return request

    return make


@pytest.fixture
def template(settings, tmp_path):
    """A page with one partial, the only template that this test can see."""
    page = "{% load partials %}<html>{% partialdef rows inline %}<li>{{ who }}</li>{% endpartialdef %}</html>"
    (tmp_path / "page.html").write_text(page)
    backend = {**settings.TEMPLATES[0], "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": {}}
    backend["OPTIONS"] = {
        "loaders": [("template_partials.loader.Loader", ["django.template.loaders.filesystem.Loader"])],
        "builtins": ["template_partials.templatetags.partials"],
    }
    settings.TEMPLATES = [backend]
    return "page.html"


def test_render_page_gives_the_whole_page_to_a_browser(request_for, template):
    response = htmx.render_page(request_for(), template, {"who": "Priya"}, partial="rows")

    assert response.content == b"<html><li>Priya</li></html>"
    assert response["Vary"] == "HX-Request"


def test_render_page_gives_the_partial_to_htmx(request_for, template):
    request = request_for(**{"HX-Request": "true"})

    response = htmx.render_page(request, template, {"who": "Priya"}, partial="rows", status=422)

    assert response.content == b"<li>Priya</li>"
    assert response["Vary"] == "HX-Request"
    assert response.status_code == 422


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_render_page_gives_the_whole_page_where_htmx_replaces_all_of_it(request_for, template, header):
    request = request_for(**{"HX-Request": "true", header: "true"})

    response = htmx.render_page(request, template, {"who": "Priya"}, partial="rows")

    assert response.content.startswith(b"<html>")


def test_redirect_to_is_a_see_other_for_a_browser(request_for):
    response = htmx.redirect_to(request_for(method="post"), "account_login")

    assert response.status_code == 303
    assert response["Location"] == "/accounts/login/"


def test_redirect_to_makes_htmx_open_the_page(request_for):
    response = htmx.redirect_to(request_for(method="post", **{"HX-Request": "true"}), "/people/?tag=1")

    assert response["HX-Redirect"] == "/people/?tag=1"
    assert not response.has_header("Location")


def test_redirect_to_does_not_hide_a_misspelt_url_name(request_for):
    with pytest.raises(htmx.NoReverseMatch):
        htmx.redirect_to(request_for(), "contacts:lsit")


def test_toast_carries_its_way_back(request_for):
    request = request_for()

    htmx.toast(request, "Done.", "/follow-ups/1/undo/", {"token": 7}, undo_target="#row-1")

    (message,) = messages.get_messages(request)
    assert message.message == "Done."
    assert htmx.undo_of(message.extra_tags) == {
        "url": "/follow-ups/1/undo/",
        "fields": {"token": "7"},
        "target": "#row-1",
        "swap": "outerHTML",
    }


def test_a_plain_message_has_no_way_back(request_for):
    request = request_for()

    htmx.toast(request, "Saved.")

    (message,) = messages.get_messages(request)
    assert htmx.undo_of(message.extra_tags) is None


def test_signed_in_sends_a_stranger_to_sign_in_and_back(request_for):
    view = signed_in(lambda request: HttpResponse("secret"))

    response = view(request_for("/people/?q=a"))

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/people/%3Fq%3Da"


def test_signed_in_never_swaps_the_sign_in_page_into_a_fragment(request_for):
    view = signed_in(lambda request: HttpResponse("secret"))
    headers = {"HX-Request": "true", "HX-Current-URL": "https://acquaint.example/people/?q=a"}

    response = view(request_for("/people/rows/", **headers))

    assert response["HX-Redirect"] == "/accounts/login/?next=/people/%3Fq%3Da"
    assert response.content == b""


def test_signed_in_lets_a_user_pass(request_for, django_user_model):
    request = request_for()
    request.user = django_user_model(email="lena@aldermere.example", given_name="Lena")
    view = signed_in(lambda request, word: HttpResponse(word))

    assert view(request, "hello").content == b"hello"


def test_the_htmx_configuration_is_json_and_forbids_code():
    text = (BASE_DIR / "templates" / "components" / "head.html").read_text()
    config = json.loads(text.split("content='", 1)[1].split("'>", 1)[0])

    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["historyCacheSize"] == 0
    assert {"code": "422", "swap": True} in config["responseHandling"]
