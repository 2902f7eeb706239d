"""Reads about follow-ups and their deliveries."""

from __future__ import annotations

from datetime import datetime, timedelta

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


def due_count(owner: User, now: datetime) -> int:
    """How many steps stand on Today: due today or before, awake, and the owner's to do."""
    due = FollowUp.objects.visible_to(owner).awake(now).of_current_people()
    return due.filter(due_at__lt=end_of_day(owner, now), owed_by_them=False).count()


def snoozed_count(owner: User, now: datetime) -> int:
    """How many steps are put off beyond `now`."""
    return FollowUp.objects.visible_to(owner).open().of_current_people().filter(snoozed_until__gt=now).count()


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
