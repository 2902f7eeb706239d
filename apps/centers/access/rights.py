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
    YES_WITH_PURPOSE = "Y*"  # whatever is shared, and the purpose is asked and logged
    PROGRESS = "P"  # the student shares at least progress
    PROGRESS_WITH_PURPOSE = "P*"  # the same, and the purpose is asked and logged
    FULL = "F"  # the student shares everything shareable
    FULL_WITH_PURPOSE = "F*"  # the same, and the purpose is asked and logged
    AGGREGATE = "k"  # figures about ten students or more, of those who share at least progress


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
    TAKE_COVER = "caseload.take_cover"
    READ_SHARED_NOTES = "staff_note.read_shared"
    READ_TEAM_NOTES = "staff_note.read_team"
    WRITE_NOTES = "staff_note.create"
    CHANGE_NOTES = "staff_note.edit_own"
    REDACT_NOTES = "staff_note.redact"
    WRITE_PEER_NOTES = "peer_note.create"
    READ_PEER_NOTES = "peer_note.read"
    READ_FLAGS = "rule_flag.read"
    RAISE_FLAG = "manual_flag.raise_resolve"
    READ_REPORTS = "report.read_aggregate"
    EXPORT_ROWS = "report.export_rows"
    INVITE_STUDENTS = "invitation.create_student"
    MANAGE_STAFF = "invitation.create_staff_change_role"
    MANAGE_CLOSED_DAYS = "closed_day.create_delete"
    MANAGE_TEMPLATES = "center_template.publish_change_remove"
    ANSWER_RECORDS = "records_request.answer"
    MANAGE_CENTER = "center.rename_open_caseload"
    READ_SIGN_ON = "sign_on.read"
    CHANGE_SIGN_ON = "sign_on.change"
    READ_RETENTION = "retention.read"
    CHANGE_RETENTION = "retention.change"


_P, _F, _FP, _Y, _YP = Cell.PROGRESS, Cell.FULL, Cell.FULL_WITH_PURPOSE, Cell.YES, Cell.YES_WITH_PURPOSE
_PP, _K = Cell.PROGRESS_WITH_PURPOSE, Cell.AGGREGATE
_PM, _AP, _AM, _DI, _AD = Scope.MENTOR, Scope.ADVISOR, Scope.COLLEAGUE, Scope.DIRECTOR, Scope.ADMIN
_AN = Scope.ANALYST

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
        Right.TAKE_COVER: {_AM: _YP},  # 22: for oneself
        Right.READ_SHARED_NOTES: {_AP: _Y, _DI: _YP},  # 23
        Right.READ_TEAM_NOTES: {_AP: _Y, _DI: _YP},  # 24
        Right.WRITE_NOTES: {_AP: _Y, _DI: _Y},  # 25
        Right.CHANGE_NOTES: {_AP: _Y, _DI: _Y},  # 26: their own, which the doorway sees to
        Right.REDACT_NOTES: {_DI: _YP},  # 27
        Right.WRITE_PEER_NOTES: {_PM: _Y},  # 28
        Right.READ_PEER_NOTES: {_PM: _Y, _AP: _Y, _DI: _Y},  # 29: a mentor their own, which the selector sees to
        Right.READ_FLAGS: {_AP: _P, _DI: _P},  # 32
        Right.RAISE_FLAG: {_AP: _P, _DI: _P},  # 34
        Right.READ_REPORTS: {_AP: _K, _DI: _K, _AN: _K},  # 42: what ten stand for, `advising.reports` sees to
        Right.EXPORT_ROWS: {_AP: _P, _DI: _PP},  # 43
        Right.INVITE_STUDENTS: {_DI: _Y, _AD: _Y},  # 47
        Right.MANAGE_STAFF: {_DI: _Y},  # 48
        Right.READ_SIGN_ON: {_DI: _Y, _AD: _Y},  # 49
        Right.CHANGE_SIGN_ON: {_AD: _Y},  # 50
        Right.READ_RETENTION: {_DI: _Y, _AD: _Y},  # 49
        Right.CHANGE_RETENTION: {_AD: _Y},  # 50
        Right.MANAGE_CLOSED_DAYS: {_DI: _Y, _AD: _Y},  # not in the matrix: the center's own, as its cohorts
        Right.MANAGE_TEMPLATES: {_AP: _Y, _AM: _Y, _DI: _Y},  # not in the matrix: what the center itself writes
        Right.ANSWER_RECORDS: {_DI: _Y},  # 24 exp: a copy made for the student, whom alone it opens to
        Right.MANAGE_CENTER: {_DI: _Y},  # not in the matrix: widens what staff see, so directors only
    }
)
