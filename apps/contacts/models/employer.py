"""An employer: an organisation where somebody works, or where the owner would like to."""

from __future__ import annotations

from django.db import models

from apps.core.models import OwnedModel


class Employer(OwnedModel):
    """An organisation; one row per owner and folded name."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)  # contacts.names.fold(name)
    industry = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name_key"], name="employer_name_unique")]

    def __str__(self) -> str:
        return self.name
