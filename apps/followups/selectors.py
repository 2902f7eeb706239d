"""Reads about follow-ups and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.followups.models import FollowUp, Reminder, SweepBeat

OTHERS_SHOWN = 3
STALE = timedelta(hours=1)


def open_follow_ups(owner: User) -> QuerySet[FollowUp]:
    """Everything open, the nearest first, with the person."""
    return FollowUp.objects.visible_to(owner).open().select_related("contact__employer").order_by("due_at", "id")


def end_of_day(owner: User, now: datetime) -> datetime:
    """The owner's next midnight: what is due before it belongs to today."""
    return clock.local_moment(clock.local_day(now, owner.zone) + timedelta(days=1), clock.MIDNIGHT, owner.zone)


@dataclass(frozen=True, slots=True)
class StepCounts:
    """`due`: on Today, so due today or before, awake, and the owner's to do; `snoozed`: put off."""

    due: int
    snoozed: int


#: Of a `step` of the owner. The archived people are few, and their index knows them: nobody else is looked up.
NOT_ARCHIVED = """NOT EXISTS (SELECT FROM contacts_contact AS off
    WHERE off.id = step.contact_id AND off.owner_id = %(owner)s AND off.archived_at IS NOT NULL)"""
#: Both numbers, each from its own index; a step of an archived person counts nowhere.
COUNT_DUE = f"""(SELECT count(*) FROM followups_followup AS step
    WHERE owner_id = %(owner)s AND state = 'open' AND due_at < %(tonight)s AND NOT owed_by_them
      AND (snoozed_until IS NULL OR snoozed_until <= %(now)s) AND {NOT_ARCHIVED})"""  # noqa: S608 -- our own words
COUNT_SNOOZED = f"""(SELECT count(*) FROM followups_followup AS step
    WHERE owner_id = %(owner)s AND state = 'open' AND snoozed_until > %(now)s
      AND {NOT_ARCHIVED})"""  # noqa: S608 -- our own words
_COUNTS = f"SELECT {COUNT_DUE}, {COUNT_SNOOZED}"


def step_counts(owner: User, now: datetime) -> StepCounts:
    """The numbers around a step that left or came back."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"owner": owner.pk, "now": now, "tonight": end_of_day(owner, now)})
        return StepCounts(*cursor.fetchone())


def failed_reminders(owner: User) -> QuerySet[Reminder]:
    """Mail that could not be delivered, for steps that are still open; the newest first."""
    return (
        Reminder.objects.filter(owner=owner, status=Reminder.Status.FAILED, follow_up__state=FollowUp.State.OPEN)
        .select_related("follow_up")
        .order_by("-send_at")
    )


def told_reminders(owner: User, now: datetime) -> QuerySet[Reminder]:
    """Every delivery so far and what goes out within a week, the latest promise first."""
    told = Reminder.objects.filter(owner=owner, send_at__lte=now + timedelta(days=7))
    told = told.exclude(status=Reminder.Status.CANCELLED)
    return told.select_related("follow_up").order_by("-send_at", "-id")


def reminders_in_trouble(what: str, now: datetime) -> QuerySet[Reminder]:
    """`due`: waiting beyond their moment; `stuck`: claimed by a worker that is gone; `failed`: given up."""
    chosen = {
        "due": Q(status=Reminder.Status.PENDING, due_at__lte=now),
        "stuck": Q(status=Reminder.Status.SENDING, claimed_until__lt=now),
        "failed": Q(status=Reminder.Status.FAILED),
    }[what]
    return Reminder.objects.filter(chosen).order_by("due_at", "id")


def last_sweep(name: str) -> datetime | None:
    """When the sweep of that name last ended; None if it never ran."""
    return SweepBeat.objects.filter(pk=name).values_list("swept_at", flat=True).first()
