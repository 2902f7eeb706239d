"""What a person may ask for about their data: a copy, the center's records, and that everything goes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.centers.models import Center
from apps.core.models import BaseModel, OwnedModel, choices_constraint


class DataCopy(OwnedModel):
    """One archive made for its owner: everything Acquaint holds, or what one center holds (`center`).

        QUEUED ─► RUNNING ─► READY ─► GONE
                     └─► FAILED

    `attempts` is the fence: only the claim that counted it up may write. The file stands in the storage `private`,
    which no address serves, and goes at `expires_at`.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Stopped by an error"
        GONE = "gone", "Deleted"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # the mail that it is ready

    class Meta:
        constraints = [
            choices_constraint("status", ["queued", "running", "ready", "failed", "gone"], "data_copy_status_valid"),
            models.UniqueConstraint(
                fields=["owner", "center"],
                condition=Q(status__in=["queued", "running"]),
                name="data_copy_one_at_a_time",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="data_copy_of_owner"),
            models.Index(
                fields=["created_at"], condition=Q(status__in=["queued", "running", "ready"]), name="data_copy_to_do"
            ),
        ]

    @property
    def is_pending(self) -> bool:
        """A worker has it, or will."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class RecordsRequest(BaseModel):
    """A student asks a center for all that it holds about them (DAT-2). Answered within 45 days, by a copy.

    While it is open, nothing that it covers may be deleted.
    """

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="records_requests")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="records_requests")
    due_at = models.DateTimeField()
    copy = models.ForeignKey(DataCopy, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center", "student"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="records_request_one_open",
            )
        ]
        indexes = [models.Index(fields=["center", "due_at"], name="records_request_of_center")]


class RetentionTime(BaseModel):
    """How long a center keeps what it has of one kind, from this moment on: the newest of a kind is in force (DAT-4).

    Rows are only added, so that they are also the log of who chose what. Without `months`, the installation's time.
    """

    class Kind(models.TextChoices):
        LEFT = "left", "Cards of students who left"
        INVITATIONS = "invitations", "Invitations that are over"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=11, choices=Kind)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    chosen_by_name = models.CharField(max_length=201)  # as it was at the time

    class Meta:
        constraints = [
            choices_constraint("kind", ["left", "invitations"], "retention_time_kind_valid"),
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__gte=1, months__lte=120), name="retention_time_months_valid"
            ),
        ]
        indexes = [models.Index(fields=["center", "kind", "-created_at"], name="retention_time_in_force")]


class AccountDeletion(BaseModel):
    """An account that its person closed for good, while its rows go and after: the tombstone (DAT-3).

    It holds the account's random id and nothing else of the person, so that a restored backup can be told what
    must go again.
    """

    account_id = models.UUIDField(unique=True)
    told_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)  # rows so far
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(finished_at=None), name="account_deletion_open"),
        ]
