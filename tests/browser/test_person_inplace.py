"""A line of a person by keyboard: opened, left with Escape, refused beside the field, saved with Enter."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from apps.contacts.models import Touch
from tests.browser.test_shell import problems
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def daniel():
    return ContactFactory(owner=UserFactory(), given_name="Daniel", family_name="Kwon", email="dk@x.example", now=NOW)


def test_a_line_is_changed_where_it_stands_by_keyboard(daniel, signed_in):
    page = signed_in(daniel.owner, f"/people/{daniel.pk}/")
    change = page.locator("#fact-email .aq-fact__edit")
    field = page.locator("#id_email")

    change.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(change).to_be_focused()

    page.keyboard.press("Enter")
    field.fill("nonsense")
    page.keyboard.press("Enter")
    expect(page.locator("#id_email_error")).to_be_visible()
    expect(field).to_have_value("nonsense")
    field.fill("daniel@x.example")
    page.keyboard.press("Enter")
    expect(page.locator("#fact-email")).to_contain_text("daniel@x.example")
    expect(change).to_be_focused()
    daniel.refresh_from_db()
    assert daniel.email == "daniel@x.example"

    page.locator("#fact-title .aq-fact__value").click()
    page.locator("#id_title").fill("Chief analyst")
    page.keyboard.press("Enter")
    expect(page.locator(".aq-personhead .aq-lead")).to_contain_text("Chief analyst")


def test_one_tap_and_what_is_older_in_place(daniel, signed_in):
    Touch.objects.bulk_create(
        Touch(owner=daniel.owner, contact=daniel, kind="wrote", summary=f"n {n}", occurred_at=NOW - timedelta(hours=n))
        for n in range(30)
    )
    page = signed_in(daniel.owner, f"/people/{daniel.pk}/")
    entries = page.locator(".aq-time__item")
    expect(entries).to_have_count(20)

    page.get_by_role("link", name="10 more").click()
    expect(entries).to_have_count(30)

    page.get_by_role("button", name="I talked to them").click()
    expect(entries.first).to_contain_text("A call")
    expect(page.locator("#person-stage")).to_contain_text("Talked")
