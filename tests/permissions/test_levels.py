"""The walk at every sharing level and under both settings of `open_caseload`.

test_matrix.py walks the widest consent by everybody and every method, so that whatever could leak would. Here stands
what level and setting change: all staff ask for every page of the desk in all six combinations. Everything else is
asked for in all six too: by everybody near the owner in the two extremes, by one of them in turn in between.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from apps.centers.models import Level
from tests.permissions.asking import ask, data_of, path_of
from tests.permissions.matrix import OK, ROUTES, SELF, Actor, Route, at
from tests.permissions.routes import found_routes
from tests.permissions.test_matrix import verdict
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
STAFF = (Actor.MENTOR, Actor.ADVISOR, Actor.COLLEAGUE, Actor.DIRECTOR, Actor.ANALYST, Actor.ADMIN, Actor.FOREIGN)
#: Those whom a level or the setting brings nearer to the owner.
NEAR = (Actor.ADVISOR, Actor.COLLEAGUE, Actor.DIRECTOR)
SETTINGS = [(level, is_open) for level in Level for is_open in (False, True)]
#: The least and the most that there is between the owner and staff.
EXTREMES = (SETTINGS[0], SETTINGS[-1])
FOUND = {found.name: found for found in found_routes()}
METHODS = ("GET", "POST")


@pytest.fixture(autouse=True)
def _single_factor(settings) -> None:
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False


def signed_in(world: World, actor: Actor) -> Client:
    client = Client()
    client.force_login(world.users[actor])
    return client


#: Pages about single students: what a level or the setting may change.
DESK = [route for route in ROUTES if route.name.startswith("advising:") or route.needs]
#: What they may not: running a center, and everything of the owner's own.
REST = [
    route
    for route in ROUTES
    if route not in DESK
    and "token" not in route.kwargs
    and any(c is not None and c is not SELF and len({c[a] for a in Actor}) > 1 for c in (route.GET, route.POST))
]


def walk(
    world: World,
    routes: list[Route],
    level: Level,
    is_open: bool,
    actors: tuple[Actor, ...] = STAFF,
    turn: int | None = None,
) -> list[str]:
    """What answers otherwise than the matrix has it; with a `turn`, one of `actors` asks for each route.

    Everything that was asked for is undone.
    """
    clients = {actor: signed_in(world, actor) for actor in actors}
    wrong = []
    for number, route in enumerate(routes):
        asking = actors if turn is None else (actors[(number + turn) % len(actors)],)
        path, data = path_of(FOUND[route.name], route, world.id_for), data_of(route, world.id_for)
        for method in (m for m in METHODS if m in route.methods):
            cells = at(route, method, level, is_open=is_open)
            for actor in asking:
                with transaction.atomic():
                    got = verdict(ask(clients[actor], method, path, data))
                    transaction.set_rollback(True)
                if got != (404 if cells[actor] < OK else cells[actor]):
                    wrong.append(f"{method} {route.name} as {actor}: {got} instead of {cells[actor]}")
    return sorted(wrong)


@pytest.mark.parametrize(("level", "is_open"), SETTINGS)
def test_the_desk_answers_by_standing_level_and_setting(level: Level, is_open: bool) -> None:
    assert len(DESK) >= 5
    wrong = walk(World(level=level, open_caseload=is_open), DESK, level, is_open)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("level", "is_open"), SETTINGS)
def test_level_and_setting_change_nothing_elsewhere(level: Level, is_open: bool) -> None:
    assert len(REST) > 150
    turn = None if (level, is_open) in EXTREMES else SETTINGS.index((level, is_open))
    wrong = walk(World(level=level, open_caseload=is_open), REST, level, is_open, NEAR, turn)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("level", "is_open"), SETTINGS)
def test_names_stand_on_a_page_only_where_the_matrix_has_them(level: Level, is_open: bool) -> None:
    world = World(level=level, open_caseload=is_open)
    path = reverse("advising:student", args=[world.membership.pk])

    shown = {a for a in STAFF if "Priya" in signed_in(world, a).get(path).content.decode()}

    advisors = {Actor.ADVISOR, Actor.COLLEAGUE} if is_open else {Actor.ADVISOR}
    assert shown == (advisors if level is Level.FULL else set())
