"""A center and its cohorts."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.errors import CenterError
from apps.centers.models import Center, Cohort, Membership, Role


@transaction.atomic
def open_center(*, actor: User, name: str, now: datetime) -> Center:
    """A new center with `actor` as its first director."""
    center = Center.objects.create(name=name.strip(), created_at=now)
    Membership.objects.create(center=center, user=actor, role=Role.DIRECTOR, created_at=now)
    return center


def update_center(*, actor: User, center: Center, name: str, open_caseload: bool, now: datetime) -> None:
    """Renames a center and says whether every advisor sees every student who shares."""
    Center.objects.filter(pk=center.pk).update(name=name.strip(), open_caseload=open_caseload, updated_at=now)


def create_cohort(*, actor: User, center: Center, name: str, now: datetime) -> Cohort:
    """A new cohort; CenterError if the center has one of that name."""
    try:
        with transaction.atomic():
            return Cohort.objects.create(center=center, name=name.strip(), created_at=now)
    except IntegrityError as error:
        raise _taken(name) from error


def rename_cohort(*, actor: User, cohort: Cohort, name: str, now: datetime) -> None:
    """CenterError if the center has another of that name."""
    try:
        with transaction.atomic():
            Cohort.objects.filter(pk=cohort.pk).update(name=name.strip(), updated_at=now)
    except IntegrityError as error:
        raise _taken(name) from error


def _taken(name: str) -> CenterError:
    return CenterError(f"There is a cohort called {name.strip()} already.")
