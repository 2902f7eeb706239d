"""Settings in a real browser: saved as they change, nothing that is being typed is lost."""

import pytest
from playwright.sync_api import expect

from apps.followups.models import ReminderPreference
from tests.factories.accounts import UserFactory

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


def test_a_switch_and_the_quiet_hours(signed_in, lena):
    page = signed_in(lena, "/reminders/")

    page.get_by_label("No reply, by e-mail").uncheck()
    expect(page.locator("#saved")).to_have_text("Saved")
    page.locator("#id_quiet_from").select_option("9:30 PM")

    expect(page.get_by_role("img", name="Quiet from 9:30 PM to 7:30 AM.")).to_be_visible()
    assert ReminderPreference.objects.get(owner=lena).kind == "nudge"


def test_the_zone_is_guessed_from_the_browser(live_server, page):
    page.goto(f"{live_server.url}/accounts/signup/")

    expect(page.locator("input[name=timezone]")).to_have_value("America/Chicago")
