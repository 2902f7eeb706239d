"""What one center holds about one student: its answer to a request for records (DAT-2).

A model joins by itself: every table of ours that points at the student's membership, or at the student and at the
center, is in it with all its fields. What the student owns beside that is in their own copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model, Q, QuerySet

from apps.accounts.models import User
from apps.centers.models import Center, Membership, Role
from apps.workspace.holdings import Held, addresses_of, all_models, holding_of
from apps.workspace.models import DataCopy
from apps.workspace.services.copies.archive import Part, rows_part

#: How a row says whom it is about; who wrote it or looked is called otherwise.
_SUBJECT = ("owner", "student", "user")


def records_about(student: User, center: Center) -> list[Part]:
    """All parts of what `center` holds about `student`, the log of who looked included."""
    parts = []
    for model, rows in record_rows(student, center):
        entry = holding_of(model)
        parts.append(rows_part(model, entry.withheld if isinstance(entry, Held) else {}, rows))
    return parts


def record_rows(student: User, center: Center) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """Every table in which the center holds something about a student, and the rows."""
    addresses = addresses_of(student)
    for model in all_models():
        where = Q()
        for path in _paths(model):
            where |= Q(**{f"{path}user": student, f"{path}center": center, f"{path}role": Role.STUDENT})
        keys = {f.name: f.related_model for f in model._meta.concrete_fields if isinstance(f, ForeignKey)}
        if keys.get("center") is Center and model not in (Membership, DataCopy):
            for name in _SUBJECT:
                if keys.get(name) is User:
                    where |= Q(**{name: student, "center": center})
            entry = holding_of(model)
            for name in entry.addresses if isinstance(entry, Held) else ():
                for address in addresses:
                    where |= Q(**{f"{name}__iexact": address, "center": center})
        if where:
            yield model, model._base_manager.filter(where)


def _paths(model: type[Model], depth: int = 2) -> list[str]:
    """How rows of `model` lead to memberships, over at most one table between."""
    if model is Membership:
        return [""]
    if depth == 0:
        return []
    found = []
    for key in model._meta.concrete_fields:
        if isinstance(key, ForeignKey) and key.related_model is not model:
            found += [f"{key.name}__{path}" for path in _paths(key.related_model, depth - 1)]
    return found
