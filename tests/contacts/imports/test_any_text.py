"""Any text in any cell arrives on the page as it was, and nothing in it is ever run."""

import html
import unicodedata
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Contact
from apps.contacts.services import imports
from tests.contacts.imports.files import HEADER, lines, linkedin
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
SIGNS = st.characters(exclude_categories=["Cs"])
CELL = st.text(SIGNS, max_size=60)
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def web(client):
    owner = UserFactory()
    client.force_login(owner)
    client.owner = owner
    return client


def as_kept(text):
    """What a cell says, told another way: composed letters, no control signs, single spaces."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c for c in text if c in "\t\n" or not ("\x00" <= c <= "\x1f" or c == "\x7f"))
    return " ".join(text.strip().split())


def carry_out(owner, data):
    job = imports.upload_people(actor=owner, filename="x.csv", chunks=[data], now=timezone.now())
    job.rows.filter(finding="damaged").update(action="add", chosen=True)  # as if the owner had pressed Add
    imports.start_import(actor=owner, job=job, now=timezone.now())
    imports.run_pending(clock=timezone.now, budget=timedelta(seconds=60))
    job.refresh_from_db()
    return job


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELL, min_size=4, max_size=4))
@example(["<script>alert(1)</script>", "{{ 7|add:7 }}{% now 'Y' %}", FORMULA, "\u202egnp.exe\x00\x1b[31m"])
@example(["\\N", "\\t\\n\\.", "a\tb\r\nc", "%s %(x)s {0}"])
@example(["“x”", "\ufeff", "\ufffd", "\x85\u2028\U0010ffff"])
def test_any_text_in_any_cell_is_on_the_page_as_it_was(web, cells):
    given_name, family_name, employer, title = cells
    row = ["N" + given_name, "F" + family_name, "", "", "E" + employer, "T" + title, ""]
    kept = [as_kept(cell) for cell in (row[0], row[1], row[4], row[5])]

    job = carry_out(web.owner, linkedin(row))

    assert job.status == "done"
    person = Contact.objects.filter(owner=web.owner).select_related("employer").get()
    assert [person.given_name, person.family_name, person.employer.name, person.title] == kept
    page = html.unescape(web.get(reverse("workspace:person", args=[person.pk])).content.decode())
    raw = web.get(reverse("workspace:person", args=[person.pk])).content.decode()
    assert f"{kept[0]} {kept[1]}" in page
    assert kept[3] in page
    assert "<script>alert" not in raw
    imports.undo_import(actor=web.owner, job=job, now=timezone.now())
    imports.run_pending(clock=timezone.now, budget=timedelta(seconds=60))
    assert not Contact.objects.filter(owner=web.owner).exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(SIGNS, max_size=30), min_size=7, max_size=8), min_size=1, max_size=8))
def test_any_file_of_any_cells_is_imported_and_taken_back_without_a_trace(web, rows):
    rows = [["x" + row[0], *row[1:]] for row in rows]

    job = carry_out(web.owner, lines(HEADER, *rows, header=None).encode())
    assert job.status in ("done", "check")  # nobody to import is an answer, too
    if job.status == "done":
        assert imports.undo_import(actor=web.owner, job=job, now=timezone.now())
        imports.run_pending(clock=timezone.now, budget=timedelta(seconds=60))

    assert not Contact.objects.filter(owner=web.owner).exists()
