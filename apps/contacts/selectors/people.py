"""The people whom a list holds, and one page of them. One query at any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, ContactQuerySet, Tag
from apps.contacts.selectors.kinds import level_case, of_industry
from apps.contacts.selectors.query import SOMETIMES_EMPTY, SORTS, VIEWS, Cursor, PeopleQuery
from apps.contacts.selectors.shapes import rows_of

PAGE_SIZE = 50


class Person(NamedTuple):
    """What a line of the list needs to know. No model: fifty of them with employer and introducer cost more to make
    than to read.
    """

    id: UUID
    given_name: str
    family_name: str
    title: str
    circle: str
    relation: str
    source: str
    stage: str
    last_touch_at: datetime | None
    last_touch_kind: str
    next_step_at: datetime | None
    next_step: str
    employer: str | None
    introducer_given: str | None
    introducer_family: str | None
    tags: list[str]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()

    @classmethod
    def of(cls, contact: Contact) -> Person:
        """The line of somebody who was just added, and so has no tags."""
        via = contact.introducer
        return cls(
            contact.pk, contact.given_name, contact.family_name, contact.title, contact.circle, contact.relation,
            contact.source, contact.stage, contact.last_touch_at, contact.last_touch_kind, contact.next_step_at,
            contact.next_step, contact.employer.name if contact.employer else None, via.given_name if via else None,
            via.family_name if via else None, [],
        )  # fmt: skip


_COLUMNS = (
    "id", "given_name", "family_name", "title", "circle", "relation", "source", "stage", "last_touch_at",
    "last_touch_kind", "next_step_at", "next_step", "employer__name", "introducer__given_name",
    "introducer__family_name", "tag_list", "key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page, and the cursors of its neighbors where there are any."""

    people: list[Person]
    earlier: Cursor | None
    later: Cursor | None


def people_page(user: User, query: PeopleQuery) -> PeoplePage:
    """One page by keyset: no offset, no count, so that the last page costs what the first does."""
    cursor = query.cursor
    backwards = bool(cursor and cursor.backwards)
    found = rows_of(_page, user, query)
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    first, last = (_cursor_of(found[0]), _cursor_of(found[-1])) if found else (None, None)
    has_earlier, has_later = (more, True) if backwards else (cursor is not None, more)
    return PeoplePage(
        people=[Person(*row[:-1]) for row in found],
        earlier=replace(first, backwards=True) if first and has_earlier else None,
        later=last if has_later else None,
    )


def _page(user: User, query: PeopleQuery) -> QuerySet[Contact, tuple[Any, ...]]:
    """The rows of a page and one more, in the order in which they are read."""
    column, falls, _ = SORTS[query.sort]
    falling = falls != query.reverse
    cursor = query.cursor
    backwards = bool(cursor and cursor.backwards)
    order = _order(query.sort, descending=falling != backwards, backwards=backwards)
    tags = Tag.objects.filter(contacts=OuterRef("pk")).order_by("name").values("name")
    people = people_matching(user, query).annotate(key=column, tag_list=ArraySubquery(tags))
    wanted = people.order_by(*order).values_list(*_COLUMNS)
    beyond = _beyond(cursor, query.sort, falling=falling) if cursor else [Q()]
    # Each stretch of an index is read by itself: PostgreSQL reads none of "beyond this value, or without one" from it.
    stretches = [wanted.filter(part)[: PAGE_SIZE + 1] for part in beyond]
    rows = stretches[0].union(*stretches[1:], all=True).order_by(*order) if len(stretches) > 1 else stretches[0]
    return rows[: PAGE_SIZE + 1]


def people_matching(user: User, query: PeopleQuery) -> ContactQuerySet:
    """Everyone of the user's own whom `query` asks for, on whichever page."""
    people = Contact.objects.visible_to(user)
    people = people.exclude(archived_at=None) if query.view == "archived" else people.current()
    if query.view not in ("everyone", "archived"):
        people = people.filter(stage__in=VIEWS[query.view][1])
    for word in names.fold(query.q).split()[:8]:
        people = people.filter(search_text__contains=word)
    exact = {"circle": query.circle, "stage": query.stage, "employer": query.employer, "introducer": query.via}
    people = people.filter(**{name: value for name, value in exact.items() if value})
    if query.level:
        people = people.alias(level=level_case()).filter(level=query.level)
    if query.industry:
        people = people.filter(of_industry(user, query.industry))
    if query.tag:
        # By the link table: a join would multiply rows if a second relation were ever filtered beside it.
        people = people.filter(Exists(Contact.tags.through.objects.filter(contact=OuterRef("pk"), tag=query.tag)))
    return people


def chosen_people(user: User, ids: Iterable[UUID]) -> ContactQuerySet:
    """Those of `ids` who are the user's own; the others are passed over without a word."""
    return Contact.objects.visible_to(user).filter(pk__in=list(ids)[: PAGE_SIZE * 20])


def count_matching(user: User, query: PeopleQuery, *, most: int | None = None) -> int:
    """How many people a list holds, on all its pages; counted no further than `most`."""
    return people_matching(user, query)[:most].count()


def _order(sort: str, *, descending: bool, backwards: bool) -> list[OrderBy]:
    """Those without a value stand last, from whichever side the list is read."""
    nulls: dict[str, Any] = {}
    if sort in SOMETIMES_EMPTY:
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    if descending:
        return [F("key").desc(**nulls), F("id").desc()]
    return [F("key").asc(**nulls), F("id").asc()]


def _beyond(cursor: Cursor, sort: str, *, falling: bool) -> list[Q]:
    """The rows behind (or, backwards, before) the cursor, in one stretch or in two: with a value, and without."""
    up = falling == cursor.backwards
    by_id = Q(id__gt=cursor.id) if up else Q(id__lt=cursor.id)
    if cursor.value is None:
        beside = Q(key__isnull=True) & by_id
        return [beside, Q(key__isnull=False)] if cursor.backwards else [beside]
    beyond = Q(key__gt=cursor.value) if up else Q(key__lt=cursor.value)
    bound = Q(key__gte=cursor.value) if up else Q(key__lte=cursor.value)  # where the index is entered
    here = bound & (beyond | (Q(key=cursor.value) & by_id))
    return [here] if cursor.backwards or sort not in SOMETIMES_EMPTY else [here, Q(key__isnull=True)]


def _cursor_of(row: tuple[Any, ...]) -> Cursor:
    return Cursor(row[-1], row[0])
