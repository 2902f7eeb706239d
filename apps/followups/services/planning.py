"""From the facts of a step to its times and its waiting reminders, for one step or for all of a person's.

Whatever changes a fact or a wish (a talk is moved, a zone chosen, quiet hours, a digest) ends here. `sync_reminders`
makes what waits equal to what the rules say now; what was sent stays sent, and nothing is told twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.services import set_next_step
from apps.core.dates import Reader
from apps.followups import rules
from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference, Rule
from apps.followups.rules import Times, When
from apps.followups.timing import Wishes

#: Told on the page and in the mail in the reader's own hours, and so written anew when those change.
_BEFORE_A_TALK = frozenset({FollowUp.Kind.PREPARATION, FollowUp.Kind.CONFIRMATION})
_TIMES = ("due_at", "late_at", "latest_at", "snoozed_until", "reason")


@dataclass(frozen=True, slots=True)
class Telling:
    """One mail that should wait: when, which moment of the plan it is, and whether to the minute."""

    send_at: datetime
    turn: int
    is_exact: bool


def wishes_of(user: User) -> Wishes:
    """When `user` wants to be reminded, and when not."""
    return Wishes(user.zone, user.reminder_hour, user.quiet_from, user.quiet_until, user.digest_weekday)


def facts_of(when: When) -> dict[str, object]:
    """`when` as the columns of a follow-up."""
    return {
        "rule": when.rule,
        "since": when.since,
        "on_day": when.on_day,
        "count": when.count,
        "repeats": when.repeats,
        "by_mail": when.by_mail,
    }


def when_of(follow_up: FollowUp) -> When:
    """The rule and the fact that a follow-up keeps."""
    return When(
        rule=Rule(follow_up.rule),
        since=follow_up.since,
        on_day=follow_up.on_day,
        count=follow_up.count,
        repeats=follow_up.repeats,
        by_mail=follow_up.by_mail,
    )


def snooze_moment_of(until: datetime | date, wishes: Wishes) -> datetime:
    """An instant as it is; a day at its reminder hour, outside the quiet hours."""
    return until if isinstance(until, datetime) else wishes.polite(wishes.at_hour(until))


def replan_reminders(*, actor: User, now: datetime) -> int:
    """Plans every open step of a person anew from its facts; how many changed.

    For a new zone, reminder hour, quiet hours, digest or calendar. Wall-clock times move, instants of talks do not.
    """
    with transaction.atomic():
        follow_ups = list(
            FollowUp.objects.visible_to(actor).open().select_for_update(of=("self",)).select_related("contact")
        )
        changed = sync_reminders(actor, follow_ups, now)
        for contact_id in {f.contact_id for f in changed}:
            refresh_next_step(contact_id)
    return len(changed)


def replan_stale(*, now: datetime, limit: int = 200) -> int:
    """Plans anew for people whose calendar changed behind their back (a closed day of their center); how many.

    Run by the clock. Each person is one transaction: the mark is taken off by the UPDATE that finds it.
    """
    waiting = list(User.objects.filter(replan_from__isnull=False).order_by("replan_from")[:limit])
    for user in waiting:
        with transaction.atomic():
            if User.objects.filter(pk=user.pk, replan_from=user.replan_from).update(replan_from=None):
                replan_reminders(actor=user, now=now)
    return len(waiting)


def sync_reminders(owner: User, follow_ups: Collection[FollowUp], now: datetime) -> list[FollowUp]:
    """Gives open steps of one owner the times of their facts, and exactly the reminders that are still to come.

    Call inside a transaction that holds the rows. Needs `contact` on each. Returns those whose times changed.
    """
    if not follow_ups:
        return []
    wishes, modes = wishes_of(owner), _modes(owner, follow_ups)
    needs_calendar = any(when_of(f).needs_calendar for f in follow_ups)
    calendar = business_calendar(owner, now) if needs_calendar else None
    rows = _living_reminders(follow_ups)
    changed: list[FollowUp] = []
    stale: list[UUID] = []
    wanted: list[Reminder] = []
    for follow_up in follow_ups:
        when = when_of(follow_up)
        times = rules.times_of(
            when,
            wishes,
            planned_at=follow_up.planned_at,
            calendar=calendar,
            off_months=follow_up.contact.rhythm_off_months if when.rule == Rule.RHYTHM else (),
        )
        if _take_times(follow_up, times, wishes, Reader.of(owner), now):
            changed.append(follow_up)
        tellings = _tellings(follow_up, times, wishes, modes.get(follow_up.kind, Mode.EACH), rows[follow_up.pk], now)
        cancelled, new = _difference(owner, follow_up, tellings, rows[follow_up.pk], now)
        stale += cancelled
        wanted += new
    FollowUp.objects.bulk_update(changed, _TIMES)
    cancel_reminders(Reminder.objects.filter(pk__in=stale), now)
    Reminder.objects.bulk_create(wanted)
    return changed


def cancel_reminders(reminders: object, now: datetime) -> None:
    """Cancels those of a queryset that wait; what is being sent at this moment is the sweep's."""
    reminders.filter(status=Reminder.Status.PENDING).update(  # type: ignore[attr-defined] # a QuerySet[Reminder]
        status=Reminder.Status.CANCELLED, updated_at=now
    )


