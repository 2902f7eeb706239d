"""An import on its way from upload to report. The rows are the queue: a worker claims the job."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models

from apps.accounts.models import User
from apps.contacts.models.contact import Circle, Contact
from apps.core.models import OwnedModel, choices_constraint


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """The one definition of which imports a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own imports."""
        return self.filter(owner=user)


class ImportJob(OwnedModel):
    """One uploaded file.

        PLANNING ─► CHECK ─start─► QUEUED ─claim─► RUNNING ─► DONE ─undo─► UNDOING ─► UNDONE
          │  └─► FAILED │            │               └─► FAILED
          └─────────────┴────stop────┴─► CANCELLED (what was done stays, and can be undone)

    `attempts` is the fence: only the claim that counted it up may write. `cursor` is the last line that is done, and
    moves in the transaction that does the work, so that a crash neither loses nor doubles a row.
    """

    class Status(models.TextChoices):
        PLANNING = "planning", "Being read"
        CHECK = "check", "Ready to check"
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Importing"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped by an error"
        CANCELLED = "cancelled", "Stopped"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    class Format(models.TextChoices):
        LINKEDIN = "linkedin", "LinkedIn connections"
        GOOGLE = "google", "Google Contacts"
        OUTLOOK = "outlook", "Outlook"
        VCARD = "vcard", "vCard"
        CSV = "csv", "CSV"

    class DateOrder(models.TextChoices):
        UNKNOWN = "", "Not said"
        MONTH_FIRST = "mdy", "Month first"
        DAY_FIRST = "dmy", "Day first"

    filename = models.CharField(max_length=255)
    format = models.CharField(max_length=10, choices=Format)
    layout = models.JSONField(default=dict)  # how to read the file: imports.reading.Layout
    size = models.PositiveBigIntegerField(default=0)  # bytes of the file
    position = models.PositiveBigIntegerField(default=0)  # bytes read for the plan so far
    columns = models.JSONField(default=list)  # [{"name", "sample", "filled"}] in the order of the file
    decisions = models.JSONField(default=dict)  # line → {"action", "fixes"}: what a new plan must keep
    mapping = models.JSONField(default=dict)  # column name → field of the person, "" = leave out
    encoding = models.CharField(max_length=20, blank=True)
    date_order = models.CharField(max_length=3, choices=DateOrder, blank=True, default=DateOrder.UNKNOWN)
    odd_date = models.CharField(max_length=40, blank=True)  # a date that is two dates, as written in the file
    odd_dates = models.PositiveIntegerField(default=0)
    date_orders = models.JSONField(default=list)  # the orders that dates of this file betray
    circle = models.CharField(max_length=10, choices=Circle, default=Circle.COLD)  # of everyone added
    tag = models.CharField(max_length=50, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.CHECK)
    total = models.PositiveIntegerField(default=0)
    processed = models.PositiveIntegerField(default=0)
    cursor = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)  # the last line that was imported; undoing leaves it
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)  # batches in a row that raised
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint(
                "status",
                ["planning", "check", "queued", "running", "done", "failed", "cancelled", "undoing", "undone"],
                "import_job_status_valid",
            ),
            choices_constraint("format", ["linkedin", "google", "outlook", "vcard", "csv"], "import_job_format_valid"),
            choices_constraint("date_order", ["", "mdy", "dmy"], "import_job_date_order_valid"),
            choices_constraint("circle", Circle, "import_job_circle_valid"),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(status__in=["planning", "queued", "running", "undoing"]),
                name="import_job_pending",
            ),
            models.Index(fields=["owner", "-created_at"], name="import_job_by_owner"),
        ]

    @property
    def is_pending(self) -> bool:
        """A worker has it, or will, and people change."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING, self.Status.UNDOING)

    @property
    def is_planning(self) -> bool:
        """The file is being read; columns can be changed already."""
        return self.status == self.Status.PLANNING


