"""Career centers and the root answer to "who may see whose rows".

A student's data belongs to the student. The center owns only what it makes: memberships, cohorts, caseloads,
invitations, its roster. Grants and disclosures are append-only; a database trigger refuses to change them.
"""

from apps.centers.models.caseload import Caseload, Cover, not_over, running, running_rows
from apps.centers.models.center import (
    STAFF_ROLES,
    Center,
    ClosedDay,
    Cohort,
    CohortStudent,
    Disclosure,
    Invitation,
    Level,
    Membership,
    Role,
    SharingGrant,
)
from apps.centers.models.roster import RosterEntry, RosterImport, RosterPart, RosterRow
from apps.centers.models.sign_on import SignOn, SignOnDomain

__all__ = [
    "STAFF_ROLES",
    "Caseload",
    "Center",
    "ClosedDay",
    "Cohort",
    "CohortStudent",
    "Cover",
    "Disclosure",
    "Invitation",
    "Level",
    "Membership",
    "Role",
    "RosterEntry",
    "RosterImport",
    "RosterPart",
    "RosterRow",
    "SharingGrant",
    "SignOn",
    "SignOnDomain",
    "not_over",
    "running",
    "running_rows",
]
