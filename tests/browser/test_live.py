"""A talk without a network: what was taken down stays, and arrives once, in order, from every device."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.accounts.models import User
from apps.interviews.models import Interview, LiveNote, PlannedQuestion
from apps.interviews.selectors import caught_in, questions_of
from apps.interviews.services import start_talk
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import InterviewFactory

pytestmark = [pytest.mark.django_db(transaction=True)]
KINDS = ["", "person", "advice", "action", "quote"]
NAMES = {"person": "Referral", "advice": "Advice", "action": "To do", "quote": "Quote"}


@pytest.fixture
def lena() -> User:
    return UserFactory()


def talk(owner: User, *, started_ago: timedelta | None = timedelta(minutes=1), given_name="Marcus") -> Interview:
    now = timezone.now()
    contact = ContactFactory(owner=owner, given_name=given_name, family_name="Oyelaran", now=now)
    interview = InterviewFactory(contact=contact, starts_at=now + timedelta(hours=3), now=now - timedelta(hours=1))
    if started_ago is not None:
        start_talk(actor=owner, interview=interview, started_at=now - started_ago, now=now)
    return interview


def open_talk(page: Page, live_server, interview: Interview, *, kept: bool = True) -> None:
    """The page, once its scripts run and, unless told otherwise, the service worker keeps it."""
    page.goto(f"{live_server.url}/talks/{interview.pk}/live/")
    page.wait_for_selector("[data-live][data-ready]" + ("[data-offline]" if kept else ""))


def until(page: Page, promise: str) -> None:
    """Waits for a promise of `true`; `wait_for_function` takes any promise for true."""
    deadline = time.monotonic() + 10
    while not page.evaluate(promise):
        assert time.monotonic() < deadline, promise
        page.wait_for_timeout(50)


def capture(page: Page, text: str, kind: str = "") -> None:
    field = page.get_by_label("A note, one line at a time")
    field.fill(text)
    if kind:
        page.get_by_role("button", name=NAMES[kind], exact=True).click()
    else:
        field.press("Enter")


def ten(page: Page, name: str) -> list[tuple[str, str]]:
    """Ten lines of all kinds, as they will stand on the server."""
    made = [(f"{name} {number}", KINDS[number % len(KINDS)]) for number in range(10)]
    for text, kind in made:
        capture(page, text, kind)
        expect(page.locator("#caught li", has_text=text)).to_be_visible()
    return made


def on_server(interview: Interview) -> list[tuple[str, str]]:
    return [(note.body, note.kind) for note in caught_in(interview)]


def test_talk_that_runs_is_opened_ready_to_write(lena, live_server, signed_in):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview, kept=False)

    expect(page.get_by_label("A note, one line at a time")).to_be_focused()


def test_ten_lines_without_a_network_survive_a_reload_and_arrive_once_in_order(lena, live_server, signed_in, context):
    interview = talk(lena)
    first, second = questions_of(interview)[:2]
    page = signed_in(lena)
    open_talk(page, live_server, interview)

    context.set_offline(True)
    made = ten(page, "line")
    page.get_by_role("button", name="Asked, next").click()
    page.get_by_label("Something else came up?").fill("What would you drop?")
    page.get_by_role("button", name="Ask it next").click()
    page.get_by_label("A note, one line at a time").fill("half a li")
    expect(page.locator("[data-state]")).to_have_text("Offline. 12 waiting here, safe.")
    page.reload()
    page.wait_for_selector("[data-live][data-ready]")
    expect(page.locator("#caught .is-waiting")).to_have_count(10)
    expect(page.locator("[data-q-text]")).to_have_text("What would you drop?")
    expect(page.get_by_label("A note, one line at a time")).to_have_value("half a li")
    assert not LiveNote.objects.exists()

    context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_text("All saved", timeout=15_000)
    assert on_server(interview) == made
    first.refresh_from_db()
    assert first.outcome == "asked"
    added = PlannedQuestion.objects.get(text="What would you drop?")
    assert questions_of(interview)[2] == added
    page.reload()
    page.wait_for_selector("[data-live][data-ready]")
    expect(page.locator("#caught li")).to_have_count(10)
    assert second.outcome == "open"


def test_two_devices_of_one_talk_show_each_others_lines_without_doubles(lena, live_server, signed_in, browser, page):
    interview = talk(lena)
    signed_in(lena)
    other_context = browser.new_context()
    other_context.add_cookies([c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME])
    other = other_context.new_page()
    for device in (page, other):
        open_talk(device, live_server, interview)
        device.context.set_offline(True)

    mine = [(f"mine {n}", "") for n in range(5)]
    theirs = [(f"theirs {n}", "quote") for n in range(5)]
    for (text, _), (other_text, kind) in zip(mine, theirs, strict=True):
        capture(page, text)
        expect(page.locator("#caught li", has_text=text)).to_be_visible()
        capture(other, other_text, kind)
        expect(other.locator("#caught li", has_text=other_text)).to_be_visible()
    other.context.set_offline(False)
    expect(other.locator("[data-state]")).to_have_text("All saved", timeout=15_000)
    page.context.set_offline(False)
    expect(page.locator("#caught li:not(.is-waiting)")).to_have_count(10, timeout=15_000)
    other.reload()
    expect(other.locator("#caught li")).to_have_count(10)

    together = [line for pair in zip(mine, theirs, strict=True) for line in pair]
    assert on_server(interview) == together
    shown = [text.split("′", 1)[1].strip() for text in other.locator("#caught li").all_inner_texts()]
    assert shown == [text for text, _ in together]
    other_context.close()


def test_start_and_end_that_an_offline_page_saw_count(lena, live_server, signed_in, context):
    interview = talk(lena, started_ago=None)
    page = signed_in(lena)
    open_talk(page, live_server, interview)
    expect(page.get_by_text("This page works without a network.")).to_be_visible()

    context.set_offline(True)
    pressed_at = timezone.now()
    page.get_by_role("button", name="Start the clock").click()
    capture(page, "6 weeks per study")
    page.once("dialog", lambda dialog: dialog.accept())  # 25 minutes are left
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("[data-over-text]")).to_contain_text("sent with 1 line as soon as")
    page.goto(live_server.url)  # the phone let go of the page: the app opens anew, at Today
    page.get_by_role("link", name="Marcus Oyelaran").click()
    expect(page.get_by_role("button", name="Not over yet")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("link", name="What it gave you")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="What it gave you").click()
    page.wait_for_url("**/debrief/")

    interview.refresh_from_db()
    assert interview.state == Interview.State.HELD
    assert timedelta() <= interview.started_at - pressed_at <= interview.ended_at - pressed_at < timedelta(seconds=20)
    assert on_server(interview) == [("6 weeks per study", "")]


def test_talk_starts_from_its_plan_without_a_network(lena, live_server, signed_in, context):
    interview = talk(lena, started_ago=None)
    page = signed_in(lena, f"/talks/{interview.pk}/")
    page.wait_for_selector("[data-outbox][data-offline]")

    context.set_offline(True)
    page.get_by_role("button", name="Start the talk").click()
    capture(page, "6 weeks per study")
    context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_text("All saved", timeout=15_000)

    interview.refresh_from_db()
    assert interview.started_at is not None
    assert on_server(interview) == [("6 weeks per study", "")]


def test_line_that_is_refused_is_named_and_can_be_copied(lena, live_server, signed_in):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview, kept=False)

    page.locator("#n").evaluate("field => field.removeAttribute('maxlength')")
    capture(page, "too long " * 120)
    capture(page, "short")

    refused = page.locator("[data-refused]")
    expect(refused).to_contain_text("at most 1000 characters")
    expect(page.locator("#caught li:not(.is-waiting)")).to_have_text(["1′short"])
    expect(refused.get_by_role("button", name="Copy")).to_have_attribute("data-copy-text", ("too long " * 120).strip())
    refused.get_by_role("button", name="Remove").click()
    expect(refused).to_be_hidden()
    assert on_server(interview) == [("short", "")]


def test_session_that_ended_keeps_the_lines_until_one_signs_in_again(lena, live_server, signed_in, context):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview, kept=False)

    context.clear_cookies()
    capture(page, "waiting for approvals")
    expect(page.get_by_text("You’ve been signed out.")).to_be_visible()
    assert not LiveNote.objects.exists()

    signed_in(lena)
    open_talk(page, live_server, interview, kept=False)
    expect(page.locator("#caught li:not(.is-waiting)")).to_have_count(1)
    assert on_server(interview) == [("waiting for approvals", "")]


LEFT = """async () => [
    Object.keys(localStorage).filter(name => name.startsWith("acquaint:")),
    (await indexedDB.databases()).map(database => database.name),
    await caches.has("acquaint-talks"),
]"""


def test_iso_10_signing_out_asks_and_then_leaves_nothing_on_the_device(lena, live_server, signed_in):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview)
    page.locator("#n").evaluate("field => field.removeAttribute('maxlength')")
    capture(page, "too long " * 120)
    expect(page.locator("[data-refused]")).to_be_visible()
    page.goto(live_server.url + "/settings/")
    expect(page.get_by_role("link", name="Look")).to_have_attribute("href", "/on-this-device/")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

    page.locator(".aq-you").click()
    page.locator(".aq-rail").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/**")

    assert asked == ["1 line of a talk isn’t on the server yet. Sign out and lose it?"]
    assert page.evaluate(LEFT) == [[], [], False]


def test_what_waits_is_sent_from_any_page(lena, live_server, signed_in):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview)
    page.route("**/notes/", lambda route: route.abort())
    capture(page, "6 weeks per study")
    expect(page.locator("#caught .is-waiting")).to_have_count(1)

    page.goto(live_server.url + "/settings/")  # where the page does not send, the service worker does
    page.wait_for_function("JSON.parse(localStorage.getItem('acquaint:kept')).waiting === 0")

    assert on_server(interview) == [("6 weeks per study", "")]


def test_iso_10_somebody_else_finds_nothing_of_the_one_before(lena, live_server, signed_in, context):
    interview = talk(lena)
    page = signed_in(lena)
    open_talk(page, live_server, interview)
    context.set_offline(True)
    capture(page, "secret")
    expect(page.locator("#caught .is-waiting")).to_have_count(1)
    context.clear_cookies()
    context.set_offline(False)

    signed_in(UserFactory(), "/settings/")

    until(page, f"({LEFT})().then(left => left[0].length + left[1].length === 0 && !left[2])")
    context.set_offline(True)
    page.goto(f"{live_server.url}/talks/{interview.pk}/live/")
    expect(page.get_by_role("heading", name="You’re offline.")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("secret")
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert not LiveNote.objects.exists()
