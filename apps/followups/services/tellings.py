"""Which mails of one step still have to wait, given what its rule says now and what was told before. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.followups import rules
from apps.followups.models import FollowUp, Mode, Reminder, Rule
from apps.followups.rules import Times
from apps.followups.timing import Wishes

#: Why a reminder that was about to go was not told after all; with an undo of either it is wanted again.
DONE_ALREADY = "The step was done already."
SNOOZED = "The step was snoozed."
SWITCHED_OFF = "E-mail of this kind is switched off."


@dataclass(frozen=True, slots=True)
class Telling:
    """One mail that should wait: when, which moment of the plan it is, and whether to the minute."""

    send_at: datetime
    turn: int
    is_exact: bool


def tellings_of(
    follow_up: FollowUp, times: Times, wishes: Wishes, mode: str, rows: Iterable[Reminder], now: datetime
) -> dict[datetime, Telling]:
    """The mails that are still to come, by moment. What was told counts by its turn and not by its hour.

    Of several moments that have passed untold, the last is told now. A snooze stands for the moments that it covers.
    """
    told = max((r.turn for r in rows if r.created_at >= follow_up.planned_at and _is_told(r, mode, now)), default=-1)
    turns = list(enumerate(times.remind_at, start=times.first_turn))
    ahead = [(turn, moment) for turn, moment in turns if turn > told]
    tellings: list[Telling] = []
    snoozed = follow_up.snoozed_until
    if snoozed is not None and snoozed > now:
        covered = [turn for turn, moment in turns if moment <= snoozed]
        tellings.append(Telling(snoozed, max(covered, default=-1), is_exact=follow_up.snoozed_on is None))
        ahead = [(turn, moment) for turn, moment in ahead if moment > snoozed]
    missed = [(turn, now) for turn, moment in ahead if moment <= now][-1:]
    exact = Rule(follow_up.rule) == Rule.MOMENT
    for turn, moment in missed + [(turn, moment) for turn, moment in ahead if moment > now]:
        send_at = moment if exact else rules.told_at(moment, mode, wishes, follow_up.late_at)
        tellings.append(Telling(send_at, turn, exact))
    return {telling.send_at: telling for telling in tellings}


def difference(
    owner_id: UUID, follow_up: FollowUp, tellings: dict[datetime, Telling], rows: Iterable[Reminder], now: datetime
) -> tuple[list[UUID], list[Reminder]]:
    """Which waiting rows go, and which are missing.

    A row of an earlier plan goes even if its moment is still right: that it was told would not count for this plan.
    """
    stale: list[UUID] = []
    for row in rows:
        waits = row.status == Reminder.Status.PENDING
        is_outdated = row.created_at < follow_up.planned_at
        leaving = waits and row.send_at <= now and not is_outdated
        same = tellings.get(row.send_at)
        if waits and not leaving and (is_outdated or same != Telling(row.send_at, row.turn, row.is_exact)):
            stale.append(row.pk)
        elif same is not None:
            del tellings[row.send_at]
    return stale, [
        Reminder(
            owner_id=owner_id,
            follow_up=follow_up,
            send_at=telling.send_at,
            due_at=telling.send_at,
            turn=telling.turn,
            is_exact=telling.is_exact,
            created_at=max(now, follow_up.planned_at),  # of this plan, even by a clock that is behind
        )
        for telling in tellings.values()
    ]


def _is_told(row: Reminder, mode: str, now: datetime) -> bool:
    if row.status == Reminder.Status.SKIPPED:
        if row.last_error == SWITCHED_OFF:  # whoever turns the kind on again is told what they missed, in one mail
            return mode == Mode.OFF
        return row.last_error not in (DONE_ALREADY, SNOOZED)
    return row.status != Reminder.Status.PENDING or row.send_at <= now
