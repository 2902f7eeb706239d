"""What staff write down about a student: the center's own records.

A note is never deleted, and after a day never changed: what has to be added is a note of its own that says so. Only
redaction takes the words away; that it happened, when, by whom and what for stays. A trigger holds all that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q

from apps.centers.models import Center, Membership, Role
from apps.core.models import BaseModel, choices_constraint

EDITABLE_FOR = timedelta(hours=24)
LONGEST = 5000

_KEEP = """
IF (TG_OP = 'DELETE') THEN
    RAISE EXCEPTION 'A note about a student is never deleted';
END IF;
IF (NEW.id, NEW.center_id, NEW.student_name, NEW.author_name, NEW.author_role, NEW.kind, NEW.adds_to_id, NEW.created_at)
        IS DISTINCT FROM
   (OLD.id, OLD.center_id, OLD.student_name, OLD.author_name, OLD.author_role, OLD.kind, OLD.adds_to_id, OLD.created_at)
   OR (NEW.student_id IS NOT NULL AND NEW.student_id IS DISTINCT FROM OLD.student_id)
   OR (NEW.author_id IS NOT NULL AND NEW.author_id IS DISTINCT FROM OLD.author_id) THEN
    RAISE EXCEPTION 'Whom a note is about, who wrote it, when and for whom stays as it is';
END IF;
IF (OLD.redacted_at IS NOT NULL AND (NEW.redacted_at, NEW.redacted_by, NEW.redacted_for, NEW.body)
        IS DISTINCT FROM (OLD.redacted_at, OLD.redacted_by, OLD.redacted_for, OLD.body)) THEN
    RAISE EXCEPTION 'What was redacted stays so';
END IF;
IF ((NEW.body, NEW.met_on) IS DISTINCT FROM (OLD.body, OLD.met_on)
        AND NOT (NEW.redacted_at IS NOT NULL AND NEW.body = '')
        AND (NEW.edited_at IS NULL OR NEW.edited_at IS NOT DISTINCT FROM OLD.edited_at
             OR NEW.edited_at >= OLD.created_at + INTERVAL '24 hours')) THEN
    RAISE EXCEPTION 'After a day a note is no longer changed';
END IF;
RETURN NEW;
"""


_SAYS_SOMETHING = Q(redacted_at=None) & ~Q(body="") | Q(redacted_at__isnull=False, body="") & ~Q(redacted_for="")


class Note(BaseModel):
    """A note about a student, or an addition to one (`adds_to`), by somebody who looks after them or directs.

    It outlives the account: `student` then leads nowhere, and `student_name` says whom it was about.
    """

    class Kind(models.TextChoices):
        SHARED = "shared", "For the student too"
        TEAM = "team", "For the team"
        PEER = "peer", "By a peer mentor"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="staff_notes")
    student_name = models.CharField(max_length=201)
    author = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=201)  # as it was at the time
    author_role = models.CharField(max_length=16, choices=Role)
    kind = models.CharField("who reads it", max_length=6, choices=Kind)
    body = models.TextField("note", max_length=LONGEST, blank=True)
    met_on = models.DateField("you met on", null=True, blank=True)
    adds_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="additions")
    edited_at = models.DateTimeField(null=True, blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True)
    redacted_by = models.CharField(max_length=201, blank=True)
    redacted_for = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            choices_constraint("kind", ["shared", "team", "peer"], "note_kind_valid"),
            choices_constraint("author_role", Role, "note_author_role_valid"),
            models.CheckConstraint(
                condition=Q(redacted_at=None) & ~Q(body="")
                | Q(redacted_at__isnull=False, body="") & ~Q(redacted_for=""),
                name="note_says_something",
            ),
            models.CheckConstraint(condition=Q(adds_to=None) | ~Q(adds_to=F("id")), name="note_adds_to_another"),
        ]
        indexes = [models.Index(fields=["student", "-created_at"], name="note_of_student")]
        triggers = [
            pgtrigger.Trigger(
                name="keep_notes", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=_KEEP
            )
        ]

    def may_change(self, now: datetime) -> bool:
        """True while its author may still put it in other words."""
        return self.redacted_at is None and now < self.created_at + EDITABLE_FOR
