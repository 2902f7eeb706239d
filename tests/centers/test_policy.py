"""The policy against the matrix of docs/permissions.md, written down once more by hand: a typo in one shows."""

import pytest

from apps.centers.access import RIGHTS, Reason, Right, Scope, decide
from apps.centers.models import Level

#: right → cells in the order PM, A+, A-, Di, An, Ad, as in the document.
MATRIX = {
    Right.READ_PEOPLE: "– F – F* – –",  # 1
    Right.READ_FACTS: "P P – P – –",  # 4
    Right.READ_TAKEAWAYS: "– F – F* – –",  # 5
    Right.READ_REFERRAL_COUNTS: "P P – P – –",  # 8
    Right.READ_REFERRAL_GRAPH: "– F – F* – –",  # 9
    Right.READ_GOALS: "P P – P – –",  # 11
    Right.READ_LEVEL: "Y Y Y Y – –",  # 14; an analyst's k is in READ_REPORTS
    Right.READ_ROSTER: "Y Y Y Y – Y",  # 18
    Right.READ_FLAGS: "– P – P – –",  # 32; an analyst's k is in READ_REPORTS
    Right.RAISE_FLAG: "– P – P – –",  # 34
    Right.READ_REPORTS: "– k – k k –",  # 42
    Right.EXPORT_ROWS: "– P – P* – –",  # 43
    Right.MANAGE_MEMBERS: "– – – Y – Y",  # 19
    Right.ASSIGN_CASELOAD: "– – – Y – –",  # 21
    Right.TAKE_COVER: "– – Y* – – –",  # 22
    Right.READ_SHARED_NOTES: "– Y – Y* – –",  # 23
    Right.READ_TEAM_NOTES: "– Y – Y* – –",  # 24
    Right.WRITE_NOTES: "– Y – Y – –",  # 25
    Right.CHANGE_NOTES: "– Y – Y – –",  # 26; o: the author's own
    Right.REDACT_NOTES: "– – – Y* – –",  # 27
    Right.WRITE_PEER_NOTES: "Y – – – – –",  # 28
    Right.READ_PEER_NOTES: "Y Y – Y – –",  # 29; a mentor's o: the author's own
    Right.INVITE_STUDENTS: "– – – Y – Y",  # 47
    Right.MANAGE_STAFF: "– – – Y – –",  # 48
    Right.READ_SIGN_ON: "– – – Y – Y",  # 49
    Right.CHANGE_SIGN_ON: "– – – – – Y",  # 50
    Right.READ_RETENTION: "– – – Y – Y",  # 49
    Right.CHANGE_RETENTION: "– – – – – Y",  # 50
    Right.MANAGE_CLOSED_DAYS: "– – – Y – Y",
    Right.MANAGE_TEMPLATES: "– Y Y Y – –",
    Right.ANSWER_RECORDS: "– – – Y – –",
    Right.MANAGE_CENTER: "– – – Y – –",
}
COLUMNS = (Scope.MENTOR, Scope.ADVISOR, Scope.COLLEAGUE, Scope.DIRECTOR, Scope.ANALYST, Scope.ADMIN)
CELLS = [
    (right, scope, cell) for right, line in MATRIX.items() for scope, cell in zip(COLUMNS, line.split(), strict=True)
]


def allowed(cell: str, level: Level, purpose: str) -> bool:
    if cell == "Y":
        return True
    if cell == "Y*":
        return bool(purpose)
    if cell == "k":
        return True
    if cell == "P*":
        return level in (Level.PROGRESS, Level.FULL) and bool(purpose)
    if cell == "P":
        return level in (Level.PROGRESS, Level.FULL)
    if cell == "F":
        return level == Level.FULL
    if cell == "F*":
        return level == Level.FULL and bool(purpose)
    return False


def test_every_right_is_in_the_matrix():
    assert set(MATRIX) == set(Right) == set(RIGHTS)


@pytest.mark.parametrize("purpose", ["", "Preparing our meeting"])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(("right", "scope", "cell"), CELLS)
def test_every_cell_at_every_level(right, scope, cell, level, purpose):
    assert bool(decide(right, [scope], level=level, purpose=purpose)) is allowed(cell, level, purpose)


@pytest.mark.parametrize("right", list(Right))
def test_nobody_without_a_standing_may_anything(right):
    assert decide(right, [], level=Level.FULL, purpose="x").reason is Reason.NO_SCOPE


def test_the_reason_tells_a_missing_right_from_missing_consent_from_a_missing_purpose():
    assert decide(Right.READ_PEOPLE, [Scope.MENTOR], level=Level.FULL).reason is Reason.NO_RIGHT
    assert decide(Right.READ_PEOPLE, [Scope.ADVISOR], level=Level.PROGRESS).reason is Reason.NO_CONSENT
    assert decide(Right.READ_PEOPLE, [Scope.DIRECTOR], level=Level.FULL, purpose="  ").reason is Reason.NO_PURPOSE


def test_of_two_standings_the_one_that_allows_counts():
    decision = decide(Right.READ_PEOPLE, [Scope.MENTOR, Scope.ADVISOR], level=Level.FULL)

    assert (bool(decision), decision.role) == (True, "advisor")
