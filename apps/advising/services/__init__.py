"""What happens at the desk. Whatever reads a student's rows logs it (LOG-1)."""

from apps.advising.services.reading import (
    Sheet,
    preview_sheet,
    read_cohort,
    read_student,
    read_students,
    require_names,
)

__all__ = ["Sheet", "preview_sheet", "read_cohort", "read_student", "read_students", "require_names"]
