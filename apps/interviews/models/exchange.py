"""An exchange by e-mail (T2): one letter with a few questions, and what came back."""

from __future__ import annotations

from django.db import models

from apps.core.models import OwnedModel
from apps.followups.models import FollowUp
from apps.interviews.models.interview import Interview
from apps.interviews.models.questions import PlannedQuestion


class Exchange(OwnedModel):
    """The letter of an interview whose mode is "email". An empty body means that pages show the draft."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="exchange")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    step = models.ForeignKey(  # sending the questions, then asking how it stands
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )


class ExchangeQuestion(OwnedModel):
    """One question of the letter in the words that were sent, and the answer to it."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="exchange_questions")
    question = models.ForeignKey(PlannedQuestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["interview", "position"], name="exchange_question_place")]
