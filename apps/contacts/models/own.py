"""Fields of the owner's own making, and what stays of people who were erased."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from apps.core.models import OwnedModel, choices_constraint

MOST_FIELDS = 20
DELETE_UNDO_FOR = timedelta(minutes=30)


class OwnField(OwnedModel):
    """Something that the owner wants to know about each person. Its values are in `Contact.own_values`.

    One that was deleted keeps its row, and people their values, for as long as that can be undone.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        DATE = "date", "Date"
        YES_NO = "yes_no", "Yes or no"
        CHOICE = "choice", "Choice"
        LINK = "link", "Link"

    name = models.CharField(max_length=50)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=60), default=list, blank=True)  # of a choice, in their order
    position = models.PositiveSmallIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            choices_constraint("kind", ["text", "number", "date", "yes_no", "choice", "link"], "own_field_kind_valid"),
            models.UniqueConstraint(
                "owner", Lower("name"), condition=models.Q(deleted_at=None), name="own_field_name_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ErasedCount(OwnedModel):
    """How many of the owner's figures were about people who have been erased. Numbers only, one row an owner.

    The steps are those of the funnel; the last three are what the week of `week` (its Monday) would lack.
    """

    people = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    replied = models.PositiveIntegerField(default=0)
    talked = models.PositiveIntegerField(default=0)
    thanked = models.PositiveIntegerField(default=0)
    referred = models.PositiveIntegerField(default=0)
    week = models.DateField(null=True, blank=True)
    week_asks = models.PositiveIntegerField(default=0)
    week_talks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="erased_count_one_each")]
