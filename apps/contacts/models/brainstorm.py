"""One sitting with the wizard that starts a list: what is typed and not added yet, and who came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.contacts.models.contact import Circle
from apps.core.models import OwnedModel, choices_constraint


class Brainstorm(OwnedModel):
    """The wizard's memory. An owner has one that is open; leaving the page changes nothing.

    `drafts` holds what stands in the box of each circle and is not added yet: circle → text. `people` and `known` are
    ids, not keys: whoever is erased later is simply no longer found.
    """

    drafts = models.JSONField(default=dict, blank=True)
    reached = models.CharField(max_length=10, choices=Circle, default=Circle.FAMILY)  # where to go on
    people = ArrayField(models.UUIDField(), default=list, blank=True)  # added, in this order
    known = ArrayField(models.UUIDField(), default=list, blank=True)  # named, and on the list before
    clock_ends_at = models.DateTimeField(null=True, blank=True)  # None: without a clock
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choices_constraint("reached", Circle, "brainstorm_reached_valid"),
            models.UniqueConstraint(fields=["owner"], condition=models.Q(finished_at=None), name="brainstorm_one_open"),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="brainstorm_newest")]
