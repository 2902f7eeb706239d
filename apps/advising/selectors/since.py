"""What changed for a student since a day, at the level that is shared: dates and counts, or the names too.

The columns are named one by one, as in `progress` and `full`; people kept private are in no query here either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from apps.advising.selectors.counts import Counts, counts_of, shared_people
from apps.advising.selectors.full import Person, SharedTakeaway
from apps.advising.selectors.progress import thanks_word
from apps.contacts.models import Referral
from apps.goals.models import Goal
from apps.interviews.models import Interview, Takeaway, ThankYou
from apps.outreach.models import Outreach

MOST = 40
"""One page holds that many lines of a kind, and says how many more there are."""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk that was held, or is to come; `person` and `topic` are empty below "full"."""

    at: datetime
    minutes: int
    thanks: str
    person: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Who led to whom."""

    person: str
    by: str


@dataclass(frozen=True, slots=True)
class Names:
    """What "full" adds: who the people are, and what the student marked as shareable."""

    people: list[Person]
    referrals: list[Named]
    takeaways: list[SharedTakeaway]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened from `since` until now."""

    since: datetime
    now_at: Counts
    listed: int
    asked: int
    replied: int
    thanked: int
    referrals: int
    questions: int
    talks: list[TalkLine]
    coming: list[TalkLine]
    names: Names | None

    @property
    def is_quiet(self) -> bool:
        """True when nothing of what is shared happened; that says nothing about the rest."""
        return not any(
            (self.listed, self.asked, self.replied, self.thanked, self.referrals, self.talks, self.questions)
        )


def changes_since(owner: UUID, *, since: datetime, now: datetime, with_names: bool) -> Changes:
    """Everything that one page about one student says, in a fixed number of queries."""
    reached = {"contact__is_private": False, "contact__archived_at": None}
    asks = Outreach.objects.filter(owner=owner, **reached).aggregate(
        asked=Count("contact", filter=Q(first_sent_at__gte=since), distinct=True),
        replied=Count("contact", filter=Q(replied_at__gte=since), distinct=True),
    )
    letters = ThankYou.objects.filter(
        owner=owner, sent_at__gte=since, interview__contact__is_private=False, interview__contact__archived_at=None
    )
    held, coming = _talks(owner, since, now, with_names=with_names)
    return Changes(
        since=since,
        now_at=counts_of([owner])[owner],
        listed=shared_people([owner]).filter(created_at__gte=since).count(),
        asked=asks["asked"],
        replied=asks["replied"],
        thanked=letters.count(),
        referrals=_referrals(owner, since).count(),
        questions=Goal.objects.filter(owner=owner, created_at__gte=since).count(),
        talks=held,
        coming=coming,
        names=_names(owner, since) if with_names else None,
    )


def _talks(owner: UUID, since: datetime, now: datetime, *, with_names: bool) -> tuple[list[TalkLine], list[TalkLine]]:
    """Held since then, and to come; the earliest first."""
    was_held = Q(state=Interview.State.HELD, ended_at__gte=since)
    comes = Q(state__in=[Interview.State.PLANNED, Interview.State.CONFIRMED], starts_at__gte=now)
    rows = Interview.objects.filter(
        was_held | comes, owner=owner, contact__is_private=False, contact__archived_at=None
    ).order_by("starts_at", "id")
    columns = ["starts_at", "minutes", "state", "ended_at", "thank_you__sent_at"]
    if with_names:
        columns += ["contact__given_name", "contact__family_name", "goal__title"]
    held: list[TalkLine] = []
    coming: list[TalkLine] = []
    for row in rows.values(*columns):
        (held if row["state"] == Interview.State.HELD else coming).append(_line(row))
    return held, coming


def _line(row: dict[str, Any]) -> TalkLine:
    return TalkLine(
        at=row["starts_at"],
        minutes=row["minutes"],
        thanks=thanks_word(row["ended_at"], row["thank_you__sent_at"], row["state"]),
        person=_name(row.get("contact__given_name", ""), row.get("contact__family_name", "")),
        topic=row.get("goal__title") or "",
    )


def _referrals(owner: UUID, since: datetime) -> Any:
    return Referral.objects.filter(
        owner=owner,
        offered_at__gte=since,
        introducer__is_private=False,
        contact__is_private=False,
        contact__archived_at=None,
    )


def _names(owner: UUID, since: datetime) -> Names:
    people = shared_people([owner]).filter(created_at__gte=since).order_by("sort_key", "id")
    columns = ("id", "given_name", "family_name", "title", "employer__name", "source", "stage")
    led = ("contact__given_name", "contact__family_name", "introducer__given_name", "introducer__family_name")
    said = ("kind", "text", "interview__contact__given_name", "interview__contact__family_name")
    marked = (
        Takeaway.objects.filter(
            owner=owner,
            is_shareable=True,
            created_at__gte=since,
            interview__contact__is_private=False,
            interview__contact__archived_at=None,
        )
        .filter(Q(referral=None) | Q(referral__contact__is_private=False, referral__contact__archived_at=None))
        .order_by("created_at", "id")
    )
    return Names(
        people=[
            Person(pk, _name(given, family), title, employer or "", source, stage)
            for pk, given, family, title, employer, source, stage in people.values_list(*columns)[:MOST]
        ],
        referrals=[
            Named(_name(a, b), _name(c, d))
            for a, b, c, d in _referrals(owner, since).order_by("offered_at", "id").values_list(*led)[:MOST]
        ],
        takeaways=[
            SharedTakeaway(Takeaway.Kind(kind).label, text, _name(given, family))
            for kind, text, given, family in marked.values_list(*said)[:MOST]
        ],
    )


def _name(given: str, family: str) -> str:
    return f"{given} {family}".strip()
