"""From the facts of a step to its times and its waiting reminders, for one step or for all of a person's.

Whatever changes a fact or a wish (a talk is moved, a zone chosen, quiet hours, a digest) ends here. `sync_reminders`
makes what waits equal to what the rules say now; what was sent stays sent, and nothing is told twice.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.core.dates import Reader
from apps.followups import rules
from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference, Rule
from apps.followups.rules import Times, When
from apps.followups.services.tellings import difference, tellings_of
from apps.followups.timing import Wishes

#: Told on the page and in the mail in the reader's own hours, and so written anew when those change.
_BEFORE_A_TALK = frozenset({FollowUp.Kind.PREPARATION, FollowUp.Kind.CONFIRMATION})
INSERTED_AT_ONCE = 2_000
_TIMES = ("due_at", "late_at", "latest_at", "snoozed_until", "reason")


logger = logging.getLogger(__name__)


class Replanner(Protocol):
    """Derives what an app above keeps beside its steps for one owner."""

    def __call__(self, *, actor: User, now: datetime) -> None: ...


_replanners: list[Replanner] = []


def register_replanner(replan: Replanner) -> None:
    """Lets an app above plan anew with us; called once, when the apps are loaded."""
    _replanners.append(replan)


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

    For a new zone, reminder hour, quiet hours, digest or calendar: wall-clock times move, instants of talks do not. The
    number of statements does not depend on the number of steps.
    """
    with transaction.atomic():
        follow_ups = list(
            FollowUp.objects.visible_to(actor)
            .open()
            .select_for_update(of=("self",))
            .select_related("contact")
            .order_by("pk")
        )
        changed = sync_reminders(actor, follow_ups, now)
        refresh_next_steps({f.contact_id for f in changed})
        for replan in _replanners:
            replan(actor=actor, now=now)
    return len(changed)


def replan_stale(*, now: datetime, limit: int = 200) -> int:
    """Plans anew for people whose calendar changed behind their back (a closed day of their center); how many.

    Run by the clock. Each person is one transaction: the mark is taken off by the UPDATE that finds it. Whose plan
    cannot be made keeps the mark, and keeps nobody else waiting.
    """
    waiting = list(User.objects.filter(replan_from__isnull=False).order_by("replan_from")[:limit])
    planned = 0
    for user in waiting:
        try:
            planned += _replan_marked(user, now)
        except Exception:
            logger.exception("Planning anew for %s failed", user.pk)
    return planned


def _replan_marked(user: User, now: datetime) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Pages lock a person before their steps, we the steps before the persons. Of the two we give way, before
            # PostgreSQL would choose one of them after a second.
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
        won = bool(User.objects.filter(pk=user.pk, replan_from=user.replan_from).update(replan_from=None))
        if won:
            replan_reminders(actor=user, now=now)
    return won


def sync_reminders(owner: User, follow_ups: Collection[FollowUp], now: datetime) -> list[FollowUp]:
    """Gives open steps of one owner the times of their facts, and exactly the reminders that are still to come.

    Call inside a transaction that holds the rows. Needs `contact` on each. Returns those whose times changed.
    """
    if not follow_ups:
        return []
    changed, stale, wanted = _plan(owner, follow_ups, _living_reminders(follow_ups), now)
    _store_times(changed, now)
    if stale:
        cancel_reminders(Reminder.objects.filter(pk__in=stale), now)
    Reminder.objects.bulk_create(wanted, batch_size=INSERTED_AT_ONCE)
    return changed


def plan_new(owner: User, follow_up: FollowUp, now: datetime) -> list[Reminder]:
    """Writes the times of its facts on a step that is not stored yet, and gives the reminders to store behind it."""
    _, _, wanted = _plan(owner, [follow_up], {follow_up.pk: []}, now)
    return wanted


