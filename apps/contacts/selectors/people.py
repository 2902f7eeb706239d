"""The people list: what is asked for, one page of it, and the numbers around it. Two queries at any size."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Trim

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, ContactQuerySet, Employer, Stage, Tag

PAGE_SIZE = 50
FACET_SIZE = 100

#: The segments above the list: key → (label, stages). Who rests is in "Everyone" only.
VIEWS: dict[str, tuple[str, tuple[Stage, ...]]] = {
    "everyone": ("Everyone", tuple(Stage)),
    "to-ask": ("To ask", (Stage.LISTED,)),
    "waiting": ("Waiting", (Stage.ASKED,)),
    "talking": ("Talking", (Stage.REPLIED, Stage.SCHEDULED, Stage.TALKED)),
    "keeping": ("Keep in touch", (Stage.THANKED, Stage.TOUCH)),
    "archived": ("Archived", tuple(Stage)),
}
_RANK = Case(*(When(stage=s, then=n) for n, s in enumerate(Stage)), output_field=IntegerField())
_RANKS = frozenset(range(len(Stage)))
#: Key → (what is compared, whether it comes biggest first by itself, what a cursor holds).
SORTS: dict[str, tuple[Any, bool, type]] = {
    "next": (F("next_step_at"), False, datetime),
    "name": (F("sort_key"), False, str),
    "touch": (F("last_touch_at"), True, datetime),
    "stage": (_RANK, False, int),
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: the sorted value (None comes last) and the id of the row beside it."""

    value: datetime | str | int | None
    id: UUID
    backwards: bool = False

    def encode(self) -> str:
        """As it stands in an address."""
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        return base64.urlsafe_b64encode(json.dumps([value, str(self.id)]).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, sort: str, *, backwards: bool) -> Cursor:
        """The cursor of an address; ValueError for anything that `encode` did not make for this sort."""
        value: Any  # of unknown type until it is looked at
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            kind = SORTS[sort][2]
            if kind is datetime and value is not None:
                value = datetime.fromisoformat(value)
                if value.tzinfo is None:
                    raise ValueError("no zone")
            elif value is not None and type(value) is not kind:
                raise ValueError("another sort's value")
            elif (isinstance(value, str) and b"\x00" in value.encode()) or (kind is int and value not in _RANKS):
                raise ValueError("no such value")
            return cls(value, UUID(pk), backwards)
        except (binascii.Error, TypeError, AttributeError, RecursionError, ValueError) as error:
            raise ValueError("not a cursor") from error


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Which people, in which order, from where. Made from an address by `forms.read_people_query`."""

    view: str = "everyone"
    q: str = ""
    circle: str = ""
    employer: UUID | None = None
    stage: str = ""
    tag: UUID | None = None
    via: UUID | None = None
    sort: str = "next"
    reverse: bool = False
    cursor: Cursor | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the view narrows the list."""
        return any((self.q, self.circle, self.employer, self.stage, self.tag, self.via))

    def having(self, **changes: Any) -> PeopleQuery:
        """The same from its first page on, with `changes`."""
        return replace(self, **{"cursor": None, **changes})

    def params(self) -> dict[str, str]:
        """What an address needs to say; nothing that is so by itself."""
        given = {
            "view": "" if self.view == "everyone" else self.view,
            "q": self.q,
            "circle": self.circle,
            "employer": str(self.employer or ""),
            "stage": self.stage,
            "tag": str(self.tag or ""),
            "via": str(self.via or ""),
            "sort": ("-" if self.reverse else "") + self.sort if self.reverse or self.sort != "next" else "",
        }
        if self.cursor:
            given["before" if self.cursor.backwards else "after"] = self.cursor.encode()
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page, and the cursors of its neighbors where there are any. People carry `tag_list`."""

    people: list[Contact]
    earlier: Cursor | None
    later: Cursor | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the whole list, and what it can be filtered by: id → name."""

    stages: Mapping[str, int] = field(default_factory=dict)
    circles: Mapping[str, int] = field(default_factory=dict)
    archived: int = 0
    employers: Mapping[UUID, str] = field(default_factory=dict)
    tags: Mapping[UUID, str] = field(default_factory=dict)
    introducers: Mapping[UUID, str] = field(default_factory=dict)

    def in_view(self, view: str) -> int:
        """How many people a segment holds."""
        if view == "archived":
            return self.archived
        return sum(self.stages.get(stage, 0) for stage in VIEWS[view][1])

    @property
    def total(self) -> int:
        """Everyone who is not archived."""
        return sum(self.stages.values())

    @property
    def asked(self) -> int:
        """Everyone beyond the bare list."""
        return self.total - self.stages.get(Stage.LISTED, 0)

    @property
    def talked(self) -> int:
        """Everyone whom the owner has talked with, as far as the stage tells."""
        return sum(self.stages.get(stage, 0) for stage in (Stage.TALKED, Stage.THANKED, Stage.TOUCH))


