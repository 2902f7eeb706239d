"""The frame around every page: where one can go, and how much waits there.

Core knows no other app. An app that has a number for the navigation, or knows what kind of user someone is, says so
in its `AppConfig.ready`:

    shell.register_badges(selectors.nav_counts)      # (user) -> {"today": 5, "people": 64, "conversations": 3}
    shell.register_audience(access.shell_audience)   # (user) -> {"staff"} for staff of a center, else set()
    shell.register_affiliation(access.shell_name)    # (user) -> "Aldermere University", shown under the name

Each is called at most once for a full page and not at all for a fragment; together they must stay within a few
indexed counts. A destination whose URL name does not exist is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from apps.core.addresses import address_of, addresses_of

if TYPE_CHECKING:
    from apps.accounts.models import User

Badges = Callable[["User"], Mapping[str, int]]
Audience = Callable[["User"], Iterable[str]]
Affiliation = Callable[["User"], str]

_badges: list[Badges] = []
_audiences: list[Audience] = []
_affiliations: list[Affiliation] = []


def register_badges(fn: Badges) -> None:
    """Adds a source of numbers; keys are `Place.key`."""
    if fn not in _badges:
        _badges.append(fn)


def register_audience(fn: Audience) -> None:
    """Adds a source of audiences; the navigation knows "staff" and "student"."""
    if fn not in _audiences:
        _audiences.append(fn)


def register_affiliation(fn: Affiliation) -> None:
    """Adds a source for the line under the user's name; the first that is not empty wins."""
    if fn not in _affiliations:
        _affiliations.append(fn)


@dataclass(frozen=True, slots=True)
class Place:
    """One destination. `key` names it for `{% block nav_current %}` and for badges."""

    key: str
    label: str
    route: str
    icon: str
    short: str = ""
    audience: str = ""
    shortcut: str = ""
    url: str = ""
    count: int | None = None
    due: bool = False


GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (
        "",
        (
            Place("today", "Today", "workspace:today", "sun", due=True),
            Place("people", "People", "contacts:list", "users"),
            Place("conversations", "Conversations", "interviews:list", "coffee", short="Talks"),
        ),
    ),
    (
        "What you find",
        (
            Place("network", "Network", "insights:network", "hierarchy-2"),
            Place("insights", "Insights", "insights:evidence", "bulb"),
        ),
    ),
    (
        "Your center",
        (
            Place("triage", "May need you", "advising:triage", "heart-handshake", audience="advises"),
            Place("cohorts", "Cohorts", "advising:cohorts", "school", audience="staff"),
            Place("students", "Students", "advising:students", "user", audience="staff"),
            Place("reports", "Reports", "advising:reports", "report", audience="reports"),
            Place("center", "Center", "centers:manage", "building-bank", audience="staff"),
        ),
    ),
    (
        "Tools",
        (
            Place("templates", "Templates", "outreach:templates", "books"),
            Place("settings", "Settings", "accounts:settings", "settings"),
        ),
    ),
)
"""The rail, from top to bottom. The tab bar takes the first two and the third; "More" holds the rest."""

ACTIONS: tuple[Place, ...] = (
    Place("add", "Add a person", "contacts:add", "user-plus", shortcut="n"),
    Place("log", "Log a touch", "workspace:log", "notes", shortcut="l"),
    Place("plan", "Plan a talk", "interviews:create", "calendar-plus"),
)
"""What (+) offers on a phone, and the single keys anywhere."""

OF_NAMESPACE = {
    "workspace": "today",
    "contacts": "people",
    "followups": "people",
    "goals": "settings",
    "interviews": "conversations",
    "insights": "network",
    "outreach": "templates",
    "accounts": "settings",
    "advising": "students",
    "advising:reports": "reports",
    "advising:report": "reports",
    "advising:report_rows": "reports",
    "advising:what_stands_out": "settings",
    "centers": "center",
    "centers:sharing": "settings",
    "centers:center_sharing": "settings",
    "centers:disclosures": "settings",
    "workspace:person": "people",
    "": "settings",  # allauth's own pages
}
"""Where a page belongs that does not say so itself: by URL name, else by app."""


def resolve(route: str, *args: object, **kwargs: object) -> str:
    """The URL of `route`, or an empty string where nothing answers to it."""
    if not args and not kwargs:
        return address_of(route)
    try:
        if len(args) == 1 and isinstance(args[0], UUID) and not kwargs:
            return addresses_of(route)(args[0])
        return reverse(route, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


class Shell:
    """The navigation for one request. Everything is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user: User = request.user  # type: ignore[assignment]

    @cached_property
    def badges(self) -> dict[str, int]:
        """The numbers of all apps that gave some."""
        return {key: n for fn in _badges for key, n in fn(self._user).items()}

    @cached_property
    def audience(self) -> frozenset[str]:
        """What kinds of user this one is."""
        return frozenset(name for fn in _audiences for name in fn(self._user))

    @cached_property
    def affiliation(self) -> str:
        """The line under the name."""
        return next((text for fn in _affiliations if (text := fn(self._user))), "")

    def _open(self, places: Iterable[Place]) -> list[Place]:
        shown = (p for p in places if not p.audience or p.audience in self.audience)
        found = (replace(p, url=resolve(p.route), count=self.badges.get(p.key)) for p in shown)
        return [p for p in found if p.url]

    @cached_property
    def groups(self) -> list[tuple[str, list[Place]]]:
        """The rail; a group without a destination is left out."""
        return [(label, places) for label, all_of in GROUPS if (places := self._open(all_of))]

    @cached_property
    def actions(self) -> list[Place]:
        """What (+) offers."""
        return self._open(ACTIONS)

    @cached_property
    def tabs(self) -> list[Place]:
        """The tab bar, without (+) and "More"."""
        return [p for _, places in self.groups for p in places if p.key in {"today", "people", "conversations"}]

    @cached_property
    def more(self) -> list[Place]:
        """What the tab bar has no room for."""
        return [p for _, places in self.groups for p in places if p not in self.tabs]

    @cached_property
    def current(self) -> str:
        """The key of the place that this page belongs to, unless the template names another."""
        match = self._request.resolver_match
        if match is None:
            return ""
        for _, places in self.groups:
            for place in places:
                if place.route == match.view_name:
                    return place.key
        return OF_NAMESPACE.get(match.view_name) or OF_NAMESPACE.get(match.namespace, "")

    @cached_property
    def home(self) -> str:
        """Where the mark leads."""
        return resolve("workspace:today") or "/"

    @cached_property
    def palette_url(self) -> str:
        """Where the palette asks; empty while nobody answers."""
        return resolve("workspace:palette")

    @cached_property
    def search_url(self) -> str:
        """Where the search button leads without scripts."""
        return resolve("workspace:search") or self.home

    @cached_property
    def settings_url(self) -> str:
        """Preferences."""
        return resolve("accounts:settings")

    @cached_property
    def theme_url(self) -> str:
        """Where the theme switch POSTs."""
        return resolve("accounts:theme")
