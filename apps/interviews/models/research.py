"""What one reads up on before a talk: known, unknown, found, and where it was read (P1)."""

from __future__ import annotations

from django.db import models

from apps.core.models import OwnedModel, choices_constraint
from apps.interviews.models.interview import Interview


class ResearchPart(models.TextChoices):
    """What a line is about."""

    INDUSTRY = "industry", "The industry"
    PERSON = "person", "The person"
    ROLE = "role", "The role"
    EMPLOYER = "employer", "The employer"


class ResearchKind(models.TextChoices):
    """How sure one is of it. "To ask" is no kind of its own: it is an unknown that became a question."""

    KNOWN = "known", "Known"
    UNKNOWN = "unknown", "Unknown"
    FOUND = "found", "Found"


class ResearchSource(OwnedModel):
    """Something that was read for a talk, with the day."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    url = models.CharField("link", max_length=500, blank=True)
    read_on = models.DateField()


class ResearchNote(OwnedModel):
    """One line of the research sheet. A found one may answer an unknown."""

    Part = ResearchPart
    Kind = ResearchKind

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="research")
    part = models.CharField(max_length=8, choices=ResearchPart)
    kind = models.CharField(max_length=7, choices=ResearchKind)
    text = models.CharField(max_length=300)
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="found")
    source = models.ForeignKey(ResearchSource, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            choices_constraint("part", ResearchPart, "research_part_valid"),
            choices_constraint("kind", ResearchKind, "research_kind_valid"),
            models.CheckConstraint(
                condition=models.Q(answers=None) | models.Q(kind="found"), name="research_only_found_answers"
            ),
        ]
