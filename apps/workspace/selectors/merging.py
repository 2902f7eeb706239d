"""What two people have between them, counted for the page that makes them one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.models import Contact, PrivateNote, Referral, Tag, Touch
from apps.followups.models import FollowUp
from apps.interviews.models import Interview, Takeaway
from apps.outreach.models import Outreach

#: One line each: what it is called, for one and for several, and whose rows.
_LINES: tuple[tuple[str, str, QuerySet[Any], str], ...] = (
    ("entry in the history", "entries in the history", Touch.objects.all(), "contact"),
    ("talk", "talks", Interview.objects.all(), "contact"),
    ("takeaway", "takeaways", Takeaway.objects.all(), "interview__contact"),
    ("ask", "asks", Outreach.objects.all(), "contact"),
    ("open step", "open steps", FollowUp.objects.open(), "contact"),
    ("name that they gave you", "names that they gave you", Referral.objects.all(), "introducer"),
    ("time they were named to you", "times they were named to you", Referral.objects.all(), "contact"),
    ("person whom they introduced", "people whom they introduced", Contact.objects.all(), "introducer"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """How much of one kind the two have."""

    words: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Between:
    """What joins."""

    lines: list[Line]
    tags: list[str]
    notes: int
    asks_under_way: int


def what_joins(user: User, one: Contact, other: Contact) -> Between:
    """Counts, tags and notes of both, in two queries."""
    counts = {f"line_{number}": _count(rows, column) for number, (_, _, rows, column) in enumerate(_LINES)}
    waiting = _count(Outreach.objects.exclude(state=Outreach.State.ENDED), "contact")
    notes = _count(PrivateNote.objects.filter(owner=user).exclude(body=""), "contact")
    rows = Contact.objects.visible_to(user).filter(pk__in=[one.pk, other.pk])
    found = {
        row["pk"]: row
        for row in rows.annotate(**counts, waiting=waiting, notes=notes).values("pk", *counts, "waiting", "notes")
    }
    lines = []
    for number, (single, several, _, _) in enumerate(_LINES):
        a, b = (found[person.pk][f"line_{number}"] for person in (one, other))
        if a or b:
            lines.append(Line(f"{a + b:,} {single if a + b == 1 else several}", a, b))
    return Between(
        lines=lines,
        tags=list(
            Tag.objects.filter(owner=user).filter(Q(contacts=one) | Q(contacts=other))
            .order_by("name").values_list("name", flat=True).distinct()
        ),
        notes=sum(row["notes"] for row in found.values()),
        asks_under_way=sum(row["waiting"] for row in found.values()),
    )  # fmt: skip


def _count(rows: QuerySet[Model], column: str) -> Coalesce:
    mine = rows.filter(**{column: OuterRef("pk")}).order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(mine, output_field=IntegerField()), 0)
