"""The bookmarklet in a browser: one click on somebody's page opens the filled form, and nothing is kept before."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from apps.contacts.models import Contact
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Ana Ruiz – Senior Nurse – Elm Park Clinic | LinkedIn"


def test_the_bookmarklet_opens_the_filled_form_in_a_small_window(signed_in):
    page = signed_in(UserFactory(), "/people/capture/tools/")
    link = page.get_by_role("link", name="Add to Acquaint")
    code = unquote(link.get_attribute("href").removeprefix("javascript:"))
    link.click()
    expect(page.locator("#toasts")).to_contain_text("Drag the button")

    page.evaluate("title => { document.title = title; history.replaceState({}, '', '/people/ana-ruiz😀') }", TITLE)
    page.evaluate("() => getSelection().removeAllRanges()")
    with page.expect_popup() as opened:
        page.evaluate(code)
    small = opened.value

    expect(small.get_by_label("Name", exact=True)).to_have_value("Ana Ruiz")
    expect(small.get_by_label("Role")).to_have_value("Senior Nurse")
    expect(small.get_by_label("Employer")).to_have_value("Elm Park Clinic")
    assert not Contact.objects.exists()
    small.get_by_role("button", name="Add to your people").click()
    expect(small.get_by_role("heading", level=1)).to_have_text("Ana Ruiz is on your list.")
    with small.expect_event("close"):
        small.get_by_role("button", name="Close this window").click()
    assert Contact.objects.get().source == "From a web page"
