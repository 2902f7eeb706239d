"""What staff read. Nothing here asks who is asking: services decide, then read and log in one transaction."""

from apps.advising.selectors.desk import (
    SEES_LEVEL,
    CohortCard,
    CohortSheet,
    Filters,
    Row,
    centers_of,
    cohort_cards,
    cohort_choices,
    columns_of,
    filtered_students,
    sees_levels,
)
from apps.advising.selectors.full import Full, full_of
from apps.advising.selectors.progress import Counts, Progress, Step, Week, counts_of, progress_of, talks_by_week

__all__ = [
    "SEES_LEVEL",
    "CohortCard",
    "CohortSheet",
    "Counts",
    "Filters",
    "Full",
    "Progress",
    "Row",
    "Step",
    "Week",
    "centers_of",
    "cohort_cards",
    "cohort_choices",
    "columns_of",
    "counts_of",
    "filtered_students",
    "full_of",
    "progress_of",
    "sees_levels",
    "talks_by_week",
]
