"""What each role may do: the rows of the permission matrix that exist in the product, as data.

Numbers are the rows of docs/permissions.md. What is not written here is denied. The owner's own rights are not in
here: a job seeker reaches their rows through `visible_to`, never through a role.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from apps.centers.models import Role


class Scope(StrEnum):
    """How a member of staff stands to a student of their center: the columns of the matrix."""

    MENTOR = "PM"  # peer mentor, assigned
    ADVISOR = "A+"  # advisor with the student on their caseload
    COLLEAGUE = "A-"  # advisor without
    DIRECTOR = "Di"
    ANALYST = "An"
    ADMIN = "Ad"


#: The role that a scope acts in, for the log.
ROLE_OF: Mapping[Scope, Role] = MappingProxyType(
    {
        Scope.MENTOR: Role.PEER_MENTOR,
        Scope.ADVISOR: Role.ADVISOR,
        Scope.COLLEAGUE: Role.ADVISOR,
        Scope.DIRECTOR: Role.DIRECTOR,
        Scope.ANALYST: Role.ANALYST,
        Scope.ADMIN: Role.ADMIN,
    }
)


class Cell(StrEnum):
    """What a cell of the matrix allows."""

    YES = "Y"
    PROGRESS = "P"  # the student shares at least progress
    FULL = "F"  # the student shares everything shareable
    FULL_WITH_PURPOSE = "F*"  # the same, and the purpose is asked and logged


class Right(StrEnum):
    """One row: an object and an action on it."""

    READ_PEOPLE = "contact.read_identity"
    READ_FACTS = "interview.read_facts"
    READ_TAKEAWAYS = "interview.read_shareable_takeaways"
    READ_REFERRAL_COUNTS = "referral.read_counts"
    READ_REFERRAL_GRAPH = "referral.read_graph"
    READ_GOALS = "goal.read"
    READ_LEVEL = "sharing_grant.read_level"
    READ_ROSTER = "roster_card.read"
    MANAGE_MEMBERS = "membership.create_deactivate"
    ASSIGN_CASELOAD = "caseload.assign_end"
    INVITE_STUDENTS = "invitation.create_student"
    MANAGE_STAFF = "invitation.create_staff_change_role"
    MANAGE_CLOSED_DAYS = "closed_day.create_delete"
    MANAGE_TEMPLATES = "center_template.publish_change_remove"
    ANSWER_RECORDS = "records_request.answer"
    MANAGE_CENTER = "center.rename_open_caseload"


_P, _F, _FP, _Y = Cell.PROGRESS, Cell.FULL, Cell.FULL_WITH_PURPOSE, Cell.YES
_PM, _AP, _AM, _DI, _AD = Scope.MENTOR, Scope.ADVISOR, Scope.COLLEAGUE, Scope.DIRECTOR, Scope.ADMIN

RIGHTS: Mapping[Right, Mapping[Scope, Cell]] = MappingProxyType(
    {
        Right.READ_PEOPLE: {_AP: _F, _DI: _FP},  # 1
        Right.READ_FACTS: {_PM: _P, _AP: _P, _DI: _P},  # 4
        Right.READ_TAKEAWAYS: {_AP: _F, _DI: _FP},  # 5
        Right.READ_REFERRAL_COUNTS: {_PM: _P, _AP: _P, _DI: _P},  # 8
        Right.READ_REFERRAL_GRAPH: {_AP: _F, _DI: _FP},  # 9
        Right.READ_GOALS: {_PM: _P, _AP: _P, _DI: _P},  # 11
        Right.READ_LEVEL: {_PM: _Y, _AP: _Y, _AM: _Y, _DI: _Y},  # 14
        Right.READ_ROSTER: {_PM: _Y, _AP: _Y, _AM: _Y, _DI: _Y, _AD: _Y},  # 18
        Right.MANAGE_MEMBERS: {_DI: _Y, _AD: _Y},  # 19
        Right.ASSIGN_CASELOAD: {_DI: _Y},  # 21
        Right.INVITE_STUDENTS: {_DI: _Y, _AD: _Y},  # 47
        Right.MANAGE_STAFF: {_DI: _Y},  # 48
        Right.MANAGE_CLOSED_DAYS: {_DI: _Y, _AD: _Y},  # not in the matrix: the center's own, as its cohorts
        Right.MANAGE_TEMPLATES: {_AP: _Y, _AM: _Y, _DI: _Y},  # not in the matrix: what the center itself writes
        Right.ANSWER_RECORDS: {_DI: _Y},  # 24 exp: a copy made for the student, whom alone it opens to
        Right.MANAGE_CENTER: {_DI: _Y},  # not in the matrix: widens what staff see, so directors only
    }
)
