"""Every touch between the owner and a contact: the one table that a timeline reads."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from apps.contacts.models.contact import Contact
from apps.core.models import OwnedModel, choices_constraint

#: What an import writes into the history of everyone. Search, and its index, leave it out: people type the rest.
MADE_LINES = ("Connected on LinkedIn", "First met")


class Touch(OwnedModel):
    """Something that happened with a person. Other apps write their milestones here too."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        WROTE = "wrote", "I wrote"
        THEY_WROTE = "they_wrote", "They wrote"
        CALL = "call", "Call"
        MET = "met", "Met"
        TALK = "talk", "Conversation"
        THANKED = "thanked", "Thank-you sent"
        NAMED = "named", "Named someone"
        ADDED = "added", "Added to your people"

    owner = models.ForeignKey(  # a touch goes with its person, and the person with their owner: checked there
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False, db_constraint=False
    )
    contact = models.ForeignKey(  # the index of the timeline begins with it
        Contact, on_delete=models.CASCADE, related_name="touches", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            choices_constraint(
                "kind",
                ["note", "wrote", "they_wrote", "call", "met", "talk", "thanked", "named", "added"],
                "touch_kind_valid",
            )
        ]
        indexes = [
            models.Index(fields=["contact", "-occurred_at", "-id"], name="touch_timeline"),
            GinIndex(
                "owner",
                OpClass("summary", name="gin_trgm_ops"),
                OpClass("body", name="gin_trgm_ops"),
                condition=~models.Q(kind="added") & ~models.Q(summary__in=MADE_LINES),
                name="touch_search",
            ),
        ]


#: Kinds that count as contact between two people; a note or a list entry does not restart a rhythm.
REAL_TOUCHES = frozenset(Touch.Kind) - {Touch.Kind.NOTE, Touch.Kind.ADDED, Touch.Kind.NAMED}
