"""The palette's groups for what was typed. Two statements for words, three at most for none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact
from apps.core.shell import resolve
from apps.workspace.selectors.search import Face, Found, Hit, search, words_of
from apps.workspace.selectors.steps import Step, due_steps

NEXT = 3
RECENT = 5
ACTIONS_SHOWN = 5  # while nothing is typed
LIMITS = {"steps": 3, "people": 6, "employers": 3, "talks": 3, "notes": 3}


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; found by its label and by other words. `dialog` is the id of one that it opens."""

    label: str
    icon: str
    url: str = ""
    key: str = ""
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What to show; a group without entries is left out. `steps` are those of Today while nothing is typed."""

    steps: list[Step]
    found: Found
    actions: list[Action]
    query: str


#: label, icon, URL name, single key, other words that one may type
_ACTIONS = (
    ("Add a person", "user-plus", "contacts:add", "N", "new contact create"),
    ("Log a call, message or meeting", "notes", "workspace:log", "L", "touch note write down met"),
    ("Plan a talk", "calendar-plus", "interviews:create", "", "interview conversation schedule"),
    ("Import people from a file", "file-import", "contacts:import_upload", "", "linkedin csv upload vcard"),
    ("Who could you ask?", "bulb", "contacts:brainstorm", "", "brainstorm list circles names"),
    ("See all people", "users", "contacts:list", "", "list contacts search"),
    ("Export people", "file-export", "contacts:export", "", "csv vcard download"),
    ("Your own fields", "list-check", "contacts:own_fields", "", "custom fields columns"),
    ("See all conversations", "coffee", "interviews:list", "", "talks interviews"),
    ("Your message templates", "books", "outreach:templates", "", "wording"),
    ("What you want to find out", "bulb", "goals:list", "", "goals questions"),
    ("Change this week’s goal", "sun", "goals:target", "", "weekly target"),
    ("When to be reminded", "clock", "accounts:reminders", "", "reminders quiet hours e-mail"),
    ("What your career center sees", "lock", "centers:sharing", "", "sharing privacy consent"),
    ("Settings", "settings", "accounts:settings", "", "preferences time zone"),
)
_KEYS = Action("See the keyboard shortcuts", "info-circle", key="?", dialog="keys")


def palette_results(user: User, query: str, now: datetime) -> Results:
    """Everything that has each word of `query`; for none what comes next, recent people, and what one can do."""
    if not words_of(query):
        steps = due_steps(user, now, NEXT)
        found = Found()
        found.hits["people"] = recent_people(user)
        return Results(steps, found, actions_for("")[:ACTIONS_SHOWN], "")
    return Results([], search(user, query, LIMITS), actions_for(query), query)


def recent_people(user: User) -> list[Hit]:
    """Whom the owner was in touch with last, then whom they added last; by the index of the list."""
    latest = Contact.objects.visible_to(user).current().order_by(F("last_touch_at").desc(nulls_last=True), "-id")
    columns = ("id", "given_name", "family_name", "stage", "do_not_contact", "title", "employer__name")
    found = []
    for pk, given, family, stage, unwanted, title, employer in latest.values_list(*columns)[:RECENT]:
        name = f"{given} {family}".strip()
        found.append(Hit(pk, name, employer or title, person=Face(pk, name, stage, not unwanted)))
    return found


def actions_for(query: str) -> list[Action]:
    """What one can do that has each word in its label or in other words for it."""
    words = names.fold(" ".join(words_of(query))).split()
    found = [
        Action(label, icon, url, key)
        for label, icon, route, key, also in _ACTIONS
        if _fits(words, f"{label} {also}") and (url := resolve(route))
    ]
    return [*found, _KEYS] if _fits(words, f"{_KEYS.label} help keys hotkeys") else found


def _fits(words: list[str], text: str) -> bool:
    folded = names.fold(text)
    return all(word in folded for word in words)
