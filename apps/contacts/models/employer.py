"""An employer: an organisation where somebody works, or where the owner would like to."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from apps.accounts.models import User
from apps.core.models import OwnedModel, choices_constraint

MERGE_UNDO_FOR = timedelta(days=30)


class EmployerQuerySet(models.QuerySet["Employer"]):
    """The one definition of which employers a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own. Staff never read this table, except for the name beside a person."""
        return self.filter(owner=user)

    def wished(self) -> Self:
        """Those where the owner would like to work."""
        return self.filter(wished_at__isnull=False)


class Employer(OwnedModel):
    """An organisation; one row per owner and key of its name.

    What the owner wishes follows the LAMP list (List, Advocacy, Motivation, Posting) of Steve Dalton, "The 2-Hour Job
    Search", 2nd edition, 2020: `wished_at` puts it on the list, and `selectors.employers.SCORE` is its order.
    """

    class Sector(models.TextChoices):
        BUSINESS = "business", "Business"
        PUBLIC = "public", "Public sector"
        NONPROFIT = "nonprofit", "Nonprofit"
        EDUCATION = "education", "School or university"

    class Size(models.TextChoices):
        SMALL = "small", "Up to 50 people"
        MEDIUM = "medium", "51 to 500 people"
        LARGE = "large", "501 to 5,000 people"
        HUGE = "huge", "More than 5,000 people"

    class Posting(models.TextChoices):
        UNKNOWN = "", "Not looked yet"
        YES = "yes", "A job is posted"
        NO = "no", "Nothing posted"

    name = models.CharField(max_length=200)
    # employernames.employer_key(name); of two that the owner keeps apart, one has employernames.plain_key(name)
    name_key = models.CharField(max_length=200, editable=False)
    industry = models.CharField(max_length=100, blank=True)
    sector = models.CharField(max_length=9, choices=Sector, blank=True)
    size = models.CharField(max_length=6, choices=Size, blank=True)
    website = models.URLField(max_length=300, blank=True)
    notes = models.TextField(blank=True)  # the owner's own
    wished_at = models.DateTimeField(null=True, blank=True, editable=False)  # since when they'd like to work there
    motivation = models.PositiveSmallIntegerField(default=0)  # 0 not known yet, 3 most
    advocate_said = models.BooleanField(null=True, blank=True)  # somebody would speak for them; None: as people tell
    posting = models.CharField(max_length=3, choices=Posting, blank=True, default=Posting.UNKNOWN)
    posting_url = models.URLField("link to the job", max_length=500, blank=True)
    posting_on = models.DateField("seen on", null=True, blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name_key"], name="employer_name_unique"),
            choices_constraint("sector", ["", "business", "public", "nonprofit", "education"], "employer_sector_valid"),
            choices_constraint("size", ["", "small", "medium", "large", "huge"], "employer_size_valid"),
            choices_constraint("posting", ["", "yes", "no"], "employer_posting_valid"),
            models.CheckConstraint(condition=models.Q(motivation__lte=3), name="employer_motivation_sane"),
        ]
        indexes = [
            models.Index(fields=["owner"], condition=models.Q(wished_at__isnull=False), name="employer_wished"),
            GinIndex("owner", OpClass("name", name="gin_trgm_ops"), name="employer_search"),
        ]

    def __str__(self) -> str:
        return self.name


class EmployerAlias(OwnedModel):
    """Another name of an employer: what the owner, or a merge, says that it means."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)  # employernames.employer_key(name), or plain_key

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name_key"], name="employer_alias_unique")]
        indexes = [GinIndex("owner", OpClass("name", name="gin_trgm_ops"), name="employer_alias_search")]

    def __str__(self) -> str:
        return self.name


class EmployersApart(OwnedModel):
    """Two employers of which the owner said that they are not the same. The smaller id stands first."""

    one = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="employers_apart_unique"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="employers_apart_in_order"),
        ]


class EmployerMerge(OwnedModel):
    """Two employers made one, with what was before: the way back for 30 days."""

    kept = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    dropped_name = models.CharField(max_length=200)
    dropped = models.JSONField()  # the row that went, column → value as text
    moved = models.JSONField(default=dict)  # "app.Model.field" → ids of the rows that pointed at it
    apart = models.JSONField(default=list)  # ids of those it was not the same as
    alias_id = models.UUIDField(null=True, blank=True)  # the alias that its name became
    changes = models.JSONField(default=dict)  # of the one that stays: field → [before, after]
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "created_at"], name="employer_merge_age")]
