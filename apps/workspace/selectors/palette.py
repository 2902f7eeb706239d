"""The palette's three groups for what was typed. Two queries at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact
from apps.core.shell import resolve
from apps.workspace.selectors.steps import Step, as_steps, due_steps

NEXT = 3
PEOPLE = 6
WORDS = 6


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; found by its label and by `also`."""

    label: str
    icon: str
    url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What to show; a group without entries is left out."""

    steps: list[Step]
    people: list[Contact]
    actions: list[Action]
    query: str


#: label, icon, URL name, single key, other words that one may type
_ACTIONS = (
    ("Add a person", "user-plus", "contacts:add", "N", "new contact create"),
    ("Import people from a file", "file-import", "contacts:import_upload", "", "linkedin csv upload"),
    ("See all people", "users", "contacts:list", "", "list contacts search"),
    ("See all conversations", "coffee", "interviews:list", "", "talks interviews"),
    ("Your message templates", "books", "outreach:templates", "", "wording"),
    ("What you want to find out", "bulb", "goals:list", "", "goals questions"),
    ("Change this week’s goal", "sun", "goals:target", "", "weekly target"),
    ("When to be reminded", "clock", "accounts:reminders", "", "reminders quiet hours e-mail"),
    ("What your career center sees", "lock", "centers:sharing", "", "sharing privacy consent"),
    ("Settings", "settings", "accounts:settings", "", "preferences time zone"),
)


def palette_results(user: User, query: str, now: datetime) -> Results:
    """Steps and actions that contain each word of `query`, and people found by it."""
    words = names.fold(names.clean(query)).split()[:WORDS]
    steps = as_steps(due_steps(user, now)[: 20 if words else NEXT], user, now)
    return Results(
        steps=[s for s in steps if _fits(words, s.follow_up.title)][:NEXT],
        people=_people(user, words) if words else [],
        actions=[
            Action(label, icon, url, key)
            for label, icon, route, key, also in _ACTIONS
            if _fits(words, f"{label} {also}") and (url := resolve(route))
        ],
        query=query,
    )


def _people(user: User, words: list[str]) -> list[Contact]:
    found = Contact.objects.visible_to(user).current().select_related("employer")
    for word in words:
        found = found.filter(search_text__contains=word)
    return list(found.order_by("sort_key", "id")[:PEOPLE])


def _fits(words: list[str], text: str) -> bool:
    folded = names.fold(text)
    return all(word in folded for word in words)
