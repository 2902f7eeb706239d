"""Rows that should be there, in one statement, whoever else adds the same at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection

from apps.core.models import BaseModel

Row = TypeVar("Row", bound=BaseModel)


def insert_missing(rows: Sequence[Row]) -> list[Row]:
    """Inserts rows of one model; gives those of them that were not there yet, by any of their unique rules.

    A row that another request has just added is waited for and left out. Unlike `get_or_create` this needs no
    savepoint, and unlike `bulk_create(ignore_conflicts=True)` it says which rows are its own.
    """
    if not rows:
        return []
    table = rows[0]._meta
    fields = table.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table.db_table}" ({names}) VALUES {places} ON CONFLICT DO NOTHING RETURNING id',  # noqa: S608 -- names of columns
            values,
        )
        made = {pk for (pk,) in cursor.fetchall()}
    for row in rows:
        row._state.adding = row.pk not in made
    return [row for row in rows if row.pk in made]
