"""What staff and strangers find of the owner's words: in the log if they may (LOG-1), else nowhere (ISO-8)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from apps.centers.models import Disclosure
from tests.permissions.asking import ask, data_of, path_of
from tests.permissions.matrix import OK, ROUTES, Actor
from tests.permissions.routes import found_routes
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
FOUND = {found.name: found for found in found_routes()}
LOOKING = (Actor.ADVISOR, Actor.DIRECTOR, Actor.MENTOR)
#: Of the owner's, and of a note about them. Their name and program alone are the roster card.
WORDS = ("Raman", "Oyelaran", "@corvane.example", "Shadow a clinic", "Came to the workshop.")
COUNTS = "aq-funnel"
#: What another student may not open; but for a note before its author, who finds their own words there.
OF_STAFF = [
    route
    for route in ROUTES
    if any(cells and cells[Actor.STUDENT] != OK for cells in (route.GET, route.POST))
    and route.name != "advising:note_edit"
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _django_db_helper(world: World, settings: object, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test finds the world as it was made; see test_matrix.py."""
    settings.CENTERS_REQUIRE_STAFF_MFA = False  # type: ignore[attr-defined]
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed_in(world: World, actor: Actor) -> Client:
    client = Client()
    client.force_login(world.users[actor])
    return client


def body_of(response: object) -> str:
    streamed = getattr(response, "streaming", False)
    return (b"".join(response.streaming_content) if streamed else response.content).decode(errors="replace")  # type: ignore[attr-defined]


def test_log_1_whatever_shows_a_students_words_or_counts_to_staff_is_in_their_log(world: World) -> None:
    shown, unlogged = set(), []
    for actor in LOOKING:
        client = signed_in(world, actor)
        for route in OF_STAFF:
            path, data = path_of(FOUND[route.name], route, world.id_for), data_of(route, world.id_for)
            for method, cells in (("GET", route.GET), ("POST", route.POST)):
                if cells is None or cells[actor] != OK:
                    continue
                with transaction.atomic():
                    text = body_of(ask(client, method, path, data))
                    logged = Disclosure.objects.filter(owner=world.owner, actor=world.users[actor])
                    if any(word in text for word in (*WORDS, COUNTS)):
                        shown.add((route.name, actor))
                        unlogged += [] if logged.exists() else [f"{method} {route.name} as {actor}"]
                    transaction.set_rollback(True)

    assert {name for name, _ in shown} >= {"advising:student", "advising:since", "advising:notes"}
    assert unlogged == []


@pytest.mark.parametrize("actor", [a for a in Actor if a not in {Actor.OWNER, Actor.ANONYMOUS}])
def test_iso_8_search_finds_nobody_of_anybody_elses(world: World, actor: Actor) -> None:
    """Not even whether there is somebody: the answer is that for a name that nobody has."""
    client = signed_in(world, actor)

    for name in ("workspace:search", "workspace:palette", "contacts:names", "contacts:list"):
        asked, nobody = (
            body_of(client.get(reverse(name), {"q": q})).replace(q, "").replace(q.casefold(), "")
            for q in ("Priya", "Qxyzw")
        )
        assert not any(word in asked for word in ("Raman", "Oyelaran", str(world.contact.pk))), name
        assert len(asked.split()) == len(nobody.split()), name
