"""Who looks after whom, from day to day, and who stands in for whom.

Days are kept as moments: a day begins at midnight in the zone of whoever wrote it down, and the last day is over at
the midnight after it. Nothing has to run for an assignment to begin or to end: `running` is asked with every request.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from apps.centers.models.center import Membership
from apps.core.models import BaseModel


def running(prefix: str = "", *, at: datetime | None = None) -> Q:
    """Which caseloads (or covers) are in force at that moment, now unless it is given."""
    moment = at or timezone.now()
    begun = Q(**{f"{prefix}starts_at": None}) | Q(**{f"{prefix}starts_at__lte": moment})
    return begun & not_over(prefix, at=moment)


def not_over(prefix: str = "", *, at: datetime | None = None) -> Q:
    """Which caseloads (or covers) are in force at that moment or begin later."""
    lasts = Q(**{f"{prefix}ends_at": None}) | Q(**{f"{prefix}ends_at__gt": at or timezone.now()})
    return Q(**{f"{prefix}ended_at": None}) & lasts


def running_rows(alias: str) -> str:
    """`running` as SQL about the rows of `alias`; it asks for %(now)s."""
    return (
        f"{alias}.ended_at IS NULL AND ({alias}.starts_at IS NULL OR {alias}.starts_at <= %(now)s)"
        f" AND ({alias}.ends_at IS NULL OR {alias}.ends_at > %(now)s)"
    )


class Dated(BaseModel):
    """Something that may begin on a day and end with one; without days it runs until somebody ends it."""

    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # by hand, before its last day

    class Meta:
        abstract = True

    @property
    def until(self) -> datetime | None:
        """A moment of the last day: `ends_at` is the first one that is no longer in it."""
        return self.ends_at and self.ends_at - timedelta(seconds=1)


class Cover(Dated):
    """An advisor (`staff`) stands in for a colleague (`absent`) for some days; it ends by itself."""

    staff = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="covers")
    absent = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="covered_by")
    purpose = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False, ends_at__gt=F("starts_at")), name="cover_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="cover_says_what_for"),
            models.CheckConstraint(condition=~Q(staff=F("absent")), name="cover_is_for_another"),
        ]


class Caseload(Dated):
    """A student whom an advisor or peer mentor looks after. Both sides are memberships of one center.

    `cover` is set where they only stand in for somebody.
    """

    staff = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="caseload")
    student = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="advised_by")
    cover = models.ForeignKey(Cover, on_delete=models.CASCADE, null=True, blank=True, related_name="caseload")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "student"],
                condition=Q(ended_at=None, ends_at=None),
                name="caseload_active_unique",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="caseload_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(cover=None) | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="caseload_cover_has_days",
            ),
        ]
