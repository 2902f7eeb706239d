"""Reads about employers: who is there, who could be asked next, and where the owner would like to work most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.models import (
    Circle,
    Contact,
    ContactQuerySet,
    Employer,
    EmployerAlias,
    EmployerMerge,
    Stage,
)
from apps.contacts.models.employer import MERGE_UNDO_FOR

#: Circles from the warmest: whom one writes to without thinking twice stands first.
WARMTH = Case(*(When(circle=c, then=n) for n, c in enumerate(Circle)), output_field=IntegerField())
_INTRODUCED = Case(When(introducer=None, then=Value(1)), default=Value(0), output_field=IntegerField())
TALKED = (Stage.TALKED, Stage.THANKED, Stage.TOUCH)
#: Who would speak for the owner: whoever talked with them, and whoever knows them anyway.
SPEAKS = (Q(stage__in=TALKED) | ~Q(circle=Circle.COLD)) & Q(archived_at=None, do_not_contact=False)
_TALKED_FIRST = Case(When(stage__in=TALKED, then=0), default=1, output_field=IntegerField())

#: Whether somebody at an employer would speak for the owner: what they said, else what their people tell.
ADVOCACY = Coalesce(
    F("advocate_said"), Exists(Contact.objects.filter(SPEAKS, employer=OuterRef("pk"))), output_field=BooleanField()
)
_POSTING = Case(
    When(posting=Employer.Posting.YES, then=2),
    When(posting=Employer.Posting.UNKNOWN, then=1),
    default=0,
    output_field=IntegerField(),
)
#: The order of the LAMP list (Steve Dalton, "The 2-Hour Job Search", 2nd edition, 2020): motivation, then posting,
#: then advocacy, the most first. One number, and -1 for an employer that is not on the list.
SCORE = Case(
    When(
        wished_at__isnull=False,
        then=F("motivation") * 6 + _POSTING * 2 + Case(When(ADVOCACY, then=1), default=0, output_field=IntegerField()),
    ),
    default=-1,
    output_field=IntegerField(),
)


def next_in_line(owner: User, employer: Employer | UUID) -> ContactQuerySet:
    """Who at an employer may be asked next: not asked yet, not archived, not "don't write".

    The warmest circle first (family … not yet met), in a circle those whom somebody introduced, then by name.
    """
    mine = Contact.objects.visible_to(owner).current()
    free = mine.filter(employer=employer, stage=Stage.LISTED, do_not_contact=False)
    return free.order_by(WARMTH, _INTRODUCED, "sort_key", "id")


def people_there(owner: User, employer: Employer) -> ContactQuerySet:
    """Everyone on the list who works there: those whom the owner talked with first, then by warmth and name."""
    people = Contact.objects.visible_to(owner).current().filter(employer=employer).select_related("introducer")
    return people.order_by(_TALKED_FIRST, WARMTH, "sort_key", "id")


def advocates(owner: User, employers: Iterable[UUID]) -> dict[UUID, Contact]:
    """Of each employer the person who would speak for the owner first: talked with, then the warmest. One query."""
    people = Contact.objects.visible_to(owner).filter(SPEAKS, employer__in=list(employers))
    first = people.order_by("employer", _TALKED_FIRST, WARMTH, "sort_key", "id").distinct("employer")
    return {p.employer_id: p for p in first.only("given_name", "family_name", "employer", "stage") if p.employer_id}


def people_counts(owner: User, employers: Iterable[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """Of each employer how many people are talked with, asked, and only on the list. One query."""
    there = Contact.objects.visible_to(owner).current().filter(employer__in=list(employers)).order_by()
    talked, listed = Q(stage__in=TALKED), Q(stage=Stage.LISTED)
    rows = there.values("employer").annotate(
        all=Count("pk"), talked=Count("pk", filter=talked), listed=Count("pk", filter=listed)
    )
    return {r["employer"]: (r["talked"], r["all"] - r["talked"] - r["listed"], r["listed"]) for r in rows}


def aliases_of(employer: Employer) -> QuerySet[EmployerAlias]:
    """The other names of an employer, by name."""
    return EmployerAlias.objects.filter(employer=employer).order_by("name", "id")


def merges_into(employer: Employer, now: datetime) -> QuerySet[EmployerMerge]:
    """What was made one with this employer and can still be undone, the latest first."""
    open_ = EmployerMerge.objects.filter(kept=employer, undone_at=None, created_at__gte=now - MERGE_UNDO_FOR)
    return open_.only("dropped_name", "created_at", "kept").order_by("-created_at")