def _plan(
    owner: User, follow_ups: Collection[FollowUp], rows: Mapping[UUID, list[Reminder]], now: datetime
) -> tuple[list[FollowUp], list[UUID], list[Reminder]]:
    """Whose times changed, which waiting reminders go, and which are missing; `rows` are the living ones by step."""
    wishes, reader, modes = wishes_of(owner), Reader.of(owner), _modes(owner, follow_ups)
    needs_calendar = any(when_of(f).needs_calendar for f in follow_ups)
    calendar = business_calendar(owner, now) if needs_calendar else None
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
        if _take_times(follow_up, times, wishes, reader, now):
            changed.append(follow_up)
        mode = modes.get(follow_up.kind, Mode.EACH)
        tellings = tellings_of(follow_up, times, wishes, mode, rows[follow_up.pk], now)
        cancelled, new = difference(owner.pk, follow_up, tellings, rows[follow_up.pk], now)
        stale += cancelled
        wanted += new
    return changed, stale, wanted


def cancel_reminders(reminders: QuerySet[Reminder], now: datetime) -> None:
    """Cancels those that wait; what is being sent at this moment is the sweep's."""
    reminders.filter(status=Reminder.Status.PENDING).update(status=Reminder.Status.CANCELLED, updated_at=now)


_CANCEL = """
UPDATE followups_reminder SET status = 'cancelled', updated_at = %s
 WHERE follow_up_id = ANY(%s) AND status = 'pending'
"""


def cancel_reminders_of(follow_up_ids: Collection[UUID], now: datetime) -> None:
    """The same for all reminders of some steps.

    A statement of its own, after the one that closes the steps: only now does it see what a planner has added while
    we waited for the row.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CANCEL, [now, list(follow_up_ids)])


# One pass over the steps; a subquery for each person would be slow for thousands on tables without statistics.
_NEXT_STEPS = """
UPDATE contacts_contact AS person
   SET next_step_at = step.back_at, next_step = coalesce(step.title, '')
  FROM unnest(%(people)s::uuid[]) AS wanted (id)
  LEFT JOIN (SELECT DISTINCT ON (contact_id) contact_id, greatest(due_at, snoozed_until) AS back_at, title
               FROM followups_followup
              WHERE contact_id = ANY (%(people)s::uuid[]) AND state = 'open' AND NOT owed_by_them
              ORDER BY contact_id, greatest(due_at, snoozed_until), id) AS step ON step.contact_id = wanted.id
 WHERE person.id = wanted.id
"""


def refresh_next_steps(contact_ids: Collection[UUID]) -> None:
    """Copies the earliest open follow-up to each person, for the list. A snoozed one counts from its return."""
    if contact_ids:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_STEPS, {"people": list(contact_ids)})


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
    until = follow_up.snoozed_until
    if follow_up.snoozed_on is not None and until is not None and until > now:  # one that is over stays over
        follow_up.snoozed_until = snooze_moment_of(follow_up.snoozed_on, wishes)
    if follow_up.kind in _BEFORE_A_TALK and follow_up.since is not None:
        follow_up.reason = f"You talk on {reader.weekday(follow_up.since, now)}, {reader.time(follow_up.since)}."
    return before != tuple(getattr(follow_up, name) for name in _TIMES)


# One statement for all of them: Django's bulk_update writes a CASE with a branch for every row.
_STORE = """
UPDATE followups_followup AS step
   SET due_at = new.due_at, late_at = new.late_at, latest_at = new.latest_at, snoozed_until = new.snoozed_until,
       reason = new.reason, updated_at = %s
  FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::text[])
       AS new (id, due_at, late_at, latest_at, snoozed_until, reason)
 WHERE step.id = new.id
"""


def _store_times(follow_ups: Collection[FollowUp], now: datetime) -> None:
    if follow_ups:
        columns = [[getattr(f, name) for f in follow_ups] for name in ("pk", *_TIMES)]
        with connection.cursor() as cursor:
            cursor.execute(_STORE, [now, *columns])