def people_page(user: User, query: PeopleQuery) -> PeoplePage:
    """One page by keyset: no offset, no count, so that the last page costs what the first does."""
    column, falls, _ = SORTS[query.sort]
    falling = falls != query.reverse
    people = _matching(user, query).annotate(key=column)
    cursor = query.cursor
    backwards = bool(cursor and cursor.backwards)
    if cursor:
        people = people.filter(_beyond(cursor, falling=falling))
    descending = falling != backwards
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    key = F("key").desc(**nulls) if descending else F("key").asc(**nulls)
    tags = Tag.objects.filter(contacts=OuterRef("pk")).order_by("name").values("name")
    found = list(
        people.annotate(tag_list=ArraySubquery(tags))
        .select_related("employer", "introducer")
        .only(
            "given_name", "family_name", "title", "circle", "relation", "source", "stage", "last_touch_at",
            "last_touch_kind", "next_step_at", "next_step", "do_not_contact", "employer__name",
            "introducer__given_name", "introducer__family_name",
        )
        .order_by(key, "-id" if descending else "id")[: PAGE_SIZE + 1]
    )  # fmt: skip
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    first, last = (_cursor_of(found[0]), _cursor_of(found[-1])) if found else (None, None)
    has_earlier, has_later = (more, True) if backwards else (cursor is not None, more)
    return PeoplePage(
        people=found,
        earlier=replace(first, backwards=True) if first and has_earlier else None,
        later=last if has_later else None,
    )


def people_summary(user: User, query: PeopleQuery) -> Summary:
    """One statement for every number and every choice around the list.

    Of employers, tags and introducers it holds the first hundred by name, and whichever is chosen.
    """
    mine = Contact.objects.visible_to(user).order_by()
    current = mine.current()
    branches = [
        _counts(mine),
        _choices(
            "employer",
            Employer.objects.filter(Exists(current.filter(employer=OuterRef("pk"))), owner=user),
            F("name"),
            query.employer,
        ),
        _choices("tag", Tag.objects.filter(owner=user), F("name"), query.tag),
        _choices(
            "via",
            mine.filter(pk__in=current.exclude(introducer=None).values("introducer").distinct()),
            F("sort_key"),
            query.via,
        ),
    ]
    stages: Counter[str] = Counter()
    circles: Counter[str] = Counter()
    archived = 0
    choices: dict[str, dict[UUID, str]] = {"employer": {}, "tag": {}, "via": {}}
    for kind, key, label, number in branches[0].union(*branches[1:], all=True):
        if kind == "archived":
            archived += number
        elif kind == "current":
            stages[key] += number
            circles[label] += number
        else:
            choices[kind][UUID(key)] = label
    return Summary(stages, circles, archived, choices["employer"], choices["tag"], choices["via"])


def _matching(user: User, query: PeopleQuery) -> ContactQuerySet:
    people = Contact.objects.visible_to(user)
    people = people.exclude(archived_at=None) if query.view == "archived" else people.current()
    if query.view not in ("everyone", "archived"):
        people = people.filter(stage__in=VIEWS[query.view][1])
    for word in names.fold(query.q).split()[:8]:
        people = people.filter(search_text__contains=word)
    exact = {"circle": query.circle, "stage": query.stage, "employer": query.employer, "introducer": query.via}
    people = people.filter(**{name: value for name, value in exact.items() if value})
    if query.tag:
        # By the link table: a join would multiply rows if a second relation were ever filtered beside it.
        people = people.filter(Exists(Contact.tags.through.objects.filter(contact=OuterRef("pk"), tag=query.tag)))
    return people


def _beyond(cursor: Cursor, *, falling: bool) -> Q:
    """The rows behind (or, backwards, before) the cursor; those without a value always stand last."""
    up = falling == cursor.backwards
    by_id = Q(id__gt=cursor.id) if up else Q(id__lt=cursor.id)
    if cursor.value is None:
        beside = Q(key__isnull=True) & by_id
        return beside | Q(key__isnull=False) if cursor.backwards else beside
    beyond = Q(key__gt=cursor.value) if up else Q(key__lt=cursor.value)
    here = beyond | (Q(key=cursor.value) & by_id)
    return here if cursor.backwards else here | Q(key__isnull=True)


def _cursor_of(person: Contact) -> Cursor:
    return Cursor(person.key, person.pk)  # type: ignore[attr-defined]


def _counts(people: ContactQuerySet) -> QuerySet[Any, Any]:
    """People by whether they are archived, stage and circle: one scan gives the numbers of all three."""
    return (
        people.values(
            row_kind=Case(
                When(archived_at=None, then=Value("current")), default=Value("archived"), output_field=TextField()
            ),
            row_key=Cast(F("stage"), TextField()),
            row_label=Cast(F("circle"), TextField()),
        )
        .annotate(row_number=Count("pk"))
        .values_list("row_kind", "row_key", "row_label", "row_number")
    )


def _choices(kind: str, rows: QuerySet[Any], by: F, chosen: UUID | None) -> QuerySet[Any, Any]:
    label = F("name") if rows.model is not Contact else _full_name()
    found: QuerySet[Any, Any] = (
        rows.annotate(
            row_kind=Value(kind, TextField()),
            row_key=Cast(F("pk"), TextField()),
            row_label=Cast(label, TextField()),
            row_number=Value(0, IntegerField()),
            is_other=Case(When(pk=chosen, then=0), default=1) if chosen else Value(1),
        )
        .order_by("is_other", by, "pk")
        .values_list("row_kind", "row_key", "row_label", "row_number")
    )
    return found[:FACET_SIZE]


def _full_name() -> Any:
    return Trim(Concat(F("given_name"), Value(" "), F("family_name"), output_field=TextField()))
