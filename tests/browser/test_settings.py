"""Settings in a real browser: saved as they change, nothing that is being typed is lost."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from apps.followups.models import ReminderPreference
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lena(db):
    return UserFactory()


def answered(page):
    """What happens inside has been saved afterwards."""
    return page.expect_response(lambda response: response.request.method == "POST")


def test_a_change_is_saved_while_the_next_field_is_being_filled(signed_in, lena):
    page = signed_in(lena, "/settings/")

    page.get_by_label("First name").fill("Elena")
    page.get_by_label("Who you are, in one line").press_sequentially("a physical therapist now studying design")

    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.get_by_label("Who you are, in one line")).to_have_value("a physical therapist now studying design")
    with answered(page):
        page.get_by_label("Who you are, in one line").blur()
    lena.refresh_from_db()
    assert (lena.given_name, lena.introduction) == ("Elena", "a physical therapist now studying design")


def test_another_country_brings_its_regions_in_place(signed_in, lena):
    page = signed_in(lena, "/settings/")

    with answered(page):
        page.get_by_label("Country").select_option("Germany")
    with answered(page):
        page.get_by_label("Region").select_option("Bayern")

    expect(page.locator("#saved")).to_have_text("Saved")
    lena.refresh_from_db()
    assert (lena.country, lena.region) == ("DE", "BY")


def test_an_error_is_shown_and_goes_when_it_is_mended(signed_in, lena):
    page = signed_in(lena, "/settings/")

    page.get_by_label("First name").fill("")
    page.get_by_label("First name").blur()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("First name").fill("Elena")
    page.get_by_label("First name").blur()

    expect(page.get_by_text("This field is required.")).to_have_count(0)


def test_working_days_by_keyboard(signed_in, lena):
    page = signed_in(lena, "/settings/")

    page.get_by_label("Saturday").focus()
    with answered(page):
        page.keyboard.press("Space")

    expect(page.locator("#saved")).to_have_text("Saved")
    lena.refresh_from_db()
    assert lena.working_days == [0, 1, 2, 3, 4, 5]


def test_how_to_be_told_is_saved_by_keyboard_and_says_what_waits(signed_in, lena):
    page = signed_in(lena, "/reminders/")

    page.get_by_label("No reply").focus()
    with answered(page):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")

    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator("#held-nudge")).to_have_text("Waits for your daily mail at 9:00 AM.")
    chosen = ReminderPreference.objects.get(owner=lena)
    assert (chosen.kind, chosen.mode) == ("nudge", "daily")


def test_the_list_of_mail_follows_a_change_at_once(signed_in, lena):
    now = datetime.now(UTC)
    schedule_follow_up(
        actor=lena, contact=ContactFactory(owner=lena), kind="referral", title="Write to Ines", when=When.soon(now),
        now=now,
    )  # fmt: skip
    page = signed_in(lena, "/reminders/")
    expect(page.locator("#mail-log")).to_contain_text("Goes out at 9:00 AM")

    with answered(page):
        page.locator("#id_reminder_hour").select_option("10:30 AM")

    expect(page.locator("#mail-log")).to_contain_text("Goes out at 10:30 AM")
    with answered(page):
        page.get_by_label("Mails that name nobody").check()
    lena.refresh_from_db()
    assert lena.discreet_mails is True


def test_the_quiet_hours_are_drawn_anew(signed_in, lena):
    page = signed_in(lena, "/reminders/")

    page.locator("#id_quiet_from").select_option("9:30 PM")

    expect(page.get_by_role("img", name="Quiet from 9:30 PM to 7:30 AM.")).to_be_visible()


def test_the_settings_of_reminders_work_without_scripts(signed_in, lena, browser, live_server):
    cookies = signed_in(lena).context.cookies()
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(live_server.url + "/reminders/")

    page.get_by_label("Check-ins").select_option("Once a week")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Waits for your mail on Mondays at 9:00 AM.")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_reminder_choices_are_large_enough_to_touch_and_fit(signed_in, lena, width):
    page = signed_in(lena)
    page.set_viewport_size({"width": width, "height": 800})

    signed_in(lena, "/reminders/")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    least = 44 if width == 360 else 24
    heights = page.eval_on_selector_all(".aq-settable select", "all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= least


def test_on_a_phone_the_tabs_begin_at_the_current_one(signed_in, lena):
    page = signed_in(lena)
    page.set_viewport_size({"width": 390, "height": 800})

    signed_in(lena, "/data/")

    expect(page.locator(".aq-subnav [aria-current]")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.querySelector('.aq-subnav').scrollLeft") > 0
    assert page.evaluate("scrollX + scrollY") == 0


def test_the_zone_is_guessed_from_the_browser(live_server, page):
    page.goto(f"{live_server.url}/accounts/signup/")

    expect(page.locator("input[name=timezone]")).to_have_value("America/Chicago")
