"""Rows as JSON and back: what a merge keeps of rows that go or change, whatever their model.

Knows no model. A row is a dict of its columns; a column is what JSON can say, times to the microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # label of a model → id → row


@dataclass(slots=True)
class Snapshot:
    """Rows of several models as they stand now."""

    rows: Rows = field(default_factory=dict)

    def add(self, found: models.QuerySet[Any]) -> list[Any]:
        """Takes up what a queryset finds; its ids."""
        kept = self.rows.setdefault(found.model._meta.label, {})
        fresh = {str(row.pk): freeze(row) for row in found}
        kept.update(fresh)
        return list(fresh)

    def now(self) -> Rows:
        """The same rows, read again; those that are gone are left out."""
        again = Snapshot()
        for label, rows in self.rows.items():
            again.add(apps.get_model(label)._base_manager.filter(pk__in=list(rows)))
        return again.rows


def freeze(row: models.Model) -> Row:
    """All columns of a row."""
    return {column.attname: as_json(getattr(row, column.attname)) for column in row._meta.concrete_fields}


def as_json(value: Any) -> Any:
    """What JSON can say; `thaw` knows what it was from the column."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    return value


def thaw(model: type[models.Model], row: Row) -> dict[str, Any]:
    """The columns that the model still has, as Python has them."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {
        name: None if value is None else columns[name].to_python(value)
        for name, value in row.items()
        if name in columns
    }


def insert(label: str, row: Row) -> bool:
    """Makes a row as it was, time stamps included; False if it cannot be: what it needs is gone or taken.

    A pointer to a row that is gone is left out where it may be empty.
    """
    model = apps.get_model(label)
    columns = thaw(model, row)
    for column in model._meta.concrete_fields:
        target = columns.get(column.attname)
        if not isinstance(column, models.ForeignKey) or target is None or not getattr(column, "db_constraint", True):
            continue
        if not column.related_model._base_manager.filter(**{column.target_field.attname: target}).exists():
            if not column.null:
                return False
            columns[column.attname] = None
    made = model._base_manager.bulk_create([model(**columns)], ignore_conflicts=True)
    mine = model._base_manager.filter(pk=made[0].pk)
    stamps = {c.attname: columns[c.attname] for c in model._meta.concrete_fields if getattr(c, "auto_now", False)}
    return bool(mine.update(**stamps) if stamps else mine.exists())


def difference(before: Rows, after: Rows, without: Iterable[str] = ()) -> dict[str, dict[str, dict[str, list[Any]]]]:
    """Label → id → column → [before, after], of rows that are in both. `without` are columns that do not count."""
    skipped = {"updated_at", *without}
    found: dict[str, dict[str, dict[str, list[Any]]]] = {}
    for label, rows in before.items():
        for pk, row in rows.items():
            now = after.get(label, {}).get(pk)
            if now is None:
                continue
            changed = {
                name: [value, now[name]] for name, value in row.items() if name not in skipped and now[name] != value
            }
            if changed:
                found.setdefault(label, {})[pk] = changed
    return found


def put_back(changes: dict[str, dict[str, dict[str, list[Any]]]]) -> int:
    """Gives rows back what `difference` found, each as a whole if nothing of it changed since; how many stayed."""
    stayed = 0
    for label, rows in changes.items():
        model = apps.get_model(label)
        for pk, columns in rows.items():
            before = thaw(model, {name: pair[0] for name, pair in columns.items()})
            row = model._base_manager.filter(pk=pk).select_for_update().first()
            now = freeze(row) if row is not None else {}
            if row is not None and all(now[name] == pair[1] for name, pair in columns.items()):
                stayed += not _update(model, pk, before)
            else:
                stayed += row is not None
    return stayed


def _update(model: type[models.Model], pk: str, columns: dict[str, Any]) -> bool:
    """False if something that was made since stands in the way."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=pk).update(**columns))
    except IntegrityError:
        return False
