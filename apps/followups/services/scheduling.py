"""Promising, moving, snoozing and closing follow-ups, each with its reminder in one transaction.

Every state change is a conditional UPDATE that says whether it won, so that two tabs or a click in a
mail and one on the page cannot both act.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.contacts.services import set_next_step
from apps.core import clock
from apps.followups.models import FollowUp, Reminder
from apps.followups.timing import Wishes


def schedule_follow_up(
    *,
    actor: User,
    contact: Contact,
    kind: str,
    title: str,
    due_at: datetime,
    now: datetime,
    reason: str = "",
    late_at: datetime | None = None,
    remind_at: datetime | Iterable[datetime] | None = None,
    owed_by_them: bool = False,
) -> FollowUp:
    """A new open follow-up, and a PENDING reminder for each moment in `remind_at`.

    None reminds on the page only. Moments inside quiet hours move to their end; moments that have
    passed become `now`.
    """
    with transaction.atomic():
        follow_up = FollowUp.objects.create(
            owner=actor,
            contact=contact,
            kind=kind,
            title=title[:200],
            reason=reason[:300],
            due_at=due_at,
            late_at=late_at,
            owed_by_them=owed_by_them,
            created_at=now,
        )
        _plan_reminders(actor, follow_up, _moments(remind_at), now)
        refresh_next_step(contact.pk)
    return follow_up


def move_follow_up(
    *,
    actor: User,
    follow_up: FollowUp,
    due_at: datetime,
    now: datetime,
    late_at: datetime | None = None,
    remind_at: datetime | Iterable[datetime] | None = None,
) -> bool:
    """Gives an open follow-up new times and replaces its waiting reminders; True if it was open."""
    with transaction.atomic():
        won = (
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(pk=follow_up.pk)
            .update(due_at=due_at, late_at=late_at, snoozed_until=None, updated_at=now)
        )
        if won:
            _cancel_reminders([follow_up.pk], now)
            _plan_reminders(actor, follow_up, _moments(remind_at), now)
            refresh_next_step(follow_up.contact_id)
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
    kinds: Iterable[str],
    now: datetime,
    state: str = FollowUp.State.DROPPED,
) -> int:
    """Closes every open follow-up of these kinds for one person; how many were open."""
    with transaction.atomic():
        ids = list(
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(contact=contact, kind__in=list(kinds))
            .select_for_update()
            .values_list("pk", flat=True)
        )
        if ids:
            FollowUp.objects.filter(pk__in=ids).update(state=state, closed_at=now, updated_at=now)
            _cancel_reminders(ids, now)
            refresh_next_step(contact.pk)
    return len(ids)


def reopen_follow_up(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Undoes done, dropped or snoozed; True unless it stood open and awake already.

    The reminders that this very change cancelled wait again; one whose moment passed meanwhile is sent now.
    """
    with transaction.atomic():
        stood = (
            FollowUp.objects.visible_to(actor)
            .filter(pk=follow_up.pk)
            .exclude(state=FollowUp.State.OPEN, snoozed_until=None)
            .select_for_update()
            .first()
        )
        if stood is None:
            return False
        changed_at = stood.updated_at
        FollowUp.objects.filter(pk=stood.pk).update(
            state=FollowUp.State.OPEN, closed_at=None, snoozed_until=None, updated_at=now
        )
        if stood.snoozed_until is not None:
            _cancel_reminders([stood.pk], now, made_at=changed_at)
        revived = Reminder.objects.filter(
            follow_up=stood, status=Reminder.Status.CANCELLED, updated_at=changed_at
        ).exclude(send_at__in=_living_moments(stood))
        revived.update(status=Reminder.Status.PENDING, due_at=Greatest("send_at", Value(now)), updated_at=now)
        refresh_next_step(stood.contact_id)
    return True


def snooze_follow_up(*, actor: User, follow_up: FollowUp, until: datetime, now: datetime, remind: bool = True) -> bool:
    """Hides it from Today until `until`, when it is reminded of; True if it was open.

    Reminders that come later anyway, the warning of a thank-you for one, stay as they are.
    """
    with transaction.atomic():
        stood = FollowUp.objects.visible_to(actor).open().filter(pk=follow_up.pk).select_for_update().first()
        if stood is None:
            return False
        if stood.snoozed_until is not None:
            _cancel_reminders([stood.pk], now, made_at=stood.updated_at)
        FollowUp.objects.filter(pk=stood.pk).update(snoozed_until=until, updated_at=now)
        _cancel_reminders([stood.pk], now, before=until)
        _plan_reminders(actor, stood, [until] if remind else [], now)
        refresh_next_step(stood.contact_id)
    return True


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


def _moments(remind_at: datetime | Iterable[datetime] | None) -> list[datetime]:
    if remind_at is None:
        return []
    return [remind_at] if isinstance(remind_at, datetime) else list(remind_at)


def wishes_of(user: User) -> Wishes:
    """When `user` wants to be reminded, and when not."""
    return Wishes(user.zone, user.reminder_hour, user.quiet_from, user.quiet_until)


def at_reminder_hour(*, user: User, day: date) -> datetime:
    """`day` at the hour that the person chose, as an instant."""
    return clock.local_moment(day, user.reminder_hour, user.zone)


def _plan_reminders(owner: User, follow_up: FollowUp, moments: Iterable[datetime], now: datetime) -> None:
    wishes = wishes_of(owner)
    polite = {wishes.polite(max(moment, now)) for moment in moments}
    polite -= _living_moments(follow_up)
    Reminder.objects.bulk_create(
        Reminder(owner=owner, follow_up=follow_up, send_at=m, due_at=m, created_at=now) for m in sorted(polite)
    )


def _living_moments(follow_up: FollowUp) -> set[datetime]:
    """The moments that a reminder which is not cancelled holds already."""
    living = Reminder.objects.filter(follow_up=follow_up).exclude(status=Reminder.Status.CANCELLED)
    return set(living.values_list("send_at", flat=True))


def _cancel_reminders(
    follow_up_ids: Iterable[UUID],
    now: datetime,
    *,
    before: datetime | None = None,
    made_at: datetime | None = None,
) -> None:
    """Cancels what waits: all of it, what comes `before` a moment, or what the change of `made_at` planned.

    `updated_at` tells `reopen_follow_up` which ones belong together.
    """
    waiting = Reminder.objects.filter(follow_up__in=list(follow_up_ids), status=Reminder.Status.PENDING)
    if before is not None:
        waiting = waiting.filter(send_at__lt=before)
    if made_at is not None:
        waiting = waiting.filter(created_at=made_at)
    waiting.update(status=Reminder.Status.CANCELLED, updated_at=now)


def _close(actor: User, follow_up: FollowUp, state: str, now: datetime) -> bool:
    with transaction.atomic():
        won = (
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(pk=follow_up.pk)
            .update(state=state, closed_at=now, snoozed_until=None, updated_at=now)
        )
        if won:
            _cancel_reminders([follow_up.pk], now)
            refresh_next_step(follow_up.contact_id)
    return bool(won)
