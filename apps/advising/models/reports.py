"""The counts of a center's reports, as they were published."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.centers.models import Center
from apps.core.models import BaseModel, choices_constraint


class ReportRun(BaseModel):
    """One month of one center, counted once and for good: the same table for everybody who may read it.

    `reader` is set where an advisor's own caseload was counted, which nobody else reads. `rows` holds only what may be
    shown (RPT-1), so nothing hidden can be had from here. `created_at` is when it was counted, or asked for until then.
    """

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="reports", db_index=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    month = models.DateField()  # its first day
    rows = models.JSONField()  # [{"row": "total" or a cohort's id, "name": …, "cells": {figure: [n, d]}}]
    is_waiting = models.BooleanField(default=False)  # for a worker to count it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center", "month", "reader"], nulls_distinct=False, name="report_counted_once"
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="report_of_a_whole_month"),
        ]
        indexes = [
            models.Index(fields=["center", "reader"], condition=models.Q(is_waiting=True), name="report_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of {self.center_id}"

    @property
    def is_counted(self) -> bool:
        """The row of everybody is in it, be it empty."""
        return bool(self.rows)

    @property
    def tells_something(self) -> bool:
        """At least one cell may be shown, so that it can never be counted again."""
        return any(row["cells"] for row in self.rows)


class ReportPopulation(BaseModel):
    """Students of whom a report showed something, as digests that lead nowhere once their accounts are gone (RPT-2)."""

    class Of(models.TextChoices):
        COUNTED = "counted", "Who shares"
        EVERYBODY = "everybody", "Whether they share or not"

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    of = models.CharField(max_length=9, choices=Of)
    row = models.CharField(max_length=36)  # "total" or a cohort's id
    members = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [choices_constraint("of", ["counted", "everybody"], "report_population_of_valid")]

    def __str__(self) -> str:
        return f"{len(self.members)} in {self.row}"
