"""The question plan: ordered questions with minutes and must / nice / backup."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from apps.core.models import OwnedModel, choices_constraint
from apps.interviews.models.interview import Interview


class QuestionCategory(models.TextChoices):
    """The bank's categories (P2)."""

    JOURNEY = "journey", "Their path"
    DAY = "day", "Day to day"
    SKILLS = "skills", "Skills and ways in"
    TRENDS = "trends", "Trends"
    CULTURE = "culture", "Culture"
    CONDITIONS = "conditions", "Pay and conditions"
    ADVICE = "advice", "Advice"
    RESOURCES = "resources", "Resources"
    PEOPLE = "people", "People to talk to"
    OTHER = "other", "Other"


class PlannedQuestion(OwnedModel):
    """One question of one interview, and what came of it in the talk."""

    class Priority(models.TextChoices):
        MUST = "must", "Must ask"
        NICE = "nice", "Nice to ask"
        BACKUP = "backup", "Backup"

    class Outcome(models.TextChoices):
        OPEN = "open", "Not yet"
        ASKED = "asked", "Asked"
        SKIPPED = "skipped", "Skipped"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    category = models.CharField(max_length=10, choices=QuestionCategory, default=QuestionCategory.OTHER)
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.MUST)
    minutes = models.PositiveSmallIntegerField(default=3)
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.OPEN)
    research = models.OneToOneField(  # the unknown it came from; one unknown makes one question
        "ResearchNote", on_delete=models.SET_NULL, null=True, blank=True, related_name="question"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            choices_constraint("category", QuestionCategory, "question_category_valid"),
            choices_constraint("priority", ["must", "nice", "backup"], "question_priority_valid"),
            choices_constraint("outcome", ["open", "asked", "skipped"], "question_outcome_valid"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=60), name="question_minutes_sane"),
        ]


class OwnQuestion(OwnedModel):
    """A question that the owner keeps for other talks: their own part of the bank."""

    text = models.CharField(max_length=300)
    category = models.CharField(max_length=10, choices=QuestionCategory, default=QuestionCategory.OTHER)
    minutes = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", Lower("text"), name="own_question_once"),
            choices_constraint("category", QuestionCategory, "own_question_category_valid"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=60), name="own_question_minutes_sane"
            ),
        ]
