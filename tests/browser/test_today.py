"""Today in a browser: done, snooze and undo in place, focus, the palette by keyboard, and without scripts."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.interviews.models import Interview
from apps.interviews.services import finish_talk, plan_interview
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena():
    """Someone with a thank-you that runs out, and three steps that can wait."""
    user, now = UserFactory(), datetime.now(UTC)
    priya = ContactFactory(owner=user, given_name="Priya", family_name="Raman", now=now)
    ended_at = now - timedelta(hours=18)
    starts_at = ended_at - timedelta(minutes=25)
    talk = plan_interview(
        actor=user, contact=priya, starts_at=starts_at, now=starts_at - timedelta(days=1), minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="America/Chicago",
    )  # fmt: skip
    finish_talk(actor=user, interview=talk, ended_at=ended_at, now=ended_at)
    for given, kind, title in (
        ("Leila", FollowUp.Kind.REPLY, "Agree on a time with Leila"),
        ("Ines", FollowUp.Kind.REFERRAL, "Write to Ines"),
        ("Daniel", FollowUp.Kind.CHECK_IN, "Check in with Daniel"),
    ):
        contact = ContactFactory(owner=user, given_name=given, now=now)
        FollowUpFactory(contact=contact, kind=kind, title=title, due_at=now, now=now, reason="Because of reasons.")
    return user


def rows(page):
    return page.locator("#today-queue .aq-action:not([hidden])")


def test_done_leaves_and_undo_brings_it_back_where_it_was(lena, signed_in):
    page = signed_in(lena, "/")
    expect(rows(page)).to_have_count(3)

    page.get_by_role("button", name="Already written: Write to Ines").click()

    expect(rows(page)).to_have_count(2)
    expect(page.locator("#count-today")).to_contain_text("3")
    expect(page.locator("#today-lead")).to_contain_text("Three things")
    assert FollowUp.objects.get(title="Write to Ines").state == "done"

    page.get_by_role("button", name="Undo").click()

    expect(rows(page)).to_have_count(3)
    expect(rows(page).nth(1)).to_contain_text("Write to Ines")
    expect(page.locator("#count-today")).to_contain_text("4")
    assert FollowUp.objects.get(title="Write to Ines").state == "open"


def test_focus_moves_to_the_next_row_when_one_leaves(lena, signed_in):
    page = signed_in(lena, "/")

    page.get_by_role("button", name="Already answered: Agree on a time with Leila").press("Enter")
    expect(rows(page)).to_have_count(2)

    page.wait_for_function("document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.closest('#today-queue, .aq-toast, #main') !== null")


def test_snooze_from_the_menu_by_keyboard(lena, signed_in):
    page = signed_in(lena, "/")

    page.locator("summary[aria-label='Snooze: Write to Ines']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Tomorrow").locator("visible=true")).to_be_focused()
    page.keyboard.press("Enter")

    expect(rows(page)).to_have_count(2)
    expect(page.locator(".aq-toast")).to_contain_text("Snoozed until tomorrow, 9:00 AM.")
    expect(page.locator("#today-snoozed")).to_contain_text("1 snoozed.")


def test_a_day_is_picked_in_the_row(lena, signed_in):
    page = signed_in(lena, "/")
    row = rows(page).filter(has_text="Write to Ines")
    row.locator("summary").click()

    row.get_by_role("link", name="A day you pick…").click()

    day = row.get_by_label("Until which day?")
    expect(day).to_be_focused()
    day.evaluate("field => { field.form.noValidate = true; field.value = '2020-01-01' }")
    row.get_by_role("button", name="Snooze: Write to Ines").click()
    expect(row.get_by_text("Pick a day after today.")).to_be_visible()
    row.get_by_label("Until which day?").fill((datetime.now(UTC) + timedelta(days=9)).date().isoformat())
    row.get_by_role("button", name="Snooze: Write to Ines").click()
    expect(rows(page)).to_have_count(2)
    expect(page.locator("#today-snoozed")).to_contain_text("1 snoozed.")


def test_the_last_step_leaves_a_way_on_and_undo_brings_it_back(lena, signed_in):
    FollowUp.objects.exclude(title="Write to Ines").update(state="done", closed_at=datetime.now(UTC))
    page = signed_in(lena, "/")
    expect(page.locator("#today-empty")).to_be_hidden()

    page.get_by_role("button", name="Already written: Write to Ines").click()

    expect(page.get_by_role("link", name="Choose someone to ask")).to_be_visible()
    expect(page.locator("#today-queue")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#today-empty")).to_be_hidden()
    expect(rows(page)).to_have_count(1)


def test_figures_follow_a_thank_you(lena, signed_in):
    page = signed_in(lena, "/")
    thanked = page.locator(".aq-funnel tr", has_text="Thanked")
    expect(thanked.locator(".n")).to_have_text("0")

    page.locator(".aq-now").get_by_role("button", name="Already sent").click()

    expect(thanked.locator(".n")).to_have_text("1")


def test_a_series_is_let_go_from_the_menu(lena, signed_in):
    now = datetime.now(UTC)
    contact = ContactFactory(owner=lena, given_name="Bo", now=now)
    today = now.astimezone(lena.zone).date()
    FollowUpFactory(contact=contact, title="Send the monthly note", when=When.on(today, repeats="month"), now=now)
    page = signed_in(lena, "/")
    row = rows(page).filter(has_text="Send the monthly note")
    expect(row).to_contain_text("every month")

    row.locator("summary").click()
    row.get_by_role("button", name="Let it go, also the later ones").click()

    expect(page.locator(".aq-toast")).to_contain_text("Let go. It doesn’t come again.")
    expect(rows(page)).to_have_count(3)


def test_the_card_can_be_finished_and_taken_back(lena, signed_in):
    page = signed_in(lena, "/")
    card = page.locator(".aq-now")
    expect(card).to_contain_text("Thank Priya Raman")

    card.get_by_role("button", name="Already sent").click()

    expect(page.locator(".aq-now:not([hidden])")).to_have_count(0)
    expect(page.locator(".aq-toast")).to_contain_text("Marked as thanked.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".aq-now:not([hidden])")).to_contain_text("Thank Priya Raman")


def test_today_works_without_scripts(lena, signed_in, browser, live_server):
    cookies = signed_in(lena).context.cookies()
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(live_server.url + "/")

    page.get_by_role("button", name="Already written: Write to Ines").click()

    expect(page).to_have_url(live_server.url + "/")
    expect(rows(page)).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(3)
    plain.close()


def test_the_palette_finds_a_person_and_opens_the_page(lena, signed_in, live_server):
    page = signed_in(lena, "/")

    page.keyboard.press("Control+k")
    expect(page.locator("#palette-list")).to_contain_text("Thank Priya Raman")
    page.keyboard.type("daniel")
    expect(page.locator("#palette-list .aq-palette__head").first).to_have_text("People")
    page.keyboard.press("Enter")

    person = FollowUp.objects.get(title="Check in with Daniel").contact_id
    expect(page).to_have_url(f"{live_server.url}/people/{person}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_today(lena, signed_in, scheme, width):
    page = signed_in(lena)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/?snoozed=1"):
        signed_in(lena, path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()


def test_nothing_scrolls_sideways_on_a_narrow_phone(lena, signed_in):
    page = signed_in(lena)
    page.set_viewport_size({"width": 360, "height": 800})

    signed_in(lena, "/")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
