"""What only imports of people do with many rows at once; the rest is in `core.tables.bulk`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model

from apps.core.models import OwnedModel
from apps.core.tables.bulk import columns, prepared, quoted


def learn_owner(model: type[OwnedModel], written: int, share: int = 20) -> None:
    """Has PostgreSQL count anew whose rows these are, when this owner has just written one in `share` of a table.

    Until it knows the owner it takes them for somebody with one row, and looks everything up by the wrong index.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        (known,) = cursor.fetchone()
        if known < share * written:
            cursor.execute(f"ANALYZE {quoted(table)} (owner_id)")


def insert_from(model: type[Model], given: Mapping[str, str], source: str, params: Mapping[str, Any]) -> int:
    """INSERT … SELECT: `given` says for columns what to select from `source`; all others get the model's default.

    How many rows it made.
    """
    meta = model._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, AutoField)]
    values = {f"default_{f.column}": prepared(f, f.get_default()) for f in fields if f.column not in given}
    selected = ", ".join(given.get(str(f.column), f"%(default_{f.column})s") for f in fields)
    statement = f"INSERT INTO {quoted(meta.db_table)} ({columns(fields)}) SELECT {selected} {source}"
    with connection.cursor() as cursor:
        cursor.execute(statement, {**params, **values})
        return int(cursor.rowcount)
