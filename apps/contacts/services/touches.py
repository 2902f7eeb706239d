"""Writing down what passed between the owner and a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, Touch
from apps.contacts.models.touch import REAL_TOUCHES
from apps.contacts.services.people import stages_beyond


def record_touch(
    *,
    actor: User,
    contact: Contact,
    kind: str,
    occurred_at: datetime,
    now: datetime,
    summary: str = "",
    body: str = "",
    brings_to: str = "",
) -> Touch:
    """A new row of the person's timeline; a real touch also becomes their last touch if it is newer.

    `summary` is one line (cut at 300 characters), `body` the words themselves. `brings_to` is the stage that a real
    touch, if it is the last, moves the person forward to (`advance_stage`). `contact` follows.
    """
    touch = Touch(
        owner=actor,
        contact=contact,
        kind=kind,
        summary=names.clean(summary)[:300],
        body=body.strip(),
        occurred_at=occurred_at,
        created_at=now,
    )
    if kind not in REAL_TOUCHES:
        touch.save(force_insert=True)
        return touch
    touch.updated_at = now
    values = {field.attname: getattr(touch, field.attname) for field in Touch._meta.concrete_fields}
    values |= {"kind": str(kind), "stage": str(brings_to), "beyond": stages_beyond(brings_to) if brings_to else []}
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, values)
        row = cursor.fetchone()
    touch._state.adding, touch._state.db = False, connection.alias
    if row is not None:
        contact.last_touch_at, contact.last_touch_kind, contact.stage = occurred_at, kind, row[0]
    return touch


# Both rows in one statement: this runs at every line that is logged.
_RECORD = """
WITH line AS (
    INSERT INTO contacts_touch (id, created_at, updated_at, owner_id, contact_id, kind, summary, body, occurred_at)
    VALUES (%(id)s, %(created_at)s, %(updated_at)s, %(owner_id)s, %(contact_id)s, %(kind)s, %(summary)s, %(body)s,
            %(occurred_at)s))
UPDATE contacts_contact
   SET last_touch_at = %(occurred_at)s, last_touch_kind = %(kind)s,
       stage = CASE WHEN %(stage)s = '' OR stage = ANY(%(beyond)s) THEN stage ELSE %(stage)s END
 WHERE id = %(contact_id)s AND (last_touch_at IS NULL OR last_touch_at <= %(occurred_at)s)
RETURNING stage
"""


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
