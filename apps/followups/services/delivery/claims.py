"""Taking due rows and settling them: one statement each, its own transaction, true only while the claim is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

LEASE = timedelta(minutes=5)  # SMTP timeout 20 s < budget of a sweep < lease < visibility timeout of the broker
LOOK_AHEAD = 8  # rows looked at for each owner wanted: another sweep may hold the first ones


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is ours until `claimed_until`; `attempts` and `claimed_until` together are the fence."""

    reminder_id: UUID
    attempts: int
    claimed_until: datetime
    mail_id: UUID
    owner_id: UUID


# MATERIALIZED: as plain subqueries they may stand on the inner side of a join and run, and lock, more than once.
# The owner's row is locked while we choose, so that two sweeps never share one person's reminders between two mails;
# rows that a page holds at this moment are left for the next sweep instead of waited for.
_CLAIM = """
WITH waiting AS MATERIALIZED (
    SELECT owner_id, due_at
      FROM followups_reminder
     WHERE status IN ('pending', 'sending')
       AND due_at <= %(now)s
       AND (status = 'pending' OR claimed_until < %(now)s)
     ORDER BY due_at
     LIMIT %(look)s),
chosen AS MATERIALIZED (
    SELECT person.id, gen_random_uuid() AS mail_id
      FROM (SELECT owner_id, min(due_at) AS due_at FROM waiting GROUP BY owner_id ORDER BY 2) AS first
      JOIN accounts_user AS person ON person.id = first.owner_id
     ORDER BY first.due_at
     LIMIT %(limit)s
       FOR NO KEY UPDATE OF person SKIP LOCKED),
due AS MATERIALIZED (
    SELECT mine.id, chosen.mail_id
      FROM chosen
      JOIN followups_reminder AS mine ON mine.owner_id = chosen.id
     WHERE mine.status IN ('pending', 'sending')
       AND mine.due_at <= %(now)s
       AND (mine.status = 'pending' OR mine.claimed_until < %(now)s)
       FOR UPDATE OF mine SKIP LOCKED),
claimed AS (
    UPDATE followups_reminder AS mine
       SET status = 'sending', claimed_until = %(lease)s, attempts = mine.attempts + 1, updated_at = %(now)s,
           mail_id = COALESCE(mine.mail_id, due.mail_id)
      FROM due
     WHERE mine.id = due.id
    RETURNING mine.id, mine.attempts, mine.mail_id, mine.owner_id)
SELECT claimed.id, claimed.attempts, claimed.mail_id, claimed.owner_id
  FROM chosen
  LEFT JOIN claimed ON claimed.owner_id = chosen.id
"""
TRIES = 3


def claim_batch(*, now: datetime, limit: int) -> list[Claim]:
    """Everything that is due to up to `limit` owners, now SENDING and ours for five minutes; oldest promises first.

    Rows whose claim ran out are claimed again, so a dead worker needs no separate clean-up. A row keeps the mail that
    it was first put into, so that a repeated attempt is the same mail. Uses the application's `now`, never SQL's.

    Another sweep may take all that was chosen, between our look at it and our locks. Nothing is got then although
    more may be waiting, so it looks again, `TRIES` times at most: rows that a page holds would never be got.
    """
    until = now + LEASE
    for _ in range(TRIES):
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, {"now": now, "lease": until, "limit": limit, "look": limit * LOOK_AHEAD})
            found = cursor.fetchall()
        batch = [Claim(pk, attempts, until, mail, owner) for pk, attempts, mail, owner in found if pk]
        if batch or not found:
            return batch
    return []


_SETTLE = "UPDATE followups_reminder AS mine SET claimed_until = NULL, updated_at = %(now)s, {changes} "
_ONE = f"""{_SETTLE}
 WHERE mine.id = %(id)s AND mine.attempts = %(attempts)s
   AND mine.status = 'sending' AND mine.claimed_until = %(until)s
"""
_MANY = f"""{_SETTLE}
  FROM unnest(%(ids)s::uuid[], %(attempts)s::int[], %(until)s::timestamptz[]) AS claim(id, attempts, until)
 WHERE mine.id = claim.id AND mine.attempts = claim.attempts
   AND mine.status = 'sending' AND mine.claimed_until = claim.until
"""


class _Settling(NamedTuple):
    """The same change for one row and for several: one is settled in three quarters of the time without the join."""

    one: str
    many: str


def _settling(changes: str) -> _Settling:
    return _Settling(_ONE.format(changes=changes), _MANY.format(changes=changes))


# In SQL because it is the one statement of every mail: building it anew would take as long as rendering the text.
_SENT = _settling("status = 'sent', sent_at = %(now)s, last_error = ''")
_SKIPPED = _settling("status = 'skipped', last_error = %(words)s")
_FAILED = _settling("status = 'failed', last_error = %(words)s")
_LATER = _settling("status = 'pending', due_at = %(due_at)s, last_error = %(words)s")
# Nothing was tried, so it is no attempt. Counting down is safe, for the next claim has another `claimed_until`.
_UNTRIED = (
    "status = 'pending', due_at = {due_at}, attempts = mine.attempts - 1, last_error = '',"
    " mail_id = CASE WHEN mine.attempts > 1 THEN mine.mail_id END"
)
_MOVED = _settling(_UNTRIED.format(due_at="%(due_at)s"))
_RELEASED = _settling(_UNTRIED.format(due_at="GREATEST(mine.due_at, %(not_before)s::timestamptz)"))  # it skips NULL


def settle_sent(claims: Sequence[Claim], *, now: datetime) -> int:
    """SENT; how many were still ours."""
    return _settle(_SENT, claims, now)


def settle_skipped(claims: Sequence[Claim], reason: str, *, now: datetime) -> int:
    """SKIPPED, with the reason for the log."""
    return _settle(_SKIPPED, claims, now, words=reason[:300])


def settle_failed(claims: Sequence[Claim], words: str, *, now: datetime) -> int:
    """FAILED for good; Today and the log show it to the owner."""
    return _settle(_FAILED, claims, now, words=words[:300])


def settle_later(claims: Sequence[Claim], due_at: datetime, words: str, *, now: datetime) -> int:
    """PENDING again, due later; `send_at`, the promise, stays what it was."""
    return _settle(_LATER, claims, now, due_at=due_at, words=words[:300])


def settle_moved(claims: Sequence[Claim], due_at: datetime, *, now: datetime) -> int:
    """PENDING again after the quiet hours."""
    return _settle(_MOVED, claims, now, due_at=due_at)


def release(claims: Sequence[Claim], *, now: datetime, not_before: datetime | None = None) -> int:
    """Gives back rows that were claimed and not tried, to be claimed again from `not_before`; how many were ours.

    A mail server that is away for a day fails nobody's reminder.
    """
    return _settle(_RELEASED, claims, now, not_before=not_before) if claims else 0


def _settle(settling: _Settling, claims: Sequence[Claim], now: datetime, **values: Any) -> int:
    """Settles rows that may have been claimed at several moments; how many were ours."""
    values["now"] = now
    if len(claims) == 1:
        statement, (claim,) = settling.one, claims
        values |= {"id": claim.reminder_id, "attempts": claim.attempts, "until": claim.claimed_until}
    else:
        statement = settling.many
        values["ids"] = [claim.reminder_id for claim in claims]
        values["attempts"] = [claim.attempts for claim in claims]
        values["until"] = [claim.claimed_until for claim in claims]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
