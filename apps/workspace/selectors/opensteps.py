"""Open steps as Today shows them, with what their person, their talk and their ask say. One statement for a list.

Follow-ups know nothing of asks and talks, which keep the keys. Here both sides meet.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.followups.order import RANK, URGENT
from apps.followups.selectors import NOT_ARCHIVED, end_of_day


class OpenStep(NamedTuple):
    """What a line of Today needs to know of a follow-up."""

    id: UUID
    kind: str
    title: str
    reason: str
    repeats: str
    due_at: datetime
    late_at: datetime | None
    latest_at: datetime | None
    snoozed_until: datetime | None
    since: datetime | None
    created_at: datetime
    contact_id: UUID
    given_name: str
    family_name: str
    last_touch_at: datetime | None
    talk_id: UUID | None
    talk_starts_at: datetime | None
    talk_debriefed_at: datetime | None
    ask_id: UUID | None
    ask_sent_at: datetime | None
    promised_in_id: UUID | None  # the talk in which it was promised
    exchange_id: UUID | None  # the exchange by e-mail whose step it is

    @property
    def name(self) -> str:
        """Of the person."""
        return f"{self.given_name} {self.family_name}".strip()


# Written out: Today and the palette ask this each time, and Django took longer to put it together than to run it.
# Persons and links are looked up for the rows that are shown and no others; a talk only for the kinds that have one.
_STEPS = """
WITH step AS (
    SELECT id, kind, title, reason, repeats, due_at, late_at, latest_at, snoozed_until, since, created_at, contact_id,
           {rank} AS rank
      FROM followups_followup AS step
     WHERE owner_id = %(owner)s AND state = 'open' AND {which}
     ORDER BY {order} LIMIT %(most)s)
SELECT step.id, kind, step.title, reason, repeats, due_at, late_at, latest_at, snoozed_until, since, step.created_at,
       contact_id, given_name, family_name, last_touch_at, talk.id, talk.starts_at, talk.debriefed_at, ask.id,
       ask.first_sent_at,
       (SELECT interview_id FROM interviews_takeaway WHERE nudge_id = step.id LIMIT 1),
       (SELECT interview_id FROM interviews_exchange WHERE step_id = step.id LIMIT 1)
  FROM step
  JOIN contacts_contact AS person ON person.id = contact_id
  LEFT JOIN LATERAL (SELECT id, starts_at, debriefed_at FROM interviews_interview
                      WHERE step.kind IN ('thank_you', 'preparation', 'confirmation')
                        AND (thank_you_due_id = step.id OR preparation_id = step.id OR confirmation_id = step.id)
                      LIMIT 1) AS talk ON true
  LEFT JOIN LATERAL (SELECT id, first_sent_at FROM outreach_outreach WHERE nudge_id = step.id LIMIT 1) AS ask ON true
 ORDER BY {order}
"""


def _statement(which: str, order: str) -> str:
    return _STEPS.format(which=which, order=order, rank=RANK)


_DUE = _statement(
    "due_at < %(tonight)s AND NOT owed_by_them AND (snoozed_until IS NULL OR snoozed_until <= %(now)s)"
    f" AND {NOT_ARCHIVED}",
    "rank, late_at, due_at, step.id",
)
_SNOOZED = _statement(f"snoozed_until > %(now)s AND {NOT_ARCHIVED}", "snoozed_until, step.id")
_ONE = _statement("step.id = %(step)s", "step.id")


def due(owner: User, now: datetime, most: int) -> list[OpenStep]:
    """What stands on Today, most urgent first."""
    return _read(_DUE, owner, now, most=most, tonight=end_of_day(owner, now))


def snoozed(owner: User, now: datetime, most: int) -> list[OpenStep]:
    """What is put off, by the moment at which it comes back."""
    return _read(_SNOOZED, owner, now, most=most)


def one(owner: User, follow_up_id: UUID, now: datetime) -> list[OpenStep]:
    """One step, if it is the owner's and open."""
    return _read(_ONE, owner, now, most=1, step=follow_up_id)


def _read(statement: str, owner: User, now: datetime, **asked: Any) -> list[OpenStep]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"owner": owner.pk, "now": now, "urgent": now + URGENT, **asked})
        return [OpenStep(*row) for row in cursor.fetchall()]
