"""The numbers around the people list, and what it can be filtered by. One statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from apps.accounts.models import User
from apps.contacts.models import Stage
from apps.contacts.models.saved import MOST_VIEWS
from apps.contacts.selectors import longlists
from apps.contacts.selectors.query import VIEWS, PeopleQuery

FACET_SIZE = 100
COUNTED = 1_000  # where the numbers around a list do not tell
Rows = list[tuple[str, str, str, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the whole list, and what it can be filtered by: id → name."""

    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by stage and circle
    archived: int = 0
    employers: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    introducers: Mapping[str, str] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)  # what the owner keeps: name → PeopleQuery.address()
    narrowed: tuple[PeopleQuery, int] | None = None  # that list, and how many it holds

    @property
    def stages(self) -> Counter[str]:
        """People by stage."""
        return self._by(0)

    @property
    def circles(self) -> Counter[str]:
        """People by circle."""
        return self._by(1)

    def _by(self, part: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for key, number in self.numbers.items():
            found[key[part]] += number
        return found

    def in_view(self, view: str) -> int:
        """How many people a segment holds."""
        return self.archived if view == "archived" else self._count(PeopleQuery(view=view))

    def matching(self, query: PeopleQuery) -> int | None:
        """How many people a list holds, if these numbers tell."""
        plain = PeopleQuery(view=query.view, circle=query.circle, stage=query.stage)
        if query.having(sort=plain.sort, reverse=False) != plain:
            return None
        if query.view == "archived":
            return None if query.is_filtered else self.archived
        return self._count(query)

    def counted(self, query: PeopleQuery) -> int | None:
        """How many a list by tag, employer or introducer holds; COUNTED + 1 for more than that."""
        return self.narrowed[1] if self.narrowed and self.narrowed[0] == _unsorted(query) else None

    def _count(self, query: PeopleQuery) -> int:
        return sum(
            number
            for (stage, circle), number in self.numbers.items()
            if stage in VIEWS[query.view][1] and query.stage in ("", stage) and query.circle in ("", circle)
        )

    @property
    def total(self) -> int:
        """Everyone who is not archived."""
        return sum(self.numbers.values())

    @property
    def asked(self) -> int:
        """Everyone beyond the bare list."""
        return self.total - self.stages[Stage.LISTED]

    @property
    def talked(self) -> int:
        """Everyone whom the owner has talked with, as far as the stage tells."""
        return sum(self.stages[stage] for stage in (Stage.TALKED, Stage.THANKED, Stage.TOUCH))


#: What takes longer the longer the list is: the numbers, and the first hundred employers and introducers by name.
_COUNTED = (
    """SELECT CASE WHEN archived_at IS NULL THEN 'current' ELSE 'archived' END, stage, circle, count(*)
         FROM contacts_contact WHERE owner_id = %(owner)s GROUP BY 1, 2, 3""",
    """SELECT 'employer', firm.id::text, firm.name, 0 FROM contacts_employer AS firm
        WHERE firm.owner_id = %(owner)s AND {employs_somebody} ORDER BY firm.name_key LIMIT %(most)s""",
    """SELECT 'via', id::text, trim(given_name || ' ' || family_name), 0 FROM contacts_contact
        WHERE owner_id = %(owner)s AND id IN (SELECT introducer_id FROM contacts_contact
                                               WHERE owner_id = %(owner)s AND archived_at IS NULL)
        ORDER BY sort_key, id LIMIT %(most)s""",
)
#: What is read anew each time.
_READ = (
    "SELECT 'tag', id::text, name, 0 FROM contacts_tag WHERE owner_id = %(owner)s ORDER BY name, id LIMIT %(most)s",
    "SELECT 'kept', query, name, 0 FROM contacts_savedview WHERE owner_id = %(owner)s LIMIT %(views)s",
)
#: What is chosen, which may stand behind the first hundred; only if it is the owner's.
_CHOSEN = {
    "employer": """SELECT 'employer', firm.id::text, firm.name, 0 FROM contacts_employer AS firm
        WHERE firm.owner_id = %(owner)s AND firm.id = %(employer)s AND {employs_somebody}""",
    "tag": "SELECT 'tag', id::text, name, 0 FROM contacts_tag WHERE owner_id = %(owner)s AND id = %(tag)s",
    "via": """SELECT 'via', person.id::text, trim(given_name || ' ' || family_name), 0 FROM contacts_contact AS person
        WHERE owner_id = %(owner)s AND id = %(via)s AND EXISTS
              (SELECT FROM contacts_contact AS other WHERE other.introducer_id = person.id
                  AND other.owner_id = %(owner)s AND other.archived_at IS NULL)""",
}
_EMPLOYS_SOMEBODY = """EXISTS (SELECT FROM contacts_contact AS person
    WHERE person.employer_id = firm.id AND person.owner_id = %(owner)s AND person.archived_at IS NULL)"""


def people_summary(user: User, query: PeopleQuery) -> Summary:
    """One statement for every number and every choice around the list.

    Of employers, tags and introducers it holds the first hundred by name, and whichever is chosen. What is counted may
    be a minute old for a long list (`longlists`).
    """
    chosen = {"employer": query.employer, "tag": query.tag, "via": query.via}
    parts = [*_READ, *(_CHOSEN[kind] for kind, pk in chosen.items() if pk)]
    counted: Rows | None = longlists.known(user, "summary")
    asked: dict[str, Any] = {"owner": user.pk, "most": FACET_SIZE, "views": MOST_VIEWS, **chosen}
    if any(chosen.values()) and not (query.q or query.level or query.industry):
        parts.append(_narrowed(query, asked))
    rows = _rows([*_COUNTED, *parts] if counted is None else parts, asked)
    summary = _summary([*(counted or []), *rows], query)
    if counted is None:
        about_list = [row for row in rows if row[0] not in ("tag", "kept", "narrowed")]
        longlists.keep(user, "summary", about_list, people=summary.total + summary.archived)
    longlists.keep_total(user, summary.total)
    return summary


#: What narrows a list that is counted here; the same as in `people_matching`.
_NARROWING = {
    "circle": "circle = %(circle)s",
    "stage": "stage = %(stage)s",
    "employer": "employer_id = %(employer)s",
    "via": "introducer_id = %(via)s",
    "tag": "EXISTS (SELECT FROM contacts_contact_tags WHERE contact_id = person.id AND tag_id = %(tag)s)",
}


#: Those with a tag of the owner, where nothing else narrows the list: the links are counted, and nobody is looked up
#: but the archived people, who are few.
_TAGGED = """contacts_contact_tags AS link
        WHERE tag_id = %(tag)s AND EXISTS (SELECT FROM contacts_tag WHERE id = %(tag)s AND owner_id = %(owner)s)
          AND NOT EXISTS (SELECT FROM contacts_contact AS off
              WHERE off.id = contact_id AND off.owner_id = %(owner)s AND off.archived_at IS NOT NULL)"""


def _narrowed(query: PeopleQuery, asked: dict[str, Any]) -> str:
    """The part that counts the list itself; its values are put into `asked`."""
    views = {"everyone": "archived_at IS NULL", "archived": "archived_at IS NOT NULL"}
    view = views.get(query.view, "archived_at IS NULL AND stage = ANY(%(stages)s)")
    given = {name: value for name in _NARROWING if (value := getattr(query, name))}
    asked.update(given, stages=[str(stage) for stage in VIEWS[query.view][1]], counted=COUNTED + 1)
    where = " AND ".join([view, *(_NARROWING[name] for name in given)])
    found = f"contacts_contact AS person WHERE owner_id = %(owner)s AND {where}"
    if query.view == "everyone" and list(given) == ["tag"]:
        found = _TAGGED
    return f"""SELECT 'narrowed', '', '', count(*)
        FROM (SELECT FROM {found} LIMIT %(counted)s) AS narrowed"""  # noqa: S608 -- our own words


def _unsorted(query: PeopleQuery) -> PeopleQuery:
    """The same people in no order, from the first page on."""
    return query.having(sort="next", reverse=False)


def _rows(parts: list[str], asked: dict[str, Any]) -> Rows:
    statement = " UNION ALL ".join(f"({part})" for part in parts)
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{employs_somebody}", _EMPLOYS_SOMEBODY), asked)
        found: Rows = cursor.fetchall()
    return found


def _summary(rows: Rows, query: PeopleQuery) -> Summary:
    narrowed = None
    numbers: dict[tuple[str, str], int] = {}
    views: dict[str, str] = {}
    archived = 0
    choices: dict[str, dict[str, str]] = {"employer": {}, "tag": {}, "via": {}}
    for kind, key, label, number in rows:
        if kind == "current":
            numbers[key, label] = number
        elif kind == "archived":
            archived += number
        elif kind == "kept":
            views[label] = key
        elif kind == "narrowed":
            narrowed = _unsorted(query), number
        else:
            choices[kind][key] = label
    return Summary(numbers, archived, choices["employer"], choices["tag"], choices["via"], views, narrowed)
