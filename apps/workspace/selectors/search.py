"""Search over everything of one owner: people, employers, talks, notes and steps. One statement.

Each part is found by an index of its own that begins with the owner or holds trigrams: a hit and none cost about the
same. A part stands in a CTE without a limit, so that the plan is made for all of its rows (an index); it is read from
lazily, so that no more rows are fetched than are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.contacts import names

MOST_WORDS = 6
SHORTEST = 3  # letters that a trigram needs
_READ = 200  # candidates that are ranked
GROUPS = ("people", "employers", "talks", "notes", "steps")


@dataclass(frozen=True, slots=True)
class Face:
    """Who a hit is about; what `avatar` and `stage` take."""

    id: UUID
    name: str
    stage: str = ""
    can_write: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `text` is what it says, `kind` a touch's kind or a talk's state."""

    id: UUID
    title: str
    text: str = ""
    kind: str = ""
    at: datetime | None = None
    person: Face | None = None


@dataclass(slots=True)
class Found:
    """Hits by group, and for which groups there are more."""

    hits: dict[str, list[Hit]] = field(default_factory=lambda: {group: [] for group in GROUPS})
    more: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return any(self.hits.values())


def words_of(query: str) -> list[str]:
    """What is looked for: up to six words, as typed."""
    return names.clean(query).split()[:MOST_WORDS]


def search(user: User, query: str, limits: dict[str, int]) -> Found:
    """The best of each group in `limits`, as many as it says. Nothing for an empty query."""
    words = words_of(query)
    found = Found()
    if not words:
        return found
    params = _params(user, words, limits)
    parts = [_PARTS[group](words) for group in GROUPS if group in limits]
    with connection.cursor() as cursor:
        either = " UNION ALL ".join(f"SELECT * FROM ({part}) part" for part in parts)  # noqa: S608 -- our own words
        cursor.execute(_FOUND.format(people=_people(words)) + either, params)
        rows = cursor.fetchall()
    for group, _, pk, title, text, kind, at, person_id, given, family, stage, unwanted in sorted(rows, key=_order):
        face = Face(person_id, f"{given} {family}".strip(), stage, not unwanted) if person_id else None
        if len(found.hits[group]) < limits[group]:
            found.hits[group].append(Hit(pk, title, text, kind, at, face))
        else:
            found.more.add(group)
    return found


def _order(row: tuple[Any, ...]) -> tuple[int, int]:
    return GROUPS.index(row[0]), row[1]


def _params(user: User, words: list[str], limits: dict[str, int]) -> dict[str, Any]:
    folded = [names.fold(word) for word in words]
    start = " ".join(folded)
    return {
        "owner": user.pk,
        "start": f"{_escaped(start[:40])}%",
        "from": start,
        "until": f"{start}\U0010ffff",
        **{f"folded{n}": f"%{_escaped(word)}%" for n, word in enumerate(folded)},
        **{f"word{n}": f"%{_escaped(word)}%" for n, word in enumerate(words)},
        **{f"most_{group}": limits.get(group, 0) + 1 for group in GROUPS},
    }


