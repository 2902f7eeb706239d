"""What can be done in a center."""

from apps.centers.services.centers import create_cohort, open_center, rename_cohort, update_center
from apps.centers.services.closed_days import add_closed_days, remove_closed_days
from apps.centers.services.disclosure import record_list, record_open
from apps.centers.services.invitations import (
    Issued,
    accept_invitation,
    issue_invitations,
    renew_invitation,
    revoke_invitation,
    send_invitations,
    usable_invitation,
)
from apps.centers.services.members import (
    ADVISING_ROLES,
    assign_caseload,
    change_role,
    end_membership,
    leave_center,
    update_card,
)
from apps.centers.services.sharing import set_level

__all__ = [
    "ADVISING_ROLES",
    "Issued",
    "accept_invitation",
    "add_closed_days",
    "assign_caseload",
    "change_role",
    "create_cohort",
    "end_membership",
    "issue_invitations",
    "leave_center",
    "open_center",
    "record_list",
    "record_open",
    "remove_closed_days",
    "rename_cohort",
    "renew_invitation",
    "revoke_invitation",
    "send_invitations",
    "set_level",
    "update_card",
    "update_center",
    "usable_invitation",
]
