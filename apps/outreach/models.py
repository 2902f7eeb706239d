"""Approaches: asking one person for a talk, the messages of it, and what came of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.accounts.models import User, validate_zone
from apps.centers.models import Center
from apps.contacts.models import Contact
from apps.core.models import BaseModel, OwnedModel, choices_constraint
from apps.followups.models import FollowUp
from apps.goals.models import Goal


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", "E-mail"
    LINKEDIN = "linkedin", "LinkedIn"
    PHONE = "phone", "Phone script"
    INTRODUCTION = "intro", "Introduction"  # a letter to somebody who knows them, with a part to forward
    LETTER = "letter", "Letter"


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
        """Named presets of follow-up steps (O4); when each step is due, says outreach.cadence."""

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
    # Warnings that the owner has overruled for this approach (balance.EMPLOYER, balance.GIVING).
    overruled = ArrayField(models.CharField(max_length=8), default=list, blank=True)

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
    """One message of an approach: the draft, and the text as it was sent.

    `revision` counts what was kept and `tab` says by which window, so that two windows learn of each other.
    """

    class Call(models.TextChoices):
        """How a call went; what they said to the request is the outcome of the approach."""

        ANSWERED = "answered", "They answered"
        VOICEMAIL = "voicemail", "Left a voicemail"
        NOBODY = "nobody", "Nobody answered"

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, related_name="messages")
    step = models.PositiveSmallIntegerField()  # 1 first, 2 nudge, 3 last
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(max_length=254, blank=True)  # of an e-mail, as typed
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    forward = models.TextField(blank=True)  # of an introduction: the part that `via` passes on
    via = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    limit = models.PositiveSmallIntegerField(default=300)  # characters of a LinkedIn note: 200 without Premium
    call = models.CharField(max_length=9, choices=Call, blank=True)
    call_note = models.TextField(blank=True)
    template_key = models.CharField(max_length=60, blank=True)  # for reply rates by template
    # What was typed for the other channels, by channel; and under "before" what a template replaced.
    set_aside = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    tab = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # of a letter: the day on which it was posted

    class Meta:
        constraints = [
            choices_constraint("channel", Channel, "message_channel_valid"),
            choices_constraint("call", ["", "answered", "voicemail", "nobody"], "message_call_valid"),
            models.CheckConstraint(condition=models.Q(limit__in=[200, 300]), name="message_limit_valid"),
            models.UniqueConstraint(fields=["outreach", "step"], name="message_one_per_step"),
        ]
        indexes = [  # the asks of a week
            models.Index(fields=["owner", "sent_at"], condition=models.Q(step=1), name="message_first_sent"),
        ]


class DraftVersion(OwnedModel):
    """What a draft said at the end of one stretch of writing. `updated_at` is when that stretch ended."""

    class Reason(models.TextChoices):
        TYPED = "typed", "Written"
        TEMPLATE = "template", "From a template"
        CHANNEL = "channel", "Another channel"
        RESTORED = "restored", "Brought back"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=8, choices=Reason, default=Reason.TYPED)
    tab = models.CharField(max_length=32, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    forward = models.TextField(blank=True)
    template_key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            choices_constraint("reason", ["typed", "template", "channel", "restored"], "draft_version_reason_valid"),
            choices_constraint("channel", Channel, "draft_version_channel_valid"),
            models.UniqueConstraint(fields=["message", "number"], name="draft_version_number_unique"),
        ]


class SlotOffer(OwnedModel):
    """Times proposed for one talk. While it is open they are held; to close it chooses one of them or releases all."""

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, related_name="offers")
    starts = ArrayField(models.DateTimeField(), size=3)
    minutes = models.PositiveSmallIntegerField(default=25)
    contact_timezone = models.CharField(max_length=64, validators=[validate_zone])
    has_link = models.BooleanField(default=False)  # they may choose by themselves: outreach.slotlinks
    closed_at = models.DateTimeField(null=True, blank=True)
    chosen = models.DateTimeField(null=True, blank=True)
    chosen_by_them = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(starts__len__range=(1, 3)), name="slot_offer_one_to_three"),
            models.CheckConstraint(
                condition=models.Q(chosen=None) | models.Q(closed_at__isnull=False), name="slot_offer_chosen_is_closed"
            ),
            models.UniqueConstraint(
                fields=["outreach"], condition=models.Q(closed_at=None), name="slot_offer_one_open_per_outreach"
            ),
        ]
        indexes = [
            models.Index(fields=["owner"], condition=models.Q(closed_at=None), name="slot_offer_open"),
        ]


class TemplateText(models.Model):
    """A text with merge fields. One that is deleted stays a while, for Undo."""

    name = models.CharField(max_length=100)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    forward = models.TextField(blank=True)  # of an introduction: the part to pass on
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Template(TemplateText, OwnedModel):
    """The owner's own wording. Built-in ones are code: outreach.builtin."""

    class Meta:
        constraints = [
            choices_constraint("channel", Channel, "template_channel_valid"),
            models.UniqueConstraint(
                fields=["owner", "name"], condition=models.Q(deleted_at=None), name="template_name_unique"
            ),
        ]


class CenterTemplate(TemplateText, BaseModel):
    """A wording that a career center offers to its students."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            choices_constraint("channel", Channel, "center_template_channel_valid"),
            models.UniqueConstraint(
                fields=["center", "name"], condition=models.Q(deleted_at=None), name="center_template_name_unique"
            ),
        ]
