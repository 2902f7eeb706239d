"""What can be done in a center."""

from apps.centers.services.caseloads import (
    ADVISING_ROLES,
    assign_caseload,
    assign_for_days,
    end_caseload,
    hand_over,
)
from apps.centers.services.centers import open_center, update_center
from apps.centers.services.closed_days import add_closed_days, remove_closed_days
from apps.centers.services.cohorts import (
    create_cohort,
    delete_cohort,
    put_in,
    take_out,
    update_card,
    update_cohort,
)
from apps.centers.services.covers import end_cover, take_cover
from apps.centers.services.disclosure import record_exports, record_list, record_open
from apps.centers.services.invitations import (
    Issued,
    accept_invitation,
    issue_invitations,
    renew_invitation,
    revoke_invitation,
    send_invitations,
    usable_invitation,
)
from apps.centers.services.members import change_role, end_membership, leave_center
from apps.centers.services.sharing import set_level

__all__ = [
    "ADVISING_ROLES",
    "Issued",
    "accept_invitation",
    "add_closed_days",
    "assign_caseload",
    "assign_for_days",
    "change_role",
    "create_cohort",
    "delete_cohort",
    "end_caseload",
    "end_cover",
    "end_membership",
    "hand_over",
    "issue_invitations",
    "leave_center",
    "open_center",
    "put_in",
    "record_exports",
    "record_list",
    "record_open",
    "remove_closed_days",
    "renew_invitation",
    "revoke_invitation",
    "send_invitations",
    "set_level",
    "take_cover",
    "take_out",
    "update_card",
    "update_center",
    "update_cohort",
    "usable_invitation",
]
