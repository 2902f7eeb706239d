"""The root question as SQL: what `students_visible_to` asks, written down once in a process.

Django takes longer to put that question together than PostgreSQL to answer it, and each page of the desk asks it. So
its text is kept, and nothing else: who asks and the moment are filled in each time, and the rows answer (CON-2).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access.scope import Student, visible_at

#: In a statement of `rows_of`: the rows of `students_visible_to`, with `center`, the name. Write `{SEEN} AS seen`.
SEEN = "(\x02seen\x03)"

_COLUMNS = ("id", "user_id", "center_id", "program", "level", "grant_id", "scope")
_NOBODY, _NEVER = UUID(int=0), datetime(1, 1, 1, tzinfo=UTC)

_STUDENTS = """
SELECT seen.id, seen.user_id, seen.given_name, seen.family_name, seen.program, place.cohort_id, place.name,
       seen.center_id, seen.center, seen.level, seen.grant_id, seen.scope
  FROM (SELECT seen.*, who.given_name, who.family_name
          FROM {seen} AS seen JOIN accounts_user AS who ON who.id = seen.user_id {which}) AS seen
  LEFT JOIN LATERAL (
    SELECT place.cohort_id, cohort.name FROM centers_cohortstudent AS place
      JOIN centers_cohort AS cohort ON cohort.id = place.cohort_id
     WHERE place.membership_id = seen.id ORDER BY cohort.by_rule, place.id LIMIT 1) AS place ON TRUE
 ORDER BY seen.given_name, seen.family_name, seen.id
"""


def students_seen(viewer: User, which: str, asked: Mapping[str, object] | None = None) -> list[Student]:
    """The students of `students_visible_to` that `which` leaves (`WHERE …`, SQL about `seen` and `who`), by name."""
    return [Student.of_row(row) for row in rows_of(viewer, _STUDENTS.format(seen=SEEN, which=which), asked)]


def seen_by(viewer: User, membership_id: UUID) -> Student | None:
    """One student as `viewer` stands to them; None for who may not even know of them."""
    return next(iter(students_seen(viewer, "WHERE seen.id = %(membership)s", {"membership": membership_id})), None)


def rows_of(viewer: User, sql: str, asked: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a statement about `SEEN`; %(viewer)s and %(now)s are known to it beside what is `asked`."""
    given: dict[str, Any] = {"viewer": viewer.pk, "now": timezone.now(), **(asked or {})}
    with connection.cursor() as cursor:
        cursor.execute(_whole(sql), given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _whole(sql: str) -> str:
    return sql.replace(SEEN, _seen())


@cache
def _seen() -> str:
    """The text, made for nobody at no moment, with names in the places of these two."""
    question = visible_at(User(pk=_NOBODY), _NEVER).values(*_COLUMNS, "center__name")
    sql, given = question.query.sql_with_params()
    places = tuple(_place(value) for value in given)
    columns = ", ".join((*_COLUMNS, "center"))
    return f"(SELECT * FROM ({sql % places}) AS asked ({columns}))"  # noqa: S608 -- Django made it


def _place(value: object) -> str:
    """What stands in the text for a parameter of the question: all but the two are words of ours."""
    if value == _NOBODY:
        return "%(viewer)s"
    if value == _NEVER:
        return "%(now)s"
    if isinstance(value, int):
        return str(value)
    word = str(value)
    if not word.replace("_", "").replace("+", "").replace("-", "").isalnum():
        raise ValueError(word)
    return f"'{word}'"
