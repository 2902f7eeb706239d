"""Approaches: asking one person for a talk, the messages of it, and what came of it."""

from __future__ import annotations

from typing import Self

from django.db import models

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core.models import OwnedModel, choices_constraint
from apps.followups.models import FollowUp
from apps.goals.models import Goal


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", "E-mail"
    LINKEDIN = "linkedin", "LinkedIn"
    PHONE = "phone", "Phone script"


class OutreachQuerySet(models.QuerySet["Outreach"]):
    """The one definition of which approaches a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own approaches."""
        return self.filter(owner=user)

    def waiting(self) -> Self:
        """Sent, and no outcome yet."""
        return self.filter(state=Outreach.State.SENT)


class Outreach(OwnedModel):
    """One approach to one contact. `step` counts the messages sent: 1 first, 2 nudge, 3 last."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Waiting for a reply"
        ENDED = "ended", "Ended"

    class Outcome(models.TextChoices):
        YES = "yes", "Yes"
        NOT_NOW = "not_now", "Not now"
        TOO_BUSY = "too_busy", "Too busy"
        NO = "no", "No"
        SILENCE = "silence", "No reply"
        BOUNCED = "bounced", "Address didn’t work"

    class Cadence(models.TextChoices):
        """Named presets of follow-up steps in business days (O4); steps in outreach.cadence."""

        THREE_SEVEN = "3-7", "3 and 7 business days"
        WEEK = "week", "One week"
        SEVEN_THREE = "7x3", "7 days, three times"
        NONE = "none", "No follow-up"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="outreaches")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    cadence = models.CharField(max_length=5, choices=Cadence, default=Cadence.THREE_SEVEN)
    step = models.PositiveSmallIntegerField(default=0)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    nudge = models.ForeignKey(  # the follow-up of the step that is waited for
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rests_at = models.DateTimeField(null=True, blank=True)  # when silence ends it, if nothing else does
    undo = models.JSONField(null=True, blank=True)  # services.undo.Snapshot of the last sending or reply

    objects = OutreachQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("state", ["draft", "sent", "ended"], "outreach_state_valid"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "yes", "not_now", "too_busy", "no", "silence", "bounced"]),
                name="outreach_outcome_valid",
            ),
            choices_constraint("cadence", ["3-7", "week", "7x3", "none"], "outreach_cadence_valid"),
            models.UniqueConstraint(
                fields=["contact"],
                condition=~models.Q(state="ended"),
                name="outreach_one_open_per_contact",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state"], name="outreach_by_state"),
            models.Index(fields=["rests_at"], condition=models.Q(state="sent"), name="outreach_to_rest"),
        ]


class Message(OwnedModel):
    """One message of an approach: the draft, and the text as it was sent."""

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, related_name="messages")
    step = models.PositiveSmallIntegerField()  # 1 first, 2 nudge, 3 last
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(max_length=254, blank=True)  # of an e-mail, as typed
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    template_key = models.CharField(max_length=60, blank=True)  # for reply rates by template
    # What was typed for the other channels, by channel; and under "before" what a template replaced.
    set_aside = models.JSONField(default=dict, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choices_constraint("channel", Channel, "message_channel_valid"),
            models.UniqueConstraint(fields=["outreach", "step"], name="message_one_per_step"),
        ]


class Template(OwnedModel):
    """The owner's own wording, with merge fields. Built-in ones are code: outreach.builtin."""

    name = models.CharField(max_length=100)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()

    class Meta:
        constraints = [
            choices_constraint("channel", Channel, "template_channel_valid"),
            models.UniqueConstraint(fields=["owner", "name"], name="template_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name
