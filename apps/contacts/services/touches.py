"""Writing down what passed between the owner and a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, Touch
from apps.contacts.models.touch import REAL_TOUCHES


def record_touch(
    *,
    actor: User,
    contact: Contact,
    kind: str,
    occurred_at: datetime,
    now: datetime,
    summary: str = "",
    body: str = "",
) -> Touch:
    """A new row of the person's timeline; a real touch also becomes their last touch if it is newer.

    `summary` is one line (cut at 300 characters), `body` the words themselves.
    """
    with transaction.atomic(savepoint=False):  # within another service it fails with it as a whole
        touch = Touch.objects.create(
            owner=actor,
            contact=contact,
            kind=kind,
            summary=names.clean(summary)[:300],
            body=body.strip(),
            occurred_at=occurred_at,
            created_at=now,
        )
        if kind in REAL_TOUCHES:
            Contact.objects.filter(pk=contact.pk).filter(
                Q(last_touch_at=None) | Q(last_touch_at__lte=occurred_at)
            ).update(last_touch_at=occurred_at, last_touch_kind=kind)
    return touch


def remove_touch(*, actor: User, touch: Touch) -> None:
    """Takes a row off the timeline again (undo) and finds the last touch anew."""
    with transaction.atomic():
        Touch.objects.filter(owner=actor, pk=touch.pk).delete()
        find_last_touch(touch.contact_id)


def move_touch(*, actor: User, touch: Touch, occurred_at: datetime, summary: str) -> None:
    """Corrects when something happened, and finds the last touch anew."""
    with transaction.atomic():
        Touch.objects.filter(owner=actor, pk=touch.pk).update(
            occurred_at=occurred_at, summary=names.clean(summary)[:300]
        )
        find_last_touch(touch.contact_id)


def find_last_touch(contact_id: UUID) -> None:
    """Copies the newest real touch to the person, for the list."""
    last = (
        Touch.objects.filter(contact_id=contact_id, kind__in=REAL_TOUCHES)
        .order_by("-occurred_at", "-id")
        .values("occurred_at", "kind")
        .first()
    )
    Contact.objects.filter(pk=contact_id).update(
        last_touch_at=last["occurred_at"] if last else None,
        last_touch_kind=last["kind"] if last else "",
    )
