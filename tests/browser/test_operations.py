"""The page of the queue in a browser: accessible, fits a phone, refreshes itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from apps.followups.models import Reminder, SweepBeat
from apps.followups.queue_state import SWEEP
from tests.browser.test_every_page import TOO_WIDE, findings
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/operations/reminders/"
WORDS = [
    "The mail server refused it for good: 550 5.1.1 <lena@aldermere.example>: Recipient address rejected: unknown",
    "The mail server refused it for good: 552 5.2.2 mailbox is full",
    "Gave up after five attempts.",
]


@pytest.fixture
def operator(db):
    now = datetime.now(UTC)
    contact = ContactFactory()
    for number, words in enumerate(WORDS):
        made = ReminderFactory(contact=contact, send_at=now - timedelta(hours=number + 1))
        Reminder.objects.filter(pk=made.pk).update(status="failed", attempts=number + 1, last_error=words)
    ReminderFactory(contact=contact, send_at=now - timedelta(minutes=4))
    SweepBeat.objects.create(name=SWEEP, swept_at=now - timedelta(seconds=3))
    return UserFactory(given_name="Ada", is_superuser=True, is_staff=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits(operator, signed_in, page: Page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    signed_in(operator, URL)
    expect(page.get_by_text("Reminders go out a little late.")).to_be_visible()

    assert findings(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert findings(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(TOO_WIDE) == ""


def test_the_figures_refresh_and_the_focus_stays(operator, signed_in, page: Page):
    page.clock.install()
    signed_in(operator, URL)
    link = page.get_by_role("link", name="Send it again").last
    link.focus()
    name = link.get_attribute("id")
    Reminder.objects.filter(status="pending").update(due_at=datetime.now(UTC) + timedelta(days=1))

    page.clock.run_for(31_000)

    expect(page.get_by_text("Reminders go out on time.")).to_be_visible()
    expect(page.locator(f"#{name}")).to_be_focused()


def test_sending_all_again_takes_two_clicks(operator, signed_in, page: Page):
    signed_in(operator, URL)

    page.get_by_role("link", name="Send it again: Gave up after five attempts.").click()
    page.get_by_role("button", name="Send again").click()

    expect(page.get_by_text("1 goes out with the next sweep.")).to_be_visible()
    assert Reminder.objects.filter(status="failed").count() == 2
