"""Search by keyboard alone: open, find, open or write, close; the single keys; the page without scripts."""

import pytest
from playwright.sync_api import expect

from apps.contacts.services import save_private_note
from tests.browser.test_shell import problems
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def marcus():
    person = ContactFactory(owner=UserFactory(), given_name="Marcus", family_name="Oyelaran", now=NOW)
    save_private_note(actor=person.owner, contact=person, body="Left the ward for computers")
    return person


def test_find_write_and_leave_by_keyboard(marcus, signed_in, live_server):
    page = signed_in(marcus.owner, "/people/")
    chosen = page.locator("#palette-list [aria-selected=true]")

    page.keyboard.press("/")
    page.keyboard.type("compu")
    expect(chosen).to_contain_text("Left the ward for computers")
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search or do")).to_be_hidden()

    page.keyboard.press("Control+k")
    page.keyboard.type("marc")
    expect(chosen).to_contain_text("Marcus Oyelaran")
    with page.expect_request(lambda request: f"/new/{marcus.pk}/" in request.url):
        page.keyboard.press("Control+Enter")


def test_question_mark_shows_the_keys_and_n_and_l_lead_where_they_say(marcus, signed_in, live_server):
    page = signed_in(marcus.owner, "/people/")
    keys = page.get_by_role("dialog", name="Keys")

    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    assert problems(page) == []
    page.keyboard.press("n")  # nothing happens behind an open sheet
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    page.keyboard.press("l")
    expect(page).to_have_url(f"{live_server.url}/log/")
    page.get_by_label("Who was it?").press_sequentially("n?/l")
    expect(page).to_have_url(f"{live_server.url}/log/")
    expect(keys).to_be_hidden()
