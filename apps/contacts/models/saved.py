"""A list of people that the owner comes back to."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from apps.core.models import OwnedModel

MOST_VIEWS = 30


class SavedView(OwnedModel):
    """A name for a filter and an order. What is shared is the address, never this row."""

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)  # as in the address of the list: PeopleQuery.address()

    class Meta:
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="saved_view_name_unique")]

    def __str__(self) -> str:
        return self.name
