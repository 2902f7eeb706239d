"""A talk with the keyboard alone, from planning to thanking: each control is reached, the focus is never lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from apps.interviews.models import Interview, LiveNote, Takeaway, ThankYou
from apps.interviews.selectors import questions_of
from apps.interviews.services import start_talk
from tests.browser.test_by_keyboard import FOCUSED, not_reached
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena():
    return UserFactory()


def coming_talk(owner, *, is_running=False) -> Interview:
    now = timezone.now()
    contact = ContactFactory(owner=owner, given_name="Marcus", email="marcus@fernbank.example", now=now)
    interview = InterviewFactory(contact=contact, starts_at=now + timedelta(hours=1), now=now)
    if is_running:
        start_talk(actor=owner, interview=interview, started_at=now - timedelta(minutes=1), now=now)
    return interview


def held_talk(owner) -> Interview:
    now = timezone.now()
    contact = ContactFactory(owner=owner, given_name="Priya", email="priya@corvane.example", now=now)
    starts_at = now - timedelta(hours=2)
    return HeldInterviewFactory(contact=contact, starts_at=starts_at, ended_at=starts_at + timedelta(minutes=25))


def focus_is_seen(page: Page) -> bool:
    focused = page.evaluate(FOCUSED)
    return focused is not None and focused[1]


def tab_to(page: Page, control: Locator, key: str = "Tab") -> None:
    """Tab, or Shift+Tab, until the control has the focus, and shows it."""
    for _ in range(150):
        if control.evaluate("element => element === document.activeElement"):
            assert focus_is_seen(page)
            return
        page.keyboard.press(key)
    raise AssertionError("Tab does not reach it")


@pytest.mark.parametrize("route", ["prepare", "edit", "confirm", "research", "rehearse", "talk_bank", "live"])
def test_every_control_before_and_in_a_talk_is_reached_by_tab(signed_in, lena, route):
    interview = coming_talk(lena, is_running=route == "live")
    page = signed_in(lena, reverse(f"interviews:{route}", args=[interview.pk]))
    if route == "live":
        page.wait_for_selector("[data-live][data-ready]")

    assert not_reached(page) == []


@pytest.mark.parametrize("route", ["debrief", "thank_you", "record"])
def test_every_control_after_a_talk_is_reached_by_tab(signed_in, lena, route):
    interview = held_talk(lena)
    TakeawayFactory(interview=interview)

    assert not_reached(signed_in(lena, reverse(f"interviews:{route}", args=[interview.pk]))) == []


def test_talk_is_planned_with_somebody_new(signed_in, lena):
    page = signed_in(lena, reverse("interviews:create"))

    expect(page.get_by_role("searchbox", name="Find a person")).to_be_focused()  # else the first letter is lost
    page.keyboard.type("Priya Raman, UX researcher")
    add = page.get_by_role("button", name="Add Priya and plan the talk")
    expect(add).to_be_visible()
    tab_to(page, add)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan a talk with Priya Raman")
    tab_to(page, page.get_by_role("spinbutton", name="Minutes", exact=True))
    page.keyboard.type("20")
    tab_to(page, page.get_by_role("button", name="Plan this talk"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Prepare for Priya Raman")
    assert Interview.objects.get().minutes == 20


def test_plan_is_ordered_weighed_and_timed_without_losing_the_focus(signed_in, lena):
    interview = coming_talk(lena)
    first, second = questions_of(interview)[:2]
    page = signed_in(lena, reverse("interviews:prepare", args=[interview.pk]))

    for control, key in [("grip", "ArrowDown"), ("star", "Space"), ("star", "Space"), ("more", "Enter")]:
        button = page.locator(f"#{control}-{first.pk}")
        tab_to(page, button, "Tab" if control == "grip" else "Shift+Tab" if key == "Space" else "Tab")
        with page.expect_response("**/step/"):
            page.keyboard.press(key)
        expect(button).to_be_focused()
        assert focus_is_seen(page)
    tab_to(page, page.get_by_label("Add a question"))
    page.keyboard.type("What surprised you?")
    page.keyboard.press("Enter")
    expect(page.locator("#added")).to_have_text("It’s in your plan: What surprised you?")

    expect(page.get_by_label("Add a question")).to_be_focused()
    first.refresh_from_db()
    assert (first.priority, first.minutes) == ("must", 5)
    assert "What surprised you?" in [q.text for q in questions_of(interview)]
    assert second in questions_of(interview)


def test_talk_is_held_line_by_line_and_ended(signed_in, lena):
    interview = coming_talk(lena, is_running=True)
    first, second = questions_of(interview)[:2]
    page = signed_in(lena, reverse("interviews:live", args=[interview.pk]))
    page.wait_for_selector("[data-live][data-ready]")
    page.once("dialog", lambda dialog: dialog.accept())  # minutes are left
    field, big = page.get_by_label("A note, one line at a time"), page.locator("[data-q-text]")

    tab_to(page, field)
    page.keyboard.type("Two days a week of writing")
    page.keyboard.press("Enter")
    page.keyboard.type("Do one small study")
    tab_to(page, page.get_by_role("button", name="Advice"))
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Asked, next"))
    page.keyboard.press("Enter")
    expect(big).to_have_text(second.text)
    assert focus_is_seen(page)
    tab_to(page, page.get_by_role("button", name="Previous question"), "Shift+Tab")
    page.keyboard.press("Space")
    expect(big).to_have_text(first.text)
    expect(page.locator("[data-state]")).to_have_text("All saved", timeout=15_000)
    tab_to(page, page.get_by_role("button", name="Finish"), "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief/")

    assert list(LiveNote.objects.order_by("created_at").values_list("body", "kind")) == [
        ("Two days a week of writing", ""),
        ("Do one small study", "advice"),
    ]


def test_timer_is_paused_over_a_reload_and_goes_on(signed_in, lena):
    interview = coming_talk(lena, is_running=True)
    page = signed_in(lena, reverse("interviews:live", args=[interview.pk]))
    page.wait_for_selector("[data-live][data-ready]")
    clock, left = page.locator("#clock"), page.locator("[data-left]")

    tab_to(page, page.get_by_role("button", name="Pause the timer"))
    page.keyboard.press("Enter")
    expect(left).to_have_text("Paused")
    stood = clock.inner_text()
    page.evaluate("talk => self.acquaint.store.fact(`pause:${talk}`)", str(interview.pk))  # waits for what is written
    page.reload()
    page.wait_for_selector("[data-live][data-ready]")
    expect(left).to_have_text("Paused")
    expect(clock).to_have_text(stood)
    go_on = page.get_by_role("button", name="Go on with the timer")
    tab_to(page, go_on)
    page.keyboard.press("Enter")

    expect(left).not_to_have_text("Paused")
    expect(clock).not_to_have_text(stood)
    assert focus_is_seen(page)


def test_takeaway_is_written_and_the_thank_you_sent(signed_in, lena):
    interview = held_talk(lena)
    page = signed_in(lena, reverse("interviews:debrief", args=[interview.pk]))

    tab_to(page, page.get_by_label("What you took along"))
    page.keyboard.type("Hospitals hire through the quality team")
    tab_to(page, page.locator("#new-take-add"))
    page.keyboard.press("Enter")
    expect(page.locator("#takes .aq-quote")).to_have_text("Hospitals hire through the quality team")
    assert focus_is_seen(page)
    tab_to(page, page.get_by_role("button", name="Nobody this time"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="There was something").first).to_be_visible()
    assert focus_is_seen(page)
    tab_to(page, page.get_by_role("button", name="That’s all, on to the letter"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/thank-you/")
    letter = page.get_by_role("textbox", name="Your letter")
    expect(letter).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" PS: It helped.")
    tab_to(page, page.get_by_role("button", name="Mark as sent"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("What Priya gave you")
    assert ThankYou.objects.get().body.endswith("PS: It helped.")
    assert Takeaway.objects.count() == 1
