"""The links around the people list: segments, filters, column heads, pages. Each is a plain address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from apps.contacts.levels import Level
from apps.contacts.models import Circle, Stage
from apps.contacts.selectors import VIEWS, Cursor, PeopleQuery, Summary
from apps.core.addresses import address_of

SORT_LABELS = {"next": "next step", "name": "name", "touch": "last touch", "stage": "stage"}
FIELDS = {
    "circle": "relationship",
    "employer": "employer",
    "stage": "stage",
    "tag": "tag",
    "via": "introduced by",
    "level": "level",
    "industry": "industry",
    "sort": "order",
    "view": "view",
    "after": "page",
    "before": "page",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One link: a segment, an order, a list that is kept."""

    key: str
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its options, and what is chosen with the way to take it off again."""

    key: str
    label: str
    options: list[Choice]
    chosen: str = ""
    off_url: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """The same with its options ready to print, for lists that have hundreds of them."""

    key: str
    label: str
    items: SafeString
    chosen: str = ""
    off_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column that the list can be ordered by."""

    label: str
    url: str
    direction: str  # as in aria-sort


def url_of(query: PeopleQuery, name: str = "contacts:list") -> str:
    """The address of a list, or of another page about the same people."""
    params = query.params()
    return address_of(name) + (f"?{urlencode(params)}" if params else "")


def segments(query: PeopleQuery, summary: Summary) -> list[Choice]:
    """The views above the list, each with its number. A view keeps the filters."""
    return [
        Choice(key, label, url_of(query.having(view=key)), query.view == key, summary.in_view(key))
        for key, (label, _) in VIEWS.items()
        if key != "archived"
    ]


def filters(query: PeopleQuery, summary: Summary) -> list[Menu]:
    """Every filter that has something to choose."""
    by_circle, by_stage = summary.circles, summary.stages
    circles = {c.value: c.label for c in Circle if by_circle.get(c.value) or c.value == query.circle}
    stages = {s.value: s.label for s in Stage if by_stage.get(s.value) or s.value == query.stage}
    found = [
        _menu(query, "circle", "Relationship", circles, by_circle),
        _menu(query, "employer", "Employer", summary.employers),
        _menu(query, "stage", "Stage", stages, by_stage),
        _menu(query, "tag", "Tag", summary.tags),
        _menu(query, "via", "Introduced by", summary.introducers),
        # Chosen on the page of the network; here they only show and go.
        _menu(query, "level", "Level", {query.level: Level(query.level).label} if query.level else {}),
        _menu(query, "industry", "Industry", {query.industry: _industry(query)} if query.industry else {}),
    ]
    return [f for f in found if f]


def _industry(query: PeopleQuery) -> str:
    return "Not known" if query.industry == "unknown" else query.industry


def _menu(
    query: PeopleQuery,
    key: str,
    label: str,
    options: Mapping[str, str],
    counts: Mapping[str, int] | None = None,
) -> Menu | None:
    """None where there is nothing to choose from."""
    if not options:
        return None
    value = str(getattr(query, key) or "")
    off_url = url_of(query.having(**{key: None if key in _IDS else ""}))
    if chosen := options.get(value, ""):
        return Menu(key, label, SafeString(), chosen, off_url)
    return Menu(key, label, _items(f"{off_url}{'&' if '?' in off_url else '?'}{key}=", options, counts))


_IDS = {"employer", "tag", "via"}


def _items(url: str, options: Mapping[str, str], counts: Mapping[str, int] | None) -> SafeString:
    """The options of a menu. Up to three hundred a page: as a loop of the template they cost as much as the rows."""
    url = escape(url)  # once; what follows it is an id or one of our own words
    numbers = {key: f'<span class="aq-h__n ms-auto">{number}</span>' for key, number in (counts or {}).items()}
    return SafeString(
        "".join(
            f'<li><a class="aq-menu__item" href="{url}{key}" hx-get="{url}{key}"><span class="text-truncate">'
            f"{escape(text)}</span>{numbers.get(key, '')}</a></li>"
            for key, text in options.items()
        )
    )


def tag_options(summary: Summary) -> SafeString:
    """What is offered while a tag is typed."""
    return SafeString("".join(f'<option value="{escape(name)}"></option>' for name in summary.tags.values()))


def kept_views(query: PeopleQuery, summary: Summary) -> list[Choice]:
    """The lists that the owner keeps under a name, by name; an address like any other."""
    here = query.address()
    return [
        Choice(f"kept-{n}", name, f"{address_of('contacts:list')}?{address}", address == here)
        for n, (name, address) in enumerate(sorted(summary.views.items(), key=lambda view: view[0].casefold()))
    ]


def in_words(query: PeopleQuery, summary: Summary) -> str:
    """What narrows the list: "Waiting, Tag: Ward, “kwon”"; empty for everyone."""
    view = [] if query.view == "everyone" else [VIEWS[query.view][0]]
    chosen = [f"{f.label}: {f.chosen}" for f in filters(query, summary) if f.chosen]
    return ", ".join([*view, *chosen, *([f"“{query.q}”"] if query.q else [])])


def without_strangers(query: PeopleQuery, summary: Summary) -> tuple[PeopleQuery, list[str]]:
    """The query without ids of employers, tags or people that are not the owner's, and which those were."""
    known = {"employer": summary.employers, "tag": summary.tags, "via": summary.introducers}
    strangers = [key for key, ids in known.items() if getattr(query, key) and str(getattr(query, key)) not in ids]
    return (query.having(**dict.fromkeys(strangers)) if strangers else query), strangers


def columns(query: PeopleQuery) -> dict[str, Column]:
    """The heads that order the list; the one in force turns around."""
    found = {}
    for key, label in {"name": "Person", "stage": "Stage", "touch": "Last touch", "next": "Next step"}.items():
        current = query.sort == key
        turned = current and not query.reverse
        falling = (key == "touch") != query.reverse
        direction = ("descending" if falling else "ascending") if current else "none"
        found[key] = Column(label, url_of(query.having(sort=key, reverse=turned)), direction)
    return found


def orders(query: PeopleQuery) -> list[Choice]:
    """The same for the phone, where the list has no heads."""
    return [
        Choice(
            key, f"By {label}", url_of(query.having(sort=key, reverse=False)), query.sort == key and not query.reverse
        )
        for key, label in SORT_LABELS.items()
    ]


def page_url(query: PeopleQuery, cursor: Cursor | None) -> str:
    """The address of a neighboring page; empty where there is none."""
    return url_of(query.having(cursor=cursor)) if cursor else ""


def note_about(odd: Iterable[str]) -> str:
    """What to say about parts of an address that make no sense; empty if there are none."""
    named = list(dict.fromkeys(FIELDS.get(name, name) for name in odd))
    if not named:
        return ""
    return f"This address asks for something we don’t know ({', '.join(named)}), so that part is left out."
