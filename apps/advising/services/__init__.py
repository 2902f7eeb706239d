"""What happens at the desk. Whatever reads a student's rows logs it (LOG-1)."""

from apps.advising.services.flags import (
    TriagePage,
    TriageRow,
    answer_flag,
    own_flags,
    raise_flag,
    read_triage,
    resolve_flag,
    take_back_answer,
)
from apps.advising.services.reading import (
    Sheet,
    preview_sheet,
    read_cohort,
    read_student,
    read_students,
    require_names,
)

__all__ = [
    "Sheet",
    "TriagePage",
    "TriageRow",
    "answer_flag",
    "own_flags",
    "preview_sheet",
    "raise_flag",
    "read_cohort",
    "read_student",
    "read_students",
    "read_triage",
    "require_names",
    "resolve_flag",
    "take_back_answer",
]
