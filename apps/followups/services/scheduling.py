"""Follow-ups and when they remind. Every change of a step goes through here, in one transaction with its reminders.

The times of a step follow from the facts that it keeps (`rules`); `planning.sync_reminders` derives them. Nothing
here sends anything: the sweep in `delivery` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from uuid_utils.compat import uuid7

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services.planning import (
    cancel_reminders_of,
    facts_of,
    plan_new,
    refresh_next_steps,
    snooze_moment_of,
    sync_reminders,
    wishes_of,
)


def schedule_follow_up(
    *,
    actor: User,
    contact: Contact,
    kind: str,
    title: str,
    when: When,
    now: datetime,
    reason: str = "",
    owed_by_them: bool = False,
    pk: UUID | None = None,
) -> FollowUp:
    """A new open follow-up with the times and the waiting reminders that follow from `when`.

    Moments that have passed become one reminder now. Quiet hours, digests and switched-off kinds are the person's
    own settings; only a minute that they chose themselves (`When.at`) comes to the minute. IntegrityError if there
    is a row with this `pk` already.
    """
    with transaction.atomic(savepoint=False):
        follow_up = FollowUp(
            pk=pk or uuid7(),
            owner=actor,
            contact=contact,
            kind=kind,
            title=title[:200],
            reason=reason[:300],
            owed_by_them=owed_by_them,
            created_at=now,
            planned_at=now,
            due_at=now,
            **facts_of(when),
        )
        reminders = plan_new(actor, follow_up, now)
        follow_up.save(force_insert=True)
        Reminder.objects.bulk_create(reminders)
        refresh_next_steps([contact.pk])
    return follow_up


def move_follow_up(
    *, actor: User, follow_up: FollowUp, when: When, now: datetime, title: str | None = None, reason: str | None = None
) -> bool:
    """Gives an open follow-up another fact, and so new times and reminders; True if it was open.

    A snooze ends with it. `title` and `reason` stay unless given.
    """
    words = {"title": title and title[:200], "reason": reason and reason[:300]}
    changes = facts_of(when) | {name: text for name, text in words.items() if text is not None}
    with transaction.atomic(savepoint=False):
        won = (
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(pk=follow_up.pk)
            .update(snoozed_until=None, snoozed_on=None, planned_at=now, updated_at=now, **changes)
        )
        if won:
            follow_up.refresh_from_db()
            _sync(actor, follow_up, now)
    return bool(won)


def complete_follow_up(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Marks it done and cancels its waiting reminders; True if this call did it."""
    return _close(actor, follow_up, FollowUp.State.DONE, now)


def drop_follow_up(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Lets it go and cancels its waiting reminders; True if this call did it."""
    return _close(actor, follow_up, FollowUp.State.DROPPED, now)


def close_follow_ups(
    *,
    actor: User,
    contact: Contact,
    kinds: Iterable[str] | Mapping[str, str],
    now: datetime,
    state: str = FollowUp.State.DROPPED,
    which: Q | None = None,
) -> int:
    """Closes every open follow-up of these kinds for one person, or those of them that `which` names; how many.

    `kinds` may say which state each kind gets. A step that repeats stays: its series ends only when its owner lets it
    go.
    """
    states = kinds if isinstance(kinds, Mapping) else dict.fromkeys(kinds, state)
    with transaction.atomic(savepoint=False):  # within another service it fails with it as a whole
        rows = list(
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(which or Q(), contact=contact, kind__in=list(states), repeats="")
            .order_by("pk")  # as planning anew does, so that neither waits for the other for ever
            .select_for_update()
            .values_list("pk", "kind")
        )
        for new in sorted({states[kind] for _, kind in rows}):
            FollowUp.objects.filter(pk__in=[pk for pk, kind in rows if states[kind] == new]).update(
                state=new, closed_at=now, updated_at=now
            )
        if rows:
            cancel_reminders_of([pk for pk, _ in rows], now)
            refresh_next_steps([contact.pk])
    return len(rows)


def reopen_follow_up(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Undoes done, dropped or snoozed; True unless it stood open and awake already.

    What was still to be told waits again; what passed meanwhile is told now, once.
    """
    with transaction.atomic(savepoint=False):
        asked = {"now": now, "step": follow_up.pk, "owner": actor.pk}
        opened = next(iter(FollowUp.objects.raw(_REOPEN, asked)), None)
        if opened is not None:
            _sync(actor, opened, now)
    return opened is not None


def snooze_follow_up(*, actor: User, follow_up: FollowUp, until: datetime | date, now: datetime) -> bool:
    """Hides it from Today until `until`, when it is told again; True if it was open.

    A day means its reminder hour, also after that hour or the zone changed; an instant stays one. Reminders that come
    later anyway, the warning of a thank-you for one, stay as they are. `follow_up` gets the moment.
    """
    on_day = None if isinstance(until, datetime) else until
    moment = snooze_moment_of(until, wishes_of(actor))
    asked = {"until": moment, "on_day": on_day, "now": now, "step": follow_up.pk, "owner": actor.pk}
    with transaction.atomic(savepoint=False):
        won = next(iter(FollowUp.objects.raw(_SNOOZE, asked)), None)
        if won is not None:
            _sync(actor, won, now)
            follow_up.snoozed_until, follow_up.snoozed_on = moment, on_day
    return won is not None


# Written out, for they run at every click: who changes an open step of their own wins, and sees the row as it is then.
_SNOOZE = """
UPDATE followups_followup SET snoozed_until = %(until)s, snoozed_on = %(on_day)s, updated_at = %(now)s
 WHERE id = %(step)s AND owner_id = %(owner)s AND state = 'open' RETURNING *
"""
_REOPEN = """
UPDATE followups_followup
   SET state = 'open', closed_at = NULL, snoozed_until = NULL, snoozed_on = NULL, updated_at = %(now)s
 WHERE id = %(step)s AND owner_id = %(owner)s AND NOT (state = 'open' AND snoozed_until IS NULL) RETURNING *
"""
_CLOSE = """
UPDATE followups_followup
   SET state = %(state)s, closed_at = %(now)s, snoozed_until = NULL, snoozed_on = NULL, updated_at = %(now)s
 WHERE id = %(step)s AND owner_id = %(owner)s AND state = 'open'
"""


def _sync(actor: User, follow_up: FollowUp, now: datetime) -> None:
    sync_reminders(actor, [follow_up], now)
    refresh_next_steps([follow_up.contact_id])


def _close(actor: User, follow_up: FollowUp, state: str, now: datetime) -> bool:
    asked: dict[str, Any] = {"state": str(state), "now": now, "step": follow_up.pk, "owner": actor.pk}
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(_CLOSE, asked)
            won = bool(cursor.rowcount)
        if won:
            cancel_reminders_of([follow_up.pk], now)
            refresh_next_steps([follow_up.contact_id])
    return won
