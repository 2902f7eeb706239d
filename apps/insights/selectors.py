"""The funnel: how far the people of one owner came. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from apps.accounts.models import User


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One bar: its share of everybody, and of the step before."""

    label: str
    count: int
    share: float  # of all people, 0 to 100
    before: float  # the bar of the step before, as a share of all people
    rate: int | None  # percent of the step before; None for the first and for an empty one


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many people reached each step. Whoever reached a step counts for those before it."""

    people: int
    asked: int
    replied: int
    talked: int
    thanked: int
    referred: int

    def steps(self) -> Iterator[FunnelStep]:
        """The six bars."""
        total = self.people or 1
        rows = (
            ("People", self.people, None),
            ("Asked", self.asked, self.people),
            ("Replied", self.replied, self.asked),
            ("Talked", self.talked, self.replied),
            ("Thanked", self.thanked, self.talked),
            ("Referred me on", self.referred, self.thanked),
        )
        for label, count, before in rows:
            yield FunnelStep(
                label=label,
                count=count,
                share=round(100 * count / total, 1),
                before=round(100 * (before if before is not None else count) / total, 1),
                rate=round(100 * count / before) if before else None,
            )


# Small sets first (asks, talks, letters, referrals); the people themselves are only counted, from an index.
_FUNNEL = """
WITH held AS (SELECT contact_id FROM interviews_interview WHERE owner_id = %(owner)s AND state = 'held'),
     planned AS (SELECT contact_id FROM interviews_interview WHERE owner_id = %(owner)s AND state <> 'cancelled'),
     answered AS (SELECT contact_id FROM outreach_outreach WHERE owner_id = %(owner)s AND replied_at IS NOT NULL
                  UNION SELECT contact_id FROM planned),
     asked AS (SELECT contact_id FROM outreach_outreach WHERE owner_id = %(owner)s AND first_sent_at IS NOT NULL
               UNION SELECT contact_id FROM answered),
     thanked AS (SELECT talk.contact_id FROM interviews_thankyou AS letter
                 JOIN interviews_interview AS talk ON talk.id = letter.interview_id
                 WHERE letter.owner_id = %(owner)s AND letter.sent_at IS NOT NULL),
     referred AS (SELECT introducer_id FROM contacts_referral WHERE owner_id = %(owner)s)
SELECT (SELECT count(*) FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL),
       (SELECT count(DISTINCT contact_id) FROM asked {current}),
       (SELECT count(DISTINCT contact_id) FROM answered {current}),
       (SELECT count(DISTINCT contact_id) FROM held {current}),
       (SELECT count(DISTINCT contact_id) FROM thanked {current}),
       (SELECT count(DISTINCT referred.introducer_id) FROM referred
          JOIN contacts_contact AS person ON person.id = referred.introducer_id AND person.archived_at IS NULL)
""".replace("{current}", "JOIN contacts_contact AS person ON person.id = contact_id AND person.archived_at IS NULL")


def funnel(owner: User) -> Funnel:
    """The owner's funnel over the people on their list, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FUNNEL, {"owner": owner.pk})
        row = cursor.fetchone()
    return Funnel(*row) if row else Funnel(0, 0, 0, 0, 0, 0)
