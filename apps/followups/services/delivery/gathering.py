"""Reading what the mails of one batch need: a handful of queries for any number of owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Exists, F, OuterRef

from apps.accounts.models import User
from apps.followups.models import FollowUp, Reminder, ReminderPreference
from apps.followups.order import place
from apps.followups.parcels import OtherStep
from apps.followups.selectors import end_of_day
from apps.followups.services.delivery.claims import Claim

PILE = 500  # reminders of one owner that are looked at; the mail lists twelve of them and counts the rest
CANDIDATES = 40  # further steps of one owner that are read to choose "also waiting" from


@dataclass(frozen=True, slots=True)
class Recipient:
    """One owner, and what decides whether and how mail goes to them."""

    owner: User
    is_verified: bool
    is_paused: bool
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Due:
    """One claimed reminder as it is now."""

    claim: Claim
    send_at: datetime
    turn: int
    is_exact: bool
    follow_up: FollowUp


@dataclass(slots=True)
class Pile:
    """Everything that was claimed for one owner."""

    recipient: Recipient
    due: list[Due] = field(default_factory=list)
    beyond: list[Claim] = field(default_factory=list)  # more than `PILE`: they go with the mail of the others

    @property
    def claims(self) -> list[Claim]:
        """All of them."""
        return [due.claim for due in self.due] + self.beyond


def gather(claims: Sequence[Claim]) -> list[Pile]:
    """The claimed rows by owner, the oldest promise first. Three queries, and one for each owner of a huge pile."""
    of_owner: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_owner[claim.owner_id].append(claim)
    looked_at = [claim.reminder_id for pile in of_owner.values() for claim in _first_of(pile)]
    mine = {claim.reminder_id: claim for claim in claims}
    rows = (
        Reminder.objects.filter(pk__in=looked_at)
        .select_related("follow_up__contact")
        .only("owner_id", "send_at", "turn", "is_exact", *_STEP)
        .order_by("due_at", "id")
    )
    found = list(rows)
    recipients = _recipients({row.owner_id for row in found})
    piles: dict[UUID, Pile] = {}
    for row in found:
        pile = piles.setdefault(row.owner_id, Pile(recipients[row.owner_id]))
        pile.due.append(Due(mine.pop(row.pk), row.send_at, row.turn, row.is_exact, row.follow_up))
    for claim in mine.values():
        if claim.owner_id in piles:
            piles[claim.owner_id].beyond.append(claim)
    return list(piles.values())


def _first_of(pile: list[Claim]) -> list[Claim]:
    """All of an ordinary pile; of a huge one what runs out first and has waited longest."""
    if len(pile) <= PILE:
        return pile
    of_id = {claim.reminder_id: claim for claim in pile}
    first = Reminder.objects.filter(pk__in=list(of_id)).order_by(F("follow_up__late_at").asc(nulls_last=True), "due_at")
    return [of_id[pk] for pk in first.values_list("pk", flat=True)[:PILE]]


_FOLLOW_UP = (
    "kind", "title", "reason", "due_at", "late_at", "latest_at", "state", "snoozed_until", "repeats", "owner_id",
    "rule", "since",
)  # fmt: skip
_CONTACT = ("given_name", "family_name", "archived_at", "do_not_contact")
_STEP = (*(f"follow_up__{name}" for name in _FOLLOW_UP), *(f"follow_up__contact__{name}" for name in _CONTACT))


def _recipients(owners: Collection[UUID]) -> dict[UUID, Recipient]:
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    modes: dict[UUID, dict[str, str]] = defaultdict(dict)
    for owner_id, kind, mode in ReminderPreference.objects.filter(owner__in=owners).values_list(
        "owner_id", "kind", "mode"
    ):
        modes[owner_id][kind] = mode
    users = User.objects.filter(pk__in=owners).select_related("mail_pause").annotate(is_verified=Exists(verified))
    return {
        user.pk: Recipient(
            owner=user,
            is_verified=user.is_verified,
            is_paused=(pause := getattr(user, "mail_pause", None)) is not None and pause.is_in_force,
            modes=modes[user.pk],
        )
        for user in users
    }


# LATERAL reads a handful of index entries for each owner; a window function would read every open step of each.
_WAITING = """
SELECT owners.id, step.id, step.kind, step.title, step.reason, step.due_at, step.late_at
  FROM unnest(%(owners)s::uuid[], %(until)s::timestamptz[]) AS owners(id, until)
 CROSS JOIN LATERAL (
       SELECT step.id, step.kind, step.title, step.reason, step.due_at, step.late_at
         FROM followups_followup AS step
         JOIN contacts_contact AS person ON person.id = step.contact_id
        WHERE step.owner_id = owners.id AND step.state = 'open' AND step.due_at < owners.until
          AND NOT step.owed_by_them AND (step.snoozed_until IS NULL OR step.snoozed_until <= %(now)s)
          AND person.archived_at IS NULL
        ORDER BY step.due_at
        LIMIT %(limit)s) AS step
"""


def waiting_of(owners: Sequence[User], now: datetime) -> Mapping[UUID, list[FollowUp]]:
    """The due steps of each owner's Today, in its order; of a long Today the oldest forty. One query."""
    asked: dict[str, Any] = {
        "owners": [owner.pk for owner in owners],
        "until": [end_of_day(owner, now) for owner in owners],
        "now": now,
        "limit": CANDIDATES,
    }
    found: dict[UUID, list[FollowUp]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        for owner_id, pk, kind, title, reason, due_at, late_at in cursor.fetchall():
            step = FollowUp(pk=pk, kind=kind, title=title, reason=reason, due_at=due_at, late_at=late_at)
            found[owner_id].append(step)
    for steps in found.values():
        steps.sort(key=lambda step: place(step, now))
    return found


def others_among(
    steps: Sequence[FollowUp], told: Collection[UUID], shown: int, now: datetime
) -> tuple[list[OtherStep], int]:
    """What a mail lists beside what it tells, and how many more there are."""
    rest = [step for step in steps if step.pk not in told]
    others = [OtherStep(s.pk, s.kind, s.title, s.reason, place(s, now)) for s in rest[:shown]]
    return others, max(0, len(rest) - shown)
