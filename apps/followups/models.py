"""What was promised or is due, and the one delivery that tells the owner about it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core.models import OwnedModel, choices_constraint
from apps.followups.rules import Mode, Repeat, Rule

__all__ = [
    "FollowUp",
    "Mode",
    "Reminder",
    "ReminderPreference",
    "ReminderQuerySet",
    "Repeat",
    "Rule",
    "SweepBeat",
    "UsedLink",
]


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

    It knows nothing of what made it: an interview or an outreach keeps the key to its follow-up. Its times are derived
    from facts, `rule` and the fields beside it (`rules.When`), and so they follow when a fact changes.
    """

    class Kind(models.TextChoices):
        THANK_YOU = "thank_you", "Thank-you"
        PREPARATION = "preparation", "Preparation"
        CONFIRMATION = "confirmation", "Day-before confirmation"
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
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)  # "Thank Priya Raman", "Read the shadowing guide"
    reason = models.CharField(max_length=300, blank=True)  # why it is here, in the app's voice
    due_at = models.DateTimeField()  # from then on it stands on Today
    late_at = models.DateTimeField(null=True, blank=True)  # when a promise breaks: the thank-you's 24 h
    latest_at = models.DateTimeField(null=True, blank=True)  # a rhythm's other end: `due_at` is ideal, this is fine
    owed_by_them = models.BooleanField(default=False)  # a promise of the other person (R3)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    snoozed_on = models.DateField(null=True, blank=True)  # a day, at the reminder hour; None for "in two hours"

    rule = models.CharField(max_length=13, choices=Rule)
    since = models.DateTimeField(null=True, blank=True)  # the fact it counts from: the end of a talk, a message
    on_day = models.DateField(null=True, blank=True)  # the day that the person chose; the first one of a series
    count = models.PositiveSmallIntegerField(default=0)  # business days, days, or which one of a series
    repeats = models.CharField(max_length=7, choices=Repeat, blank=True)
    by_mail = models.BooleanField(default=True)  # False: on the page only
    planned_at = models.DateTimeField()  # when these facts became known: a plan made late leaves out what has passed

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint(
                "kind",
                [
                    "thank_you",
                    "preparation",
                    "confirmation",
                    "reply",
                    "nudge",
                    "referral",
                    "action",
                    "report_back",
                    "check_in",
                ],
                "follow_up_kind_valid",
            ),
            choices_constraint("state", ["open", "done", "dropped"], "follow_up_state_valid"),
            choices_constraint("rule", Rule, "follow_up_rule_valid"),
            choices_constraint("repeats", ["", *Repeat], "follow_up_repeats_valid"),
            models.CheckConstraint(
                condition=models.Q(rule=Rule.DAY, on_day__isnull=False)
                | (~models.Q(rule=Rule.DAY) & models.Q(since__isnull=False)),
                name="follow_up_rule_has_fact",
            ),
            models.CheckConstraint(
                condition=models.Q(repeats="") | models.Q(rule=Rule.DAY), name="follow_up_repeats_on_days"
            ),
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
            ),
            models.Index(  # few are put off, and their number stands on Today
                fields=["owner", "snoozed_until"],
                condition=models.Q(state="open", snoozed_until__isnull=False),
                name="follow_up_snoozed",
            ),
            GinIndex(
                "owner",
                OpClass("title", name="gin_trgm_ops"),
                condition=models.Q(state="open"),
                name="follow_up_search",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders of anybody; the owner's own start from `filter(owner=…)`."""

    def put_back(self, now: datetime) -> int:
        """They wait again, for the next sweep and as a new mail; the promise, `send_at`, stays what it was."""
        waiting = self.model.Status.PENDING
        return self.update(status=waiting, due_at=now, attempts=0, last_error="", mail_id=None, updated_at=now)


class Reminder(OwnedModel):
    """One delivery by e-mail. Stores no text: the mail is composed from current data.

    `send_at` is the promise that the owner sees; `due_at` is the machinery's, later after a temporary
    failure. `attempts` is the fence: only the claim that counted it up may settle the row. `mail_id` names the mail
    that the row was first put into, alone or with others of its owner: a repeated attempt is the same mail.
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
    turn = models.SmallIntegerField(default=0)  # which moment of the plan it is, from 0; -1 before the first
    is_exact = models.BooleanField(default=False)  # a minute that the person chose: no quiet hours, no digest
    mail_id = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = ReminderQuerySet.as_manager()

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
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(status__in=["pending", "sending"]),
                name="reminder_due_of_owner",
            ),
            models.Index(fields=["owner", "-send_at"], name="reminder_log"),
            # What operators are shown (queue_state.py); the first two hold what went wrong only.
            models.Index(
                fields=["due_at"], condition=models.Q(status="pending", attempts__gt=0), name="reminder_retrying"
            ),
            models.Index(fields=["updated_at"], condition=models.Q(status="failed"), name="reminder_failed"),
            models.Index(fields=["sent_at"], condition=models.Q(status="sent"), name="reminder_sent"),
        ]


class ReminderPreference(OwnedModel):
    """How the owner is told about one kind of follow-up; no row means each when it is due."""

    kind = models.CharField(max_length=12, choices=FollowUp.Kind)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.EACH)

    class Meta:
        constraints = [
            choices_constraint("kind", FollowUp.Kind, "reminder_preference_kind_valid"),
            choices_constraint("mode", Mode, "reminder_preference_mode_valid"),
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
