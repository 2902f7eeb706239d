"""What students did, month by month: one statement, whatever the number of students.

Like all selectors for staff, these leave out whom a student keeps private (CON-6), and are asked only about students
who share at least their progress (CON-5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from apps.advising.reports.figures import Facts
from apps.advising.reports.months import next_month, start_of
from apps.advising.reports.people import People
from apps.advising.selectors.flags import flags_of
from apps.advising.selectors.progress import IN_TIME

#: How many students the rules are asked about at a time.
BATCH = 500

_FACTS = """
WITH people AS (
    SELECT id, owner_id, created_at, introducer_id FROM contacts_contact
     WHERE owner_id = ANY(%(owners)s) AND NOT is_private AND archived_at IS NULL
), happened (owner_id, at, listed, asks, replies, talks, steps, thanked, referrals, followed) AS (
    SELECT owner_id, created_at, 1, 0, 0, 0, 0, 0, 0, 0 FROM people
    UNION ALL
    SELECT ask.owner_id, first_sent_at, 0, 1, (replied_at IS NOT NULL)::int, 0, 0, 0, 0, 0
      FROM outreach_outreach AS ask JOIN people ON people.id = ask.contact_id
     WHERE ask.owner_id = ANY(%(owners)s)
    UNION ALL
    SELECT talk.owner_id, ended_at, 0, 0, 0, 1,
           (one.id IS NOT NULL)::int + (two.id IS NOT NULL)::int + (three.id IS NOT NULL)::int,
           (letter.sent_at <= ended_at + %(in_time)s IS TRUE)::int, 0, 0
      FROM interviews_interview AS talk JOIN people ON people.id = talk.contact_id
      LEFT JOIN interviews_thankyou AS letter ON letter.interview_id = talk.id
      LEFT JOIN people AS one ON one.id = people.introducer_id
      LEFT JOIN people AS two ON two.id = one.introducer_id
      LEFT JOIN people AS three ON three.id = two.introducer_id
     WHERE talk.owner_id = ANY(%(owners)s) AND talk.state = 'held'
    UNION ALL
    SELECT named.owner_id, offered_at, 0, 0, 0, 0, 0, 0, 1, (state IN ('introduced', 'contacted', 'met'))::int
      FROM contacts_referral AS named JOIN people ON people.id = named.contact_id
      JOIN contacts_contact AS introducer ON introducer.id = named.introducer_id AND NOT introducer.is_private
     WHERE named.owner_id = ANY(%(owners)s)
)
SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date, owner_id, sum(listed), sum(asks), sum(replies), sum(talks),
       sum(steps), sum(thanked), sum(referrals), sum(followed)
  FROM happened WHERE at >= %(first)s AND at < %(after)s GROUP BY 1, 2
"""


def facts_of(owners: Collection[UUID], first: date, last: date) -> dict[date, dict[UUID, Facts]]:
    """Month → student → facts, for the months from `first` to `last`. Who did nothing is not in it. One statement."""
    asked: dict[str, Any] = {
        "owners": list(owners),
        "first": start_of(first),
        "after": start_of(next_month(last)),
        "in_time": IN_TIME,
    }
    months: dict[date, dict[UUID, Facts]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, asked)
        for month, owner, *counts in cursor.fetchall():
            months[month][owner] = Facts(*counts)
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
