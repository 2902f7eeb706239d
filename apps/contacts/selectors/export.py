"""The people of a list as an export reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.models import PrivateNote, Tag
from apps.contacts.selectors.people import people_matching
from apps.contacts.selectors.query import SORTS, PeopleQuery

CHUNK = 500


@dataclass(frozen=True, slots=True)
class ExportPerson:
    """What leaves Acquaint about one person."""

    id: UUID
    given_name: str
    family_name: str
    email: str
    phone: str
    employer: str
    title: str
    profile_url: str
    location: str
    timezone: str
    circle: str
    relation: str
    common_ground: str
    introducer_given: str
    introducer_family: str
    stage: str
    source: str
    do_not_contact: bool
    is_private: bool
    last_touch_at: datetime | None
    next_step: str
    next_step_at: datetime | None
    created_at: datetime
    updated_at: datetime
    tags: list[str]
    note: str
    own_values: dict[str, str] = field(default_factory=dict)  # by id of the own field

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def introducer(self) -> str:
        """Who introduced them; empty for nobody."""
        return f"{self.introducer_given} {self.introducer_family}".strip()


def people_to_export(user: User, query: PeopleQuery, *, with_notes: bool) -> Iterator[ExportPerson]:
    """Everyone of a list in its order, all pages, read through a cursor of the database: one query, little memory.

    Private notes are read only when they are asked for.
    """
    column, falls, _ = SORTS[query.sort]
    falling = falls != query.reverse
    tags = Tag.objects.filter(contacts=OuterRef("pk")).order_by("name").values("name")
    notes = Subquery(PrivateNote.objects.filter(owner=user, contact=OuterRef("pk")).values("body")[:1])
    nothing = Value("", TextField())
    key = F("key").desc(nulls_last=True) if falling else F("key").asc(nulls_last=True)
    rows = (
        people_matching(user, query)
        .annotate(key=column, tag_list=ArraySubquery(tags))
        .annotate(note_body=Coalesce(notes, nothing) if with_notes else nothing)
        .order_by(key, "-id" if falling else "id")
        .annotate(
            employer_name=_or_empty("employer__name"),
            by_given=_or_empty("introducer__given_name"),
            by_family=_or_empty("introducer__family_name"),
        )
        .values_list(
            "id", "given_name", "family_name", "email", "phone", "employer_name", "title", "profile_url", "location",
            "timezone", "circle", "relation", "common_ground", "by_given", "by_family", "stage", "source",
            "do_not_contact", "is_private", "last_touch_at", "next_step", "next_step_at", "created_at", "updated_at",
            "tag_list", "note_body", "own_values",
        )
    )  # fmt: skip
    for row in rows.iterator(chunk_size=CHUNK):
        yield ExportPerson(*row)


def _or_empty(path: str) -> Coalesce:
    return Coalesce(F(path), Value(""), output_field=TextField())
