"""The wizard that starts a list, in a browser: a clock that stops nothing, text that stays, a grid with keys."""

import pytest
from playwright.sync_api import expect

from apps.contacts.brainstorm import read_lines
from apps.contacts.models import Brainstorm, Circle, Contact
from apps.contacts.services.brainstorm import add_lines, begin_brainstorm
from tests.factories.accounts import NOW, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner():
    return UserFactory()


def test_the_clock_runs_out_kindly_and_stops_nothing(owner, signed_in, page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.clock.install()
    page = signed_in(owner, "/people/brainstorm/")
    page.get_by_role("button", name="Start with family").click()

    expect(page.get_by_role("timer")).to_contain_text("2:")
    expect(page.get_by_text("That was your time.")).to_be_hidden()
    page.clock.fast_forward("03:10")

    expect(page.get_by_role("timer")).to_have_text("0:00")
    expect(page.get_by_text("That was your time.").first).to_be_visible()
    expect(page.locator("#live")).to_contain_text("That was your time.")
    page.locator("#names").fill("Aunt Ruth")
    page.get_by_role("button", name="Next: friends").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who would you call with good news?")
    assert Contact.objects.get().name == "Aunt Ruth"
    assert said == []


def test_what_is_typed_is_there_after_leaving_the_page(owner, signed_in):
    begin_brainstorm(actor=owner, minutes=0, now=NOW)
    page = signed_in(owner, "/people/brainstorm/friend/")

    page.locator("#names").press_sequentially("Kofi Mensah\nAna")
    expect(page.locator("#names-said")).to_contain_text("Kept. 2 names.")
    page.get_by_role("link", name="People", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    signed_in(owner, "/people/brainstorm/")
    page.get_by_role("link", name="Go on without a new clock").click()

    expect(page.locator("#names")).to_have_value("Kofi Mensah\nAna")
    assert Brainstorm.objects.get().people == []


def test_the_grid_is_filled_without_a_mouse(owner, signed_in):
    add_lines(
        actor=owner, circle=Circle.FRIEND, lines=read_lines("Kofi Mensah\nAna Ruiz", Circle.FRIEND), introducers={},
        reached=Circle.FRIEND, now=NOW,
    )  # fmt: skip
    page = signed_in(owner, "/people/brainstorm/work/")

    page.get_by_label("Role of Kofi Mensah").focus()
    page.keyboard.type("Radiographer")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Role of Ana Ruiz")).to_be_focused()
    page.keyboard.type("Nurse")
    page.keyboard.press("Tab")
    page.keyboard.type("Elm Park Clinic")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("2 people in 1 circle")
    assert set(Contact.objects.values_list("title", flat=True)) == {"Radiographer", "Nurse"}
    assert Contact.objects.get(given_name="Ana").employer.name == "Elm Park Clinic"
