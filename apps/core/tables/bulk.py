"""Many rows at once, by the two ways that PostgreSQL is fastest at.

Django's `bulk_create` and `bulk_update` compile an expression for every single value; a file has hundreds of
thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

Fields = Sequence["Field[Any, Any]"]


def copy_in(objects: Sequence[Model]) -> None:
    """Inserts unsaved objects of one model with COPY, `auto_now` and defaults included. Sends no signals.

    The values must have the types of the model already (a UUID, not its text): only JSON is converted.
    """
    if not objects:
        return
    meta = type(objects[0])._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, AutoField)]
    statement = f"COPY {quoted(meta.db_table)} ({columns(fields)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for thing in objects:
            copy.write_row([prepared(f, f.pre_save(thing, add=True)) for f in fields])


def update_in(objects: Sequence[Model], names: Sequence[str]) -> None:
    """Writes the named fields of saved objects of one model, in one statement. Leaves `auto_now` fields alone."""
    if not objects:
        return
    meta = type(objects[0])._meta
    by_name = {f.name: f for f in meta.concrete_fields}
    key = next(f for f in meta.concrete_fields if f.primary_key)
    fields = [key, *(by_name[name] for name in names)]
    changes = ", ".join(f"{columns([f])} = v.{columns([f])}{_cast(f)}" for f in fields[1:])
    arrays = ", ".join(f"%s::{'text' if _cast(f) else f.db_type(connection)}[]" for f in fields)
    same = f"t.{columns([key])} = v.{columns([key])}"
    statement = (
        f"UPDATE {quoted(meta.db_table)} AS t SET {changes} "  # noqa: S608 -- only names from the models
        f"FROM unnest({arrays}) AS v ({columns(fields)}) WHERE {same}"
    )
    values = [[_flat(f, getattr(thing, f.attname)) for thing in objects] for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _cast(field: Field[Any, Any]) -> str:
    """`unnest` takes a list of lists apart to the last value, so a list travels as its text."""
    return f"::{field.db_type(connection)}" if isinstance(field, ArrayField) else ""


def _flat(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, ArrayField):  # ids only: any other text would have to be quoted
        return "{" + ",".join(str(UUID(str(one))) for one in value) + "}"
    return field.get_db_prep_save(value, connection)


def prepared(field: Field[Any, Any], value: Any) -> Any:
    """A value as psycopg takes it for a column."""
    return field.get_db_prep_save(value, connection) if isinstance(field, JSONField) else value


def columns(fields: Fields) -> str:
    """The names of columns, for a statement."""
    return ", ".join(quoted(str(f.column)) for f in fields)


def quoted(name: str) -> str:
    """A name, for a statement."""
    return str(connection.ops.quote_name(name))


def by_index() -> None:
    """For this transaction: a batch looks its few thousand rows up by index, however large the tables are.

    Without fresh statistics PostgreSQL would read the whole list for each batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off"
        )
