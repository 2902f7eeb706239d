"""Walks every URL as everybody, by every method: statuses, and that a refused request changes nothing (ISO-1 to 4)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from apps.centers.models import Role
from apps.core.models import OwnedModel
from tests.permissions.asking import ask, bare, data_of, leads_to_sign_in, path_of
from tests.permissions.matrix import LIBRARIES, LOGIN, OK, ROUTES, SAME, Actor, Route
from tests.permissions.routes import Found, found_routes, library_of, rows_of
from tests.permissions.world import World, fingerprint

SUCCESS = {200, 201, 202, 204, 301, 302, 303, 422}
OTHER_METHODS = ("PUT", "PATCH", "DELETE")
#: Methods that no view of ours gives a meaning of its own are tried by these.
SAMPLE = (Actor.STUDENT, Actor.COLLEAGUE, Actor.FOREIGN, Actor.ANONYMOUS)


pytestmark = pytest.mark.django_db  # for pytest-django to make the database


class Cast:
    """A signed-in client for everybody, made when first needed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._clients: dict[Actor, Client] = {}

    def __getitem__(self, actor: Actor) -> Client:
        if actor not in self._clients:
            client = Client()
            if actor is not Actor.ANONYMOUS:
                client.force_login(self.world.users[actor])
            self._clients[actor] = client
        return self._clients[actor]


@pytest.fixture(autouse=True)
def _single_factor(settings) -> None:
    """The second factor of staff has its own tests; here every right must hold without it."""
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for the whole walk, rolled back at its end: making it is slower than what is done in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(world: World) -> Cast:
    everybody = Cast(world)
    for actor in Actor:
        everybody[actor]  # signs in now: a session made inside a test would be undone with it
    return everybody


