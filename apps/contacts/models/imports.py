"""An import on its way from upload to report. The rows are the queue: a worker claims the job."""

from __future__ import annotations

from django.db import models

from apps.contacts.models.contact import Contact
from apps.core.models import OwnedModel, choices_constraint


class ImportJob(OwnedModel):
    """One uploaded file."""

    class Status(models.TextChoices):
        CHECK = "check", "Ready to check"
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Importing"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"
        CANCELLED = "cancelled", "Cancelled"
        UNDONE = "undone", "Undone"

    class Format(models.TextChoices):
        LINKEDIN = "linkedin", "LinkedIn connections"
        CSV = "csv", "CSV"

    filename = models.CharField(max_length=255)
    format = models.CharField(max_length=10, choices=Format)
    mapping = models.JSONField(default=dict)  # column name → field of the person, "" = leave out
    status = models.CharField(max_length=10, choices=Status, default=Status.CHECK)
    total = models.PositiveIntegerField(default=0)
    processed = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # the fence: see architecture, part D
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "status",
                ["check", "queued", "running", "done", "failed", "cancelled", "undone"],
                "import_job_status_valid",
            ),
            choices_constraint("format", ["linkedin", "csv"], "import_job_format_valid"),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(status__in=["queued", "running"]),
                name="import_job_pending",
            )
        ]


class ImportRow(OwnedModel):
    """One record of the file, what is to be done with it and why, and what was done."""

    class Action(models.TextChoices):
        ADD = "add", "Add"
        UPDATE = "update", "Update"
        SKIP = "skip", "Leave out"

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()  # line of the file on which the record starts, from 1
    values = models.JSONField()
    action = models.CharField(max_length=6, choices=Action)
    reason = models.CharField(max_length=300, blank=True)
    problem = models.BooleanField(default=False)
    match = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)  # the changed fields as they were, for undo
    contact = models.ForeignKey(  # the person that was added or updated
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            choices_constraint("action", ["add", "update", "skip"], "import_row_action_valid"),
            models.UniqueConstraint(fields=["job", "line"], name="import_row_line_unique"),
        ]
