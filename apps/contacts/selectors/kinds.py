"""Level and industry of a person as expressions of the database: the one definition for lists and for counts."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When

from apps.accounts.models import User
from apps.contacts.levels import INDUSTRY_RULES, LEVEL_RULES, Level, sql_pattern
from apps.contacts.models import Employer

UNKNOWN = "unknown"
_SECTORS = {
    Employer.Sector.PUBLIC: "Public sector",
    Employer.Sector.EDUCATION: "Schools and universities",
    Employer.Sector.NONPROFIT: "Nonprofit",
}


def level_case() -> Case:
    """Of a person, as `levels.level_of`."""
    return Case(
        When(title__regex=r"^\s*$", then=Value(Level.UNKNOWN.value)),
        *(When(title__iregex=sql_pattern(words), then=Value(level.value)) for words, level in LEVEL_RULES),
        default=Value(Level.REGULAR.value),
        output_field=CharField(),
    )


def industry_case(prefix: str = "") -> Case:
    """Of an employer (of a person with `prefix="employer__"`): what the owner wrote, else what the sector says, else
    what the name tells, else empty.
    """

    def when(lookup: str, value: object, then: Any) -> When:
        return When(**{f"{prefix}{lookup}": value, "then": then})

    return Case(
        when("id", None, Value("")) if prefix else When(pk=None, then=Value("")),
        When(~Q(**{f"{prefix}industry": ""}), then=F(f"{prefix}industry")),
        *(when("sector", sector, Value(label)) for sector, label in _SECTORS.items()),
        *(when("name__iregex", sql_pattern(words), Value(label)) for label, words in INDUSTRY_RULES),
        default=Value(""),
        output_field=CharField(),
    )


def of_industry(user: User, industry: str) -> Q:
    """People whose employer does this; "unknown": nobody can tell. Without a join, so that rows can be locked."""
    found = Employer.objects.visible_to(user).alias(kind=industry_case())
    if industry == UNKNOWN:
        return Q(employer=None) | Q(employer__in=found.filter(kind="").values("pk"))
    return Q(employer__in=found.filter(kind__iexact=industry).values("pk"))
