"""The statement of a page of the list, put together once in a process for each shape of it.

Django takes longer to put such a statement together than PostgreSQL to answer it: a fifth of what the page costs. So
its text is kept, and nothing else: whose list it is, what is chosen and where the page begins are filled in each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.contacts.selectors.query import SORTS, Cursor, PeopleQuery

Page = Callable[[User, PeopleQuery], QuerySet[Any, tuple[Any, ...]]]
#: What stands in a text where a value belongs, by the name of the value; nothing that a list could ask for.
_HOLES: dict[str, Any] = {
    **{name: UUID(int=n) for n, name in enumerate(("owner", "employer", "tag", "via", "cursor_id"), start=1)},
    **{name: f"<{name}>" for name in ("circle", "stage")},
}
_BEGINS: dict[type, Any] = {datetime: datetime(1, 1, 1, tzinfo=UTC), str: "<value>", int: -1}
_NAMES = {hole: name for name, hole in _HOLES.items()} | dict.fromkeys(_BEGINS.values(), "cursor_value")
_SHAPES = 500  # kept; there are more, but few are ever asked for


def rows_of(page: Page, user: User, query: PeopleQuery) -> list[tuple[Any, ...]]:
    """The rows of `page(user, query)`. Searched words, level and industry are patterns: these are put together anew."""
    if query.q or query.level or query.industry:
        return list(page(user, query))
    cursor = query.cursor
    values: dict[str, Any] = {name: getattr(query, name) for name in ("employer", "tag", "via", "circle", "stage")}
    shape = replace(query, **{name: _HOLES[name] for name, value in values.items() if value})
    if cursor:
        begin = None if cursor.value is None else _BEGINS[SORTS[query.sort][2]]
        shape = replace(shape, cursor=Cursor(begin, _HOLES["cursor_id"], cursor.backwards))
        values |= {"cursor_id": cursor.id, "cursor_value": cursor.value}
    try:
        text, names = _text_of(page, shape)
    except EmptyResultSet:  # nobody can be on it
        return []
    values["owner"] = user.pk
    with connection.cursor() as db:
        db.execute(text, [values[name] if name else constant for name, constant in names])
        found: list[tuple[Any, ...]] = db.fetchall()
    return found


@lru_cache(_SHAPES)
def _text_of(page: Page, shape: PeopleQuery) -> tuple[str, list[tuple[str, Any]]]:
    """The text, and for each of its parameters the name of the value that belongs there, or what it always is."""
    text, parameters = page(User(pk=_HOLES["owner"]), shape).query.sql_with_params()
    names = [(_NAMES.get(parameter, ""), parameter) for parameter in parameters]
    wanted = {"owner"} | {name for name in ("employer", "tag", "via", "circle", "stage") if getattr(shape, name)}
    if shape.cursor:
        wanted |= {"cursor_id"} | ({"cursor_value"} if shape.cursor.value is not None else set())
    if {name for name, _ in names if name} != wanted:  # else a list would hold whom it must not
        raise LookupError(f"values missing from a page of people: {wanted}")
    return text, names
