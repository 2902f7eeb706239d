"""The list of employers: what an address asks for, one page of it by keyset, and the numbers around it."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.employernames import employer_key
from apps.contacts.likelysame import LikelySame, Named, likely_same
from apps.contacts.models import Contact, Employer, EmployerAlias, EmployerQuerySet, EmployersApart
from apps.contacts.selectors.employers import ADVOCACY, SCORE

PAGE_SIZE = 50
COMPARED = 3_000  # so many of the newest employers are looked at for likeness
#: Key → label of the segments above the list.
VIEWS = {"all": "All", "wish": "You’d like to work there", "known": "Someone there", "nobody": "Nobody yet"}
SORTS = {"rank": "your order", "name": "name", "people": "people", "talks": "talks"}
POSTINGS = {"yes": "A job is posted", "no": "Nothing posted", "open": "Not looked yet"}
_THERE = Contact.objects.filter(employer=OuterRef("pk"), archived_at=None)


@dataclass(frozen=True, slots=True)
class EmployerCursor:
    """A place between two rows: the sorted number and the key of the name beside it, which no other employer has."""

    value: int
    key: str
    backwards: bool = False

    def encode(self) -> str:
        """As it stands in an address."""
        return base64.urlsafe_b64encode(json.dumps([self.value, self.key]).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, *, backwards: bool) -> EmployerCursor:
        """The cursor of an address; ValueError for anything that `encode` did not make."""
        try:
            value, key = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            if type(value) is not int or not isinstance(key, str) or b"\x00" in key.encode() or abs(value) > 10**9:
                raise ValueError("not ours")
        except (binascii.Error, TypeError, RecursionError, ValueError) as error:
            raise ValueError("not a cursor") from error
        return cls(value, key, backwards)


@dataclass(frozen=True, slots=True)
class EmployerQuery:
    """Which employers, in which order, from where. Made from an address by `forms.read_employer_query`."""

    view: str = "all"
    q: str = ""
    industry: str = ""
    sector: str = ""
    posting: str = ""
    sort: str = "rank"
    reverse: bool = False
    cursor: EmployerCursor | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the view narrows the list."""
        return any((self.q, self.industry, self.sector, self.posting))

    @property
    def is_plain(self) -> bool:
        """The list as it opens."""
        return self == EmployerQuery()

    def having(self, **changes: Any) -> EmployerQuery:
        """The same from its first page on, with `changes`."""
        return replace(self, **{"cursor": None, **changes})

    def params(self) -> dict[str, str]:
        """What an address needs to say; nothing that is so by itself."""
        given = {
            "view": "" if self.view == "all" else self.view,
            "q": self.q,
            "industry": self.industry,
            "sector": self.sector,
            "posting": self.posting,
            "sort": ("-" if self.reverse else "") + self.sort if self.reverse or self.sort != "rank" else "",
        }
        if self.cursor:
            given["before" if self.cursor.backwards else "after"] = self.cursor.encode()
        return {key: value for key, value in given.items() if value}

    def address(self) -> str:
        """What comes behind the `?` of the list's address, its page left out."""
        return urlencode(self.having().params())


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """One page, and the cursors of its neighbors. Employers carry `advocacy` and `talks`."""

    employers: list[Employer]
    earlier: EmployerCursor | None
    later: EmployerCursor | None


