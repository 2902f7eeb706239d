"""An employer as a line of the list, and the links around the list: every word worked out before the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from apps.contacts.listing import Choice, Column, Filter
from apps.contacts.models import Contact, Employer
from apps.contacts.selectors.employerlist import (
    POSTINGS,
    SORTS,
    VIEWS,
    EmployerCursor,
    EmployerQuery,
    EmployerSummary,
)
from apps.contacts.selectors.employers import TALKED
from apps.core.dates import Reader

DOTS = 10
_STEP, _FIRST = 15, 7  # geometry of the design: circles of 5 on a grid of 15
MOTIVATIONS = ((0, "not sure yet"), (1, "a little"), (2, "a lot"), (3, "most of all"))


@dataclass(frozen=True, slots=True)
class Dot:
    """One person: talked with (t), asked (a) or on the list (l)."""

    kind: str
    x: int


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One line of the list, in the reader's words."""

    id: UUID
    name: str
    sub: str
    people: int
    people_words: str
    dots: list[Dot]
    width: int
    more: int
    talks: int
    is_wished: bool
    motivation: int
    advocacy: bool
    advocate: str
    advocate_id: UUID | None
    was_said: bool
    posting: str
    posting_words: str
    posting_day: str
    posting_url: str

    @property
    def motivations(self) -> list[tuple[int, str, bool]]:
        """(number, words, whether it is so) of each answer."""
        return [(n, words, self.is_wished and n == self.motivation) for n, words in MOTIVATIONS]


def employer_row(
    employer: Employer,
    counts: tuple[int, int, int],
    advocate: Contact | None,
    reader: Reader,
    now: datetime,
) -> EmployerRow:
    """The line of an employer that was read with `advocacy` and `talks`."""
    talked, asked, listed = counts
    kinds = ["t"] * talked + ["a"] * asked + ["l"] * listed
    dots = [Dot(kind, _FIRST + n * _STEP) for n, kind in enumerate(kinds[:DOTS])]
    sector = employer.get_sector_display() if employer.sector else ""
    posting = employer.posting
    return EmployerRow(
        id=employer.pk,
        name=employer.name,
        sub=", ".join(part for part in (employer.industry, sector) if part),
        people=len(kinds),
        people_words=people_words(talked, asked, listed),
        dots=dots,
        width=len(dots) * _STEP + 1,
        more=max(0, len(kinds) - DOTS),
        talks=vars(employer)["talks"],
        is_wished=employer.wished_at is not None,
        motivation=employer.motivation,
        advocacy=vars(employer)["advocacy"],
        advocate=advocate_words(advocate) if advocate else "",
        advocate_id=advocate.pk if advocate else None,
        was_said=employer.advocate_said is not None,
        posting=posting,
        posting_words={"yes": "Yes", "no": "No"}.get(posting, "Not looked yet"),
        posting_day=reader.date(employer.posting_on, now, short=True) if employer.posting_on else "",
        posting_url=employer.posting_url,
    )


def people_words(talked: int, asked: int, listed: int) -> str:
    """ "2 talked, 1 asked, 3 on the list"; "no one yet"."""
    parts = [(talked, "talked"), (asked, "asked"), (listed, "on the list")]
    return ", ".join(f"{n} {word}" for n, word in parts if n) or "no one yet"


def advocate_words(person: Contact) -> str:
    """Who would speak for the owner, and from where they know."""
    return f"{person.name}, talked" if person.stage in TALKED else person.name


def list_url(query: EmployerQuery) -> str:
    """The address of a list of employers."""
    params = query.params()
    return reverse("workspace:employers") + (f"?{urlencode(params)}" if params else "")


def segments(query: EmployerQuery, summary: EmployerSummary) -> list[Choice]:
    """The views above the list, each with its number."""
    return [
        Choice(key, label, list_url(query.having(view=key)), query.view == key, summary.views.get(key, 0))
        for key, label in VIEWS.items()
    ]


def filters(query: EmployerQuery, summary: EmployerSummary) -> list[Filter]:
    """Every filter that has something to choose."""
    sectors = dict(Employer.Sector.choices)
    industries = {i: i for i in [*summary.industries, query.industry] if i}
    given: list[tuple[str, str, Mapping[str, str]]] = [
        ("industry", "Industry", industries),
        ("sector", "Sector", {k: str(sectors[k]) for k in dict.fromkeys([*summary.sectors, query.sector]) if k}),
        ("posting", "Posting", {k: POSTINGS[k] for k in dict.fromkeys([*summary.postings, query.posting]) if k}),
    ]
    found = []
    for key, label, options in given:
        value = getattr(query, key)
        choices = [Choice(k, text, list_url(query.having(**{key: k})), k == value) for k, text in options.items()]
        chosen = next((c.label for c in choices if c.is_current), "")
        found.append(Filter(key, label, choices, chosen, list_url(query.having(**{key: ""}))))
    return [f for f in found if f.options]


def columns(query: EmployerQuery) -> dict[str, Column]:
    """The heads that order the list; the one in force turns around."""
    found = {}
    for key, label in {
        "name": "Employer",
        "people": "People",
        "talks": "Talks",
        "rank": "How much you’d like it",
    }.items():
        current = query.sort == key
        falling = (key != "name") != query.reverse
        direction = ("descending" if falling else "ascending") if current else "none"
        turned = current and not query.reverse
        found[key] = Column(label, list_url(query.having(sort=key, reverse=turned)), direction)
    return found


def orders(query: EmployerQuery) -> list[Choice]:
    """The same for the phone, where the list has no heads."""
    return [
        Choice(key, f"By {label}", list_url(query.having(sort=key, reverse=False)), query.sort == key)
        for key, label in SORTS.items()
    ]


def page_url(query: EmployerQuery, cursor: EmployerCursor | None) -> str:
    """The address of a neighboring page; empty where there is none."""
    return list_url(query.having(cursor=cursor)) if cursor else ""
