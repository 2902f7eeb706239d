"""Bringing reminders to the inbox. The rows are the queue; the beat only says "sweep" (docs/reliability.md).

    PENDING ──claim──► SENDING ──► SENT
       │ ▲                │  ├───► SKIPPED   no longer wanted when looked at again
       │ └──later, moved──┘  └───► FAILED    refused for good, or five attempts; shown to the owner
       └──► CANCELLED     the follow-up was completed, dropped or moved

The promise is *at least once*. A crash between the server's "250" and the settling UPDATE repeats one mail, with the
same Message-ID. Everything else is decided by conditional UPDATEs, so two sweeps, two beats or any number of workers
do each other no harm, and no transaction is open while SMTP talks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from apps.followups import emails, refusals, selectors
from apps.followups.line import Line, OutOfReach
from apps.followups.models import FollowUp, Reminder, SweepBeat
from apps.followups.selectors import Delivery
from apps.followups.services.planning import wishes_of

logger = logging.getLogger(__name__)

BATCH = 50
BUDGET = timedelta(seconds=50)  # SMTP timeout 20 s < budget < lease 5 min < Redis visibility timeout
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5
#: Steps that are done by writing to the person.
WRITING_KINDS = frozenset(
    {FollowUp.Kind.NUDGE, FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK, FollowUp.Kind.CHECK_IN}
)
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
UNREACHABLE = timedelta(minutes=1)  # no mail server: try the same rows again soon, and do not count it
BEAT = "send-due-reminders"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of production. A sweep lasts, so it takes a clock and not one moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is ours until `claimed_until`; `attempts` and `claimed_until` together are the fence."""

    reminder_id: UUID
    attempts: int
    claimed_until: datetime


@dataclass(slots=True)
class Tally:
    """What became of the rows of one sweep."""

    sent: int = 0
    skipped: int = 0
    moved: int = 0
    retried: int = 0
    failed: int = 0
    released: int = 0


_sweeping = threading.Lock()


def sweep(*, clock: Clock = utc_now, budget: timedelta = BUDGET, limit: int = BATCH) -> Tally:
    """Claims, sends and settles what is due, until nothing is left or the time is spent; what became of it.

    Whatever it had claimed and did not get to, it gives back. Writes the beat that operators read. A process
    sweeps once at a time: a second call, from another thread of the worker, returns at once. So a process that is
    killed can have had one mail under way, and a long sweep takes no second thread from other work.
    """
    tally = Tally()
    if not _sweeping.acquire(blocking=False):
        return tally
    line = Line()
    try:
        deadline = clock() + budget
        while clock() < deadline:
            claims = claim_batch(now=clock(), limit=limit)
            if not claims:
                break
            deliver(claims, line, tally, clock=clock, deadline=deadline)
    except OutOfReach as error:
        logger.warning("The mail server is out of reach: %s", error)
    finally:
        try:
            line.close()
            SweepBeat.objects.update_or_create(name=BEAT, defaults={"swept_at": clock()})
        finally:
            _sweeping.release()
    return tally


# MATERIALIZED: as a plain subquery it may stand on the inner side of a join and run, and lock, more than once.
CLAIM_SQL = """
WITH due AS MATERIALIZED (
    SELECT id
      FROM followups_reminder
     WHERE status IN ('pending', 'sending')
       AND due_at <= %(now)s
       AND (status = 'pending' OR claimed_until < %(now)s)
     ORDER BY due_at
     LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED)
UPDATE followups_reminder AS mine
   SET status = 'sending', claimed_until = %(lease)s, attempts = mine.attempts + 1, updated_at = %(now)s
  FROM due
 WHERE mine.id = due.id
RETURNING mine.id, mine.attempts
"""


def claim_batch(*, now: datetime, limit: int = BATCH) -> list[Claim]:
    """Up to `limit` due rows, now SENDING and ours for five minutes; oldest promises first.

    One statement, its own transaction. Rows whose claim ran out are claimed again, so a dead worker needs no separate
    clean-up. Uses the application's `now`, never the database's.
    """
    until = now + LEASE
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SQL, {"now": now, "lease": until, "limit": limit})
        return [Claim(pk, attempts, until) for pk, attempts in cursor.fetchall()]


def deliver(claims: Sequence[Claim], line: Line, tally: Tally, *, clock: Clock, deadline: datetime) -> None:
    """Sends a claimed batch one by one, settling each at once; gives back the rest when time or the line runs out."""
    waiting = {claim.reminder_id: claim for claim in claims}
    pause = timedelta(0)
    try:
        for delivery in selectors.deliveries(list(waiting), clock()):
            now = clock()
            if now >= deadline:
                break
            _deliver_one(waiting[delivery.reminder_id], delivery, line, tally, now)
            del waiting[delivery.reminder_id]
    except OutOfReach:
        pause = UNREACHABLE  # else the next sweep would ask a server that is away in a tight loop
        raise
    finally:
        tally.released += release(list(waiting.values()), now=clock(), pause=pause)


