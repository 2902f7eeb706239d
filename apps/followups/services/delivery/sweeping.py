"""The loop: claim, gather, judge, compose, hand over, settle, until nothing is left or the time is spent."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.followups import emails, refusals
from apps.followups.models import FollowUp, SweepBeat
from apps.followups.order import place
from apps.followups.parcels import Parcel, Told
from apps.followups.queue_state import SWEEP
from apps.followups.services import pausing
from apps.followups.services.delivery import claims as rows
from apps.followups.services.delivery.claims import Claim
from apps.followups.services.delivery.gathering import Due, Pile, gather, others_among, waiting_of
from apps.followups.services.delivery.judging import digest_of, judge
from apps.followups.services.delivery.lines import Lines, NotTried, OutOfReach

logger = logging.getLogger(__name__)

BATCH = 50  # owners; while they are read, nothing is settled
BUDGET = timedelta(seconds=50)
MAX_ATTEMPTS = 5
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
FRESH = timedelta(seconds=3)  # what was read of a batch, before it is read again: a slow relay takes a minute over one
UNREACHABLE = timedelta(minutes=1)  # no mail server: try the same rows again soon, and do not count it
OTHERS_SHOWN = 3
DIGEST_SHOWN = 12
BEAT = SWEEP

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of production. A sweep lasts, so it takes a clock and not one moment."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Tally:
    """What became of the reminders of one sweep, and how many mails that were."""

    mails: int = 0
    sent: int = 0
    skipped: int = 0
    moved: int = 0
    retried: int = 0
    failed: int = 0
    released: int = 0


_sweeping = threading.Lock()


def sweep(
    *, clock: Clock = utc_now, budget: timedelta = BUDGET, limit: int = BATCH, connections: int | None = None
) -> Tally:
    """Tells every owner what is due to them, until nothing is left or the time is spent; what became of it.

    Whatever it had claimed and did not get to, it gives back. Writes the beat that operators read. A process sweeps
    once at a time: a second call, from another thread of the worker, returns at once. `connections` bounds those to
    the mail server; the setting EMAIL_CONNECTIONS by default.
    """
    tally = Tally()
    if not _sweeping.acquire(blocking=False):
        return tally
    try:
        with closing(Lines(connections)) as lines:
            _Sweep(lines, tally, clock, clock() + budget).run(limit)
    except OutOfReach as error:
        logger.warning("The mail server is out of reach: %s", error)
    finally:
        try:
            beat = SweepBeat(name=BEAT, swept_at=clock())
            SweepBeat.objects.bulk_create(
                [beat], update_conflicts=True, unique_fields=["name"], update_fields=["swept_at"]
            )
        finally:
            _sweeping.release()
    return tally


class _Sweep:
    """Batch after batch: every claim is settled or given back when `run` ends, however it ends.

    What a slow relay has not answered yet stays under way while the next batch is claimed and read, so that no
    connection waits for the database.
    """

    def __init__(self, lines: Lines, tally: Tally, clock: Clock, deadline: datetime) -> None:
        self.open: dict[UUID, Claim] = {}
        self.lines, self.tally, self.clock, self.deadline = lines, tally, clock, deadline
        self.under_way: dict[Future[None], tuple[Parcel, list[Claim]]] = {}

    def run(self, limit: int) -> None:
        """Up to `limit` owners a batch. Raises OutOfReach when the mail server is away."""
        not_before = None
        try:
            while self.clock() < self.deadline:
                batch = rows.claim_batch(now=self.clock(), limit=limit)
                if not batch and not self.under_way:
                    break
                self.open.update((claim.reminder_id, claim) for claim in batch)
                self._work_off(batch)
        except OutOfReach:
            not_before = self.clock() + UNREACHABLE  # else the next sweep would ask a server that is away at once
            raise
        finally:
            self._call_back()
            self._give_back(list(self.open.values()), not_before=not_before)

    def _work_off(self, batch: list[Claim]) -> None:
        """Hands over what is wanted of it; an empty batch is the time to wait for what is under way."""
        for number, (parcel, mine) in enumerate(self._parcels(batch)):
            if number and self.clock() >= self.deadline:  # one goes in any case: reading a huge pile takes long
                break
            self._hand_over(parcel, mine)
        if not batch:
            self._collect(leave=0)

    def _parcels(self, rest: list[Claim]) -> Iterator[tuple[Parcel, list[Claim]]]:
        """The mails of one batch. What is not wanted any more is settled on the way."""
        while rest:
            read_at, piles = self.clock(), gather(rest)
            rest = []
            waiting = waiting_of([pile.recipient.owner for pile in piles], read_at)
            for number, pile in enumerate(piles):
                if number and self.clock() - read_at > FRESH:
                    rest = [claim for later in piles[number:] for claim in later.claims]
                    break
                yield from self._parcels_of(pile, waiting[pile.recipient.owner.pk])

    def _parcels_of(self, pile: Pile, waiting: Sequence[FollowUp]) -> Iterator[tuple[Parcel, list[Claim]]]:
        now, owner = self.clock(), pile.recipient.owner
        wanted = self._wanted(pile, now)
        told_here = {due.follow_up.pk for due in wanted}
        for mail_id, group in groupby(wanted, key=lambda due: due.claim.mail_id):
            dues = sorted(group, key=lambda due: place(due.follow_up, now))
            digest = digest_of(dues, pile.recipient)
            others, more = others_among(waiting, told_here, DIGEST_SHOWN if digest else OTHERS_SHOWN, now)
            told = [Told(due.claim.reminder_id, due.send_at, due.follow_up) for due in dues]
            beyond = [claim for claim in pile.beyond if claim.mail_id == mail_id]
            parcel = Parcel(mail_id, owner, told, digest, others, more + len(beyond))
            yield parcel, [due.claim for due in dues] + beyond

    def _wanted(self, pile: Pile, now: datetime) -> list[Due]:
        """What is to be told. The rest is settled, each verdict in one statement however many rows it is about."""
        latest = {due.follow_up.pk: due for due in sorted(pile.due, key=lambda due: due.turn)}
        wanted: list[Due] = []
        worn_out: list[Claim] = []
        moved: dict[datetime, list[Claim]] = defaultdict(list)
        skipped: dict[str, list[Claim]] = defaultdict(list)
        for due in pile.due:
            if due.claim.attempts > MAX_ATTEMPTS:  # five workers died over it
                worn_out.append(due.claim)
                continue
            verdict = judge(due, pile.recipient, has_later=latest[due.follow_up.pk] is not due, now=now)
            if verdict.is_send:
                wanted.append(due)
            elif verdict.move_to:
                moved[verdict.move_to].append(due.claim)
            else:
                skipped[verdict.reason].append(due.claim)
        if worn_out:
            self._settle(worn_out, failed="Gave up after five attempts.")
        for moment, mine in moved.items():
            self._done(*mine)
            self.tally.moved += rows.settle_moved(mine, moment, now=now)
        for reason, mine in skipped.items():
            self._skip(pile.recipient.owner, mine, reason)
        return sorted(wanted, key=lambda due: str(due.claim.mail_id))

    def _skip(self, owner: User, mine: list[Claim], reason: str) -> None:
        """SKIPPED; what would be held for a pause that has just ended is given back instead."""
        with transaction.atomic():
            if reason == pausing.HELD and not pausing.lock_pause(owner):
                self._give_back(mine)
                return
            self._done(*mine)
            self.tally.skipped += rows.settle_skipped(mine, reason, now=self.clock())

    def _hand_over(self, parcel: Parcel, mine: list[Claim]) -> None:
        write = partial(emails.compose_mail, parcel, now=self.clock())
        try:
            if self.lines.is_slow:
                self._collect(leave=self.lines.most - 1)  # so that a crash repeats one mail a connection at most
                self.under_way[self.lines.submit(write)] = parcel, mine
                return
            self.lines.send(write())
        except OutOfReach:
            raise
        except Exception as error:  # a mail that cannot be made or sent must not stop the mails behind it
            self._refused(parcel, mine, error)
        else:
            self.tally.mails += 1
            self._settle(mine)

    def _collect(self, *, leave: int) -> None:
        """Settles what the other connections have handed over; waits until no more than `leave` are under way."""
        while self.under_way:
            is_enough = len(self.under_way) <= leave
            left = 0 if is_enough else (self.deadline - self.clock()).total_seconds()
            done, _ = wait(self.under_way, timeout=max(left, 0), return_when=FIRST_COMPLETED)
            self._settle_futures(done)
            if is_enough or not done:
                return

    def _call_back(self) -> None:
        """What no connection has begun with goes back; what is under way is waited for and settled."""
        for future in list(self.under_way):
            if future.cancel():
                del self.under_way[future]
        while self.under_way:
            try:
                self._settle_futures(wait(self.under_way, return_when=FIRST_COMPLETED).done)
            except OutOfReach:
                logger.info("The mail server went away in the middle.")

    def _settle_futures(self, futures: Iterable[Future[None]]) -> None:
        """Those that are done: all that was handed over in one statement, and first; then what was refused."""
        handed_over: list[Claim] = []
        refused: list[tuple[Parcel, list[Claim], Exception]] = []
        away: OutOfReach | None = None
        for future in futures:
            parcel, mine = self.under_way.pop(future)
            try:
                future.result()
            except (NotTried, CancelledError):
                self._give_back(mine)
            except OutOfReach as error:
                away = error
            except Exception as error:  # as above, from another thread
                refused.append((parcel, mine, error))
            else:
                self.tally.mails += 1
                handed_over += mine
        if handed_over:
            self._settle(handed_over)
        for refusal in refused:
            self._refused(*refusal)
        if away:
            raise away

    def _refused(self, parcel: Parcel, mine: list[Claim], error: Exception) -> None:
        refusal = refusals.read(error)
        if not refusal.is_smtp:
            logger.error("Mail %s could not be made", parcel.mail_id, exc_info=error)
        if refusal.is_bad_address:
            with transaction.atomic():  # with the pause, so that whoever ends it finds what it held
                pausing.hold(owner=parcel.owner, words=refusal.words, now=self.clock())
                self._skip(parcel.owner, mine, pausing.HELD)
            return
        by_attempt: dict[int, list[Claim]] = defaultdict(list)
        for claim in mine:
            by_attempt[claim.attempts].append(claim)
        for attempts, claims in by_attempt.items():
            if refusal.is_final or attempts >= MAX_ATTEMPTS:
                self._settle(claims, failed=refusal.words)
            else:
                self._done(*claims)
                due_at = self.clock() + BACK_OFF[attempts - 1]
                self.tally.retried += rows.settle_later(claims, due_at, refusal.words, now=self.clock())

    def _settle(self, mine: list[Claim], *, failed: str = "") -> None:
        self._done(*mine)
        if failed:
            self.tally.failed += rows.settle_failed(mine, failed, now=self.clock())
        else:
            self.tally.sent += rows.settle_sent(mine, now=self.clock())

    def _give_back(self, mine: list[Claim], *, not_before: datetime | None = None) -> None:
        """To be claimed again, by this sweep or by the next one, from `not_before`."""
        self._done(*mine)
        self.tally.released += rows.release(mine, now=self.clock(), not_before=not_before)

    def _done(self, *mine: Claim) -> None:
        """Not ours to give back any more."""
        for claim in mine:
            del self.open[claim.reminder_id]
