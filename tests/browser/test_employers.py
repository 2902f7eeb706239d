"""Employers in a real browser: how much one would like to work there is said in the row, by keyboard."""

import pytest
from playwright.sync_api import expect

from apps.contacts.models import Employer
from apps.contacts.services import find_or_create_employer
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_motivation_is_said_in_the_row_by_keyboard_and_the_focus_stays(signed_in, page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    lena = UserFactory()
    ContactFactory(owner=lena, employer="Corvane Health")
    employer = find_or_create_employer(actor=lena, name="Corvane Health")
    find_or_create_employer(actor=lena, name="Tidewell")
    signed_in(lena, "/people/employers/")
    row = page.locator(f"#employer-{employer.pk}")

    most = page.locator(f"#rate-{employer.pk}-3")
    page.locator(f"#rate-{employer.pk}-2").check()  # htmx sends it; the row comes back
    expect(row).to_have_class("is-wished")
    expect(page.locator("#view-wish")).to_contain_text("1")
    page.locator(f"#rate-{employer.pk}-2").focus()
    page.keyboard.press("ArrowRight")
    expect(most).to_be_checked()
    expect(most).to_be_focused()
    expect(page.locator(".htmx-request")).to_have_count(0)

    row.get_by_role("button", name="Take Corvane Health off").click()
    expect(page.locator("#view-wish")).to_contain_text("0")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(row).to_have_class("is-wished")
    page.locator("#wish").fill("Lumen Mutual, 2")
    page.keyboard.press("Enter")
    expect(page.locator("#employer-rows tr")).to_have_count(3)
    expect(page.locator("#wish")).to_be_focused()
    assert Employer.objects.get(pk=employer.pk).motivation == 3
    assert said == []
