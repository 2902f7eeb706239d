"""What students did, month by month: one query for each kind of thing, whatever the number of students.

Like all selectors for staff, these leave out whom a student keeps private (CON-6), and are asked only about students
who share at least their progress (CON-5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth

from apps.advising.reports.figures import Facts
from apps.advising.reports.months import next_month, start_of
from apps.advising.reports.people import People
from apps.advising.selectors.counts import shared_people
from apps.advising.selectors.flags import flags_of
from apps.advising.selectors.progress import IN_TIME
from apps.contacts.models import Referral
from apps.interviews.models import Interview
from apps.outreach.models import Outreach

#: How many students the rules are asked about at a time.
BATCH = 500
_FOLLOWED = (Referral.State.INTRODUCED, Referral.State.CONTACTED, Referral.State.MET)


def facts_of(owners: Collection[UUID], first: date, last: date) -> dict[date, dict[UUID, Facts]]:
    """Month → student → facts, for the months from `first` to `last`. Who did nothing is not in it."""
    found: dict[tuple[date, UUID], dict[str, int]] = defaultdict(dict)
    for rows, moment, counts in _sources(owners):
        span: Any = {f"{moment}__gte": start_of(first), f"{moment}__lt": start_of(next_month(last))}
        by_month = rows.filter(**span).annotate(month=TruncMonth(moment, tzinfo=UTC))
        for row in by_month.values("owner", "month").annotate(**counts).order_by():
            found[row["month"].date(), row["owner"]] |= {name: row[name] or 0 for name in counts}
    months: dict[date, dict[UUID, Facts]] = defaultdict(dict)
    for (month, owner), counts in found.items():
        months[month][owner] = Facts(**counts)
    return dict(months)


def flagged_of(people: People, now: datetime) -> set[UUID]:
    """The students who share and about whom a rule stands out now, unless they answered that it is all right."""
    by_membership = {people.memberships[student]: student for student in people.sharing}
    found: set[UUID] = set()
    keys = sorted(by_membership)
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        found |= {by_membership[pk] for pk, flags in flags_of(some, now).items() if flags.open}
    return found


def _sources(owners: Collection[UUID]) -> list[tuple[QuerySet[Any], str, dict[str, Any]]]:
    shared = {"owner__in": owners, "contact__is_private": False, "contact__archived_at": None}
    asks = Outreach.objects.filter(**shared)
    talks = Interview.objects.filter(**shared, state=Interview.State.HELD)
    named = Referral.objects.filter(**shared, introducer__is_private=False)
    in_time = Q(thank_you__sent_at__lte=F("ended_at") + IN_TIME)
    return [
        (shared_people(owners), "created_at", {"listed": Count("pk")}),
        (asks, "first_sent_at", {"asks": Count("pk"), "replies": Count("pk", filter=Q(replied_at__isnull=False))}),
        (
            talks,
            "ended_at",
            {"talks": Count("pk"), "thanked": Count("pk", filter=in_time), "steps": Sum(_steps_to("contact"))},
        ),
        (
            named,
            "offered_at",
            {"referrals": Count("pk"), "followed": Count("pk", filter=Q(state__in=_FOLLOWED))},
        ),
    ]


def _steps_to(person: str, most: int = 3) -> Case:
    """How many introductions lead to a person, through people whom the student does not keep private."""
    through = f"{person}__introducer"
    is_named = Q(**{f"{through}__is_private": False, f"{through}__archived_at": None, f"{through}__isnull": False})
    further = _steps_to(through, most - 1) if most > 1 else Value(0)
    return Case(When(is_named, then=Value(1) + further), default=Value(0), output_field=IntegerField())
