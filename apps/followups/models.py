"""What was promised or is due, and the one delivery that tells the owner about it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core.models import OwnedModel, choices_constraint


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The one definition of which follow-ups a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own follow-ups."""
        return self.filter(owner=user)

    def open(self) -> Self:
        """Neither done nor dropped; snoozed ones included."""
        return self.filter(state=FollowUp.State.OPEN)

    def awake(self, now: datetime) -> Self:
        """Open and not snoozed beyond `now`."""
        return self.open().exclude(snoozed_until__gt=now)

    def of_current_people(self) -> Self:
        """Without those of archived people: they rest with the person and come back with them."""
        return self.filter(contact__archived_at=None)


class FollowUp(OwnedModel):
    """Something promised or due to one person.

    It knows nothing of what made it: an interview or an outreach keeps the key to its follow-up.
    """

    class Kind(models.TextChoices):
        THANK_YOU = "thank_you", "Thank-you"
        PREPARATION = "preparation", "Preparation"
        REPLY = "reply", "Reply to answer"
        NUDGE = "nudge", "No reply yet"
        REFERRAL = "referral", "Referral"
        ACTION = "action", "Something you said you’d do"
        REPORT_BACK = "report_back", "Report back"
        CHECK_IN = "check_in", "Check-in"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=200)  # "Thank Priya Raman", "Read the shadowing guide"
    reason = models.CharField(max_length=300, blank=True)  # why it is here, in the app's voice
    due_at = models.DateTimeField()  # from then on it stands on Today
    late_at = models.DateTimeField(null=True, blank=True)  # when a promise breaks: the thank-you's 24 h
    owed_by_them = models.BooleanField(default=False)  # a promise of the other person (R3)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint(
                "kind",
                ["thank_you", "preparation", "reply", "nudge", "referral", "action", "report_back", "check_in"],
                "follow_up_kind_valid",
            ),
            choices_constraint("state", ["open", "done", "dropped"], "follow_up_state_valid"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="follow_up_closed_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(state="open"),
                name="follow_up_open",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Reminder(OwnedModel):
    """One delivery by e-mail. Stores no text: the mail is composed from current data.

    `send_at` is the promise that the owner sees; `due_at` is the machinery's, later after a temporary
    failure. `attempts` is the fence: only the claim that counted it up may settle the row.
    """

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        SKIPPED = "skipped", "Not needed any more"
        FAILED = "failed", "Could not be delivered"
        CANCELLED = "cancelled", "Cancelled"

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="reminders")
    send_at = models.DateTimeField()
    due_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PENDING)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            choices_constraint(
                "status", ["pending", "sending", "sent", "skipped", "failed", "cancelled"], "reminder_status_valid"
            ),
            models.UniqueConstraint(
                fields=["follow_up", "send_at"],
                condition=~models.Q(status="cancelled"),
                name="reminder_once_per_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sending") | models.Q(claimed_until__isnull=False),
                name="reminder_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False),
                name="reminder_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(status__in=["pending", "sending"]),
                name="reminder_due",
            ),
            models.Index(fields=["owner", "-send_at"], name="reminder_log"),
        ]


class ReminderPreference(OwnedModel):
    """Whether one kind of follow-up may send mail to the owner; no row means yes."""

    kind = models.CharField(max_length=11, choices=FollowUp.Kind)
    by_email = models.BooleanField(default=True)

    class Meta:
        constraints = [
            choices_constraint("kind", FollowUp.Kind, "reminder_preference_kind_valid"),
            models.UniqueConstraint(fields=["owner", "kind"], name="reminder_preference_one_each"),
        ]


class UsedLink(OwnedModel):
    """A signed link of a mail that has done its work: single use (N of permissions.md, E2)."""

    digest = models.CharField(max_length=64, unique=True)


class SweepBeat(models.Model):
    """When the delivery sweep last ran: what the operator reads (`manage.py reminders`)."""

    name = models.CharField(max_length=40, primary_key=True)
    swept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.swept_at:%Y-%m-%d %H:%M:%S}"