def _escaped(text: str) -> str:
    """For LIKE: what is typed stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _all_of(words: list[str], column: str, name: str = "word", like: str = "ILIKE") -> str:
    """Every word stands in `column`; false where no word is long enough for the index to help."""
    if not any(len(word) >= SHORTEST for word in words):
        return "false"
    return " AND ".join(f"{column} {like} %({name}{n})s" for n in range(len(words)))


_FOUND = """
WITH starts AS MATERIALIZED (
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL
        AND left(search_text, 40) LIKE %(start)s ORDER BY left(search_text, 40) USING ~<~ LIMIT %(most_people)s)
    UNION
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL
        AND sort_key >= %(from)s AND sort_key < %(until)s ORDER BY sort_key LIMIT %(most_people)s)
), contains AS MATERIALIZED ({people}), person AS MATERIALIZED (
    SELECT id, min(rank) AS rank FROM (
        SELECT id, 0 AS rank FROM starts UNION ALL (SELECT id, 1 FROM contains LIMIT 200)
    ) either GROUP BY id
)
"""


def _people(words: list[str]) -> str:
    fits = _all_of(words, "search_text", "folded", "LIKE")
    return f"SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL AND {fits}"  # noqa: S608


_FACE = "c.id, c.given_name, c.family_name, c.stage, c.do_not_contact"
_NOBODY = "NULL::uuid, '', '', '', false"


def _people_part(words: list[str]) -> str:
    del words
    return f"""SELECT 'people', row_number() OVER (ORDER BY person.rank, c.sort_key, c.id), c.id,
        trim(c.given_name || ' ' || c.family_name), coalesce(e.name, c.title), '', NULL::timestamptz, {_FACE}
        FROM person JOIN contacts_contact c ON c.id = person.id LEFT JOIN contacts_employer e ON e.id = c.employer_id
        ORDER BY 2 LIMIT %(most_people)s"""  # noqa: S608 -- our own words


def _employers_part(words: list[str]) -> str:
    """By the first letters of the name, by parts of it, and by other names."""
    own = "SELECT id, name FROM contacts_employer WHERE owner_id = %(owner)s"
    alias = "SELECT employer_id FROM contacts_employeralias WHERE owner_id = %(owner)s"
    begins = "name_key >= %(from)s AND name_key < %(until)s"
    return f"""WITH named AS MATERIALIZED ({own} AND {_all_of(words, "name")}),
        called AS MATERIALIZED ({alias} AND {_all_of(words, "name")})
        SELECT 'employers', row_number() OVER (ORDER BY min(f.rank), f.name, f.id), f.id, f.name, '', '',
        NULL::timestamptz, {_NOBODY} FROM (
            (SELECT 0 AS rank, id, name FROM ({own} AND {begins} ORDER BY name_key LIMIT %(most_employers)s) b)
            UNION ALL (SELECT 1, id, name FROM named LIMIT {_READ})
            UNION ALL (SELECT 1, e.id, e.name FROM (SELECT employer_id FROM called LIMIT {_READ}) a
                JOIN contacts_employer e ON e.id = a.employer_id)
        ) f GROUP BY f.id, f.name ORDER BY 2 LIMIT %(most_employers)s"""  # noqa: S608 -- our own words


def _talks_part(words: list[str]) -> str:
    """Talks with the people who were found, and those in which something was said that fits."""
    return f"""WITH said AS MATERIALIZED (
            SELECT interview_id, text FROM interviews_takeaway
            WHERE owner_id = %(owner)s AND {_all_of(words, "text")}
        )
        SELECT 'talks', row_number() OVER (ORDER BY t.starts_at DESC, t.id), t.id,
            trim(c.given_name || ' ' || c.family_name), coalesce(min(f.text), ''), t.state, t.starts_at, {_FACE}
        FROM (
            SELECT id, NULL AS text FROM interviews_interview
                WHERE owner_id = %(owner)s AND contact_id IN (SELECT id FROM person)
            UNION ALL (SELECT interview_id, text FROM said LIMIT {_READ})
        ) f JOIN interviews_interview t ON t.id = f.id AND t.state <> 'cancelled'
        JOIN contacts_contact c ON c.id = t.contact_id AND c.archived_at IS NULL
        GROUP BY t.id, c.id ORDER BY 2 LIMIT %(most_talks)s"""  # noqa: S608 -- our own words


def _notes_part(words: list[str]) -> str:
    """The private notes and what was logged, imported lines aside (the condition is that of the index)."""
    if not any(len(word) >= SHORTEST for word in words):
        fits = "false"
    else:
        fits = " AND ".join(f"(summary ILIKE %(word{n})s OR body ILIKE %(word{n})s)" for n in range(len(words)))
    return f"""WITH kept AS MATERIALIZED (
            SELECT id, body, contact_id, updated_at FROM contacts_privatenote
            WHERE owner_id = %(owner)s AND {_all_of(words, "body")}
        ), logged AS MATERIALIZED (
            SELECT id, summary, body, kind, contact_id, occurred_at FROM contacts_touch
            WHERE owner_id = %(owner)s AND NOT (kind = 'added')
            AND NOT (summary IN ('Connected on LinkedIn', 'First met')) AND {fits}
        )
        SELECT 'notes', row_number() OVER (ORDER BY f.at DESC, f.id), f.id,
            trim(c.given_name || ' ' || c.family_name), f.text, f.kind, f.at, {_FACE}
        FROM (
            (SELECT id, body AS text, '' AS kind, contact_id, updated_at AS at FROM kept LIMIT {_READ})
            UNION ALL (SELECT id, trim(summary || ' ' || body), kind, contact_id, occurred_at FROM logged LIMIT {_READ})
        ) f JOIN contacts_contact c ON c.id = f.contact_id AND c.archived_at IS NULL
        ORDER BY 2 LIMIT %(most_notes)s"""  # noqa: S608 -- our own words


def _steps_part(words: list[str]) -> str:
    return f"""WITH open AS MATERIALIZED (
            SELECT id, title, kind, due_at, contact_id FROM followups_followup
            WHERE owner_id = %(owner)s AND state = 'open' AND {_all_of(words, "title")}
        )
        SELECT 'steps', row_number() OVER (ORDER BY s.due_at, s.id), s.id, s.title, '', s.kind, s.due_at, {_FACE}
        FROM (SELECT * FROM open LIMIT {_READ}) s
        JOIN contacts_contact c ON c.id = s.contact_id AND c.archived_at IS NULL
        ORDER BY 2 LIMIT %(most_steps)s"""  # noqa: S608 -- our own words


_PARTS = {
    "people": _people_part,
    "employers": _employers_part,
    "talks": _talks_part,
    "notes": _notes_part,
    "steps": _steps_part,
}
