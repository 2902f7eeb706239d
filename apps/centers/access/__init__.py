"""Who may see and do what: `students_visible_to` is the root answer, `decide` the policy, the rest are doorways."""

from apps.centers.access.cohorts import Reach, Rule, cards_in, fits, reach_of, students_in, with_first_cohort
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
    "Reach",
    "Reason",
    "Right",
    "Rule",
    "Scope",
    "Student",
    "active_memberships",
    "at_least",
    "cards_in",
    "center_for",
    "center_scopes",
    "decide",
    "fits",
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
    "reach_of",
    "students_in",
    "students_visible_to",
    "with_first_cohort",
    "with_level",
]
