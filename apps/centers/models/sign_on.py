"""Signing in by way of a campus: one identity provider for each center, and the address domains that it proved.

Who is signed in with it is kept by allauth: `SocialAccount(provider=<center's id>, uid="<issuer> <subject>")`.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.centers.models.center import Center
from apps.core.models import BaseModel, choices_constraint


class SignOn(BaseModel):
    """How a center's identity provider is reached, and what it proves itself with.

    It is on while `enabled_at` is set, which takes a test (`tested_at`) of exactly these settings.
    """

    class Kind(models.TextChoices):
        OIDC = "oidc", "OpenID Connect"
        SAML = "saml", "SAML"

    class Subject(models.TextChoices):
        """Which part of a SAML assertion names a person for good. Never an address, never a transient id (SSO-1)."""

        SUBJECT_ID = "subject-id", "subject-id"
        PAIRWISE_ID = "pairwise-id", "pairwise-id"
        UNIQUE_ID = "unique-id", "eduPersonUniqueId"
        NAME_ID = "name-id", "persistent NameID"

    center = models.OneToOneField(Center, on_delete=models.CASCADE, related_name="sign_on")
    kind = models.CharField(max_length=8, choices=Kind)
    issuer = models.CharField(max_length=300)  # of OpenID Connect; SAML calls it the entity id
    client_id = models.CharField(max_length=191, blank=True)
    sealed_secret = models.TextField(blank=True)  # apps/centers/sign_on/sealing.py; never shown again
    metadata_url = models.CharField(max_length=500, blank=True)
    sso_url = models.CharField(max_length=500, blank=True)
    certificates = ArrayField(models.TextField(), default=list, blank=True)
    subject = models.CharField(max_length=16, choices=Subject, default=Subject.SUBJECT_ID)
    tested_at = models.DateTimeField(null=True, blank=True)
    enabled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choices_constraint("kind", ["oidc", "saml"], "sign_on_kind_valid"),
            choices_constraint(
                "subject", ["subject-id", "pairwise-id", "unique-id", "name-id"], "sign_on_subject_valid"
            ),
            models.CheckConstraint(
                condition=Q(enabled_at=None) | Q(tested_at__isnull=False), name="sign_on_tested_before_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.center_id}"


class SignOnDomain(BaseModel):
    """What stands after the @ in addresses of a campus. Many may ask for one, and one center can have proved it."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="sign_on_domains")
    name = models.CharField(max_length=253)  # lower case, as DNS knows it
    token = models.CharField(max_length=64)
    proved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "name"], name="sign_on_domain_once_in_center"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(proved_at__isnull=False), name="sign_on_domain_of_one_center"
            ),
        ]

    def __str__(self) -> str:
        return self.name
