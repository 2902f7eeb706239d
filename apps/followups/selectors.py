"""Reads about follow-ups and their deliveries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference, SweepBeat

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


def reminders_for(follow_up: FollowUp) -> QuerySet[Reminder]:
    """What the page says about mail: "reminds you Friday 9:00", "sent", "could not be delivered"."""
    return Reminder.objects.filter(follow_up=follow_up).exclude(status=Reminder.Status.CANCELLED).order_by("send_at")


def failed_reminders(owner: User) -> QuerySet[Reminder]:
    """Mail that could not be delivered, for steps that are still open; the newest first."""
    return (
        Reminder.objects.filter(owner=owner, status=Reminder.Status.FAILED, follow_up__state=FollowUp.State.OPEN)
        .select_related("follow_up")
        .order_by("-send_at")
    )


def delivery_log(owner: User, now: datetime, limit: int = 20) -> list[Reminder]:
    """The latest deliveries and what goes out within a week, for the settings page."""
    told = Reminder.objects.filter(owner=owner, send_at__lte=now + timedelta(days=7))
    told = told.exclude(status=Reminder.Status.CANCELLED)
    return list(told.select_related("follow_up").order_by("-send_at")[:limit])


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


# What the sweep needs ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OtherStep:
    """One line of "also waiting" in a mail."""

    follow_up_id: UUID
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed reminder with everything that its mail, and the decision to send it, rest on."""

    reminder_id: UUID
    send_at: datetime
    follow_up: FollowUp
    owner: User
    is_verified: bool
    is_switched_off: bool
    is_superseded: bool
    others: list[OtherStep] = field(default_factory=list)


def deliveries(reminder_ids: Sequence[UUID], now: datetime) -> Iterator[Delivery]:
    """The claimed rows as they are now, the oldest promise first. Two queries for any number of rows."""
    verified = EmailAddress.objects.filter(
        user=OuterRef("owner"), email__iexact=OuterRef("owner__email"), verified=True
    )
    muted = ReminderPreference.objects.filter(owner=OuterRef("owner"), kind=OuterRef("follow_up__kind"), mode=Mode.OFF)
    # Only for what is over an hour late: then the machine slept, and two mails about one step would arrive at once.
    later = Reminder.objects.filter(
        Q(status=Reminder.Status.PENDING) | Q(status=Reminder.Status.SENDING) | Q(status=Reminder.Status.SENT),
        follow_up=OuterRef("follow_up"),
        send_at__gt=OuterRef("send_at"),
        send_at__lte=now,
    )
    rows = list(
        Reminder.objects.filter(pk__in=reminder_ids)
        .select_related("owner", "follow_up__contact__employer")
        .annotate(is_verified=Exists(verified), is_muted=Exists(muted), has_later=Exists(later))
        .order_by("due_at", "id")
    )
    waiting = _waiting({row.owner_id for row in rows}, now)
    for row in rows:
        yield Delivery(
            reminder_id=row.pk,
            send_at=row.send_at,
            follow_up=row.follow_up,
            owner=row.owner,
            is_verified=row.is_verified,
            is_switched_off=row.is_muted,
            is_superseded=row.has_later and now - row.send_at >= STALE,
            others=[o for o in waiting[row.owner_id] if o.follow_up_id != row.follow_up_id][:OTHERS_SHOWN],
        )


# LATERAL reads a handful of index entries for each owner; a window function would read every due row of each.
_WAITING_SQL = """
SELECT step.id, step.owner_id, step.title, step.reason
  FROM unnest(%(owners)s::uuid[]) AS owners(id)
 CROSS JOIN LATERAL (
       SELECT id, owner_id, title, reason, due_at
         FROM followups_followup
        WHERE owner_id = owners.id AND state = 'open' AND due_at <= %(now)s
          AND NOT owed_by_them AND (snoozed_until IS NULL OR snoozed_until <= %(now)s)
        ORDER BY due_at
        LIMIT %(limit)s) AS step
 ORDER BY step.due_at
"""


def _waiting(owners: set[UUID], now: datetime) -> dict[UUID, list[OtherStep]]:
    """The first few due steps of each owner."""
    found: dict[UUID, list[OtherStep]] = defaultdict(list)
    asked = {"owners": list(owners), "now": now, "limit": OTHERS_SHOWN + 1}
    for step in FollowUp.objects.raw(_WAITING_SQL, asked):
        found[step.owner_id].append(OtherStep(step.pk, step.title, step.reason))
    return found
