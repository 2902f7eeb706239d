"""How many people students listed, and with how many it came how far: counts, never a name.

People whom a student keeps private or archived are in none of them (CON-6). What is asked for many students at once is
one statement of PostgreSQL's own, with what happened gathered by person first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from apps.contacts.models import Contact

#: Beginning of a statement about `owners`: their `people`, and for each how far it came (`reached`).
REACHED = """
WITH people AS (
    SELECT id, owner_id, stage FROM contacts_contact
     WHERE owner_id = ANY(%(owners)s) AND NOT is_private AND archived_at IS NULL
), asks AS (
    SELECT contact_id, bool_or(first_sent_at IS NOT NULL) AS sent, bool_or(replied_at IS NOT NULL) AS replied
      FROM outreach_outreach WHERE owner_id = ANY(%(owners)s) GROUP BY contact_id
), talks AS (
    SELECT talk.contact_id, bool_or(talk.state = 'held') AS held, bool_or(letter.sent_at IS NOT NULL) AS thanked
      FROM interviews_interview AS talk LEFT JOIN interviews_thankyou AS letter ON letter.interview_id = talk.id
     WHERE talk.owner_id = ANY(%(owners)s) GROUP BY talk.contact_id
), touches AS (
    SELECT contact_id, bool_or(kind = 'talk') AS held, bool_or(kind = 'thanked') AS thanked
      FROM contacts_touch WHERE owner_id = ANY(%(owners)s) AND kind IN ('talk', 'thanked') GROUP BY contact_id
), led AS (
    SELECT DISTINCT named.introducer_id AS contact_id
      FROM contacts_referral AS named JOIN people ON people.id = named.contact_id
), reached AS (
    SELECT people.owner_id, led.contact_id IS NOT NULL AS led, CASE
           WHEN talks.thanked OR touches.thanked OR people.stage = 'thanked' THEN 5
           WHEN talks.held OR touches.held OR people.stage = 'talked' THEN 4
           WHEN asks.replied OR people.stage IN ('replied', 'scheduled') THEN 3
           WHEN asks.sent OR people.stage = 'asked' THEN 2 ELSE 1 END AS step
      FROM people LEFT JOIN asks ON asks.contact_id = people.id LEFT JOIN talks ON talks.contact_id = people.id
      LEFT JOIN touches ON touches.contact_id = people.id LEFT JOIN led ON led.contact_id = people.id
)
"""
#: The columns of `Counts`, of rows of `reached`.
COUNTED = ", ".join(
    ["count(*)", *(f"count(*) FILTER (WHERE step >= {step})" for step in (2, 3, 4, 5)), "count(*) FILTER (WHERE led)"]
)


class Step(IntEnum):
    """The furthest that a student has come, in order."""

    NOT_YET = 0
    LISTING = 1
    ASKED = 2
    REPLIED = 3
    TALKED = 4
    THANKED = 5
    LED_ON = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a student listed, and with how many it came how far."""

    listed: int = 0
    asked: int = 0
    replied: int = 0
    talked: int = 0
    thanked: int = 0
    led_on: int = 0

    @property
    def furthest(self) -> Step:
        """The last step with anybody in it."""
        reached = (self.listed, self.asked, self.replied, self.talked, self.thanked, self.led_on)
        return Step(max((n for n, count in enumerate(reached, start=1) if count), default=0))

    @property
    def funnel(self) -> list[tuple[str, int, float]]:
        """Label, count and share of the people listed, in percent."""
        rows = [
            ("People listed", self.listed),
            ("Asked", self.asked),
            ("Replied", self.replied),
            ("Talked", self.talked),
            ("Thanked", self.thanked),
            ("Led on", self.led_on),
        ]
        return [(label, n, round(100 * n / self.listed, 1) if self.listed else 0) for label, n in rows]


def shared_people(owners: Collection[UUID]) -> QuerySet[Contact]:
    """The people that these students may be counted by: on the list, and not kept private."""
    return Contact.objects.filter(owner__in=owners, is_private=False, archived_at=None)


def counts_of(owners: Collection[UUID]) -> dict[UUID, Counts]:
    """Counts by student, for all of `owners`, in one query. What happened counts as well as where somebody stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{REACHED} SELECT owner_id, {COUNTED} FROM reached GROUP BY owner_id",  # noqa: S608 -- constants alone
            {"owners": list(owners)},
        )
        found = {owner: Counts(*counts) for owner, *counts in cursor.fetchall()}
    return {owner: found.get(owner, Counts()) for owner in owners}
