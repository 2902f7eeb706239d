"""What stands out about students, what they say to it, and the flags that staff raise by hand."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.advising.flags.kinds import RaisedFor, Rule
from apps.centers.models import Center, Membership
from apps.core.models import BaseModel, choices_constraint


class FlagAnswer(BaseModel):
    """A student says to one rule: that is all right. Staff read `text` beside it.

    `amount` is what the evidence came to then, so that it is known when it has become worse. `created_at` is when.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="flag_answers")
    rule = models.CharField(max_length=14, choices=Rule)
    amount = models.PositiveIntegerField()
    text = models.CharField("what staff read beside it", max_length=200, blank=True)

    class Meta:
        constraints = [
            choices_constraint("rule", Rule, "flag_answer_rule_valid"),
            models.UniqueConstraint(fields=["membership", "rule"], name="flag_answer_once"),
        ]


class ManualFlag(BaseModel):
    """A flag that staff raised about a student, for a reason from a fixed list. The student reads it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="manual_flags")
    reason = models.CharField(max_length=5, choices=RaisedFor)
    due_on = models.DateField("by when", null=True, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            choices_constraint("reason", RaisedFor, "manual_flag_reason_valid"),
            models.UniqueConstraint(
                fields=["membership", "reason"], condition=models.Q(resolved_at=None), name="manual_flag_open_once"
            ),
        ]


class Standout(BaseModel):
    """A student about whom something stood out when a worker last looked. The triage list asks about them in order.

    Only a shortlist. Whether it still stands, and whether it may be read, is worked out from the student's rows for
    every row that is shown.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="standout")
    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField()  # of the gravest: 0 is a flag raised by hand, then the rules in order
    since = models.DateTimeField()  # of the gravest
    rules = ArrayField(models.CharField(max_length=14), default=list)  # without those raised by hand

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(rules__contained_by=Rule.values), name="standout_rules_valid")
        ]
        indexes = [models.Index(fields=["center", "rank", "since", "id"], name="standout_in_order")]
