"""What holds for every answer: fragments, caches, the browser's memory, and the log of the server.

All pages are opened once, each by the one of the cast who sees most of it; the tests look at what came.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.permissions.asking import ask, path_of
from tests.permissions.matrix import OK, PUBLIC, ROUTES, Actor, Route
from tests.permissions.routes import found_routes
from tests.permissions.test_matrix import verdict
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
FOUND = {found.name: found for found in found_routes()}
SEEING = (Actor.OWNER, Actor.ADVISOR, Actor.DIRECTOR)
REFUSED = (Actor.STUDENT, Actor.FOREIGN, Actor.ANONYMOUS)
#: Words of the owner's that the world holds (world.py).
CANARIES = ("Priya", "Raman", "corvane.example", "555 0100", "Only I read this.", "Shadow a clinic", "Ask earlier")
HTMX = {"HX-Request": "true"}


@dataclass
class Walk:
    """Pages and fragments by route, what a fragment was refused with, and what the server wrote down."""

    pages: dict[str, HttpResponse]
    fragments: dict[str, HttpResponse]
    wrong: list[str]
    log: str


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    written = StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    patch = pytest.MonkeyPatch()
    patch.setattr("django.conf.settings.CENTERS_REQUIRE_STAFF_MFA", False)
    patch.setattr("django.conf.settings.ACCOUNT_REAUTHENTICATION_REQUIRED", False)
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            yield _walk(World(), written)
            transaction.set_rollback(True)
    finally:
        patch.undo()
        logging.getLogger().removeHandler(handler)


def _walk(world: World, written: StringIO) -> Walk:
    clients = {actor: Client() for actor in (*SEEING, *REFUSED)}
    for actor in clients.keys() - {Actor.ANONYMOUS}:
        clients[actor].force_login(world.users[actor])
    found = Walk({}, {}, [], "")
    for route in (r for r in ROUTES if r.GET is not None):
        path = path_of(FOUND[route.name], route, world.id_for)
        _refused(found, route, path, clients)
        actor = next((a for a in SEEING if route.GET and route.GET[a] == OK), None)
        if actor:
            found.pages[route.name] = _answer(clients[actor], path)
            found.fragments[route.name] = _answer(clients[actor], path, HTMX)
    found.log = written.getvalue()
    return found


def _answer(client: Client, path: str, headers: dict[str, str] | None = None) -> HttpResponse:
    with transaction.atomic():
        response = client.get(path, headers=headers) if headers else ask(client, "GET", path)
        transaction.set_rollback(True)
    return response


def _refused(found: Walk, route: Route, path: str, clients: dict[Actor, Client]) -> None:
    for actor in REFUSED:
        cell = route.GET[actor] if route.GET else OK
        if cell in (OK, -1):
            continue
        got = verdict(_answer(clients[actor], path, HTMX))
        if got != (404 if cell < OK else cell):
            found.wrong.append(f"{route.name} as {actor}: {got} instead of {cell}")


def private(answers: dict[str, HttpResponse]) -> dict[str, HttpResponse]:
    """Without what is public, and without ways on to another page."""
    public = {route.name for route in ROUTES if route.GET is PUBLIC}
    return {name: r for name, r in answers.items() if name not in public and r.status_code == 200}


def test_iso_9_a_fragment_is_refused_as_its_page_is(walk: Walk) -> None:
    assert walk.wrong == []


def test_iso_9_nothing_private_is_kept_by_a_cache(walk: Walk) -> None:
    answers = private(walk.pages) | {f"{name}, fragment": r for name, r in private(walk.fragments).items()}

    assert len(answers) > 100
    assert [name for name, r in answers.items() if "no-store" not in r.get("Cache-Control", "")] == []


def test_iso_9_page_and_fragment_are_told_apart(walk: Walk) -> None:
    pairs = [(walk.pages[name], fragment) for name, fragment in private(walk.fragments).items()]

    assert [p.request["PATH_INFO"] for p, f in pairs if "HX-Request" not in f.get("Vary", "")] == []


def test_iso_10_no_page_is_kept_in_the_history_of_the_browser(walk: Walk) -> None:
    """htmx would keep pages in the browser's storage; a cache of no pages is switched off, and deleted at once."""
    pages = {name: r.content.decode() for name, r in private(walk.pages).items() if "html" in r.get("Content-Type", "")}
    whole = {name: text for name, text in pages.items() if "<html" in text}

    assert len(whole) > 80
    assert [name for name, text in whole.items() if '"historyCacheSize":0' not in text and "htmx.min.js" in text] == []


def test_ops_1_the_log_of_the_server_holds_no_words_of_anybodys(walk: Walk) -> None:
    assert "priya" in "".join(r.content.decode().lower() for r in private(walk.pages).values() if not r.streaming)
    assert [word for word in CANARIES if word.lower() in walk.log.lower()] == []
