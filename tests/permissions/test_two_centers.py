"""Two centers with the same data, and people of one asking for whatever they like (ISO-3, ISO-12).

Their requests go through the real URLconf, by every row of the matrix, with ids of both centers mixed. A row is
*theirs* when it holds an id of the other center; so a new row that points into it is found as well as one that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter
from pytest_django import DjangoDbBlocker

from tests.factories.accounts import NOW
from tests.permissions.asking import ask, bare, data_of, path_of
from tests.permissions.matrix import IDS, OK, ROUTES, Actor, Route
from tests.permissions.routes import Found, found_routes
from tests.permissions.world import World, all_rows

pytestmark = pytest.mark.django_db
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DOMAIN = "bramley.example"
FOUND = {found.name: found for found in found_routes()}
#: Everybody of a center; the director of another one and the operator are somebody else's.
PEOPLE = tuple(a for a in Actor if a not in {Actor.FOREIGN, Actor.OPERATOR, Actor.ANONYMOUS})
CASES = [
    (FOUND[route.name], route, method) for route in ROUTES for method in ("GET", "POST") if method in route.methods
]
#: What people of B look at; each page by the one of the cast who sees most of it. Not how the installation does.
PAGES = [
    (found, route, next(a for a in (Actor.OWNER, Actor.DIRECTOR, Actor.ADVISOR) if route.GET[a] == OK))
    for found, route, method in CASES
    if method == "GET" and route.GET and any(route.GET[a] == OK for a in (Actor.OWNER, Actor.DIRECTOR, Actor.ADVISOR))
    if not route.name.startswith("health:")
]


class Step(NamedTuple):
    """One request of somebody of A. Each id is drawn from A or B: `mix` holds a bit for each."""

    case: tuple[Found, Route, str]
    actor: Actor
    mix: int
    fragment: bool

    def __repr__(self) -> str:
        return f"{self.case[2]} {self.case[1].name} as {self.actor}, ids {self.mix:b}"

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        printer.text(repr(self))  # else it writes out every route


@dataclass(repr=False)
class Two:
    """Centers A and B."""

    a: World
    b: World
    clients: dict[tuple[str, Actor], Client]
    b_ids: frozenset[str]
    b_rows: frozenset[tuple[str, str]]

    def __repr__(self) -> str:
        return "two centers"  # Hypothesis would write out both worlds, and fail over the length

    def theirs(self) -> set[tuple[str, str]]:
        """The rows of B, and every other row that points into it."""
        return {row for row in all_rows() if not self.b_ids.isdisjoint(UUID.findall(row[1]))}

    def take(self, step: Step) -> tuple[str, set[str], str]:
        """What came of a request: its path, the ids of B that it named itself, and the answer."""
        (found, route, method), bits, named = step.case, iter(f"{step.mix:032b}"), set()

        def fill(argument: str) -> str:
            world = self.b if next(bits, "0") == "1" else self.a
            value = world.id_for(argument)
            named.add(value)
            return value

        path, data = path_of(found, route, fill), data_of(route, fill)
        client = self.clients["a", step.actor]
        client.defaults.pop("HTTP_HX_REQUEST", None)
        if step.fragment:
            client.defaults["HTTP_HX_REQUEST"] = "true"
        with transaction.atomic():
            status, body, target = bare(ask(client, method, path, data))
        return f"{method} {path} as {step.actor}: {status}", named, body + target


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Two]:
    """Made once, on a clock that stands still, and rolled back at the end."""
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), transaction.atomic():
        a = World()
        before = all_rows()
        b = World(domain=DOMAIN)
        made = all_rows() - before
        ids = frozenset(found for _, text in made for found in UUID.findall(text)[:1])
        clients = {}
        for name, world in (("a", a), ("b", b)):
            for actor in PEOPLE:
                client = clients[name, actor] = Client(raise_request_exception=False)
                client.force_login(world.users[actor])
        found = Two(a, b, clients, ids, frozenset())
        found.b_rows = frozenset(found.theirs())
        yield found
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _django_db_helper(two: Two, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test finds the centers as they were made; see test_matrix.py."""
    monkeypatch.setattr("django.conf.settings.CENTERS_REQUIRE_STAFF_MFA", False)
    monkeypatch.setattr("django.conf.settings.ACCOUNT_REAUTHENTICATION_REQUIRED", False)
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def pages_of_b(two: Two, pages: list[tuple[Found, Route, Actor]]) -> dict[str, tuple[int, str, str]]:
    """What people of B get; whatever it writes is undone."""
    got = {}
    for found, route, actor in pages:
        path = path_of(found, route, two.b.id_for)
        with transaction.atomic():
            got[path] = bare(ask(two.clients["b", actor], "GET", path))
            transaction.set_rollback(True)
    return got


