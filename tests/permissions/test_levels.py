"""The walk at every sharing level and under both settings of `open_caseload`.

The big walk uses the widest consent, so that whatever could leak would. Here is what consent must not change: pages
of the owner stay closed to staff at every level, and the desk's own pages answer by standing and level.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from apps.centers.models import Level
from tests.permissions.matrix import OWNER, ROUTES, STUDENTS, Actor
from tests.permissions.routes import found_routes
from tests.permissions.world import World, fingerprint

pytestmark = pytest.mark.django_db
STAFF = (Actor.MENTOR, Actor.ADVISOR, Actor.COLLEAGUE, Actor.DIRECTOR, Actor.ANALYST, Actor.ADMIN, Actor.FOREIGN)
SETTINGS = [(level, is_open) for level in Level for is_open in (False, True)]


@pytest.fixture(autouse=True)
def _single_factor(settings) -> None:
    settings.CENTERS_REQUIRE_STAFF_MFA = False


def signed_in(world: World, actor: Actor) -> Client:
    client = Client()
    client.force_login(world.users[actor])
    return client


@pytest.mark.parametrize(("level", "is_open"), [(Level.NOTHING, False), (Level.FULL, True)])
def test_pages_of_the_owner_stay_closed_to_staff(level: Level, is_open: bool) -> None:
    world = World(level=level, open_caseload=is_open)
    arguments = {found.name: found.arguments for found in found_routes()}
    own = [route for route in ROUTES if route.GET in (OWNER, STUDENTS) and not route.kwargs]
    clients = {actor: signed_in(world, actor) for actor in (Actor.ADVISOR, Actor.COLLEAGUE, Actor.DIRECTOR)}
    before = fingerprint()

    opened = []
    for actor, client in clients.items():
        for route in own:
            path = reverse(route.name, kwargs={a: world.id_for(a) for a in arguments[route.name]})
            if client.get(path).status_code != 404:
                opened.append(f"{route.name} as {actor}")

    assert len(own) > 15
    assert opened == []
    assert fingerprint() == before


@pytest.mark.parametrize(("level", "is_open"), SETTINGS)
def test_the_desk_answers_by_standing_at_every_level(level: Level, is_open: bool) -> None:
    world = World(level=level, open_caseload=is_open)
    path = reverse("advising:student", args=[world.membership.pk])

    got = {}
    for actor in STAFF:
        client = signed_in(world, actor)
        got[actor] = (client.get(path).status_code, client.post(path, {"purpose": "To prepare"}).status_code)

    names = 200 if level is Level.FULL else 403
    assert got == {
        Actor.MENTOR: (200, 403),
        Actor.ADVISOR: (200, names),
        Actor.COLLEAGUE: (200, names if is_open else 403),
        Actor.DIRECTOR: (200, names),
        Actor.ANALYST: (404, 404),
        Actor.ADMIN: (200, 403),
        Actor.FOREIGN: (404, 404),
    }


@pytest.mark.parametrize(("level", "is_open"), SETTINGS)
def test_names_stand_on_a_page_only_where_the_matrix_has_them(level: Level, is_open: bool) -> None:
    world = World(level=level, open_caseload=is_open)
    path = reverse("advising:student", args=[world.membership.pk])

    shown = {a for a in STAFF if "Priya" in signed_in(world, a).get(path).content.decode()}

    advisors = {Actor.ADVISOR, Actor.COLLEAGUE} if is_open else {Actor.ADVISOR}
    assert shown == (advisors if level is Level.FULL else set())
