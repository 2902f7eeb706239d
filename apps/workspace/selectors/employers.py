"""Employers with what upper apps know of them: the talks that were held there."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.models import Employer
from apps.contacts.selectors.employerlist import EmployerPage, EmployerQuery, employer_page, one_employer
from apps.interviews.models import Interview

TALKS_SHOWN = 12
_HELD = Interview.objects.filter(contact__employer=OuterRef("pk"), state=Interview.State.HELD).order_by()
_TALKS = Coalesce(
    Subquery(_HELD.values("contact__employer").annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
)


def employers_with_talks(user: User, query: EmployerQuery) -> EmployerPage:
    """One page of the list."""
    return employer_page(user, query, _TALKS)


def employer_with_talks(user: User, employer: Employer) -> Employer:
    """One row of the list."""
    return one_employer(user, employer, _TALKS)


def talks_there(user: User, employer: Employer) -> QuerySet[Interview]:
    """Talks with people who work there: those that come and those that were held, the latest first."""
    shown = [Interview.State.PLANNED, Interview.State.CONFIRMED, Interview.State.HELD]
    talks = Interview.objects.visible_to(user).filter(contact__employer=employer, state__in=shown)
    return (
        talks.select_related("contact")
        .annotate(takeaway_count=Count("takeaways"))
        .order_by("-starts_at", "-id")[: TALKS_SHOWN + 1]
    )
