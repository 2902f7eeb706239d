"""The list for the day, the invitation that was sent, and the calendar feed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.interviews.checklist import keys_of
from apps.interviews.models import CalendarFeed, CheckItem, Interview

MOST_OWN = 20
READ_NOTED_EVERY = timedelta(hours=1)


def tick_item(*, actor: User, interview: Interview, key: str, is_done: bool, now: datetime) -> bool:
    """Ticks one of our lines, or takes the tick back; False for a line that this kind of talk does not have."""
    if key not in keys_of(interview.mode):
        return False
    CheckItem.objects.update_or_create(
        owner=actor,
        interview=interview,
        key=key,
        defaults={"done_at": now if is_done else None},
        create_defaults={"created_at": now, "done_at": now if is_done else None},
    )
    return True


def tick_own_item(*, actor: User, interview: Interview, item_id: UUID, is_done: bool, now: datetime) -> bool:
    """The same for a line of the owner's own; False if it is gone."""
    own = CheckItem.objects.filter(owner=actor, interview=interview, pk=item_id, key="")
    return bool(own.update(done_at=now if is_done else None, updated_at=now))


def add_own_item(*, actor: User, interview: Interview, text: str, now: datetime) -> CheckItem | None:
    """A line of the owner's own; None when there are plenty."""
    with transaction.atomic():
        Interview.objects.select_for_update().get(pk=interview.pk)
        if CheckItem.objects.filter(interview=interview, key="").count() >= MOST_OWN:
            return None
        return CheckItem.objects.create(
            owner=actor, interview=interview, text=" ".join(text.split())[:120], created_at=now
        )


def remove_own_item(*, actor: User, interview: Interview, item_id: UUID) -> bool:
    """Takes an own line away; True if this call did it."""
    gone, _ = CheckItem.objects.filter(owner=actor, interview=interview, pk=item_id, key="").delete()
    return bool(gone)


def note_invitation(*, actor: User, interview: Interview, now: datetime) -> None:
    """The person is being sent the talk as it is now, so that a later change is one for them as well."""
    rows = Interview.objects.visible_to(actor).filter(pk=interview.pk)
    rows.update(invited_sequence=interview.ics_sequence, updated_at=now)
    interview.refresh_from_db(fields=["invited_sequence", "updated_at"])


def renew_feed(*, actor: User, now: datetime) -> CalendarFeed:
    """A feed with a new address; an address that there was answers no more. What it hides stays so."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        old = CalendarFeed.objects.filter(owner=actor).first()
        hides_names = bool(old and old.hides_names)
        if old:
            old.delete()
        return CalendarFeed.objects.create(owner=actor, hides_names=hides_names, created_at=now)


def stop_feed(*, actor: User) -> bool:
    """The address answers no more; True if there was one."""
    gone, _ = CalendarFeed.objects.filter(owner=actor).delete()
    return bool(gone)


def hide_names(*, actor: User, is_hidden: bool, now: datetime) -> None:
    """Whether the feed says whom one talks with, and where."""
    CalendarFeed.objects.filter(owner=actor).update(hides_names=is_hidden, updated_at=now)


def note_feed_read(*, feed: CalendarFeed, now: datetime) -> None:
    """That a program asked, to the hour, so that the owner sees it works."""
    stale = Q(read_at=None) | Q(read_at__lte=now - READ_NOTED_EVERY)
    if feed.read_at is None or feed.read_at <= now - READ_NOTED_EVERY:
        CalendarFeed.objects.filter(stale, pk=feed.pk).update(read_at=now)