def employer_page(user: User, query: EmployerQuery, talks: Any) -> EmployerPage:
    """One page by keyset, without offset or count. `talks` is the expression that counts the talks held there.

    Every order rises: what comes biggest first is compared by its negative. The name decides between equals.
    """
    employers = employers_matching(user, query).annotate(advocacy=ADVOCACY, talks=talks).annotate(key=_key(query.sort))
    cursor = query.cursor
    backwards = bool(cursor and cursor.backwards)
    if cursor:
        way = "gt" if query.reverse == backwards else "lt"
        beside = Q(key=cursor.value, **{f"name_key__{way}": cursor.key})
        employers = employers.filter(Q(**{f"key__{way}": cursor.value}) | beside)
    sign = "" if query.reverse == backwards else "-"
    found = list(employers.order_by(f"{sign}key", f"{sign}name_key").defer("notes")[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    has_earlier, has_later = (more, True) if backwards else (cursor is not None, more)
    return EmployerPage(
        employers=found,
        earlier=_cursor_of(found[0], backwards=True) if found and has_earlier else None,
        later=_cursor_of(found[-1]) if found and has_later else None,
    )


def _key(sort: str) -> Any:
    if sort == "rank":
        return -SCORE
    if sort == "talks":
        return -F("talks")
    if sort == "people":
        counted = _THERE.order_by().values("employer").annotate(n=Count("pk")).values("n")
        return -Coalesce(Subquery(counted), 0, output_field=IntegerField())
    return Value(0, IntegerField())


def _cursor_of(employer: Employer, *, backwards: bool = False) -> EmployerCursor:
    return EmployerCursor(int(vars(employer)["key"]), employer.name_key, backwards)


def one_employer(user: User, employer: Employer, talks: Any) -> Employer:
    """The same employer as a row of the list reads it."""
    return Employer.objects.visible_to(user).annotate(advocacy=ADVOCACY, talks=talks).get(pk=employer.pk)


def employers_matching(user: User, query: EmployerQuery) -> EmployerQuerySet:
    """The user's own whom `query` asks for, on whichever page."""
    employers = Employer.objects.visible_to(user)
    if query.view == "wish":
        employers = employers.wished()
    elif query.view in ("known", "nobody"):
        employers = employers.filter(Exists(_THERE) if query.view == "known" else ~Exists(_THERE))
    if query.q:
        employers = employers.filter(_called(query.q))
    if query.posting:
        employers = employers.filter(posting="" if query.posting == "open" else query.posting)
    if query.sector:
        employers = employers.filter(sector=query.sector)
    return employers.filter(industry=query.industry) if query.industry else employers


def _called(text: str) -> Q:
    """Every word stands in the name, or in another name of the same employer."""
    words = (employer_key(text) or names.fold(text)).split()[:6]
    alias = EmployerAlias.objects.filter(employer=OuterRef("pk"))
    name = Q()
    for word in words:
        name &= Q(name_key__contains=word)
        alias = alias.filter(name_key__contains=word)
    return name | Q(Exists(alias)) if words else Q()


@dataclass(frozen=True, slots=True)
class EmployerSummary:
    """The numbers of the segments, and what the list can be filtered by."""

    views: dict[str, int] = field(default_factory=dict)
    industries: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    postings: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All employers."""
        return self.views.get("all", 0)


def employer_summary(user: User) -> EmployerSummary:
    """One statement for all numbers and choices around the list."""
    groups = (
        Employer.objects.visible_to(user)
        .order_by()
        .values("industry", "sector", "posting")
        .annotate(
            all=Count("pk"),
            wish=Count("pk", filter=Q(wished_at__isnull=False)),
            known=Count("pk", filter=Exists(_THERE)),
        )
    )
    numbers: Counter[str] = Counter()
    industries: Counter[str] = Counter()
    sectors, postings = set(), set()
    for group in groups:
        numbers.update({name: group[name] for name in ("all", "wish", "known")})
        industries[group["industry"]] += group["all"]
        sectors.add(group["sector"])
        if group["wish"]:
            postings.add(group["posting"] or "open")
    views = {**numbers, "nobody": numbers["all"] - numbers["known"]}
    return EmployerSummary(
        views=views,
        industries=sorted((i for i, _ in industries.most_common(60) if i), key=str.casefold),
        sectors=[s for s in Employer.Sector.values if s in sectors],
        postings=[p for p in POSTINGS if p in postings],
    )


def likely_same_employers(user: User, limit: int = 3) -> list[LikelySame]:
    """Pairs among the newest employers that may be one, the surest first. Three queries."""
    newest = Employer.objects.visible_to(user).order_by("-id").values_list("id", "name", "website")[:COMPARED]
    employers = [Named(*row) for row in newest]
    if len(employers) < 2:
        return []
    pairs = EmployersApart.objects.filter(owner=user).values_list("one_id", "other_id")
    apart = [frozenset(pair) for pair in pairs]
    found = likely_same(employers, domains=_domains(user), apart=apart)
    return [pair for pair, _ in zip(found, range(limit), strict=False)]


_DOMAINS = """
SELECT split_part(lower(email), '@', 2) AS domain, array_agg(DISTINCT employer_id)
FROM contacts_contact
WHERE owner_id = %s AND email <> '' AND employer_id IS NOT NULL AND archived_at IS NULL
GROUP BY 1 HAVING count(DISTINCT employer_id) BETWEEN 2 AND 4 ORDER BY 1 LIMIT 100
"""


def _domains(user: User) -> dict[str, list[UUID]]:
    """Domains at which people of few employers have addresses."""
    with connection.cursor() as cursor:
        cursor.execute(_DOMAINS, [user.pk])
        return dict(cursor.fetchall())