def _deliver_one(claim: Claim, delivery: Delivery, line: Line, tally: Tally, now: datetime) -> None:
    """One row: look again, compose, send, settle. Only OutOfReach gets out."""
    if claim.attempts > MAX_ATTEMPTS:  # five workers died over it
        tally.failed += settle_failed(claim, "Gave up after five attempts.", now=now)
        return
    verdict = still_wanted(delivery, now)
    if verdict.reason:
        tally.skipped += settle_skipped(claim, verdict.reason, now=now)
        return
    if verdict.move_to:
        tally.moved += settle_moved(claim, verdict.move_to, now=now)
        return
    try:
        message = emails.compose_reminder(delivery, now=now)
        line.open()
        line.send(message)
    except OutOfReach:
        raise
    except Exception as error:  # a mail that cannot be made or sent must not stop the mails behind it
        refusal = refusals.read(error)
        if refusal.breaks_the_line:
            line.close()
        if not refusal.is_smtp:
            logger.exception("Reminder %s could not be sent", claim.reminder_id)
        if refusal.is_final or claim.attempts >= MAX_ATTEMPTS:
            tally.failed += settle_failed(claim, refusal.words, now=now)
        else:
            tally.retried += settle_later(claim, now + BACK_OFF[claim.attempts - 1], refusal.words, now=now)
        return
    tally.sent += settle_sent(claim, now=now)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send it, unless there is a `reason` not to, or a moment to `move_to`."""

    reason: str = ""
    move_to: datetime | None = None


def still_wanted(delivery: Delivery, now: datetime) -> Verdict:
    """Asks everything again that may have changed since the reminder was planned."""
    follow_up, owner = delivery.follow_up, delivery.owner
    if follow_up.state != FollowUp.State.OPEN:
        return Verdict("The step was done already.")
    if follow_up.snoozed_until and follow_up.snoozed_until > now:
        return Verdict("The step was snoozed.")
    if follow_up.contact.archived_at:
        return Verdict("The person is off your list.")
    if follow_up.contact.do_not_contact and follow_up.kind in WRITING_KINDS:
        return Verdict("You chose not to write to this person.")
    if not owner.is_active:
        return Verdict("The account is closed.")
    if not delivery.is_verified:
        return Verdict("The e-mail address is not verified.")
    if delivery.is_switched_off:
        return Verdict("E-mail of this kind is switched off.")
    if delivery.is_superseded:
        return Verdict("A later reminder of the same step took its place.")
    polite = wishes_of(owner).polite(now)
    return Verdict(move_to=polite if polite > now else None)


# Settling: each UPDATE holds only while the claim is still ours ------------------------------------------------------


# The one statement of every mail, and so in SQL: building it anew would take as long as rendering the text.
SENT_SQL = """
UPDATE followups_reminder
   SET status = 'sent', sent_at = %(now)s, claimed_until = NULL, last_error = '', updated_at = %(now)s
 WHERE id = %(id)s AND status = 'sending' AND attempts = %(attempts)s AND claimed_until = %(until)s
"""


def settle_sent(claim: Claim, *, now: datetime) -> int:
    """SENT, if the claim is still ours; 1 or 0."""
    ours: dict[str, Any] = {
        "id": claim.reminder_id,
        "attempts": claim.attempts,
        "until": claim.claimed_until,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(SENT_SQL, ours)
        return int(cursor.rowcount)


def settle_skipped(claim: Claim, reason: str, *, now: datetime) -> int:
    """SKIPPED, with the reason for the log."""
    return _settle(claim, status=Reminder.Status.SKIPPED, last_error=reason, updated_at=now)


def settle_failed(claim: Claim, words: str, *, now: datetime) -> int:
    """FAILED for good; Today and the log show it to the owner."""
    return _settle(claim, status=Reminder.Status.FAILED, last_error=words[:300], updated_at=now)


def settle_later(claim: Claim, due_at: datetime, words: str, *, now: datetime) -> int:
    """PENDING again, due later; `send_at`, the promise, stays what it was."""
    return _settle(claim, status=Reminder.Status.PENDING, due_at=due_at, last_error=words[:300], updated_at=now)


def settle_moved(claim: Claim, due_at: datetime, *, now: datetime) -> int:
    """PENDING again after the quiet hours. Nothing was tried, so it is no attempt."""
    status = Reminder.Status.PENDING
    return _settle(claim, status=status, due_at=due_at, attempts=F("attempts") - 1, last_error="", updated_at=now)


def _settle(claim: Claim, **changes: Any) -> int:
    ours = Reminder.objects.filter(
        pk=claim.reminder_id,
        status=Reminder.Status.SENDING,
        attempts=claim.attempts,
        claimed_until=claim.claimed_until,
    )
    return ours.update(claimed_until=None, **changes)


def release(claims: Sequence[Claim], *, now: datetime, pause: timedelta) -> int:
    """Gives back rows that were claimed and not tried, due again after `pause`; how many were still ours.

    That attempt does not count: a mail server that is away for a day fails nobody's reminder. Counting down is safe
    for the fence, for the next claim has another `claimed_until`.
    """
    if not claims:
        return 0
    changes: dict[str, Any] = {"due_at": now + pause} if pause else {}
    return Reminder.objects.filter(
        pk__in=[c.reminder_id for c in claims],
        status=Reminder.Status.SENDING,
        claimed_until=claims[0].claimed_until,
    ).update(status=Reminder.Status.PENDING, claimed_until=None, attempts=F("attempts") - 1, updated_at=now, **changes)


def resend(*, reminder: Reminder, now: datetime) -> bool:
    """Puts a failed, skipped or cancelled reminder back to be sent now; True if it stood so. For operators."""
    return bool(
        Reminder.objects.filter(
            pk=reminder.pk,
            status__in=[Reminder.Status.FAILED, Reminder.Status.SKIPPED, Reminder.Status.CANCELLED],
        ).update(status=Reminder.Status.PENDING, due_at=now, attempts=0, last_error="", updated_at=now)
    )