def refresh_next_step(contact_id: UUID) -> None:
    """Copies the earliest open follow-up to the person, for the list."""
    nearest = (
        FollowUp.objects.open()
        .filter(contact_id=contact_id, owed_by_them=False)
        .order_by("due_at")
        .values("due_at", "snoozed_until", "title")
        .first()
    )
    at = max(filter(None, (nearest["due_at"], nearest["snoozed_until"]))) if nearest else None
    set_next_step(contact_id=contact_id, at=at, text=nearest["title"] if nearest else "")


def _modes(owner: User, follow_ups: Iterable[FollowUp]) -> Mapping[str, str]:
    if not any(f.by_mail for f in follow_ups):
        return {}
    return dict(ReminderPreference.objects.filter(owner=owner).values_list("kind", "mode"))


def _living_reminders(follow_ups: Iterable[FollowUp]) -> Mapping[UUID, list[Reminder]]:
    rows: dict[UUID, list[Reminder]] = defaultdict(list)
    living = Reminder.objects.filter(follow_up__in=[f.pk for f in follow_ups])
    for row in living.exclude(status=Reminder.Status.CANCELLED):
        rows[row.follow_up_id].append(row)
    return rows


def _take_times(follow_up: FollowUp, times: Times, wishes: Wishes, reader: Reader, now: datetime) -> bool:
    """Writes the times on the instance; True if any of them differs."""
    before = tuple(getattr(follow_up, name) for name in _TIMES)
    follow_up.due_at, follow_up.late_at, follow_up.latest_at = times.due_at, times.late_at, times.latest_at
    if follow_up.snoozed_on is not None:
        follow_up.snoozed_until = snooze_moment_of(follow_up.snoozed_on, wishes)
    if follow_up.kind in _BEFORE_A_TALK and follow_up.since is not None:
        follow_up.reason = f"You talk on {reader.weekday(follow_up.since, now)}, {reader.time(follow_up.since)}."
    return before != tuple(getattr(follow_up, name) for name in _TIMES)


def _tellings(
    follow_up: FollowUp, times: Times, wishes: Wishes, mode: str, rows: Iterable[Reminder], now: datetime
) -> dict[datetime, Telling]:
    """The mails that are still to come, by moment. What was told counts by its turn and not by its hour.

    Of several moments that have passed untold, the last is told now. A snooze stands for the moments that it covers.
    """
    told = max((r.turn for r in rows if r.created_at >= follow_up.planned_at and _is_told(r, now)), default=-1)
    ahead = [(turn, moment) for turn, moment in enumerate(times.remind_at) if turn > told]
    tellings: list[Telling] = []
    snoozed = follow_up.snoozed_until
    if snoozed is not None and snoozed > now:
        covered = [turn for turn, moment in enumerate(times.remind_at) if moment <= snoozed]
        tellings.append(Telling(snoozed, max(covered, default=-1), is_exact=follow_up.snoozed_on is None))
        ahead = [(turn, moment) for turn, moment in ahead if moment > snoozed]
    missed = [(turn, now) for turn, moment in ahead if moment <= now][-1:]
    exact = rules.Rule(follow_up.rule) == Rule.MOMENT
    for turn, moment in missed + [(turn, moment) for turn, moment in ahead if moment > now]:
        send_at = moment if exact else rules.told_at(moment, mode, wishes, follow_up.late_at)
        tellings.append(Telling(send_at, turn, exact))
    return {telling.send_at: telling for telling in tellings}


def _is_told(row: Reminder, now: datetime) -> bool:
    return row.status != Reminder.Status.PENDING or row.send_at <= now


def _difference(
    owner: User, follow_up: FollowUp, tellings: dict[datetime, Telling], rows: Iterable[Reminder], now: datetime
) -> tuple[list[UUID], list[Reminder]]:
    """Which waiting rows go, and which are missing."""
    stale: list[UUID] = []
    for row in rows:
        waits = row.status == Reminder.Status.PENDING
        leaving = waits and row.send_at <= now and row.created_at >= follow_up.planned_at
        same = tellings.get(row.send_at)
        if waits and not leaving and same != Telling(row.send_at, row.turn, row.is_exact):
            stale.append(row.pk)
        elif same is not None:
            del tellings[row.send_at]
    return stale, [
        Reminder(
            owner=owner,
            follow_up=follow_up,
            send_at=telling.send_at,
            due_at=telling.send_at,
            turn=telling.turn,
            is_exact=telling.is_exact,
            created_at=now,
        )
        for telling in tellings.values()
    ]
