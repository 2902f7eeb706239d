"""Taking a row away so that it can come back exactly as it was.

What undo needs travels in a signed token inside the toast, not in the database: after eight seconds nobody wants it,
and what was deleted is gone.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.core import signing
from django.db import IntegrityError, models, transaction

from apps.accounts.models import User
from apps.core.models import OwnedModel

SALT = "interviews.undo"
GOOD_FOR = 24 * 60 * 60
Row = TypeVar("Row", bound=OwnedModel)


def snapshot(row: OwnedModel) -> str:
    """All columns of `row`, signed."""
    return signing.dumps({"table": row._meta.label, "values": columns_of(row)}, salt=SALT, compress=True)


def put_back(model: type[Row], token: str, actor: User) -> Row | None:
    """The row of `token` again, under its old id; None for a bad or old token, another's row, or one that is there."""
    try:
        data = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    values: dict[str, Any] = data["values"]
    if data["table"] != model._meta.label or values["owner_id"] != str(actor.pk):
        return None
    row = row_of(model, values)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    return row


def columns_of(row: OwnedModel) -> dict[str, str | None]:
    """Every column as text."""
    return {f.attname: _text(getattr(row, f.attname)) for f in row._meta.concrete_fields}


def row_of(model: type[Row], values: dict[str, Any]) -> Row:
    """The row whose `columns_of` are `values`, not yet saved."""
    return model(**{f.attname: _value(f, values[f.attname]) for f in model._meta.concrete_fields})


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(field: models.Field[Any, Any], text: str | None) -> object:
    return None if text is None else field.to_python(text)
