"""What staff read. Nothing here asks who is asking: services decide, then read and log in one transaction."""

from apps.advising.selectors.counts import Counts, Step, counts_of
from apps.advising.selectors.desk import (
    IN_COHORT,
    SEES_LEVEL,
    Choices,
    CohortCard,
    CohortSheet,
    Filters,
    Row,
    choices_for,
    cohort_page,
    columns_of,
    count_students,
    filtered_students,
)
from apps.advising.selectors.full import Full, full_of
from apps.advising.selectors.progress import Progress, progress_of
from apps.advising.selectors.weeks import Week, talks_by_week

__all__ = [
    "IN_COHORT",
    "SEES_LEVEL",
    "Choices",
    "CohortCard",
    "CohortSheet",
    "Counts",
    "Filters",
    "Full",
    "Progress",
    "Row",
    "Step",
    "Week",
    "choices_for",
    "cohort_page",
    "columns_of",
    "count_students",
    "counts_of",
    "filtered_students",
    "full_of",
    "progress_of",
    "talks_by_week",
]
