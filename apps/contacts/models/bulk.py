"""One change to many people at once, with what was before: the way back for half an hour."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from apps.core.models import OwnedModel, choices_constraint

UNDO_FOR = timedelta(minutes=30)


class BulkChange(OwnedModel):
    """What was done to whom. `before` is kept only as long as it can be undone."""

    class Action(models.TextChoices):
        CIRCLE = "circle", "Relationship"
        TAG = "tag", "Tag added"
        UNTAG = "untag", "Tag removed"
        ARCHIVE = "archive", "Archived"
        RESTORE = "restore", "Back on the list"
        UNWANTED = "unwanted", "Don’t write"
        WANTED = "wanted", "Write again"

    action = models.CharField(max_length=8, choices=Action)
    after = models.CharField(max_length=60, blank=True)  # the value that they all have now; of a tag, its id
    is_new_tag = models.BooleanField(default=False)
    people = models.JSONField(default=list)  # ids of those who were changed
    before = models.JSONField(default=list)  # beside each id, the value as text; empty where all had the opposite
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "action",
                ["circle", "tag", "untag", "archive", "restore", "unwanted", "wanted"],
                "bulk_change_action_valid",
            )
        ]
        indexes = [models.Index(fields=["owner", "created_at"], name="bulk_change_age")]
