"""Counting the queries of a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def literal_queries(number: int) -> Iterator[None]:
    """Exactly `number` statements, session and user included.

    The sessions list keeps "last seen" in a savepoint of its own, which is not the page's doing.
    """
    with CaptureQueriesContext(connection) as captured:
        yield
    statements, inside = [], False
    for sql in (query["sql"] for query in captured.captured_queries):
        if sql.startswith("SAVEPOINT"):
            inside = True
        elif sql.startswith("RELEASE"):
            inside = False
        elif not inside and "usersessions" not in sql:
            statements.append(sql)
    assert len(statements) == number, "\n\n".join(statements)
