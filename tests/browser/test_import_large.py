"""A large file in a real browser with a real worker: it can be watched, left and taken back."""

import os
import re
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from playwright.sync_api import expect

from apps.contacts.models import Contact, Employer, ImportJob, PrivateNote, Tag, Touch
from tests.contacts.imports.files import YUKI, many
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
ROWS = int(os.environ.get("IMPORT_ROWS", "3000"))  # 30,000 by hand
PATIENCE = 1000 * max(60, ROWS // 50)
SHOTS = os.environ.get("IMPORT_SHOTS", "")


@pytest.fixture
def lena(db):
    lena = UserFactory()
    ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Service designer", tags=["Studio"])
    ContactFactory(owner=lena, given_name="First7", family_name="Last7", profile_url="https://linkedin.com/in/person-7")
    return lena


def everything(owner):
    """Every value of every row that an import can touch."""
    tables = {}
    for model in (Contact, Employer, Tag, Touch, PrivateNote):
        rows = model.objects.filter(owner=owner).order_by("pk").values()
        tables[model.__name__] = [{k: v for k, v in row.items() if k != "updated_at"} for row in rows]
    links = Contact.tags.through.objects.filter(contact__owner=owner)
    return tables | {"tags": sorted(links.values_list("contact_id", "tag_id"))}


def shoot(page, name):
    """Pictures at both widths and in both themes, when asked for."""
    if not SHOTS:
        return
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
            page.screenshot(path=f"{SHOTS}/{name}-{width}-{theme}.png", animations="disabled")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'light')")


@contextmanager
def kept_waiting():
    """The worker can't write people meanwhile; else a fast one is done before the page shows that it works."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Contact._meta.db_table} IN SHARE MODE")
        yield


def number(text):
    return int(re.search(r"([\d,]+)", text)[1].replace(",", ""))


def test_a_large_file_can_be_watched_left_and_taken_back(signed_in, live_server, lena, celery_processes):
    before = everything(lena)
    page = signed_in(lena, "/people/import/")
    shoot(page, "upload")
    page.get_by_label("Your file").set_input_files(
        {"name": "Connections.csv", "mimeType": "text/csv", "buffer": many(ROWS)}
    )
    page.get_by_role("button", name="Check the file").click()

    # The first rows are there at once, the worker reads on, the page follows by itself.
    expect(page.locator("#import-rows")).to_contain_text("First0 Last0")
    shoot(page, "reading")
    ready = page.get_by_role("button", name=re.compile(r"Import [\d,]+ people"))
    expect(ready).to_be_visible(timeout=PATIENCE)
    assert number(ready.inner_text()) == ROWS  # one of them is an update
    shoot(page, "check")

    bar = page.locator("#import-progress")
    with kept_waiting():
        ready.click()
        expect(bar).to_contain_text(re.compile(r"Importing: [\d,]+ of"), timeout=PATIENCE)
        shoot(page, "running")

        # Left, and come back to.
        page.goto(f"{live_server.url}/people/")
        job = ImportJob.objects.get()
        page.goto(f"{live_server.url}/people/import/{job.pk}/status/")
        expect(bar).to_contain_text("You can leave this page.")
    expect(page.get_by_role("heading", name=re.compile("people were added"))).to_be_visible(timeout=PATIENCE)
    assert Contact.objects.filter(owner=lena).count() == ROWS + 1
    shoot(page, "report")

    page.get_by_role("link", name="Undo this import").click()
    shoot(page, "undo")
    with kept_waiting():
        page.get_by_role("button", name="Undo the import").click()
        expect(page.get_by_text("Taking the import back")).to_be_visible()
    expect(page.get_by_role("heading", name="The import is undone")).to_be_visible(timeout=PATIENCE)
    shoot(page, "undone")

    assert everything(lena) == before
