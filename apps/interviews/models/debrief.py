"""Looking back at a talk: was it what one wanted, how would that job fit, what to do better the next time (R1)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.core.models import OwnedModel, choices_constraint
from apps.goals.models import Criterion
from apps.interviews.models.interview import Interview


class Part(models.TextChoices):
    """The six parts of a debrief, in the order of the page."""

    TAKES = "takes", "Takeaways"
    NAMED = "named", "People they named"
    ACTIONS = "actions", "Promises"
    WANTED = "wanted", "What you wanted"
    FIT = "fit", "How it fits"
    NEXT = "next", "Next time"


class Reflection(OwnedModel):
    """What the owner says about the talk as a whole. `nothing_in` are parts that have nothing to write down."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="reflection")
    better = models.CharField("what to do better next time", max_length=500, blank=True)
    nothing_in = ArrayField(models.CharField(max_length=7, choices=Part), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nothing_in__contained_by=["takes", "named", "actions", "wanted", "fit", "next"]),
                name="reflection_parts_valid",
            )
        ]


class ObjectiveAnswer(OwnedModel):
    """Whether one thing that was wanted from the talk was reached.

    It keeps the words that it answers: what the owner writes differently later is asked again. The empty text stands
    for a talk for which nothing was written down before.
    """

    class Met(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "Not yet"

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="objective_answers")
    text = models.CharField(max_length=300, blank=True)
    met = models.CharField(max_length=6, choices=Met)

    class Meta:
        constraints = [
            choices_constraint("met", ["yes", "partly", "no"], "objective_answer_met_valid"),
            models.UniqueConstraint(fields=["interview", "text"], name="objective_answer_once"),
        ]


class CriterionRating(OwnedModel):
    """How well the other person's job would fit one criterion: 1 not at all, 5 exactly what the owner wants."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="ratings")
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "criterion"], name="criterion_rating_once"),
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="criterion_rating_range"),
        ]
