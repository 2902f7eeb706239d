"""The frame around every page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from apps.core import shell
from apps.core.context import shell as shell_context
from apps.core.nodes import mark
from tests.factories.accounts import UserFactory


@pytest.fixture
def registries(monkeypatch):
    """Empty registries, put back afterwards."""
    for name in ("_badges", "_audiences", "_affiliations"):
        monkeypatch.setattr(shell, name, [])


@pytest.fixture
def routes(monkeypatch):
    """Only these URL names exist."""
    known = {"workspace:today": "/", "contacts:list": "/people/", "advising:cohorts": "/desk/"}
    monkeypatch.setattr(shell, "resolve", lambda route, *a, **k: known.get(route, ""))
    monkeypatch.setattr(shell, "frame_of", shell.frame_of.__wrapped__)  # else other tests would get these


def shell_for(user, namespace="", view_name=""):
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = ResolverMatch(lambda r: None, (), {}, url_name=view_name, namespaces=[namespace])
    return shell.Shell(request)


def keys(frame):
    return [place.key for _, places in frame.frame.groups for place in places]


@pytest.mark.usefixtures("registries", "routes")
def test_a_destination_shows_as_soon_as_its_url_exists(django_user_model):
    assert keys(shell_for(django_user_model())) == ["today", "people"]


@pytest.mark.usefixtures("registries", "routes")
def test_only_staff_see_the_desk(django_user_model):
    shell.register_audience(lambda user: {"desk"} if user.email == "dana@aldermere.example" else set())

    assert "cohorts" not in keys(shell_for(django_user_model(email="lena@aldermere.example")))
    assert "cohorts" in keys(shell_for(django_user_model(email="dana@aldermere.example")))


@pytest.mark.usefixtures("registries", "routes")
def test_badges_of_all_apps_come_together_and_are_asked_once(django_user_model):
    asked = []

    def count(user):
        asked.append(user)
        return {"today": 5}

    shell.register_badges(count)
    shell.register_badges(count)
    shell.register_badges(lambda user: {"people": 64})
    frame = shell_for(django_user_model())

    assert frame.counts == {"today": 5, "people": 64}
    assert [place.count for place in frame.frame.tabs] == [mark("counts.today"), mark("counts.people")]
    assert len(asked) == 1


@pytest.mark.usefixtures("registries")
def test_those_who_can_go_to_the_same_places_share_a_frame(django_user_model):
    shell.register_badges(lambda user: {"people": len(user.email)})
    lena, omar, nobody = (shell_for(django_user_model(email=email)) for email in ("lena@x.example", "o@x.example", ""))

    assert lena.frame is omar.frame
    assert lena.counts != omar.counts
    assert nobody.frame is not lena.frame


@pytest.mark.usefixtures("registries", "routes")
def test_first_affiliation_that_is_not_empty_wins(django_user_model):
    shell.register_affiliation(lambda user: "")
    shell.register_affiliation(lambda user: "Aldermere University")

    assert shell_for(django_user_model()).affiliation == "Aldermere University"


@pytest.mark.usefixtures("registries", "routes")
def test_a_page_belongs_to_the_place_of_its_app(django_user_model):
    assert shell_for(django_user_model(), "contacts", "edit").current == "people"
    assert shell_for(django_user_model(), "workspace", "today").current == "today"
    assert shell_for(django_user_model(), "health", "live").current == ""


@pytest.mark.usefixtures("registries")
def test_a_fragment_costs_nothing(django_user_model):
    shell.register_badges(lambda user: pytest.fail("asked"))
    request = RequestFactory().get("/")
    request.user = django_user_model(theme="dark")

    context = shell_context(request)

    assert str(context["theme"]) == "dark"


@pytest.mark.django_db
@pytest.mark.parametrize(("theme", "attribute"), [("dark", ' data-bs-theme="dark"'), ("system", "")])
def test_the_server_draws_the_theme(client, theme, attribute):
    client.force_login(UserFactory(theme=theme))

    html = client.get("/accounts/2fa/").content.decode()

    assert f'<html lang="en"{attribute}>' in html
    assert 'aria-current="page"' in html
