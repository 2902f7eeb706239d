"""Own fields: which there are, and their values of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.contacts.models import OwnField
from apps.contacts.models.own import DELETE_UNDO_FOR
from apps.contacts.ownvalues import Field


def own_field_rows(user: User) -> QuerySet[OwnField]:
    """The owner's fields in their order; those that were deleted are left out."""
    return OwnField.objects.filter(owner=user, deleted_at=None)


def own_fields(user: User) -> list[Field]:
    """The same, as pages, forms and files need them."""
    return as_fields(own_field_rows(user).values("id", "name", "kind", "choices"))


def as_fields(rows: Iterable[Mapping[str, Any]]) -> list[Field]:
    """Rows of `OwnField.values()`."""
    return [Field(row["id"], row["name"], row["kind"], tuple(row["choices"])) for row in rows]


def forgotten_fields(user: User, now: datetime) -> QuerySet[OwnField]:
    """Deleted longer ago than it can be undone."""
    return OwnField.objects.filter(owner=user, deleted_at__lt=now - DELETE_UNDO_FOR)
