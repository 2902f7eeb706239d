"""Own fields: making, renaming, ordering and deleting them, and writing their values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.errors import TakenFieldName, TooManyFields
from apps.contacts.models import Contact, OwnField
from apps.contacts.models.own import DELETE_UNDO_FOR, MOST_FIELDS
from apps.contacts.ownvalues import Field
from apps.contacts.selectors.own import forgotten_fields, own_field_rows


def create_own_field(*, actor: User, name: str, kind: str, choices: Sequence[str] = (), now: datetime) -> OwnField:
    """A new field, behind the others. Raises TakenFieldName and TooManyFields."""
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=actor.pk)  # two tabs may not make the 21st together
        _forget_deleted(actor, now)
        fields = own_field_rows(actor)
        if fields.count() >= MOST_FIELDS:
            raise TooManyFields(MOST_FIELDS)
        last = fields.aggregate(last=Max("position"))["last"] or 0
        field = OwnField(
            owner=actor, name=names.clean(name), kind=kind, choices=list(choices), position=last + 1, created_at=now
        )
        _save_unique(field)
    return field


def change_own_field(*, actor: User, field: OwnField, name: str, choices: Sequence[str] | None = None) -> None:
    """Another name, or other choices; what people have stays, also where it is offered no more.

    Raises TakenFieldName.
    """
    field.name = names.clean(name)
    if choices is not None and field.kind == OwnField.Kind.CHOICE:
        field.choices = list(choices)
    _save_unique(field)


def move_own_field(*, actor: User, field: OwnField, by: int) -> None:
    """One place up (-1) or down (+1); at the end nothing happens."""
    with transaction.atomic():
        rows = list(own_field_rows(actor).select_for_update())
        at = next((n for n, row in enumerate(rows) if row.pk == field.pk), None)
        if at is None or not 0 <= at + by < len(rows):
            return
        rows[at], rows[at + by] = rows[at + by], rows[at]
        for position, row in enumerate(rows, start=1):
            row.position = position
        OwnField.objects.bulk_update(rows, ["position"])


def delete_own_field(*, actor: User, field: OwnField, now: datetime) -> bool:
    """Takes the field off every page; its values go for good once that can't be undone. True if it was there."""
    with transaction.atomic():
        _forget_deleted(actor, now)
        return bool(own_field_rows(actor).filter(pk=field.pk).update(deleted_at=now))


def restore_own_field(*, actor: User, field: OwnField, now: datetime) -> bool:
    """Brings a deleted field back with its values; True if it still could. Raises TakenFieldName and TooManyFields."""
    gone = OwnField.objects.filter(owner=actor, pk=field.pk, deleted_at__gte=now - DELETE_UNDO_FOR)
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=actor.pk)
        if gone.exists() and own_field_rows(actor).count() >= MOST_FIELDS:
            raise TooManyFields(MOST_FIELDS)
        try:
            with transaction.atomic():
                return bool(gone.update(deleted_at=None))
        except IntegrityError:
            raise TakenFieldName(field.name) from None


def set_own_value(*, actor: User, contact: Contact, field: Field, value: str, now: datetime) -> None:
    """Writes one value (as `ownvalues.read_value` made it) or takes it away; the others stay whatever they are now."""
    change = "own_values || jsonb_build_object(%(key)s::text, %(value)s::text)" if value else "own_values - %(key)s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE contacts_contact SET own_values = {change}, updated_at = %(now)s
            WHERE id = %(id)s AND owner_id = %(owner)s""",  # noqa: S608 -- our own words
            {"key": field.key, "value": value, "now": now, "id": contact.pk, "owner": actor.pk},
        )
    contact.own_values = {k: v for k, v in contact.own_values.items() if k != field.key}
    if value:
        contact.own_values[field.key] = value


def _forget_deleted(actor: User, now: datetime) -> None:
    """What was deleted too long ago to be undone goes for good, with what people had in it."""
    for field in forgotten_fields(actor, now):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE contacts_contact SET own_values = own_values - %s WHERE owner_id = %s AND own_values ? %s",
                [str(field.pk), actor.pk, str(field.pk)],
            )
        field.delete()


def _save_unique(field: OwnField) -> None:
    try:
        with transaction.atomic():
            field.save()
    except IntegrityError:
        raise TakenFieldName(field.name) from None
