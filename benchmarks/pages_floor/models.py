"""One table, made by `benchmarks.pages_seed`; no migration of the product knows it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Row(models.Model):
    """A line of a list."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    employer = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=20)
    met_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "pages_floor_row"

    def __str__(self) -> str:
        return self.name
