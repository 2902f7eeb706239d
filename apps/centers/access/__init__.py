"""Who may see and do what: `students_visible_to` is the root answer, `decide` the policy, the rest are doorways."""

from apps.centers.access.doorways import (
    center_for,
    center_scopes,
    invite_right,
    joined_center,
    managed_closed_days,
    managed_cohort,
    managed_invitation,
    managed_membership,
    managed_roster_entry,
    managed_roster_import,
    may,
)
from apps.centers.access.policy import Decision, Reason, at_least, decide
from apps.centers.access.rights import RIGHTS, ROLE_OF, Cell, Right, Scope
from apps.centers.access.scope import (
    Student,
    active_memberships,
    is_staff_anywhere,
    newest_grants,
    own_card,
    students_visible_to,
    with_level,
)

__all__ = [
    "RIGHTS",
    "ROLE_OF",
    "Cell",
    "Decision",
    "Reason",
    "Right",
    "Scope",
    "Student",
    "active_memberships",
    "at_least",
    "center_for",
    "center_scopes",
    "decide",
    "invite_right",
    "is_staff_anywhere",
    "joined_center",
    "managed_closed_days",
    "managed_cohort",
    "managed_invitation",
    "managed_membership",
    "managed_roster_entry",
    "managed_roster_import",
    "may",
    "newest_grants",
    "own_card",
    "students_visible_to",
    "with_level",
]
