"""Who gets what from every URL: the permission matrix as data. `test_matrix.py` walks it.

How to add a row when you add a URL (the suite fails until you do):

1. Write `Route("app:name", GET=…, POST=…)`: one entry for every method that the view accepts. A method that is not
   named must answer 405 (`@require_safe`, `@require_POST`, `@require_http_methods`), so decorate the view.
2. Choose who: `OWNER` (rows of one job seeker: everybody else gets 404), `SELF` (a page about the reader's own things,
   with no id: whoever is signed in), `PUBLIC`, or `who(...)` for anything else.
3. Ids in the URL are filled in by name of the argument from `IDS` (contact_id → the owner's person). A new kind of
   id needs a line in `IDS` and a row in `world.py`. Other arguments go into `kwargs={"state": "done"}`; a text such
   as "{thank_you_id}" is replaced by that id.
4. Give a POST the `data` of a request that would succeed, so that a refusal proves something. "{contact_id}" works.

A cell says what an actor gets: OK (any success: 200, 204, 303, 422 …), or the exact status. A refused request may
change no row, and must answer for the owner's id exactly as it does for an id that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Actor(StrEnum):
    """The cast. Unless it says otherwise, everybody belongs to the owner's center."""

    OWNER = "owner"  # a student with every kind of row, sharing "full"
    STUDENT = "student"  # another student
    MENTOR = "mentor"  # the peer mentor who looks after the owner
    ADVISOR = "advisor"  # the advisor on whose caseload the owner is
    COLLEAGUE = "colleague"  # an advisor on whose caseload the owner is not
    DIRECTOR = "director"
    ANALYST = "analyst"
    ADMIN = "admin"
    FOREIGN = "foreign"  # the director of another center, with a student there
    OPERATOR = "operator"  # superuser, in no center
    ANONYMOUS = "anonymous"


OK = 0
"""Any success. What it must contain is the business of the app's own tests."""
LOGIN = -1
"""Sent to the sign-in page."""
SAME = -2
"""404 whatever the id, and the body may differ: for tokens and signed links, which are not ids."""

Who = Mapping[Actor, int]


def who(default: int = 404, *, anonymous: int = LOGIN, **cells: int) -> Who:
    """One cell for each of the cast: `default` unless named, e.g. `who(owner=OK, advisor=403)`."""
    given = {Actor(name): status for name, status in cells.items()}
    return {actor: given.get(actor, default) for actor in Actor} | {
        Actor.ANONYMOUS: given.get(Actor.ANONYMOUS, anonymous)
    }


OWNER = who(owner=OK)
"""Rows of one job seeker. Nobody else learns that they exist."""
SELF = who(default=OK)
"""The reader's own things: any signed-in person, each seeing only their own."""
PUBLIC = who(default=OK, anonymous=OK)
OPERATOR = who(default=LOGIN, operator=OK)
"""The Django admin sends everybody else to sign in."""
STAFF = who(mentor=OK, advisor=OK, colleague=OK, director=OK, foreign=OK, admin=OK, analyst=403)
"""The desk, without an id: staff of any center, each seeing only what their role gives them."""
MANAGERS = who(director=OK, admin=OK, advisor=403, colleague=403, mentor=403, analyst=403)
"""Running a center. Its other staff know that it exists; students have no business there."""
DIRECTORS = who(director=OK, admin=403, advisor=403, colleague=403, mentor=403, analyst=403)


@dataclass(frozen=True, slots=True)
class Route:
    """One URL name, and for each method that it accepts who gets what."""

    name: str
    GET: Who | None = None
    POST: Who | None = None
    kwargs: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
    query: str = ""

    @property
    def methods(self) -> dict[str, Who]:
        """What the view accepts; HEAD goes with GET."""
        accepted = {"GET": self.GET, "HEAD": self.GET, "POST": self.POST}
        return {method: cells for method, cells in accepted.items() if cells is not None}


#: Argument of a URL → attribute of `World` whose id fills it.
IDS: dict[str, str] = {
    "contact_id": "contact",
    "goal_id": "goal",
    "outreach_id": "outreach",
    "message_id": "message",
    "template_id": "template",
    "interview_id": "interview",
    "question_id": "question",
    "takeaway_id": "takeaway",
    "note_id": "live_note",
    "follow_up_id": "follow_up",
    "reminder_id": "reminder",
    "referral_id": "referral",
    "job_id": "import_job",
    "import_id": "import_job",
    "row_id": "import_row",
    "employer_id": "employer",
    "touch_id": "touch",
    "center_id": "center",
    "cohort_id": "cohort",
    "membership_id": "membership",
    "caseload_id": "caseload",
    "invitation_id": "invitation",
}

ROUTES: list[Route] = [
    # The project -----------------------------------------------------------------------------------------------
    Route("health:live", GET=PUBLIC),
    Route("health:ready", GET=PUBLIC),
    # accounts --------------------------------------------------------------------------------------------------
    # workspace -------------------------------------------------------------------------------------------------
    # contacts --------------------------------------------------------------------------------------------------
    # goals -----------------------------------------------------------------------------------------------------
    # outreach --------------------------------------------------------------------------------------------------
    # interviews ------------------------------------------------------------------------------------------------
    # followups -------------------------------------------------------------------------------------------------
    # centers ---------------------------------------------------------------------------------------------------
    # advising --------------------------------------------------------------------------------------------------
]

#: Pages of libraries, which test themselves; here stands only who may open them. The first name that fits counts.
LIBRARIES: dict[str, Who] = {
    "admin:log*": PUBLIC,  # in and out
    "admin:*": OPERATOR,
    "admin/*": OPERATOR,
    "account_change_password": SELF,
    "account_email": SELF,
    "account_reauthenticate": SELF,
    "account_set_password": SELF,
    "account_*": PUBLIC,  # signing in and up, confirming an address, resetting a password
    "mfa_authenticate": PUBLIC,  # the second step of signing in
    "mfa_login_webauthn": PUBLIC,
    "mfa_*": SELF,
    "usersessions_*": SELF,
}
