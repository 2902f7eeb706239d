"""Every column of whatever app that points at a person, and how its rows go over to another one.

Contacts may not know the apps above by name, so the models are asked. Of a row of which there may be only one (the
same two people of a referral) the one of who stays is kept, and what pointed at the other points at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import ForeignObjectRel, ManyToManyRel, Q

from apps.contacts.models import Contact, PeopleApart, PrivateNote
from apps.contacts.services.merging.frozen import freeze

#: Joined by rules of their own.
_OWN_WAY = (PeopleApart, PrivateNote, Contact.tags.through)
Pointer = tuple[type[models.Model], Any]  # a model and its column


def pointers_at(model: type[models.Model]) -> Iterator[Pointer]:
    """Each foreign key at `model`, hidden ones and the tables of many-to-many columns included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not isinstance(relation, ManyToManyRel):
            target = relation.related_model
            if not target._meta.proxy:
                yield target, relation.field


def pointers_at_people() -> list[Pointer]:
    """Those that a merge moves."""
    return [(model, column) for model, column in pointers_at(Contact) if model not in _OWN_WAY]


class Move:
    """Moves what points at one person to another, and keeps a record of it."""

    def __init__(self, dropped: UUID, kept: UUID) -> None:
        self.dropped, self.kept = dropped, kept
        self.moved: list[dict[str, Any]] = []
        self.removed: list[dict[str, Any]] = []

    def everything(self) -> None:
        """All rows of all models."""
        for model, column in pointers_at_people():
            for row, twin in self._twins(model, column):
                self.absorb(row, twin)
            self._point(model, column, self.dropped, self.kept)

    def absorb(self, row: models.Model, twin: models.Model | None) -> None:
        """Lets `row` go; what pointed at it points at its twin, if it has one."""
        if twin is not None:
            for model, column in pointers_at(type(row)):
                self._point(model, column, row.pk, twin.pk)
        self.removed.append({"model": row._meta.label, "row": freeze(row)})
        type(row)._base_manager.filter(pk=row.pk).delete()

    def _point(self, model: type[models.Model], column: Any, old: UUID, new: UUID) -> None:
        rows = model._base_manager.filter(**{column.attname: old})
        ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
        if ids:
            rows.update(**{column.attname: new})
            self.moved.append(
                {"model": model._meta.label, "column": column.attname, "from": str(old), "to": str(new), "ids": ids}
            )

    def _twins(self, model: type[models.Model], column: Any) -> Iterator[tuple[models.Model, models.Model]]:
        for names, condition in unique_sets(model, column):
            mine = model._base_manager.filter(condition, **{column.attname: self.dropped})
            for row in mine:
                same = {name: getattr(row, name) for name in names}
                twin = model._base_manager.filter(condition, **same, **{column.attname: self.kept}).first()
                if twin is not None:
                    yield row, twin


def unique_sets(model: type[models.Model], column: Any) -> list[tuple[list[str], Q]]:
    """What may be there only once for a person: the other columns of each such rule, and when it holds.

    Raises TypeError for a rule that this cannot read (`tests/contacts/duplicates` asks every model).
    """
    found: list[tuple[list[str], Q]] = []
    if column.unique:
        found.append(([], Q()))
    for names in model._meta.unique_together:
        if column.name in names:
            found.append((_attnames(model, names, column), Q()))
    for rule in model._meta.constraints:
        if not isinstance(rule, models.UniqueConstraint):
            continue
        if rule.expressions and column.name in str(rule.expressions):
            raise TypeError(f"{model._meta.label}.{rule.name} is not understood by a merge")
        if column.name in rule.fields:
            found.append((_attnames(model, rule.fields, column), rule.condition or Q()))
    return found


def _attnames(model: type[models.Model], names: Any, column: Any) -> list[str]:
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    return [columns[name] for name in names if name != column.name]
