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
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from apps.core.addresses import address_of, addresses_of, surroundings
from apps.core.nodes import mark

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
    """Adds a source of audiences; `Place.audience` names those that the navigation knows, and "at_work" its order."""
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
    count: int | str | None = None
    due: bool = False


CENTER = "Your center"
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
        CENTER,
        (
            Place("cohorts", "Cohorts", "advising:cohorts", "school", audience="desk"),
            Place("students", "Students", "advising:students", "user", audience="desk"),
            Place("triage", "May need you", "advising:triage", "heart-handshake", short="Need you", audience="advises"),
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
"""The rail, from top to bottom; for an audience "at_work" the center stands above what is their own."""

ACTIONS: tuple[Place, ...] = (
    Place("add", "Add a person", "contacts:add", "user-plus", shortcut="n"),
    Place("log", "Log a touch", "workspace:log", "notes", shortcut="l"),
    Place("plan", "Plan a talk", "interviews:create", "calendar-plus"),
)
"""What (+) offers on a phone, and the single keys anywhere."""

IN_TABS = 3  # the first places, and (+) in their middle; "More" holds the rest
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


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The navigation for everybody who has the same places, and numbers beside the same of them.

    In place of a number stands a mark, for `{% stencil %}`. Equal only to itself: `frame_of` gives the same one again.
    """

    groups: tuple[tuple[str, tuple[Place, ...]], ...]  # the rail; a group without a destination is left out
    tabs: tuple[Place, ...]  # the tab bar, without (+) and "More"
    more: tuple[Place, ...]  # what the tab bar has no room for
    actions: tuple[Place, ...]  # what (+) offers
    home: str  # where the mark leads, and who signs in: the first place of all
    palette_url: str  # where the palette asks; empty while nobody answers
    search_url: str  # where the search button leads without scripts
    settings_url: str
    theme_url: str  # where the theme switch POSTs


@lru_cache(maxsize=256)
def frame_of(audience: frozenset[str], numbers: frozenset[tuple[str, bool]], where: tuple[str, ...]) -> Frame:
    """The frame for an audience; `numbers` says which places have one, and whether it is more than nothing."""
    counts = {key: mark(f"counts.{key}") if number else 0 for key, number in numbers}

    def opened(places: Iterable[Place]) -> tuple[Place, ...]:
        shown = (p for p in places if not p.audience or p.audience in audience)
        found = (replace(p, url=resolve(p.route), count=counts.get(p.key)) for p in shown)
        return tuple(p for p in found if p.url)

    ordered = sorted(GROUPS, key=lambda group: group[0] != CENTER) if "at_work" in audience else GROUPS
    groups = tuple((label, places) for label, all_of in ordered if (places := opened(all_of)))
    everywhere = tuple(p for _, places in groups for p in places)
    home = everywhere[0].url if everywhere else "/"
    return Frame(
        groups=groups,
        tabs=everywhere[:IN_TABS],
        more=everywhere[IN_TABS:],
        actions=opened(ACTIONS),
        home=home,
        palette_url=resolve("workspace:palette"),
        search_url=resolve("workspace:search") or home,
        settings_url=resolve("accounts:settings"),
        theme_url=resolve("accounts:theme"),
    )


class Shell:
    """The navigation for one request. Everything is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user: User = request.user  # type: ignore[assignment]

    @cached_property
    def counts(self) -> dict[str, int]:
        """The numbers of all apps that gave some."""
        return {key: n for fn in _badges for key, n in fn(self._user).items()}

    @cached_property
    def affiliation(self) -> str:
        """The line under the name."""
        return next((text for fn in _affiliations if (text := fn(self._user))), "")

    @cached_property
    def frame(self) -> Frame:
        """Where this user can go."""
        audience = frozenset(name for fn in _audiences for name in fn(self._user))
        return frame_of(audience, frozenset((key, bool(n)) for key, n in self.counts.items()), surroundings())

    @property
    def theme(self) -> str:
        """ "light" or "dark", if that is what the user chose."""
        choice = getattr(self._user, "theme", "")  # nobody signed in has none
        return choice if choice in {"light", "dark"} else ""

    @cached_property
    def current(self) -> str:
        """The key of the place that this page belongs to, unless the template names another."""
        match = self._request.resolver_match
        if match is None:
            return ""
        for _, places in self.frame.groups:
            for place in places:
                if place.route == match.view_name:
                    return place.key
        return OF_NAMESPACE.get(match.view_name) or OF_NAMESPACE.get(match.namespace, "")
