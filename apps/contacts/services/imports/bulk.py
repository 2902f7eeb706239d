"""Many rows at once, by the two ways that PostgreSQL is fastest at.

Django's `bulk_create` and `bulk_update` compile an expression for every single value; an import has hundreds of
thousands of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

from apps.core.models import OwnedModel

Fields = Sequence["Field[Any, Any]"]


def copy_in(objects: Sequence[Model]) -> None:
    """Inserts unsaved objects of one model with COPY, `auto_now` and defaults included. Sends no signals.

    The values must have the types of the model already (a UUID, not its text): only JSON is converted.
    """
    if not objects:
        return
    meta = type(objects[0])._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, AutoField)]
    statement = f"COPY {_quoted(meta.db_table)} ({_columns(fields)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for thing in objects:
            copy.write_row([_prepared(f, f.pre_save(thing, add=True)) for f in fields])


def update_in(objects: Sequence[Model], names: Sequence[str]) -> None:
    """Writes the named fields of saved objects of one model, in one statement. Leaves `auto_now` fields alone."""
    if not objects:
        return
    meta = type(objects[0])._meta
    by_name = {f.name: f for f in meta.concrete_fields}
    key = next(f for f in meta.concrete_fields if f.primary_key)
    fields = [key, *(by_name[name] for name in names)]
    changes = ", ".join(f"{_columns([f])} = v.{_columns([f])}" for f in fields[1:])
    arrays = ", ".join(f"%s::{f.db_type(connection)}[]" for f in fields)
    same = f"t.{_columns([key])} = v.{_columns([key])}"
    statement = (
        f"UPDATE {_quoted(meta.db_table)} AS t SET {changes} "  # noqa: S608 -- only names from the models
        f"FROM unnest({arrays}) AS v ({_columns(fields)}) WHERE {same}"
    )
    values = [[f.get_db_prep_save(getattr(thing, f.attname), connection) for thing in objects] for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _prepared(field: Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection) if isinstance(field, JSONField) else value


def _columns(fields: Fields) -> str:
    return ", ".join(_quoted(str(f.column)) for f in fields)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def by_index() -> None:
    """For this transaction: a batch looks its few thousand rows up by index, however large the tables are.

    Without fresh statistics PostgreSQL would read the whole list for each batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off"
        )


def learn_owner(model: type[OwnedModel], written: int) -> None:
    """Has PostgreSQL count anew whose rows these are, when this owner has just written a good part of a table.

    Until it knows the owner it takes them for somebody with one row, and looks everything up by the wrong index.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        (known,) = cursor.fetchone()
        if known < 20 * written:
            cursor.execute(f"ANALYZE {_quoted(table)} (owner_id)")


def insert_from(model: type[Model], given: Mapping[str, str], source: str, params: Mapping[str, Any]) -> int:
    """INSERT … SELECT: `given` says for columns what to select from `source`; all others get the model's default.

    How many rows it made.
    """
    meta = model._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, AutoField)]
    values = {f"default_{f.column}": _prepared(f, f.get_default()) for f in fields if f.column not in given}
    selected = ", ".join(given.get(str(f.column), f"%(default_{f.column})s") for f in fields)
    statement = f"INSERT INTO {_quoted(meta.db_table)} ({_columns(fields)}) SELECT {selected} {source}"
    with connection.cursor() as cursor:
        cursor.execute(statement, {**params, **values})
        return int(cursor.rowcount)
