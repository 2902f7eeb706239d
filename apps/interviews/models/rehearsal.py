"""Saying it aloud before the talk: the introduction, and how long each question took (P4)."""

from __future__ import annotations

from django.db import models

from apps.core.models import OwnedModel
from apps.goals.models import Goal
from apps.interviews.models.interview import Interview
from apps.interviews.models.questions import PlannedQuestion


class Introduction(OwnedModel):
    """Who I am and what I am looking for, in thirty seconds; one for each goal, and one for talks without."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "goal"], nulls_distinct=False, name="introduction_one_each")
        ]


class Rehearsal(OwnedModel):
    """One time that the questions were said aloud. `client_id` makes a run that is sent twice harmless."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="rehearsals")
    client_id = models.UUIDField()
    intro_seconds = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "client_id"], name="rehearsal_once")]


class RehearsalTime(OwnedModel):
    """How long one question took to say in one run."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="times")
    question = models.ForeignKey(PlannedQuestion, on_delete=models.CASCADE, related_name="rehearsed")
    seconds = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "question"], name="rehearsal_time_once"),
            models.CheckConstraint(
                condition=models.Q(seconds__gte=1, seconds__lte=3600), name="rehearsal_seconds_sane"
            ),
        ]
