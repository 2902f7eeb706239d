"""Level and industry as expressions of the database, for the filters of the list; `levels` has the same for Python."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Q, Value, When

from apps.accounts.models import User
from apps.contacts.levels import ANY_INDUSTRY, ANY_RANK, INDUSTRY_RULES, LEVEL_RULES, SECTORS, Level, sql_pattern
from apps.contacts.models import Employer

UNKNOWN = "unknown"


def level_case() -> Case:
    """Of a person, as `levels.level_of`."""
    return Case(
        When(title__regex=r"^\s*$", then=Value(Level.UNKNOWN.value)),
        When(~Q(title__iregex=sql_pattern(ANY_RANK)), then=Value(Level.REGULAR.value)),
        *(When(title__iregex=sql_pattern(words), then=Value(level.value)) for words, level in LEVEL_RULES),
        default=Value(Level.REGULAR.value),
        output_field=CharField(),
    )


def industry_case() -> Case:
    """Of an employer, as `levels.industry_of`."""
    return Case(
        When(~Q(industry=""), then=F("industry")),
        *(When(sector=sector, then=Value(label)) for sector, label in SECTORS.items()),
        When(~Q(name__iregex=sql_pattern(ANY_INDUSTRY)), then=Value("")),
        *(When(name__iregex=sql_pattern(words), then=Value(label)) for label, words in INDUSTRY_RULES),
        default=Value(""),
        output_field=CharField(),
    )


def of_industry(user: User, industry: str) -> Q:
    """People whose employer does this; "unknown": nobody can tell. Without a join, so that rows can be locked."""
    found = Employer.objects.visible_to(user).alias(kind=industry_case())
    if industry == UNKNOWN:
        return Q(employer=None) | Q(employer__in=found.filter(kind="").values("pk"))
    return Q(employer__in=found.filter(kind__iexact=industry).values("pk"))
