"""A roster of several batches: what is written, and what is not. benchmarks/roster.py does it with 20,000 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.centers.services import roster
from tests.factories.accounts import NOW
from tests.factories.rosters import HEAD, LATER, take, undo, upload

pytestmark = pytest.mark.django_db
TABLES = ("rosterentry", "membership", "cohort", "cohortstudent", "caseload", "invitation")
COUNT = 700
LINES = [f"{n:06},s{n}@aldermere.example,Given{n},Family{n},HCI,,,active" for n in range(COUNT)]


def versions() -> dict[str, list[tuple[str, str]]]:
    """Every row of the roster's tables with the transaction and place of its last write."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT id::text, xmin::text || ctid::text FROM centers_{table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def test_case_16_the_same_file_again_writes_no_row_and_undo_restores_every_row(director):
    first = "\n".join([HEAD, *LINES])
    take(director, first)
    before = versions()

    again = upload(director, first, LATER)

    assert versions() == before
    assert not roster.has_work(again)
    assert not roster.apply_roster(actor=director.user, job=again, now=LATER)
    assert versions() == before

    facts = rows()
    changed = take(director, first.replace("HCI", "Law"), LATER)
    assert rows() != facts
    undo(changed, LATER)
    assert rows() == facts


def rows() -> list[tuple[object, ...]]:
    """What the roster says, but for when it was written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT external_id, email, given_name, family_name, program, status FROM centers_rosterentry ORDER BY 1"
        )
        return cursor.fetchall()


def test_a_batch_takes_the_same_statements_whatever_its_size(director):
    job = upload(director, "\n".join([HEAD, *LINES[:200]]))
    roster.apply_roster(actor=director.user, job=job, now=NOW)
    claim = roster.claim_import(now=NOW)
    counts = []

    for size in (20, 100):
        with CaptureQueriesContext(connection) as queries:
            roster.run_batch(claim, now=NOW, size=size)
        counts.append(len(queries))

    assert counts[0] == counts[1]
