"""Two rows that may be one person: those who are not, and those who were made one, with the way back."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from apps.contacts.models.contact import Contact
from apps.core.models import OwnedModel

MERGE_UNDO_FOR = timedelta(days=30)


class PeopleApart(OwnedModel):
    """Two people of whom the owner said that they are not the same. The smaller id stands first."""

    one = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="people_apart_unique"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="people_apart_in_order"),
        ]


class PersonMerge(OwnedModel):
    """Two people made one, with what was before. It goes with the person who stays, and after 30 days."""

    kept = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    dropped_id = models.UUIDField()  # the id of the row that went, which an undo gives back
    dropped_name = models.CharField(max_length=401)
    record = models.JSONField()  # services.merging.joining.Record: what was before, and what followed
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="person_merge_age")]
