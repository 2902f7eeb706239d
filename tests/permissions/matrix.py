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

5. Where a level opens a page to staff, `needs={"POST": ("full", 403)}` says which, and what they get below. The cells
   are those of "full" in a center where each advisor sees their own students; the other five, `at` works out.

A cell says what an actor gets: OK (any success: 200, 204, 303, 422 …), or the exact status. A refused request may
change no row, and must answer for the owner's id exactly as it does for an id that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from apps.centers.models import Level


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
GONE = who(default=410, anonymous=410)
"""A signed link that is altered, used or too old."""
UNWELL = who(default=503, anonymous=503)
"""Public, but no worker runs beside these tests, which is what the page is there to say."""
OPERATOR = who(default=LOGIN, operator=OK)
"""The Django admin sends everybody else to sign in."""
PLATFORM = who(operator=OK)
"""How the installation does. To everybody else it does not exist."""
NOBODY = who(anonymous=404)
"""/metrics asks for a token and not for a person, and these tests set none."""
STAFF = who(mentor=OK, advisor=OK, colleague=OK, director=OK, foreign=OK, admin=OK, analyst=403)
"""The desk, without an id: staff of any center, each seeing only what their role gives them."""
MANAGERS = who(director=OK, admin=OK, advisor=403, colleague=403, mentor=403, analyst=403)
"""Running a center. Its other staff know that it exists; students have no business there."""
ROSTER = who(mentor=OK, advisor=OK, colleague=OK, director=OK, admin=OK)
"""The roster card (row 18). How much more stands beside it is the business of tests/advising."""
NAMES = who(advisor=OK, director=OK, mentor=403, colleague=403, admin=403)
"""Names of people, at the level "full" (rows 1, 5, 9); directors say what for."""
STUDENTS = who(owner=OK, student=OK)
"""A student's own pages about their center."""
INVITED = who(default=SAME, owner=OK)
"""Whoever holds the verified address; a signed-in person with another one gets the same page as for a bad token."""
PUBLISHERS = who(director=OK, advisor=OK, colleague=OK, mentor=403, analyst=403, admin=403)
"""What a center offers to its students to write from."""
REPORTS = who(advisor=OK, director=OK, analyst=OK, colleague=403, mentor=403, admin=403)
"""Figures about ten students or more (row 42); an advisor of those they look after."""
REPORT_ROWS = who(advisor=OK, director=OK, analyst=403, colleague=403, mentor=403, admin=403)
"""A row for each student who shares their progress (row 43)."""
ADMINS = who(admin=OK, director=403, advisor=403, colleague=403, mentor=403, analyst=403)
"""How people sign in by a campus (row 50)."""
STRANGE = who(default=403, anonymous=403)
"""Public, but only an answer to a question of this very browser is taken."""
DIRECTORS = who(director=OK, admin=403, advisor=403, colleague=403, mentor=403, analyst=403)
ADVISES = who(advisor=OK, colleague=OK, director=OK, foreign=OK, mentor=403, admin=403, analyst=403)
"""What advisors and directors do, without an id: each sees only their own centers."""
COVERS = who(colleague=OK, advisor=403, director=403, mentor=403, admin=403)
"""Standing in for a colleague who looks after the owner (row 22)."""
NOTES = who(mentor=OK, advisor=OK, director=OK, colleague=403, admin=403)
"""Staff notes, each role those that it writes and reads (rows 23-29)."""
WRITER = who(advisor=OK, director=403)
"""The advisor's own note about the owner; it exists for the director too."""


