"""People in a real browser: quick add, search as one types, a filter, the person page, all without CSP complaints."""

import re

import pytest
from playwright.sync_api import expect

from apps.contacts.models import Contact, Touch
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_line_is_read_while_it_is_typed_and_enter_adds_the_person(owner, signed_in, complaints):
    ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti")
    page = signed_in(owner, "/people/")

    page.locator("#quick").press_sequentially("Ana Ruiz, neighbor, nurse at Elm Park Clinic")
    expect(page.locator("#quick-help")).to_contain_text("Elm Park Clinic")
    page.keyboard.press("Enter")

    expect(page.locator("#people-rows tr").first).to_contain_text("Ana Ruiz")
    expect(page.locator("#view-everyone")).to_contain_text("2")
    expect(page.locator("#quick")).to_be_focused()
    expect(page.locator("#quick")).to_have_value("")
    expect(page.locator("#toasts")).to_contain_text("Ana Ruiz is on your list.")
    assert Contact.objects.get(given_name="Ana").employer.name == "Elm Park Clinic"
    assert complaints == []


def test_the_first_person_replaces_the_empty_page(owner, signed_in):
    page = signed_in(owner, "/people/")
    expect(page.get_by_text("Who do you know already?")).to_be_visible()

    page.locator("#quick").fill("Ana Ruiz")
    page.keyboard.press("Enter")

    expect(page.locator("#people-rows tr")).to_have_count(1)


def test_search_and_filters_change_the_list_and_the_address(owner, signed_in, complaints):
    ContactFactory(owner=owner, given_name="Daniel", family_name="Kwon", circle="friend", tags=["Ward"])
    ContactFactory(owner=owner, given_name="Zoë", family_name="Muñoz", circle="family")
    page = signed_in(owner, "/people/")

    page.locator("#q").press_sequentially("munoz")
    expect(page.locator("#people-rows tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=munoz$"))
    expect(page.locator("#q")).to_be_focused()

    page.locator("#q").fill("")
    expect(page.locator("#people-rows tr")).to_have_count(2)
    page.locator("#filter-circle").click()
    page.get_by_role("link", name="Friend").click()
    expect(page.locator("#people-rows tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("circle=friend"))

    page.reload()
    expect(page.locator("#people-rows tr")).to_contain_text("Daniel Kwon")
    page.get_by_label("Remove filter: Relationship, Friend").click()
    expect(page.locator("#people-rows tr")).to_have_count(2)
    assert complaints == []


def test_logging_a_call_by_keyboard_moves_the_history_and_the_stage(owner, signed_in, complaints):
    daniel = ContactFactory(owner=owner, given_name="Daniel", family_name="Kwon")
    page = signed_in(owner, f"/people/{daniel.pk}/")

    page.get_by_role("radio", name="Note").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Nine years on a ward")
    page.keyboard.press("Enter")

    expect(page.locator("#touches li").first).to_contain_text("Nine years on a ward")
    expect(page.locator("#person-stage")).to_contain_text("Talked")
    expect(page.locator("#log")).to_be_focused()
    expect(page.locator("#log")).to_have_value("")
    assert Touch.objects.get().kind == "call"
    assert complaints == []


def test_the_note_is_edited_in_place(owner, signed_in):
    daniel = ContactFactory(owner=owner, given_name="Daniel", family_name="Kwon")
    page = signed_in(owner, f"/people/{daniel.pk}/")

    page.get_by_text("Write a note").click()
    page.get_by_label("Notes about Daniel").fill("Prefers the phone.")
    page.locator("#person-note").get_by_role("button", name="Save").click()

    expect(page.locator("#person-note .aq-notebody")).to_have_text("Prefers the phone.")


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nothing_scrolls_sideways_even_with_hostile_names(owner, signed_in, width):
    long = "Wolfeschlegelsteinhausenbergerdorff" * 4
    introducer = ContactFactory(owner=owner, given_name=long, family_name=long)
    person = ContactFactory(
        owner=owner, given_name=long, family_name=long, employer=long, title=long, introducer=introducer,
        relation=long[:100], tags=[long[:50]], note=long * 3, location=long, email=f"{long[:60]}@x.example",
        phone="1" * 50,
    )  # fmt: skip
    page = signed_in(owner)
    page.set_viewport_size({"width": width, "height": 800})

    for path in ("/people/", f"/people/{person.pk}/", f"/people/{person.pk}/edit/", "/people/add/"):
        signed_in(owner, path)
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
               .filter((el) => el.getBoundingClientRect().right > innerWidth + 1)
               .filter((el) => !el.closest(".aq-scroll, .aq-seg, .aq-chips"))
               .map((el) => el.tagName + "." + el.className)"""
        )
        assert wide == [], path


def test_undo_in_the_toast_takes_a_logged_line_back(owner, signed_in):
    daniel = ContactFactory(owner=owner, given_name="Daniel", family_name="Kwon")
    page = signed_in(owner, f"/people/{daniel.pk}/")

    page.locator("#log").fill("Nine years on a ward")
    page.keyboard.press("Enter")
    expect(page.locator("#touches")).to_contain_text("Nine years on a ward")
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    assert not Touch.objects.exists()
