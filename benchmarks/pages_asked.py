"""What is asked of the pages, and what quality.md wants of each."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks.pages_client import Answer, Client
from benchmarks.pages_seed import BLOCK, SPARE, Size, key
from benchmarks.pages_site import Sized


@dataclass(frozen=True, slots=True)
class Request:
    """One request; a form if it has fields."""

    path: str
    fields: dict[str, str] | None = None
    htmx: bool = False

    def send(self, client: Client) -> Answer:
        """The answer, which is a good one."""
        if self.fields is None:
            answer = client.get(self.path, htmx=self.htmx)
        else:
            answer = client.post(self.path, self.fields, htmx=self.htmx)
        assert answer.status < 400, f"{answer.status} for {self}: {answer.body[:2000]!r}"
        return answer

    def as_json(self) -> dict[str, Any]:
        """For `pages_sql`."""
        return {"path": self.path, "fields": self.fields, "htmx": self.htmx}


@dataclass(frozen=True, slots=True)
class Goal:
    """Which floor, how many times it, how many statements, and how much it may grow with the list."""

    floor: str
    times: float
    sql: int
    growth: float


LIST, FRAGMENT = Goal("L", 2.0, 6, 1.1), Goal("L", 1.3, 5, 1.1)
SEARCH, SEARCH_PAGE = Goal("L", 1.5, 5, 1.5), Goal("L", 2.0, 6, 1.5)
PERSON, TODAY, ACTION = Goal("D", 4.0, 10, 1.1), Goal("L", 2.5, 10, 1.2), Goal("P", 3.0, 10, 1.1)


def floor_requests(name: str, size: Sized) -> Iterator[Request]:
    """The same floor again and again; its rows stand in the database of `size`."""
    path = {"L": "/", "D": f"/{size.number(510)}/", "P": "/add/"}[name]
    for n in count():
        fields = {"name": f"Somebody New {n}", "employer": "Corvane Health", "title": "Nurse"} if name == "P" else None
        yield Request(path, fields)


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the table; `asked` gives its requests for one size, one after the other."""

    name: str
    goal: Goal
    asked: Callable[[Any], Iterator[Request]]
    viewer: str = "pages"  # whose cookie


class Facts:
    """What addresses need to know of the rows of one size."""

    def __init__(self, size: Size, url: str) -> None:
        self.size, self.url = size, url
        with psycopg.connect(url, autocommit=True) as connection:
            self.owner = connection.execute("SELECT id FROM pattern.accounts_user").fetchone()[0]  # type: ignore[index]
            self.deep = {
                sort: self._deep(connection, column, falls=falls)
                for sort, column, falls in (("name", "sort_key", False), ("touch", "last_touch_at", True))
            }
            self.someone = self._one(connection, f"given_name || ' ' || family_name FROM contacts_contact"
                                     f" WHERE id = {key('contacts_contact', str(self.number(510)))}")  # fmt: skip
            self.employer = self._one(connection, f"employer_id FROM contacts_contact WHERE owner_id = '{self.owner}'"
                                      " AND employer_id IS NOT NULL ORDER BY id LIMIT 1")  # fmt: skip
            self.tag = self._one(connection, f"id FROM contacts_tag WHERE owner_id = '{self.owner}' LIMIT 1")
        self.steps = count()
        self.people = count()

    def number(self, k: int) -> int:
        """Which copy the owner's person `k` (of the first thousand) is."""
        return self.size.number(k)

    def id_of(self, table: str, number: int) -> str:
        """The id of a copy; the same as `pages_seed.key`."""
        return key(table, "N").split("'")[1] + f"{number:012x}"

    def _one(self, connection: psycopg.Connection[Any], what: str) -> Any:
        row = connection.execute(f"SELECT {what}").fetchone()
        assert row is not None
        return row[0]

    def _deep(self, connection: psycopg.Connection[Any], column: str, *, falls: bool) -> str:
        """A cursor nine tenths down the list, among those who have a value."""
        where = f"owner_id = '{self.owner}' AND archived_at IS NULL AND {column} IS NOT NULL"
        order = "DESC" if falls else "ASC"
        value, pk = connection.execute(
            f"SELECT {column}, id FROM contacts_contact WHERE {where} ORDER BY {column} {order}, id {order}"
            f" OFFSET (SELECT count(*) * 9 / 10 FROM contacts_contact WHERE {where}) LIMIT 1"
        ).fetchone()  # type: ignore[misc]
        text = json.dumps([value.isoformat() if falls else value, str(pk)])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _same(path: str, *, htmx: bool = False, **params: str) -> Callable[[Facts], Iterator[Request]]:
    """The same address again and again; a parameter may name a fact, as in `tag="{tag}"`."""

    def asked(facts: Facts) -> Iterator[Request]:
        known = {
            "someone": facts.someone,
            "employer": facts.employer,
            "tag": facts.tag,
            "deep_name": facts.deep["name"],
        }
        known |= {"deep_touch": facts.deep["touch"], "person": facts.id_of("contacts_contact", facts.number(10))}
        query = urlencode({name: value.format(**known) for name, value in params.items()})
        request = Request(path.format(**known) + (f"?{query}" if query else ""), htmx=htmx)
        while True:
            yield request

    return asked