def check(two: Two, steps: list[Step]) -> None:
    """Takes the steps and holds each answer against ISO-12."""
    for step in steps:
        what, named, text = two.take(step)
        leaked = two.b_ids.intersection(UUID.findall(text)) - named
        assert not leaked, f"{what} names {leaked} of the other center"
        assert DOMAIN not in text, f"{what} shows an address of the other center"
    changed = two.theirs() ^ two.b_rows
    assert not changed, f"{[(s.case[1].name, s.case[2], s.actor) for s in steps]} changed {sorted(changed)}"


steps = st.builds(Step, st.sampled_from(CASES), st.sampled_from(PEOPLE), st.integers(0, 2**32 - 1), st.booleans())


@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # never minutes to shrink
@given(st.lists(steps, min_size=8, max_size=16), st.lists(st.integers(0, len(PAGES) - 1), min_size=3, max_size=4))
def test_iso_12_nothing_that_people_of_one_center_ask_for_touches_another(
    two: Two, taken: list[Step], numbers: list[int]
) -> None:
    looked_at = [PAGES[number] for number in numbers]
    cache.clear()
    with transaction.atomic():
        before = pages_of_b(two, looked_at)
        check(two, taken)
        assert pages_of_b(two, looked_at) == before
        transaction.set_rollback(True)


def _with_ids_in_data() -> list[object]:
    named = {f"{{{name}}}" for name in IDS}
    return [
        pytest.param(found, route, id=route.name)
        for found, route, method in CASES
        if method == "POST" and any(n in str(value) for value in route.data.values() for n in named)
    ]


def test_the_pages_open_and_a_row_that_changed_would_show(two: Two) -> None:
    """Else the test above would hold for pages that nobody may open, and for rows that it never looks at."""
    assert {status for status, _, _ in pages_of_b(two, PAGES).values()} <= {200, 302, 303}

    two.b.center.name = "Elsewhere"
    two.b.center.save()

    assert {table for table, _ in two.theirs() ^ two.b_rows} == {"centers_center"}


@pytest.mark.parametrize(("found", "route"), _with_ids_in_data())
def test_iso_3_an_id_of_another_center_in_a_form_is_no_id(two: Two, found: Found, route: Route) -> None:
    assert route.POST is not None
    for actor in (a for a in PEOPLE if route.POST[a] == OK):
        count = len(found.arguments)
        with transaction.atomic():
            check(two, [Step((found, route, "POST"), actor, int("0" * count + "1" * (32 - count), 2), False)])
            transaction.set_rollback(True)


def test_iso_3_of_a_mixed_list_not_even_the_valid_half_is_taken(two: Two) -> None:
    """Where a form takes several ids: one of another center refuses all, or is left out as if it were not there."""
    before = all_rows()
    director = two.clients["a", Actor.DIRECTOR]
    mixed = [two.a.id_for("advisor_id"), two.b.id_for("advisor_id")]

    response = director.post(f"/centers/members/{two.a.membership.pk}/caseload/", {"staff": mixed})

    assert response.status_code == 422
    assert all_rows() == before


def test_a_page_that_nothing_touched_answers_the_same(two: Two) -> None:
    """Else the walk would see changes where none are."""
    once, again = pages_of_b(two, PAGES), pages_of_b(two, PAGES)

    assert [path for path in once if once[path] != again[path]] == []