class ImportPart(models.Model):
    """A piece of an upload as it came, while its plan may change. In a table of its own, so that no list loads it."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()  # from 0
    data = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="import_part_unique")]
        indexes = [models.Index(fields=["created_at"], name="import_part_age")]

    def __str__(self) -> str:
        return f"part {self.number}"


class ImportRow(OwnedModel):
    """One record of the file, what is to be done with it and why, and what was done.

    Written once and by the hundred thousand, so it has no index and no foreign key check that nobody asks for. A
    person who is added gets the id of the row. A row that was added as planned keeps the outcome "": it is done when
    its line is not beyond `job.applied` (`selectors.imports.with_outcome` says so).
    """

    class Action(models.TextChoices):
        ADD = "add", "Add"
        UPDATE = "update", "Update"
        SKIP = "skip", "Leave out"

    class Finding(models.TextChoices):
        NEW = "new", "New"
        SAME_PROFILE = "same_profile", "Same profile"
        SAME_EMAIL = "same_email", "Same e-mail"
        LIKELY = "likely", "Likely the same"
        TWICE = "twice", "Twice in file"
        NO_NAME = "no_name", "No name"
        BAD_EMAIL = "bad_email", "E-mail"
        RAGGED = "ragged", "Shifted"
        DAMAGED = "damaged", "Damaged"
        UNREADABLE = "unreadable", "Unreadable"
        UNCHANGED = "unchanged", "Nothing new"

    class Outcome(models.TextChoices):
        OPEN = "", "Not yet, or added as planned"
        ADDED = "added", "Added"
        UPDATED = "updated", "Updated"
        KEPT = "kept", "Kept as they were"
        LEFT_OUT = "left_out", "Left out"
        UNDONE = "undone", "Undone"
        STAYED = "stayed", "Stayed, because you changed them since"

    owner = models.ForeignKey(  # a row goes with its job, and the job with its owner
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", editable=False, db_index=False,
        db_constraint=False,
    )  # fmt: skip
    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()  # line of the file on which the record starts, from 1
    values = models.JSONField()
    sort_key = models.CharField(max_length=400, blank=True, default="", editable=False)  # as in Contact
    profile_key = models.CharField(max_length=500, blank=True, default="", editable=False)
    employer_key = models.CharField(max_length=200, blank=True, default="", editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)
    finding = models.CharField(max_length=12, choices=Finding)
    action = models.CharField(max_length=6, choices=Action)
    reason = models.CharField(max_length=300, blank=True)
    asked = models.BooleanField(default=False)  # shown under "To decide"
    chosen = models.BooleanField(default=False)  # the owner decided; a new plan keeps it
    fixes = models.JSONField(null=True, blank=True)  # what the owner typed in place of the file's value
    match = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    update_fields = models.JSONField(default=list)  # what an update may change: the news, and blanks to fill
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.OPEN)
    changes = models.JSONField(null=True, blank=True)  # of an update: {field: [before, after]}, for report and undo
    contact = models.ForeignKey(  # the person that was updated or kept, or added in another way than planned
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            choices_constraint("action", ["add", "update", "skip"], "import_row_action_valid"),
            choices_constraint(
                "finding",
                [
                    "new",
                    "same_profile",
                    "same_email",
                    "likely",
                    "twice",
                    "no_name",
                    "bad_email",
                    "ragged",
                    "damaged",
                    "unreadable",
                    "unchanged",
                ],
                "import_row_finding_valid",
            ),
            choices_constraint(
                "outcome",
                ["", "added", "updated", "kept", "left_out", "undone", "stayed"],
                "import_row_outcome_valid",
            ),
            models.UniqueConstraint(fields=["job", "line"], name="import_row_line_unique"),
        ]
        indexes = [
            models.Index(fields=["job", "line"], condition=models.Q(asked=True), name="import_row_asked"),
            models.Index(fields=["match"], condition=models.Q(match__isnull=False), name="import_row_match"),
            models.Index(fields=["contact"], condition=models.Q(contact__isnull=False), name="import_row_contact"),
        ]

    def is_added_as_planned(self, job: ImportJob) -> bool:
        """The person of this row is there, under the id of the row, and nothing had to be noted."""
        return self.outcome == self.Outcome.OPEN and self.action == self.Action.ADD and self.line <= job.applied


UNDO_FOR = timedelta(days=30)
UNDOABLE = (ImportJob.Status.DONE, ImportJob.Status.CANCELLED, ImportJob.Status.FAILED)