def _create(facts: Facts) -> Iterator[Request]:
    for n in facts.people:
        fields = {
            "given_name": "Ana", "family_name": f"Newcomer{n}", "title": "Nurse", "employer": "Corvane Health",
            "circle": "friend", "role": "both", "tags": "Tag 1",
        }  # fmt: skip
        yield Request("/people/add/", fields)


def _log(facts: Facts) -> Iterator[Request]:
    for n in count():
        person = facts.id_of("contacts_contact", facts.number(300 + n % 200))
        yield Request(
            f"/people/{person}/log/", {"kind": "call", "summary": "A word on the phone", "day": ""}, htmx=True
        )


def _step(action: str, **fields: str) -> Callable[[Facts], Iterator[Request]]:
    def asked(facts: Facts) -> Iterator[Request]:
        for n in facts.steps:
            t, k = divmod(n % SPARE, BLOCK)
            if facts.size.mine < BLOCK:
                k %= facts.size.mine
            step = facts.id_of("followups_followup", 100_000_000 + t * BLOCK + k)
            yield Request(f"/follow-ups/{step}/{action}/", {"as": "row", "back": "/", **fields}, htmx=True)

    return asked


PEOPLE = "/people/"
PAGES = (
    Page("People, by next step", LIST, _same(PEOPLE)),
    Page("by name", LIST, _same(PEOPLE, sort="name")),
    Page("by last touch", LIST, _same(PEOPLE, sort="touch")),
    Page("by stage", LIST, _same(PEOPLE, sort="stage")),
    Page("by name, nine tenths down", LIST, _same(PEOPLE, sort="name", after="{deep_name}")),
    Page("by last touch, nine tenths down", LIST, _same(PEOPLE, sort="touch", after="{deep_touch}")),
    Page("with a tag", LIST, _same(PEOPLE, tag="{tag}")),
    Page("of an employer", LIST, _same(PEOPLE, employer="{employer}")),
    Page("friends, by name", LIST, _same(PEOPLE, circle="friend", sort="name")),
    Page("waiting", LIST, _same(PEOPLE, view="waiting")),
    Page("archived", LIST, _same(PEOPLE, view="archived")),
    Page("People as a fragment", FRAGMENT, _same(PEOPLE, htmx=True)),
    Page("by name, nine tenths down", FRAGMENT, _same(PEOPLE, htmx=True, sort="name", after="{deep_name}")),
    Page("with a tag", FRAGMENT, _same(PEOPLE, htmx=True, tag="{tag}")),
    Page("Search, a name", SEARCH, _same(PEOPLE, htmx=True, q="{someone}")),
    Page("Search, one in ten", SEARCH, _same(PEOPLE, htmx=True, q="clinic")),
    Page("Search, nobody", SEARCH, _same(PEOPLE, htmx=True, q="zzqxy")),
    Page("Palette, opened", SEARCH, _same("/palette/", htmx=True)),
    Page("Palette, a name", SEARCH, _same("/palette/", htmx=True, q="{someone}")),
    Page("Palette, nobody", SEARCH, _same("/palette/", htmx=True, q="zzqxy")),
    Page("A person with 2,000 entries", PERSON, _same("/people/{person}/")),
    Page("Today, 30 steps due", TODAY, _same("/")),
    Page("Add a person", ACTION, _create),
    Page("A step is done", ACTION, _step("done")),
    Page("A step is snoozed", ACTION, _step("snooze", until="tomorrow")),
    Page("A touch is logged", ACTION, _log),
)
