"""The roster: what a center keeps of its students by their own number, with or without an account, and its files.

A roster never touches a student's account, their names, their sign-in address or what they share.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.centers.models import cohort_rules
from apps.centers.models.center import Center, Cohort, Invitation, Membership
from apps.core.models import BaseModel, choices_constraint

UNDO_FOR = timedelta(days=30)


class RosterEntry(BaseModel):
    """One student as the center's records name them. A member only from the moment when `membership` is set.

    Program, cohorts and advisor of a member are copied to the membership as long as nobody changed them there by hand.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        INACTIVE = "inactive", "Inactive"
        ALUMNI = "alumni", "Alumni"
        WITHDRAWN = "withdrawn", "Withdrawn"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="roster")
    external_id = models.CharField("ID", max_length=100)
    email = models.CharField("e-mail", max_length=254)  # exactly as written; mail goes here and nowhere else
    email_key = models.CharField(max_length=254, editable=False)  # equal for what is one address
    email_fold = models.CharField(max_length=254, editable=False)  # equal for what looks like one address
    pending_email = models.CharField(max_length=254, blank=True)  # of a member: waits until they say it is theirs
    pending_fold = models.CharField(max_length=254, blank=True, editable=False)
    declined_email = models.CharField(max_length=254, blank=True)  # they said it is not
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True)
    preferred_name = models.CharField(max_length=100, blank=True)
    sso_subject = models.CharField(max_length=255, blank=True)
    program = models.CharField(max_length=200, blank=True)
    year_level = models.CharField(max_length=50, blank=True)
    grad_term = models.CharField(max_length=7, blank=True)  # YYYY-MM
    timezone = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    cohort_ids = ArrayField(models.UUIDField(), default=list)  # fixed cohorts of this center
    advisor = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    membership = models.OneToOneField(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="roster_entry"
    )
    is_adopted = models.BooleanField(default=False)  # was a member before any file named them
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    invite_asked_at = models.DateTimeField(null=True, blank=True)  # waits for its turn to be invited
    invite_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "external_id"], name="roster_entry_id_unique_in_center"),
            models.UniqueConstraint(fields=["center", "email_key"], name="roster_entry_email_unique_in_center"),
            choices_constraint("status", ["active", "inactive", "alumni", "withdrawn"], "roster_entry_status_valid"),
        ]
        indexes = [
            models.Index(fields=["center", "email_fold"], name="roster_entry_fold"),
            models.Index(fields=["center", "family_name", "given_name", "id"], name="roster_entry_by_name"),
            models.Index(
                fields=["center", "invite_asked_at"],
                condition=Q(invite_asked_at__isnull=False),
                name="roster_entry_to_invite",
            ),
        ]
        triggers = cohort_rules.OF_CARDS

    def __str__(self) -> str:
        return self.external_id

    @property
    def name(self) -> str:
        """As the center's records have it."""
        return f"{self.preferred_name or self.given_name} {self.family_name}".strip()


class RosterImport(BaseModel):
    """One uploaded file, from the first look to the way back.

        READING ─► CHECK ─apply─► APPLYING ─► DONE ─undo─► UNDOING ─► UNDONE
           │ └─► FAILED │             └─► FAILED (what was done stays, and can be undone)
           └────────────┴─► DISCARDED

    `attempts` is the fence: only the claim that counted it up may write. `cursor` is the last line that is done and
    moves in the transaction that does the work. One center works on one import at a time.
    """

    class Status(models.TextChoices):
        READING = "reading", "Being read"
        CHECK = "check", "Ready to check"
        APPLYING = "applying", "Being applied"
        DONE = "done", "Applied"
        FAILED = "failed", "Stopped by an error"
        DISCARDED = "discarded", "Thrown away"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="roster_imports")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=255)
    layout = models.JSONField(default=dict)  # codec, delimiter, header, meaning of each column
    ignored = models.JSONField(default=list)  # names of columns that we do not read
    refused = models.JSONField(default=list)  # names of columns that a roster never may bring, and why
    advisors_left_out = models.BooleanField(default=False)  # planned for somebody who may not assign students
    new_cohorts = models.JSONField(default=list)  # named in the file, not in the center
    made_cohorts = models.JSONField(default=list)  # ids of those that this import made
    full_cohort = models.ForeignKey(Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    threshold = models.PositiveSmallIntegerField(default=10)  # percent of the cohort that may go
    create_cohorts = models.BooleanField(default=False)
    bring_back = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    blocked = models.CharField(max_length=300, blank=True)  # why it can't be applied as it is
    total = models.PositiveIntegerField(default=0)
    cursor = models.PositiveIntegerField(default=0)
    processed = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "status",
                ["reading", "check", "applying", "done", "failed", "discarded", "undoing", "undone"],
                "roster_import_status_valid",
            ),
            models.UniqueConstraint(
                fields=["center"],
                condition=Q(status__in=["applying", "undoing"]),
                name="roster_import_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=1, threshold__lte=100), name="roster_import_threshold_valid"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=["reading", "applying", "undoing"]),
                name="roster_import_pending",
            ),
            models.Index(fields=["center", "-created_at"], name="roster_import_of_center"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_pending(self) -> bool:
        """A worker has it, or will."""
        return self.status in (self.Status.READING, self.Status.APPLYING, self.Status.UNDOING)


class RosterPart(models.Model):
    """A piece of the upload as it came. Deleted once the file is applied, and after 7 days in any case."""

    roster_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    data = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster_import", "number"], name="roster_part_unique")]
        indexes = [models.Index(fields=["created_at"], name="roster_part_age")]

    def __str__(self) -> str:
        return f"part {self.number}"


class RosterRow(BaseModel):
    """One line of the file (or, at line numbers past its end, somebody who is not in it), and what is to be done.

    `changes` is {field: [before, after]} and what an undo goes back by.
    """

    class Action(models.TextChoices):
        CREATE = "create", "New"
        UPDATE = "update", "Update"
        UNCHANGED = "unchanged", "No change"
        DEACTIVATE = "deactivate", "Deactivate"
        REFUSE = "refuse", "Refused"

    class Outcome(models.TextChoices):
        OPEN = "", "Not yet"
        APPLIED = "applied", "Done"
        KEPT = "kept", "Left as it was"
        UNDONE = "undone", "Undone"
        STAYED = "stayed", "Stayed"

    roster_import = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    external_id = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=250, blank=True)
    email = models.CharField(max_length=254, blank=True)
    action = models.CharField(max_length=10, choices=Action)
    reason = models.TextField(blank=True)  # why, and what to look at; sentences
    is_warning = models.BooleanField(default=False)
    changes = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)  # what was done beside the entry: membership, caseloads, invitation
    entry = models.ForeignKey(
        RosterEntry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.OPEN)
    outcome_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "action", ["create", "update", "unchanged", "deactivate", "refuse"], "roster_row_action_valid"
            ),
            choices_constraint("outcome", ["", "applied", "kept", "undone", "stayed"], "roster_row_outcome_valid"),
            models.UniqueConstraint(fields=["roster_import", "line"], name="roster_row_line_unique"),
        ]
        indexes = [
            models.Index(fields=["roster_import", "action", "line"], name="roster_row_by_action"),
            models.Index(fields=["entry"], condition=Q(entry__isnull=False), name="roster_row_of_entry"),
        ]

    def __str__(self) -> str:
        return f"line {self.line}"