@pytest.fixture(autouse=True)
def _django_db_helper(world: World, cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test finds the world as it was made.

    Stands in for pytest-django's fixture of that name, which would close the connection that holds the world.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_iso_1_every_route_is_in_the_matrix() -> None:
    unlisted = sorted({f.name for f in found_routes() if not rows_of(f.name) and library_of(f.name) is None})

    assert not unlisted, "Add a row to tests/permissions/matrix.py (its docstring says how) for: " + ", ".join(unlisted)


def test_iso_1_every_row_of_the_matrix_is_a_route() -> None:
    known = {f.name for f in found_routes()}

    assert sorted({r.name for r in ROUTES} - known) == []
    assert [g for g in LIBRARIES if not any(library_of(name) is LIBRARIES[g] for name in known)] == []


def test_every_row_says_something() -> None:
    assert [r.name for r in ROUTES if not r.methods] == []


def test_every_role_has_somebody_in_the_cast(world: World) -> None:
    assert {m.role for m in world.memberships.values() if m.center_id == world.center.pk} == set(Role)


def test_iso_4_whoever_may_not_read_a_page_may_not_send_to_it() -> None:
    """The other way round is common: a roster card is read by many and changed by few."""
    both = [r for r in ROUTES if r.GET is not None and r.POST is not None]

    assert len(both) > 40
    assert [f"{r.name} as {a}" for r in both for a in Actor if r.GET[a] != OK and r.POST[a] == OK] == []


def test_iso_5_whoever_asks_for_a_row_is_part_of_the_question(world: World, cast: Cast) -> None:
    """No query names an id of a URL without naming the reader, so that nothing is fetched first and judged then."""
    wrong = []
    for found, route in ((f, r) for f in found_routes() for r in rows_of(f.name)):
        ids = {world.id_for(a) for a in found.arguments if a.endswith("_id") and a not in route.kwargs}
        for actor in (a for a in (Actor.FOREIGN, Actor.STUDENT) if ids and _denied(route, a)):
            with CaptureQueriesContext(connection) as queries:
                for method in route.methods:
                    _ask(cast[actor], method, _path(found, route, world), route, world)
            reader = world.users[actor].pk.hex  # as a parameter is written, with or without its dashes
            asked = [q["sql"] for q in queries if reader not in q["sql"].replace("-", "")]
            named = [sql for sql in asked if any(one in sql for one in ids)]
            wrong += [f"{found.name} as {actor}: {sql}" for sql in named]

    assert wrong == []


def test_iso_11_ids_in_urls_are_random() -> None:
    """Every argument that is an id takes a UUID and nothing else."""
    ids = {(f.name, a) for f in found_routes() for a in f.arguments if a.endswith("_id") and library_of(f.name) is None}
    converters = {f.name: dict(f.converters) for f in found_routes()}

    assert len(ids) > 100
    assert {(name, a) for name, a in ids if converters[name].get(a) != "UUIDConverter"} == set()


def _cases() -> list[object]:
    return [
        pytest.param(found, route, id=f"{found.name}{f'[{number}]' if number else ''}")
        for found in found_routes()
        for number, route in enumerate(rows_of(found.name))
    ]


def _path(found: Found, route: Route, world: World, *, ids: str = "owner") -> str:
    """The URL with the owner's ids, or with ids that belong to nothing."""
    if ids == "owner":
        return path_of(found, route, world.id_for)
    return path_of(
        found,
        route,
        lambda name: str(uuid4()) if name in found.arguments and name.endswith("_id") else world.id_for(name),
    )


def _ask(client: Client, method: str, path: str, route: Route, world: World) -> HttpResponse:
    return ask(client, method, path, data_of(route, world.id_for))


def verdict(response: HttpResponse) -> int:
    """The cell that this answer is."""
    if leads_to_sign_in(response):
        return LOGIN
    return OK if response.status_code in SUCCESS else response.status_code


@pytest.mark.parametrize(("found", "route"), _cases())
def test_iso_2_refused_requests_are_refused_and_change_nothing(
    found: Found, route: Route, world: World, cast: Cast
) -> None:
    path, nowhere = _path(found, route, world), _path(found, route, world, ids="random")
    cases = [(m, actor, cell) for m, cells in route.methods.items() for actor, cell in cells.items() if cell != OK]
    cases = [case for case in cases if case[0] != "HEAD" or case[1] in SAMPLE]
    cases += [(m, actor, 0) for m in OTHER_METHODS for actor in SAMPLE if _denied(route, actor)]
    for actor in {actor for _, actor, _ in cases}:
        cast[actor]
    before = fingerprint()

    wrong = []
    for method, actor, cell in cases:
        response = _ask(cast[actor], method, path, route, world)
        expected = {404 if cell == SAME else cell} if cell else {405, *_refusals(route, actor)}
        if verdict(response) not in expected:
            wrong.append(f"{method} as {actor}: {response.status_code} instead of {sorted(expected)}")
        if path != nowhere and cell in {404, 0} and "token" not in found.arguments:
            twin = _ask(cast[actor], method, nowhere, route, world)
            if cell == 404 and bare(twin, nowhere) != bare(response, path):
                wrong.append(f"{method} as {actor}: the owner's id and one that does not exist answer differently")
            if cell == 0 and twin.status_code != response.status_code:
                wrong.append(f"{method} as {actor}: {response.status_code} for the owner's id, else {twin.status_code}")

    assert not wrong, f"{found.name} ({path}):\n" + "\n".join(wrong)
    changed = sorted(table for table, digest in fingerprint().items() if before[table] != digest)
    assert not changed, f"{found.name}: a refused request changed {changed}"


def _denied(route: Route, actor: Actor) -> bool:
    return all(cells[actor] != OK for cells in route.methods.values())


def _refusals(route: Route, actor: Actor) -> set[int]:
    return {404 if cells[actor] == SAME else cells[actor] for cells in route.methods.values()}


@pytest.mark.parametrize(("found", "route"), _cases())
def test_allowed_requests_succeed(found: Found, route: Route, world: World, cast: Cast) -> None:
    path = _path(found, route, world)

    wrong = []
    for method, cells in route.methods.items():
        if method == "HEAD":
            continue  # Django answers it with what GET gives
        for actor in (actor for actor, cell in cells.items() if cell == OK):
            client = cast[actor]
            with transaction.atomic():  # each finds the world as it was
                response = _ask(client, method, path, route, world)
                transaction.set_rollback(True)
            if verdict(response) != OK:
                wrong.append(f"{method} as {actor}: {response.status_code} {response.get('Location', '')}")

    assert not wrong, f"{found.name} ({path}):\n" + "\n".join(wrong)


@pytest.mark.parametrize(("found", "route"), _cases())
def test_iso_4_methods_that_are_not_listed_do_nothing(found: Found, route: Route, world: World, cast: Cast) -> None:
    """GET or POST that the row does not name must be 405; PUT, PATCH and DELETE may at least change nothing."""
    path = _path(found, route, world)
    allowed = [a for a in Actor if any(cells[a] == OK for cells in route.methods.values())]
    client = cast[allowed[0] if allowed else Actor.OWNER]
    before = fingerprint()

    answers = {
        m: _ask(client, m, path, route, world).status_code
        for m in ("GET", "POST", *OTHER_METHODS)
        if m not in route.methods
    }

    assert {m: s for m, s in answers.items() if m in {"GET", "POST"} and s != 405} == {}, (
        f"{found.name}: accepted but not in the matrix: decorate the view (require_safe, require_POST) or add it."
    )
    assert {m: s for m, s in answers.items() if s >= 500} == {}
    assert fingerprint() == before


def _library_pages() -> list[object]:
    """Those that take no ids: an id there means something only to the library."""
    pages = [f for f in found_routes() if library_of(f.name) is not None and not f.arguments and "/" not in f.name]
    return [pytest.param(f, id=f.name) for f in pages]


@pytest.mark.parametrize("found", _library_pages())
def test_library_pages_ask_for_sign_in_where_the_matrix_says(found: Found, world: World, cast: Cast) -> None:
    cells = library_of(found.name)
    assert cells is not None

    answers = {actor: cast[actor].get(reverse(found.name)) for actor in (Actor.ANONYMOUS, Actor.OWNER, Actor.DIRECTOR)}

    assert {a: r.status_code for a, r in answers.items() if r.status_code >= 500} == {}
    assert {a for a, r in answers.items() if cells[a] == LOGIN and verdict(r) != LOGIN} == set()


def test_the_admin_registers_no_row_of_a_job_seeker() -> None:
    assert [m.__name__ for m in admin.site._registry if issubclass(m, OwnedModel)] == []
