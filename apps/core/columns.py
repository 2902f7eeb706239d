"""What a query leaves out of the rows beside its own: half the cost of a join is columns that nobody looks at."""

from __future__ import annotations

from django.db.models import Model


def all_but(model: type[Model], path: str, *kept: str) -> list[str]:
    """For `defer`: the columns of `model` at the end of `path`, but for its id and those that are `kept`."""
    fields = model._meta.concrete_fields
    return [f"{path}__{field.name}" for field in fields if not field.primary_key and field.name not in kept]