@dataclass(frozen=True, slots=True)
class Route:
    """One URL name, and for each method that it accepts who gets what."""

    name: str
    GET: Who | None = None
    POST: Who | None = None
    kwargs: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)
    query: str = ""
    needs: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Method → the sharing level without which staff are refused, and how."""
    own: bool = False
    """For whoever made the row: `open_caseload` lets other advisors know of it, and no more."""

    @property
    def methods(self) -> dict[str, Who]:
        """What the view accepts; HEAD goes with GET."""
        accepted = {"GET": self.GET, "HEAD": self.GET, "POST": self.POST}
        return {method: cells for method, cells in accepted.items() if cells is not None}


STAFF_ACTORS = (Actor.MENTOR, Actor.ADVISOR, Actor.COLLEAGUE, Actor.DIRECTOR, Actor.ANALYST, Actor.ADMIN)


def at(route: Route, method: str, level: Level, *, is_open: bool) -> Who:
    """The cells of a row when the owner shares at `level`, and with or without `open_caseload` (A- is A+)."""
    cells = dict(route.methods[method])
    if is_open and not route.own:
        cells[Actor.COLLEAGUE] = cells[Actor.ADVISOR]
    elif is_open and cells[Actor.COLLEAGUE] == 404:
        cells[Actor.COLLEAGUE] = 403
    needed, refusal = route.needs.get(method, (Level.NOTHING, 403))
    if not level.covers(Level(needed)):
        cells |= {actor: refusal for actor in STAFF_ACTORS if cells[actor] == OK}
    return cells


#: Argument of a URL → attribute of `World` whose id fills it.
IDS: dict[str, str] = {
    "contact_id": "contact",
    "goal_id": "goal",
    "criterion_id": "criterion",
    "outreach_id": "outreach",
    "offer_id": "offer",
    "message_id": "message",
    "template_id": "template",
    "center_template_id": "center_template",
    "interview_id": "interview",
    "question_id": "question",
    "takeaway_id": "takeaway",
    "own_question_id": "own_question",
    "research_id": "research_note",
    "source_id": "research_source",
    "note_id": "live_note",
    "follow_up_id": "follow_up",
    "reminder_id": "reminder",
    "referral_id": "referral",
    "job_id": "import_job",
    "import_id": "import_job",
    "row_id": "import_row",
    "change_id": "bulk_change",
    "view_id": "saved_view",
    "field_id": "own_field",
    "employer_id": "employer",
    "alias_id": "employer_alias",
    "touch_id": "touch",
    "other_id": "introduced",
    "center_id": "center",
    "closed_day_id": "closed_day",
    "cohort_id": "cohort",
    "membership_id": "membership",
    "caseload_id": "caseload",
    "cover_id": "cover",
    "staff_note_id": "staff_note",
    "manual_flag_id": "manual_flag",
    "invitation_id": "invitation",
    "roster_import_id": "roster_import",
    "entry_id": "roster_entry",
    "advisor_id": "advisor",
    "records_request_id": "records_request",
    "domain_id": "sign_on_domain",
}

#: A template that can be kept.
WORDING = {"name": "Short", "channel": "email", "body": "Hi there"}
#: A talk that can be planned.
TALK = {
    "date": "2031-05-06",
    "time": "10:00",
    "minutes": "25",
    "mode": "video",
    "contact_timezone": "Europe/Dublin",
}

#: Every kind of step, each of which has a choice of its own on the page about reminders.
KINDS = (
    "thank_you", "preparation", "confirmation", "reply", "nudge", "referral", "action", "report_back", "check_in",
)  # fmt: skip

ROUTES: list[Route] = [
    # The project -----------------------------------------------------------------------------------------------
    Route("health:everything", GET=UNWELL),
    Route("health:live", GET=PUBLIC),
    Route("health:ready", GET=PUBLIC),
    Route("health:worker", GET=UNWELL),
    Route("health:beat", GET=UNWELL),
    Route("health:mail", GET=PUBLIC),
    Route("metrics", GET=NOBODY),
    Route("operations:reminders", GET=PLATFORM),
    Route("operations:resend", GET=PLATFORM, POST=PLATFORM),
    Route("operations:resend_all", GET=PLATFORM, POST=PLATFORM, data={"reason": "Gave up after five attempts."}),
    # accounts --------------------------------------------------------------------------------------------------
    Route("accounts:settings", GET=SELF, POST=SELF, data={"given_name": "Lena", "timezone": "UTC"}),
    Route("accounts:theme", POST=SELF, data={"theme": "dark", "next": "/"}),
    Route("accounts:confirm_timezone", GET=SELF, POST=SELF, data={"timezone": "UTC", "reminder_hour": "09:00"}),
    Route("accounts:regions", GET=SELF, query="country=DE"),
    Route("accounts:session", GET=SELF, POST=SELF),
    Route("accounts:reminders", GET=SELF),
    Route("accounts:end_session", POST=OWNER, data={"session": "{user_session_id}"}),
    # workspace -------------------------------------------------------------------------------------------------
    Route("workspace:manifest", GET=PUBLIC),
    Route("workspace:worker", GET=PUBLIC),
    Route("workspace:on_this_device", GET=PUBLIC),
    Route("workspace:today", GET=SELF),
    Route("workspace:first_people", POST=SELF, data={"names": "Ana Ruiz"}),
    Route("workspace:palette", GET=SELF, query="q=priya"),
    Route("workspace:search", GET=SELF, query="q=priya"),
    Route("workspace:open_step", GET=OWNER),
    Route("workspace:step_draft", GET=OWNER),
    Route("workspace:today_step", GET=OWNER, query="as=row"),
    Route(
        "workspace:reminders",
        GET=SELF,
        POST=SELF,
        data={
            "reminder_hour": "08:00",
            "quiet_from": "20:00",
            "quiet_until": "07:00",
            "digest_weekday": "0",
            **{f"mode_{kind}": "daily" for kind in KINDS},
        },
    ),
    Route("workspace:retry_reminder", POST=OWNER),
    Route("workspace:retry_failed", POST=SELF),
    Route("workspace:resume_mail", POST=SELF, data={"back": "/"}),
    Route("workspace:test_mail", POST=SELF),
    Route("workspace:data", GET=SELF),
    Route("workspace:data_copy", POST=SELF),
    Route("workspace:data_copy_file", GET=who(default=SAME, owner=OK), kwargs={"token": "{copy_token}"}),
    Route("workspace:data_copy_file", GET=who(default=SAME), kwargs={"token": "nonsense"}),
    Route("workspace:records_ask", POST=STUDENTS),
    Route("workspace:records_withdraw", POST=OWNER),
    Route("workspace:data_delete", GET=SELF, POST=SELF, data={"email": "nobody@aldermere.example"}),
    Route("workspace:data_closed", GET=PUBLIC),
    Route("workspace:records", GET=DIRECTORS),
    Route("workspace:retention", GET=MANAGERS, POST=ADMINS, data={"left": "24", "invitations": ""}),
    Route(
        "workspace:note_redact",
        GET=who(director=OK, advisor=403),
        POST=who(director=OK, advisor=403),
        data={"purpose": "It was about somebody else"},
    ),
    Route("workspace:records_answer", POST=DIRECTORS),
    Route("workspace:log", GET=SELF, POST=SELF, data={"who": "Nobody", "kind": "call"}),
    Route("workspace:undo_log", POST=OWNER, data={"stage": "listed"}),
    Route("workspace:person", GET=OWNER),
    Route("workspace:log_touch", POST=OWNER, data={"kind": "call", "summary": "Talked of wards"}),
    Route(
        "workspace:person_field", GET=OWNER, POST=OWNER, kwargs={"part": "title"}, data={"title": "Clinical analyst"}
    ),
    Route("workspace:erase", GET=OWNER, POST=OWNER),
    Route("workspace:note", POST=OWNER, data={"body": "Prefers the phone"}),
    Route("workspace:set_rhythm", POST=OWNER, data={"days": "30"}),
    Route("workspace:skip_check_in", POST=OWNER),
    Route("workspace:unskip_check_in", POST=OWNER, data={"token": "x"}),
    Route("workspace:employers", GET=SELF, query="q=corvane"),
    Route("workspace:employers_wish", POST=SELF, data={"lines": "Tidewell, 3"}),
    Route("workspace:employers_apart", POST=OWNER, data={"one": "{employer_id}", "other": "{second_employer_id}"}),
    Route("workspace:employer", GET=OWNER),
    Route("workspace:employer_edit", POST=OWNER, data={"name": "Corvane"}),
    Route("workspace:employer_notes", POST=OWNER, data={"notes": "Asks for a portfolio"}),
    Route("workspace:employer_motivation", POST=OWNER, data={"motivation": "2"}),
    Route("workspace:employer_unwish", POST=OWNER),
    Route("workspace:employer_advocacy", POST=OWNER, data={"said": "yes"}),
    Route("workspace:employer_posting", POST=OWNER, data={"posting": "no"}),
    Route("workspace:employer_alias", POST=OWNER, data={"name": "CVH"}),
    Route("workspace:employer_alias_remove", POST=OWNER),
    Route("workspace:employer_same", GET=OWNER, POST=OWNER, data={"other": "{second_employer_id}"}),
    Route("workspace:employer_delete", POST=OWNER),
    Route("workspace:employer_unmerge", POST=OWNER),
    # contacts --------------------------------------------------------------------------------------------------
    Route("contacts:list", GET=SELF),
    Route("contacts:add", GET=SELF, POST=SELF, data={"given_name": "Ana", "circle": "cold", "role": "both"}),
    Route("contacts:quick_add", GET=SELF, POST=SELF, data={"line": "Ana Ruiz, neighbor"}, query="line=Ana"),
    Route("contacts:names", GET=SELF),
    Route("contacts:brainstorm", GET=SELF, POST=SELF, data={"minutes": "3"}),
    Route(
        "contacts:brainstorm_circle",
        GET=SELF,
        POST=SELF,
        kwargs={"circle": "friend"},
        data={"names": "Ana Ruiz", "do": "next"},
    ),
    Route("contacts:brainstorm_done", GET=SELF),
    Route("contacts:brainstorm_work", GET=SELF, POST=SELF),
    Route("contacts:bulk", POST=SELF, data={"do": "archive", "person": "{contact_id}"}),
    Route("contacts:bulk_undo", POST=OWNER),
    Route("contacts:own_fields", GET=SELF, POST=SELF, data={"name": "Thesis", "kind": "text"}),
    Route("contacts:own_field_change", POST=OWNER, data={"name": "Met by"}),
    Route("contacts:own_field_move", POST=OWNER, data={"to": "up"}),
    Route("contacts:own_field_delete", POST=OWNER),
    Route("contacts:own_field_restore", POST=OWNER),
    Route("contacts:capture", GET=SELF, POST=SELF, data={"name": "Ana Ruiz", "circle": "cold", "source": "card"}),
    Route("contacts:capture_read", POST=SELF, data={"pasted": "Ana Ruiz\nNurse"}),
    Route("contacts:capture_tools", GET=SELF),
    Route("contacts:capture_done", GET=OWNER),
    Route("contacts:views", GET=SELF),
    Route("contacts:view_save", POST=SELF, data={"name": "Nurses", "list": "q=nurse"}),
    Route("contacts:view_rename", POST=OWNER, data={"name": "Other nurses"}),
    Route("contacts:view_delete", POST=OWNER),
    Route("contacts:export", GET=SELF),
    Route("contacts:export_file", GET=SELF, query="format=csv"),
    Route(
        "contacts:edit",
        GET=OWNER,
        POST=OWNER,
        data={"given_name": "Ana", "circle": "cold", "role": "both", "stage": "listed"},
    ),
    Route("contacts:duplicates", GET=SELF),
    Route("contacts:lookalikes", GET=OWNER),
    Route("contacts:keep_apart", POST=OWNER),
    Route("contacts:let_together", POST=OWNER),
    Route("workspace:merge_with", GET=OWNER, query="who=marcus"),
    Route("workspace:merge", GET=OWNER, POST=OWNER),
    Route("workspace:merge_undo", POST=OWNER),
    Route("contacts:archive", POST=OWNER),
    Route("contacts:restore", POST=OWNER),
    Route("contacts:import_upload", GET=SELF, POST=SELF),
    Route("contacts:import_check", GET=OWNER, POST=OWNER, data={"circle": "friend", "tag": "Halden"}),
    Route("contacts:import_row", POST=OWNER, data={"action": "skip"}),
    Route("contacts:import_start", POST=OWNER),
    Route("contacts:import_stop", POST=OWNER),
    Route("contacts:import_status", GET=OWNER),
    Route("contacts:import_undo", GET=OWNER, POST=OWNER),
    # goals -----------------------------------------------------------------------------------------------------
    Route("goals:list", GET=SELF),
    Route("goals:create", GET=SELF, POST=SELF, data={"title": "Health UX?", "purpose": "choose"}),
    Route("goals:target", GET=SELF, POST=SELF, data={"asks": "5", "talks": "3"}),
    Route("goals:criterion_add", POST=SELF, data={"text": "Steady hours"}),
    Route("goals:criterion_edit", POST=OWNER, data={"text": "Steady hours", "weight": "must"}),
    Route("goals:criterion_retire", POST=OWNER),
    Route("goals:edit", GET=OWNER, POST=OWNER, data={"title": "Health UX?", "purpose": "choose"}),
    Route("goals:state", POST=OWNER, data={"state": "decided"}),
    # outreach --------------------------------------------------------------------------------------------------
    Route("outreach:compose", GET=OWNER, POST=OWNER, data={"step": "1", "body": "Hi", "do": "save"}),
    Route("outreach:edit", GET=OWNER, POST=OWNER, data={"step": "1", "body": "Hi", "goal": "{goal_id}", "do": "save"}),
    Route("outreach:mark_sent", POST=OWNER),
    Route("outreach:record_reply", POST=OWNER, data={"outcome": "too_busy"}),
    Route("outreach:name_person", POST=OWNER, data={"given_name": "Ines"}),
    Route("outreach:board", GET=SELF),
    Route("outreach:rates", GET=SELF),
    Route("outreach:unname_person", POST=OWNER, data={"person": "{contact_id}"}),
    Route(
        "outreach:offer_slots",
        GET=OWNER,
        POST=OWNER,
        data={"date_1": "2090-10-20", "time_1": "10:00", "minutes": "25", "contact_timezone": "America/Chicago"},
    ),
    Route("outreach:slots_with", GET=OWNER),
    Route("outreach:confirm_slot", POST=OWNER, data={"start": "2090-10-20T15:00:00+00:00"}),
    Route("outreach:release_slots", POST=OWNER),
    Route(
        "outreach:choose_slot",
        GET=PUBLIC,
        POST=PUBLIC,
        kwargs={"token": "{slot_token}"},
        data={"start": "2090-10-20T15:00:00+00:00"},
    ),
    Route("outreach:choose_slot", GET=GONE, POST=GONE, kwargs={"token": "nonsense"}),
    Route("outreach:undo", POST=OWNER, data={"touch": "{touch_id}"}),
    Route("outreach:restore_draft", POST=OWNER),
    Route("outreach:templates", GET=SELF),
    Route(
        "outreach:template_create", GET=SELF, POST=SELF, data={"name": "Short", "channel": "email", "body": "Hi there"}
    ),
    Route(
        "outreach:template_edit", GET=OWNER, POST=OWNER, data={"name": "Short", "channel": "email", "body": "Hi there"}
    ),
    Route("outreach:template_delete", POST=OWNER),
    Route("outreach:template_duplicate", POST=OWNER),
    Route("outreach:template_restore", POST=OWNER, kwargs={"template_id": "{deleted_template_id}"}),
    Route("outreach:center_templates", GET=PUBLISHERS),
    Route("outreach:center_template_create", GET=PUBLISHERS, POST=PUBLISHERS, data=WORDING),
    Route("outreach:center_template_edit", GET=PUBLISHERS, POST=PUBLISHERS, data=WORDING),
    Route("outreach:center_template_withdraw", POST=PUBLISHERS),
    Route(
        "outreach:center_template_restore",
        POST=PUBLISHERS,
        kwargs={"center_template_id": "{withdrawn_template_id}"},
    ),
    Route("outreach:versions", GET=OWNER),
    Route("outreach:version_restore", POST=OWNER, data={"number": "1"}),
    Route("outreach:letter", GET=OWNER, kwargs={"outreach_id": "{letter_id}"}),
    # interviews ------------------------------------------------------------------------------------------------
    Route("interviews:list", GET=SELF),
    Route("interviews:create", GET=SELF, POST=SELF, data={"q": "Kofi Mensah"}),
    Route("interviews:plan", GET=OWNER, POST=OWNER, data=TALK),
    Route("interviews:edit", GET=OWNER, POST=OWNER, data=TALK),
    Route("interviews:calendar", GET=SELF, POST=SELF, data={"do": "make"}),
    # Holding the address is the right to read: whoever was given it reads, and a bad one is nowhere.
    Route("interviews:feed", GET=PUBLIC, kwargs={"token": "{feed_token}"}),
    Route("interviews:feed", GET=who(default=SAME, anonymous=SAME), kwargs={"token": "nonsense"}),
    Route("interviews:invite", POST=OWNER),
    Route("interviews:checklist", POST=OWNER, data={"do": "tick", "item": "resume"}),
    Route("interviews:exchange_begin", POST=OWNER),
    Route("interviews:exchange_turn", POST=OWNER),
    Route(
        "interviews:exchange",
        GET=OWNER,
        POST=OWNER,
        kwargs={"interview_id": "{exchange_id}"},
        data={"do": "save", "subject": "Hello", "body": "Hi"},
    ),
    Route("interviews:exchange_undo", POST=OWNER, kwargs={"interview_id": "{exchange_id}"}),
    Route(
        "interviews:exchange_answers",
        GET=OWNER,
        POST=OWNER,
        kwargs={"interview_id": "{exchange_id}"},
        data={"date": "2026-10-24", "time": "09:00", "answer_1": "Meetings."},
    ),
    Route("interviews:cancel", POST=OWNER),
    Route("interviews:missed", POST=OWNER),
    Route("interviews:restore", POST=OWNER),
    Route("interviews:record", GET=OWNER, POST=OWNER, data={"date": "2026-01-05", "time": "10:00"}),
    Route("interviews:ics", GET=OWNER),
    Route("interviews:prepare", GET=OWNER),
    Route("interviews:confirm", GET=OWNER, POST=OWNER, data={"body": "See you tomorrow"}),
    Route("interviews:confirmed", POST=OWNER),
    Route("interviews:objective", POST=OWNER, data={"objective": "Two more names"}),
    Route("interviews:question_add", POST=OWNER, data={"text": "What surprised you?"}),
    Route("interviews:question_restore", POST=OWNER, data={"token": "x"}),
    Route("interviews:question_edit", POST=OWNER, data={"text": "What surprised you most?"}),
    Route("interviews:question_step", POST=OWNER, data={"do": "more"}),
    Route("interviews:question_remove", POST=OWNER),
    Route("interviews:brief", GET=OWNER),
    Route("interviews:plan_ready", POST=OWNER, data={"plan": "tiara", "minutes": "25"}),
    Route("interviews:plan_restore", POST=OWNER, data={"token": "x"}),
    Route("interviews:plan_trim", POST=OWNER),
    Route("interviews:questions_reuse", POST=OWNER, data={"from": "{held_id}"}),
    Route("interviews:question_place", POST=OWNER, data={"after": "", "part": "backups"}),
    Route("interviews:question_keep", POST=OWNER),
    Route("interviews:bank", GET=SELF),
    Route("interviews:own_add", POST=SELF, data={"text": "What do you read?"}),
    Route("interviews:own_restore", POST=SELF, data={"token": "x"}),
    Route("interviews:own_edit", POST=OWNER, data={"text": "What do you listen to?"}),
    Route("interviews:own_remove", POST=OWNER),
    Route("interviews:talk_bank", GET=OWNER),
    Route("interviews:bank_take", POST=OWNER, data={"key": "day-worst"}),
    Route("interviews:research", GET=OWNER),
    Route("interviews:research_add", POST=OWNER, data={"text": "Pumps", "part": "employer", "kind": "known"}),
    Route("interviews:research_restore", POST=OWNER, data={"token": "x"}),
    Route("interviews:research_edit", POST=OWNER, data={"text": "Pumps", "part": "employer", "kind": "known"}),
    Route("interviews:research_ask", POST=OWNER),
    Route("interviews:research_remove", POST=OWNER),
    Route("interviews:source_add", POST=OWNER, data={"title": "The year in devices"}),
    Route("interviews:source_edit", POST=OWNER, data={"title": "The year in devices"}),
    Route("interviews:source_remove", POST=OWNER),
    Route("interviews:rehearse", GET=OWNER),
    Route("interviews:introduction", POST=OWNER, data={"text": "I was a therapist."}),
    Route("interviews:run_save", POST=OWNER, data={"client_id": "00000000-0000-4000-8000-000000000001"}),
    Route("interviews:question_outcome", POST=OWNER, data={"outcome": "asked"}),
    Route("interviews:live", GET=OWNER),
    Route("interviews:live_state", GET=OWNER),
    Route("interviews:live_question", POST=OWNER, data={"text": "And what came next?"}),
    Route("interviews:start", POST=OWNER),
    Route("interviews:note_add", POST=OWNER, data={"body": "A line"}),
    Route("interviews:finish", POST=OWNER),
    Route("interviews:debrief", GET=OWNER, kwargs={"interview_id": "{held_id}"}),
    Route("interviews:debrief_close", POST=OWNER, kwargs={"interview_id": "{held_id}"}),
    Route("interviews:takeaway_add", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"text": "Shadow"}),
    Route("interviews:takeaway_restore", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"token": "x"}),
    Route("interviews:person_add", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"name": "Ines Carvalho"}),
    Route("interviews:action_add", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"text": "Read it"}),
    Route("interviews:rhythm", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"days": "90"}),
    Route("interviews:objective_answer", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"met": "yes"}),
    Route("interviews:criterion_new", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"text": "Near patients"}),
    Route(
        "interviews:criterion_rate",
        POST=OWNER,
        kwargs={"interview_id": "{held_id}", "criterion_id": "{criterion_id}"},
        data={"score": "4"},
    ),
    Route("interviews:better", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"text": "Ask earlier"}),
    Route("interviews:part_nothing", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"part": "named"}),
    Route("interviews:takeaway_edit", POST=OWNER, data={"text": "Shadow a ward"}),
    Route("interviews:takeaway_react", POST=OWNER, data={"reaction": "new"}),
    Route("interviews:person_undo", POST=OWNER),
    Route("interviews:referral_move", POST=OWNER, data={"state": "met"}),
    Route("interviews:takeaway_share", POST=OWNER, data={"is_shareable": "1"}),
    Route("interviews:takeaway_use", POST=OWNER),
    Route("interviews:takeaway_remove", POST=OWNER),
    Route("interviews:takeaway_tick", POST=OWNER, data={"done": "1"}),
    Route("interviews:note_sort", POST=OWNER, data={"kind": "quote"}),
    Route("interviews:note_aside", POST=OWNER),
    Route(
        "interviews:thank_you",
        GET=OWNER,
        POST=OWNER,
        kwargs={"interview_id": "{held_id}"},
        data={"subject": "Thank you", "body": "Dear Priya"},
    ),
    Route("interviews:thank_you_offer", POST=OWNER, kwargs={"interview_id": "{held_id}"}),
    Route("interviews:thank_you_sent", POST=OWNER, kwargs={"interview_id": "{held_id}"}, data={"medium": "email"}),
    Route("interviews:thank_you_eml", POST=OWNER, kwargs={"interview_id": "{held_id}"}),
    Route("interviews:thank_you_undo", POST=OWNER, kwargs={"interview_id": "{held_id}"}),
    # followups -------------------------------------------------------------------------------------------------
    Route("followups:create", GET=OWNER, POST=OWNER, data={"title": "Call", "day": "2030-01-01", "kind": "action"}),
    Route("followups:done", POST=OWNER),
    Route("followups:snooze", GET=OWNER, POST=OWNER, data={"until": "tomorrow"}),
    Route("followups:drop", POST=OWNER),
    Route("followups:undo", POST=OWNER),
    # Holding the mail is the right to act, so that whoever follows a good link may; a bad one shows one page to all.
    Route("followups:mail_action", GET=PUBLIC, POST=PUBLIC, kwargs={"token": "{mail_token}"}),
    Route("followups:mail_action", GET=GONE, POST=GONE, kwargs={"token": "nonsense"}),
    Route("followups:unsubscribe", GET=PUBLIC, POST=PUBLIC, kwargs={"token": "{stop_token}"}),
    Route("followups:unsubscribe", GET=GONE, POST=GONE, kwargs={"token": "nonsense"}),
    Route("followups:resubscribe", GET=PUBLIC, POST=PUBLIC, kwargs={"token": "{start_token}"}),
    Route("followups:resubscribe", GET=GONE, POST=GONE, kwargs={"token": "nonsense"}),
    # insights --------------------------------------------------------------------------------------------------
    Route("insights:network", GET=SELF),
    # centers ---------------------------------------------------------------------------------------------------
    Route("centers:manage", GET=SELF),
    Route("centers:open", GET=SELF, POST=SELF, data={"name": "Bramley"}),
    Route("centers:sharing", GET=SELF),
    Route("centers:disclosures", GET=SELF),
    Route("centers:accept_invitation", GET=INVITED, POST=INVITED),
    Route("centers:invitation_resend", POST=MANAGERS),
    Route("centers:invitation_revoke", POST=MANAGERS),
    Route("centers:cohort_manage", GET=MANAGERS, POST=MANAGERS, data={"name": "HCI 2028"}),
    Route("centers:cohort_delete", GET=MANAGERS, POST=MANAGERS),
    Route("centers:closed_days", GET=MANAGERS, POST=MANAGERS, data={"first_day": "2026-12-21", "label": "Break"}),
    Route("centers:closed_days_remove", POST=MANAGERS),
    Route("centers:member", GET=MANAGERS),
    Route("centers:member_card", POST=MANAGERS, data={"program": "HCI", "cohorts": "{cohort_id}"}),
    Route("centers:member_caseload", POST=DIRECTORS, data={"staff": "{advisor_id}"}),
    Route("centers:member_role", POST=DIRECTORS, kwargs={"membership_id": "{advisor_id}"}, data={"role": "analyst"}),
    Route("centers:member_end", GET=MANAGERS, POST=MANAGERS),
    Route("centers:center", GET=MANAGERS),
    Route("centers:center_update", POST=DIRECTORS, data={"name": "Aldermere", "open_caseload": "on"}),
    Route("centers:cohort_create", GET=MANAGERS, POST=MANAGERS, data={"name": "HCI 2029"}),
    Route("centers:cohort_reach", GET=MANAGERS),
    Route(
        "centers:cohort_places", POST=MANAGERS, data={"member": "{membership_id}", "cohort": "{cohort_id}", "do": "out"}
    ),
    Route("centers:member_days", POST=DIRECTORS, data={"member": "{colleague_id}"}),
    Route("centers:caseload_end", POST=DIRECTORS),
    Route("centers:my_caseloads", GET=ADVISES),
    Route("centers:caseloads", GET=PUBLISHERS),
    Route(
        "centers:hand_over",
        POST=DIRECTORS,
        data={"giver": "{advisor_id}", "taker": "{colleague_id}", "first": "{today}"},
    ),
    Route(
        "centers:cover",
        POST=PUBLISHERS | {Actor.DIRECTOR: 403},
        data={"absent": "{advisor_id}", "first": "{today}", "last": "{today}", "purpose": "On leave"},
    ),
    Route(
        "centers:cover_student",
        GET=COVERS,
        POST=COVERS,
        data={"absent": "{advisor_id}", "first": "{today}", "last": "{today}", "purpose": "On leave"},
    ),
    Route("centers:cover_end", POST=DIRECTORS | {Actor.COLLEAGUE: OK}, own=True),
    Route("centers:invite", GET=MANAGERS, POST=MANAGERS, data={"emails": "new@aldermere.example", "role": "student"}),
    Route("centers:roster", GET=MANAGERS),
    Route("centers:roster_upload", GET=MANAGERS, POST=MANAGERS, data={"threshold": "10"}),
    Route("centers:roster_import", GET=MANAGERS),
    Route("centers:roster_plan", POST=MANAGERS, data={"create_cohorts": "on"}),
    Route("centers:roster_apply", POST=MANAGERS),
    Route("centers:roster_discard", POST=MANAGERS),
    Route("centers:roster_undo", POST=MANAGERS),
    Route("centers:roster_report", GET=MANAGERS),
    Route("centers:roster_entry", GET=MANAGERS, POST=MANAGERS, data={"external_id": "0002"}),
    Route("centers:roster_invite", GET=MANAGERS, POST=MANAGERS, data={"cohort": ""}),
    Route("centers:roster_invite_stop", POST=MANAGERS),
    Route("centers:roster_address", POST=STUDENTS, data={"address": "a@b.example", "is_mine": "yes"}),
    Route("centers:center_sharing", GET=STUDENTS, POST=STUDENTS, data={"level": "nothing"}),
    Route("centers:leave", GET=STUDENTS, POST=STUDENTS),
    Route("centers:campus", GET=PUBLIC, POST=PUBLIC, data={"email": "lena@aldermere.example"}),
    Route("centers:campus_start", GET=PUBLIC, POST=PUBLIC),
    Route("centers:campus_callback", GET=STRANGE),
    Route("centers:campus_acs", POST=PUBLIC, data={"SAMLResponse": "x"}),
    Route("centers:campus_finish", GET=STRANGE),
    Route("centers:campus_metadata", GET=PUBLIC),
    Route("centers:campus_connect", POST=SELF),
    Route("centers:campus_disconnect", POST=OWNER),
    Route("centers:campus_again", GET=SELF),
    Route("centers:campus_ask_again", POST=OWNER),
    Route("centers:campus_accounts", GET=SELF),
    Route("centers:domain_check", POST=ADMINS),
    Route("centers:domain_remove", POST=ADMINS),
    Route("centers:sign_on", GET=MANAGERS, POST=ADMINS, data={"kind": "saml", "subject": "unique-id"}),
    Route("centers:sign_on_domain", POST=ADMINS, data={"name": "aldermere-two.example"}),
    Route("centers:sign_on_switch", POST=ADMINS, data={"on": "no"}),
    Route("centers:sign_on_test", POST=ADMINS),
    Route("centers:sign_on_remove", GET=ADMINS, POST=ADMINS),
    # advising --------------------------------------------------------------------------------------------------
    Route("advising:cohorts", GET=STAFF),
    Route("advising:students", GET=STAFF),
    Route("advising:cohort", GET=ROSTER),
    Route("advising:cohort_needs", GET=who(advisor=OK, colleague=OK, director=OK, mentor=403, admin=403)),
    Route(
        "advising:student",
        GET=ROSTER,
        POST=NAMES,
        data={"purpose": "Preparing our meeting"},
        needs={"POST": ("full", 403)},
    ),
    Route("advising:notes", GET=NOTES, POST=NAMES, data={"purpose": "Preparing our meeting"}),
    Route("advising:note_create", POST=NOTES, data={"kind": "team", "body": "Shy on the phone."}),
    Route("advising:note_edit", GET=WRITER, POST=WRITER, data={"body": "Came to both workshops."}, own=True),
    Route("advising:own_notes", GET=STUDENTS),
    Route(
        "advising:since",
        GET=NAMES,
        POST=NAMES,
        data={"purpose": "Preparing our meeting"},
        needs={"POST": ("full", 403)},
    ),
    Route("advising:reports", GET=who(**{**REPORTS, "foreign": OK, "colleague": OK})),
    Route("advising:report", GET=REPORTS),
    Route("advising:report_print", GET=REPORTS),
    Route("advising:report_file", GET=REPORTS),
    Route("advising:report_rows", GET=REPORT_ROWS, POST=REPORT_ROWS, data={"purpose": "Reporting to the provost"}),
    Route("advising:triage", GET=ADVISES),
    Route("advising:not_sharing", GET=ADVISES),
    Route(
        "advising:flag_raise",
        POST=NAMES,
        data={"reason": "meet", "due_on": ""},
        needs={"POST": ("progress", 403)},
    ),
    Route("advising:flag_resolve", POST=who(advisor=OK, director=OK), needs={"POST": ("progress", 404)}),
    Route("advising:what_stands_out", GET=STUDENTS),
    Route("advising:rule_answer", POST=STUDENTS, kwargs={"rule": "thanks_late"}, data={"text": "I called her"}),
    Route("advising:rule_undo", POST=STUDENTS, kwargs={"rule": "thanks_late"}),
    Route("advising:sharing_preview", GET=STUDENTS, kwargs={"level": "full"}),
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
