"""The numbers around the people list, and what it can be filtered by. One statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Trim

from apps.accounts.models import User
from apps.contacts.models import Contact, ContactQuerySet, Employer, Stage, Tag
from apps.contacts.models.saved import MOST_VIEWS
from apps.contacts.selectors.query import VIEWS, PeopleQuery
from apps.contacts.selectors.saved import saved_views

FACET_SIZE = 100


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the whole list, and what it can be filtered by: id → name."""

    stages: Mapping[str, int] = field(default_factory=dict)
    circles: Mapping[str, int] = field(default_factory=dict)
    archived: int = 0
    employers: Mapping[UUID, str] = field(default_factory=dict)
    tags: Mapping[UUID, str] = field(default_factory=dict)
    introducers: Mapping[UUID, str] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)  # what the owner keeps: name → PeopleQuery.address()

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
            F("name_key"),  # the first hundred come from its index, however many there are
            query.employer,
        ),
        _choices("tag", Tag.objects.filter(owner=user), F("name"), query.tag),
        _choices(
            "via",
            mine.filter(pk__in=current.exclude(introducer=None).values("introducer").distinct()),
            F("sort_key"),
            query.via,
        ),
        _kept(user),
    ]
    stages: Counter[str] = Counter()
    circles: Counter[str] = Counter()
    views: dict[str, str] = {}
    archived = 0
    choices: dict[str, dict[UUID, str]] = {"employer": {}, "tag": {}, "via": {}}
    for kind, key, label, number in branches[0].union(*branches[1:], all=True):
        if kind == "archived":
            archived += number
        elif kind == "kept":
            views[label] = key
        elif kind == "current":
            stages[key] += number
            circles[label] += number
        else:
            choices[kind][UUID(key)] = label
    return Summary(stages, circles, archived, choices["employer"], choices["tag"], choices["via"], views)


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


def _kept(user: User) -> QuerySet[Any, Any]:
    return (
        saved_views(user)
        .annotate(
            row_kind=Value("kept", TextField()),
            row_key=Cast(F("query"), TextField()),
            row_label=Cast(F("name"), TextField()),
            row_number=Value(0, IntegerField()),
        )
        .values_list("row_kind", "row_key", "row_label", "row_number")[:MOST_VIEWS]
    )


def _full_name() -> Any:
    return Trim(Concat(F("given_name"), Value(" "), F("family_name"), output_field=TextField()))
