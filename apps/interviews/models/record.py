"""What stays after the talk: notes taken live, typed take-aways, the thank-you."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from apps.contacts.models import Employer, Referral
from apps.core.models import OwnedModel, choices_constraint
from apps.followups.models import FollowUp
from apps.goals.models import Criterion, Goal
from apps.interviews.models.interview import Interview
from apps.interviews.models.questions import PlannedQuestion


class TakeawayKind(models.TextChoices):
    """What sort of fact it is (R1)."""

    INSIGHT = "insight", "Insight"
    ADVICE = "advice", "Advice"
    RESOURCE = "resource", "Resource"
    PERSON = "person", "Person named"
    ACTION = "action", "Action"
    QUOTE = "quote", "Quote"
    PAY = "pay", "Pay"
    RED_FLAG = "red_flag", "Red flag"
    OPENING = "opening", "Opening"
    SKILL = "skill", "Skill you need"
    STRENGTH = "strength", "Skill you have"


class Reaction(models.TextChoices):
    """How a fact struck the owner (R1)."""

    NEW = "new", "New to me"
    PLEASED = "pleased", "Pleased me"
    DISPLEASED = "displeased", "Put me off"
    MISCONCEPTION = "misconception", "I had it wrong"


class LiveNote(OwnedModel):
    """A line taken down during the talk. `client_id` makes a resent line harmless.

    `created_at` is when it was taken down, on whatever device, and `minute` which minute of the talk that was. `kind`
    is what the one-tap buttons said it is, empty for a plain note; the debrief sorts by it.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="live_notes")
    question = models.ForeignKey(PlannedQuestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    client_id = models.UUIDField()
    minute = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=TakeawayKind, blank=True)
    body = models.CharField(max_length=1000)
    set_aside_at = models.DateTimeField(null=True, blank=True)  # "not now" in the debrief

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "client_id"], name="live_note_once"),
            choices_constraint("kind", ["", *TakeawayKind.values], "live_note_kind_valid"),
        ]


class LiveMark(OwnedModel):
    """One tick or skip during the talk, as it was pressed; `created_at` is when.

    The question keeps what came of it. This keeps that a mark is taken once, and that the later of two devices wins.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="live_marks")
    question = models.ForeignKey(PlannedQuestion, on_delete=models.CASCADE, related_name="marks")
    client_id = models.UUIDField()
    outcome = models.CharField(max_length=7, choices=PlannedQuestion.Outcome)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "client_id"], name="live_mark_once"),
            choices_constraint("outcome", PlannedQuestion.Outcome, "live_mark_outcome_valid"),
        ]


class Takeaway(OwnedModel):
    """A typed fact from a talk (R1). A named person keeps the referral, an action its follow-up.

    What it is about, a goal, a question, a criterion, an employer, makes it evidence for a decision. `nudge` is the
    step to ask kindly for what the other person promised.
    """

    Kind = TakeawayKind

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="takeaways")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.INSIGHT)
    text = models.CharField(max_length=1000)
    is_shareable = models.BooleanField("my career center may read this", default=False)
    in_letter = models.BooleanField(default=False)  # used in the thank-you
    note = models.OneToOneField(  # the line it was made from; one line makes one take-away
        LiveNote, on_delete=models.SET_NULL, null=True, blank=True, related_name="takeaway"
    )
    referral = models.ForeignKey(Referral, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    nudge = models.ForeignKey(FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reaction = models.CharField(max_length=13, choices=Reaction, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.ForeignKey(PlannedQuestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            choices_constraint("kind", TakeawayKind, "takeaway_kind_valid"),
            choices_constraint("reaction", ["", *Reaction.values], "takeaway_reaction_valid"),
        ]
        indexes = [
            models.Index(fields=["interview", "created_at"], name="takeaway_in_order"),
            GinIndex("owner", OpClass("text", name="gin_trgm_ops"), name="takeaway_search"),
        ]

    @property
    def unquoted(self) -> str:
        """The words without quotation marks around them, for pages that set their own."""
        return self.text.strip().strip('“”"')


class ThankYou(OwnedModel):
    """The letter after the talk. Sent within 24 hours of its end by default (Y1).

    An empty body means that nobody has touched it: pages show the draft that the take-aways make.
    """

    class Medium(models.TextChoices):
        EMAIL = "email", "E-mail"
        HANDWRITTEN = "handwritten", "By hand"

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="thank_you")
    medium = models.CharField(max_length=11, choices=Medium, default=Medium.EMAIL)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)  # what marking it sent changed, for undo

    class Meta:
        constraints = [choices_constraint("medium", ["email", "handwritten"], "thank_you_medium_valid")]
