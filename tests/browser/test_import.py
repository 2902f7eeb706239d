"""The import in a real browser, with the service standing in for the worker."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from apps.contacts.models import Contact
from apps.contacts.services import imports
from tests.contacts.imports.files import NOEMI, SOF, YUKI, linkedin
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.django_db(transaction=True)]
NO_NAME = ["", "", "", "", "St. Brannoc Hospital", "Clinical Analyst", ""]
IMRE = ["Imre", "Szabo", "", "imre.szabo(at)halden.example", "Halden Imaging", "Human Factors", "14 Mar 2025"]
ROWS = [NOEMI, SOF, YUKI, NO_NAME, IMRE, [*NOEMI[:2], NOEMI[2] + "-2", "", "Fernbank", "Lead", "03/04/25"]]
AXE_TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def lena(db):
    lena = UserFactory()
    ContactFactory(owner=lena, given_name="Yuki", family_name="Tanabe", email=YUKI[3], title="Service designer")
    ContactFactory(owner=lena, given_name="Sofia", family_name="Brandt", employer="Tidewell, Inc.")
    return lena


def upload(page, *rows):
    file = {"name": "Connections.csv", "mimeType": "text/csv", "buffer": linkedin(*rows)}
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


def violations(page):
    found = Axe().run(page, options=AXE_TAGS).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]


def work():
    imports.run_pending(clock=timezone.now, budget=timedelta(seconds=60))


def test_a_file_becomes_people_and_can_be_taken_back(signed_in, lena):
    page = signed_in(lena, "/people/import/")
    upload(page, *ROWS)

    # Decide: keep mine, a name, an address, the order of dates.
    yuki = page.get_by_role("group", name="Yuki Tanabe")
    yuki.get_by_role("button", name="Keep mine").click()
    expect(yuki.get_by_role("button", name="Keep mine")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Name for line 8").fill("Ruth Adler")
    page.get_by_label("Name for line 8").press("Enter")
    expect(page.locator("#import-rows")).to_contain_text("Ruth Adler")
    expect(page.get_by_label("E-mail for Imre Szabo")).to_have_value("imre.szabo@halden.example")
    page.get_by_label("E-mail for Imre Szabo").press("Enter")
    expect(page.get_by_label("E-mail for Imre Szabo")).to_have_count(0)
    page.get_by_role("button", name="April 3").click()
    expect(page.locator("#import-rows")).not_to_contain_text("03/04/25")
    expect(yuki.get_by_role("button", name="Keep mine")).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []

    page.get_by_role("button", name="Import 4 people").click()
    expect(page.get_by_text("You can leave this page. It goes on.")).to_be_visible()
    assert violations(page) == []
    work()

    expect(page.get_by_role("heading", name="4 people were added")).to_be_visible()
    assert violations(page) == []
    assert Contact.objects.get(given_name="Imre").email == "imre.szabo@halden.example"

    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("Taking the import back")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="4 changes were taken back")).to_be_visible()
    assert Contact.objects.count() == 2


def test_columns_can_be_changed_in_place(signed_in, lena):
    page = signed_in(lena, "/people/import/")
    upload(page, NOEMI)

    page.get_by_label("Position becomes").focus()
    page.get_by_label("Position becomes").select_option("Don’t import")

    expect(page.locator("#import-rows")).not_to_contain_text("UX Researcher")
    expect(page.get_by_label("Position becomes")).to_be_focused()


def test_a_wrong_file_is_refused_beside_the_field(signed_in, lena):
    page = signed_in(lena, "/people/import/")

    page.get_by_label("Your file").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"<html><p>"})
    page.get_by_role("button", name="Check the file").click()

    expect(page.get_by_text("This is a web page, not a list.")).to_be_visible()
    expect(page.get_by_label("Your file")).to_be_focused()
    assert violations(page) == []


def test_more_rows_come_in_place(signed_in, lena):
    page = signed_in(lena, "/people/import/")
    upload(page, *([f"P{n}", f"L{n}", f"https://www.linkedin.com/in/p{n}", "", "", "", ""] for n in range(40)))
    expect(page.locator("#import-foot")).to_contain_text("25 of 40 shown")

    page.get_by_role("link", name="Show more").click()

    expect(page.locator("#import-rows > li")).to_have_count(40)
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)


def test_who_leaves_is_not_called_back_when_the_import_ends(signed_in, lena):
    page = signed_in(lena, "/people/import/")
    upload(page, NOEMI)
    page.get_by_role("button", name="Import 1 person").click()
    polls, ways_out = [], []
    page.route("**/status/", lambda route: polls.append(route))
    page.route("**/people/", lambda route: ways_out.append(route))
    with page.expect_request("**/status/"):
        pass

    with page.expect_request("**/people/"):
        page.locator(".aq-crumb").get_by_role("link", name="People").click(no_wait_after=True)
    work()
    with page.expect_response("**/status/"):
        polls[0].continue_()
    ways_out[0].continue_()

    expect(page).to_have_url(re.compile("/people/$"))


def test_without_scripts_it_works_too(lena, live_server, new_context, client):
    client.force_login(lena)
    context = new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/people/import/")
    upload(page, NOEMI, YUKI)
    page.get_by_role("group", name="Yuki Tanabe").get_by_role("button", name="Keep mine").click()
    page.get_by_label("Position becomes").select_option("Don’t import")
    page.get_by_role("button", name="Update the preview").click()
    page.get_by_role("button", name="Import 1 person").click()
    work()
    page.reload()

    expect(page.get_by_role("heading", name="1 person was added")).to_be_visible()
    assert Contact.objects.get(given_name="Noemi").title == ""
