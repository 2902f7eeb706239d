"""A talk in the browser: the plan by keyboard, the letter that grows. The talk itself is in test_live."""

from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.models import User
from apps.interviews.models import PlannedQuestion, ThankYou
from apps.interviews.selectors import questions_of
from apps.interviews.services import add_live_note, name_person, promise_action, start_talk
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory

pytestmark = [pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def lena() -> User:
    return UserFactory()


def talk(owner, **fields):
    now = timezone.now()
    contact = ContactFactory(owner=owner, given_name="Marcus", family_name="Oyelaran", now=now)
    return InterviewFactory(contact=contact, starts_at=now + timedelta(hours=3), now=now, **fields)


def held_talk(owner):
    now = timezone.now()
    contact = ContactFactory(owner=owner, given_name="Priya", email="priya@corvane.example", now=now)
    starts_at = now - timedelta(hours=2)
    return HeldInterviewFactory(contact=contact, starts_at=starts_at, ended_at=starts_at + timedelta(minutes=25))


def fill_debrief(owner, interview):
    """A name, a promise, and a line of each kind that waits."""
    now = timezone.now()
    name_person(actor=owner, interview=interview, given_name="Ines", family_name="Carvalho", now=now)
    in_three_days = now.date() + timedelta(days=3)
    promise_action(actor=owner, interview=interview, text="Read the guide", due_on=in_three_days, now=now)
    for kind in ("", "person", "action"):
        add_live_note(actor=owner, interview=interview, client_id=uuid4(), body=f"A line {kind}", kind=kind, now=now)


def no_axe_findings(page):
    found = Axe().run(page, options=AXE).response["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found]


def test_question_moves_with_the_arrow_keys_and_keeps_the_focus(lena, signed_in):
    interview = talk(lena)
    first, second = questions_of(interview)[:2]
    page = signed_in(lena, f"/talks/{interview.pk}/")

    page.locator(f"#grip-{first.pk}").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".aq-plan-list .aq-qrow").first).to_have_id(f"q-{second.pk}")

    expect(page.locator(f"#grip-{first.pk}")).to_be_focused()
    assert questions_of(interview)[:2] == [second, first]


def test_hint_is_taken_and_a_question_removed_and_brought_back(lena, signed_in):
    interview = talk(lena)
    page = signed_in(lena, f"/talks/{interview.pk}/")

    page.get_by_label("Add a question").fill("Is the pay good?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Use it").click()
    expect(page.locator(".aq-qrow__text", has_text="To what extent is the pay good?")).to_be_visible()

    question = PlannedQuestion.objects.get(text="To what extent is the pay good?")
    page.locator(f"#grip-{question.pk}").click()
    page.locator(f"#q-{question.pk}").get_by_role("button", name="Remove").click()
    expect(page.locator(f"#q-{question.pk}")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#q-{question.pk}")).to_be_visible()


def test_takeaway_goes_into_the_letter_and_the_letter_off_and_back(lena, signed_in):
    interview = held_talk(lena)
    TakeawayFactory(interview=interview)
    page = signed_in(lena, f"/talks/{interview.pk}/debrief/")

    page.get_by_label("What you took along").fill("Hospitals hire through the quality team")
    page.get_by_label("Kind").last.select_option("advice")
    page.locator("#new-take-add").click()
    page.get_by_role("button", name="Use in the letter").click()
    expect(page.locator("#letter .aq-mark--2")).to_have_count(2)
    page.get_by_role("button", name="May I let you know").click()
    expect(page.locator("#letter .aq-four .is-open")).to_have_count(1)  # nothing promised

    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_text("Marked as thanked. First check-in on")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Mark as sent")).to_be_visible()
    assert ThankYou.objects.get().sent_at is None


def test_letter_is_kept_while_it_is_typed(lena, signed_in):
    interview = held_talk(lena)
    page = signed_in(lena, f"/talks/{interview.pk}/thank-you/")

    page.get_by_role("textbox", name="Your letter").fill("Dear Priya, thank you for the half hour.")
    expect(page.locator("[data-autosave-status]")).to_have_text("Saved")

    assert ThankYou.objects.get().body == "Dear Priya, thank you for the half hour."
    assert "body=Dear%20Priya" in page.get_by_role("link", name="Open in e-mail").get_attribute("href")


def test_both_clocks_follow_the_form(lena, signed_in):
    contact = ContactFactory(owner=lena, given_name="Marcus", timezone="Europe/Dublin", now=timezone.now())
    page = signed_in(lena, f"/talks/new/{contact.pk}/")

    page.get_by_label("Time, on your clock").fill("08:30")

    expect(page.locator("#times")).to_contain_text("8:30–8:55 AM")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_axe_findings_and_fit(lena, signed_in, live_server, scheme):
    coming, held = talk(lena), held_talk(lena)
    TakeawayFactory(interview=held)
    fill_debrief(lena, held)
    running = talk(lena)
    start_talk(actor=lena, interview=running, now=timezone.now())
    page = signed_in(lena)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    paths = ["", "new/", f"new/{coming.contact_id}/", f"{coming.pk}/", f"{coming.pk}/record/", f"{running.pk}/live/"]
    paths += [f"{held.pk}/debrief/", f"{held.pk}/thank-you/"]

    for path in paths:
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{live_server.url}/talks/{path}")
            assert no_axe_findings(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
