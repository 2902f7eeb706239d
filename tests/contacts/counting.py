"""Counting the queries of a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def literal_queries(number: int) -> Iterator[None]:
    """Exactly `number` statements, session and user included."""
    with CaptureQueriesContext(connection) as captured:
        yield
    statements = [query["sql"] for query in captured.captured_queries]
    assert len(statements) == number, "\n\n".join(statements)
