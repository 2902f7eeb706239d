"""Making two people one and two again, with everything that the apps above keep about them. One transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.duplicates.fields import Choice
from apps.contacts.models import Contact, PersonMerge, Stage
from apps.contacts.services import News, announce
from apps.contacts.services.merging import (
    Joined,
    Snapshot,
    claim_undo,
    join_people,
    lock_both,
    part_people,
    remember_merge,
)
from apps.contacts.services.merging.parting import Parted
from apps.followups.models import FollowUp, Reminder
from apps.followups.services import join_follow_ups, replan_people
from apps.outreach.models import Message, Outreach
from apps.outreach.services.joining import keep_one_ask


def merge_people(
    *,
    actor: User,
    kept: Contact,
    dropped: Contact,
    choices: Iterable[Choice],
    picks: Mapping[str, str],
    keeps_rest: bool,
    now: datetime,
) -> PersonMerge:
    """Makes `dropped` part of `kept`: histories, steps, asks and talks join, and what follows from them is derived.

    Raises NotTwoPeople if somebody else was faster.
    """
    with transaction.atomic():
        joined = lock_both(actor=actor, kept_id=kept.pk, dropped_id=dropped.pk)
        was_unwanted = {joined.kept.do_not_contact, joined.dropped.do_not_contact}
        _look(joined)
        keep_one_ask(actor=actor, contacts=[joined.kept, joined.dropped], now=now)
        join_people(actor=actor, joined=joined, choices=choices, picks=picks, keeps_rest=keeps_rest, now=now)
        contact = joined.kept
        if was_unwanted == {True, False}:
            announce(News.UNWANTED, actor=actor, contact=contact, now=now)
        if contact.stage == Stage.SCHEDULED:
            announce(News.BOOKED, actor=actor, contact=contact, now=now)
        join_follow_ups(actor=actor, contact=contact, now=now)
        contact.refresh_from_db()
        _take_up_what_is_new(joined)
        return remember_merge(actor=actor, joined=joined, now=now)


def undo_merge(*, actor: User, merge: PersonMerge, now: datetime) -> Parted | None:
    """Makes them two again, as they were; None if that is over, or was done already.

    What was changed since stays, and the answer says what.
    """
    with transaction.atomic():
        claimed = claim_undo(actor=actor, merge=merge, now=now)
        if claimed is None:
            return None
        parted = part_people(actor=actor, merge=claimed)
        replan_people(actor=actor, contacts=[parted.kept, parted.back], now=now)
    return parted


def _look(joined: Joined) -> None:
    """Rows of the apps above that a merge may change beyond the person that they point at."""
    both = [joined.kept, joined.dropped]
    asks = joined.before.add(Outreach.objects.filter(contact__in=both).exclude(state=Outreach.State.ENDED))
    joined.before.add(Message.objects.filter(outreach__in=asks, sent_at=None))
    steps = joined.before.add(FollowUp.objects.filter(contact__in=both, state=FollowUp.State.OPEN))
    joined.before.add(Reminder.objects.filter(follow_up__in=steps))


def _take_up_what_is_new(joined: Joined) -> None:
    known = joined.before.rows
    steps = known[FollowUp._meta.label]
    fresh = Snapshot()
    new_steps = FollowUp.objects.filter(contact=joined.kept, state=FollowUp.State.OPEN).exclude(pk__in=_ids(steps))
    ids = fresh.add(new_steps)
    reminders = Reminder.objects.filter(Q(follow_up__in=_ids(steps)) | Q(follow_up__in=ids))
    fresh.add(reminders.exclude(pk__in=_ids(known[Reminder._meta.label])))
    for label, rows in fresh.rows.items():
        joined.made.setdefault(label, {}).update(rows)


def _ids(rows: Iterable[str]) -> list[UUID]:
    return [UUID(pk) for pk in rows]
