"""The debrief in the browser: what is tapped or typed is kept without a button, and the focus stays."""

from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.models import User
from apps.goals.services import add_criterion
from apps.interviews.models import CriterionRating, Reflection
from apps.interviews.services import add_live_note
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory

pytestmark = [pytest.mark.django_db(transaction=True)]
PATIENT = 20_000  # ms: what is typed is sent after a pause, and machines are busy


@pytest.fixture
def lena() -> User:
    return UserFactory()


def test_a_tap_rates_and_typing_keeps_the_lesson(lena, signed_in):
    add_criterion(actor=lena, text="Steady hours", now=timezone.now())
    interview = HeldInterviewFactory(contact=ContactFactory(owner=lena, given_name="Priya"))
    page = signed_in(lena, f"/talks/{interview.pk}/debrief/")

    page.get_by_role("group", name="Steady hours").get_by_role("radio", name="4").click()
    expect(page.locator("#progress")).to_contain_text("1 of 6 parts done", timeout=PATIENT)
    page.get_by_role("textbox", name="What would you do better next time?").press_sequentially("Ask earlier")
    expect(page.locator("#progress")).to_contain_text("2 of 6 parts done", timeout=PATIENT)

    expect(page.get_by_role("textbox", name="What would you do better next time?")).to_be_focused()
    assert CriterionRating.objects.get().score == 4
    assert Reflection.objects.get().better == "Ask earlier"


def test_somebody_called_so_is_asked_about_in_place(lena, signed_in):
    ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")
    interview = HeldInterviewFactory(contact=ContactFactory(owner=lena, given_name="Priya"))
    page = signed_in(lena, f"/talks/{interview.pk}/debrief/")
    named = page.locator("#named")

    named.get_by_text("Add someone").press("Enter")
    expect(named.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Ines Carvalho")
    named.get_by_role("button", name="Add", exact=True).click()
    named.get_by_role("button", name="Yes, Ines Carvalho").click()

    expect(named.get_by_role("link", name="Write to Ines")).to_be_visible()


def test_words_that_wait_for_add_and_the_keyboards_place_outlive_another_button(lena, signed_in):
    interview = HeldInterviewFactory(contact=ContactFactory(owner=lena, given_name="Priya"))
    for body in ("First line", "Second line"):
        add_live_note(actor=lena, interview=interview, client_id=uuid4(), body=body, kind="", now=interview.ended_at)
    page = signed_in(lena, f"/talks/{interview.pk}/debrief/")
    words = page.get_by_role("textbox", name="What you took along")
    words.fill("Half a thou")

    page.get_by_role("button", name="Insight : First line").press("Enter")
    expect(page.locator("#takes .aq-takes")).to_contain_text("First line")

    expect(words).to_have_value("Half a thou")
    assert page.evaluate("document.activeElement.closest('#takes') !== null")
    page.get_by_role("button", name="That’s all, on to the letter").click()
    expect(words).to_be_focused()
    page.locator("#new-take-add").press("Enter")
    expect(page.locator("#takes .aq-takes")).to_contain_text("Half a thou")
    expect(words).to_have_value("")
