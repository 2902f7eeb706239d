"""Base rows. Every table has a time-ordered UUID as its public id and two timestamps."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7


class BaseModel(models.Model):
    """A row with a UUIDv7 (RFC 9562) key: random enough for URLs, ordered enough for indexes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class OwnedModel(BaseModel):
    """A row that belongs to one job seeker; visibility always starts from `owner`."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)

    class Meta:
        abstract = True


def choices_constraint(field: str, values: Iterable[str], name: str) -> models.CheckConstraint:
    """The database's own copy of a `choices` list, which Django checks only in forms.

    Takes a `TextChoices` or, inside the `Meta` of the model that defines it, its values in full (a nested
    class body cannot see its sibling); tests/architecture compares the two.
    """
    wanted = [str(getattr(value, "value", value)) for value in values]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": wanted}), name=name)
