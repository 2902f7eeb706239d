"""The frame, as people use it: by keyboard, in both schemes, on a phone, under the strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DOORS = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
SECURITY = ["/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/", "/accounts/reauthenticate/"]


def problems(page: Page) -> list[tuple[str, str]]:
    """What axe finds at A and AA, as (rule, element)."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled to the side."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture(autouse=True)
def _quiet_end(page: Page) -> Iterator[None]:
    """No request may be on its way while the tables are emptied after a test."""
    yield
    page.context.set_offline(False)
    page.wait_for_load_state("networkidle")


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Everything that the browser complains about: refused by the policy, thrown, or not found."""
    lines: list[str] = []
    page.on("console", lambda m: lines.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signed_out_pages_are_accessible(page: Page, live_server, complaints, path, scheme):
    page.emulate_media(color_scheme=scheme)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(live_server.url + path)

        assert problems(page) == []
        assert sideways(page) <= 0
    assert complaints == []


@pytest.mark.parametrize("path", SECURITY)
def test_security_pages_are_accessible(signed_in, complaints, path):
    page = signed_in(UserFactory(), path)
    for scheme, width in (("light", 1440), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(200)  # colors fade for 120 ms

        assert problems(page) == []
    assert complaints == []


@pytest.mark.parametrize("width", [360, 390, 768, 1140])
def test_nothing_scrolls_sideways(signed_in, page: Page, live_server, width):
    page.set_viewport_size({"width": width, "height": 780})
    for path in DOORS:
        page.goto(live_server.url + path)
        assert sideways(page) <= 0, path

    signed_in(UserFactory())
    for path in ["/", "/accounts/2fa/", "/nothing-here/"]:
        page.goto(live_server.url + path, wait_until="networkidle")
        assert sideways(page) <= 0, path


def test_sign_in_by_keyboard_alone(page: Page, live_server):
    lena = UserFactory()
    page.goto(live_server.url + "/accounts/login/")

    page.get_by_label("E-mail").focus()
    page.keyboard.type(lena.email)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "Forgot it?"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(re.compile("login"))


def test_a_field_with_an_error_has_the_focus(page: Page, live_server):
    page.goto(live_server.url + "/accounts/signup/")
    page.get_by_label("First name").fill("Ines")
    page.get_by_label("E-mail").fill("ines@lumen.example")
    page.get_by_label("Password").fill("12345678")
    page.get_by_role("button", name="Make my account").click()

    password = page.get_by_label("Password")
    expect(password).to_be_focused()
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("First name")).to_have_value("Ines")


def test_skip_link_comes_first_and_leads_to_the_page(signed_in):
    page = signed_in(UserFactory(), "/accounts/2fa/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_palette_opens_moves_and_closes_by_keyboard(signed_in, complaints):
    page = signed_in(UserFactory(), "/accounts/2fa/")
    palette = page.get_by_role("dialog", name="Search or do")
    field = palette.get_by_role("combobox")
    selected = palette.locator("[role=option][aria-selected=true]")
    change = page.get_by_role("link", name="Change e-mail address")
    change.focus()

    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    expect(selected).to_have_count(1)
    first = selected.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", first)
    expect(selected).to_have_attribute("id", field.get_attribute("aria-activedescendant"))
    assert problems(page) == []
    page.keyboard.press("Escape")

    expect(palette).to_be_hidden()
    expect(change).to_be_focused()
    assert complaints == []


def test_palette_opens_with_a_slash_and_enter_follows(signed_in):
    page = signed_in(UserFactory(), "/accounts/2fa/")

    page.keyboard.press("/")
    option = page.locator("#palette-list [aria-selected=true]")
    expect(option).to_have_count(1)
    target = option.get_attribute("data-href")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(re.escape(target) + "$"))


def test_a_slash_in_a_field_is_a_slash(signed_in):
    page = signed_in(UserFactory(), "/accounts/reauthenticate/")

    page.get_by_label("Your password").press_sequentially("a/n")

    expect(page.get_by_label("Your password")).to_have_value("a/n")


def test_the_user_menu_works_by_keyboard(signed_in):
    page = signed_in(UserFactory(), "/accounts/2fa/")
    you = page.locator(".aq-rail summary")

    you.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".aq-rail .aq-menu__item").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".aq-rail .aq-menu__list")).to_be_hidden()
    expect(you).to_be_focused()

    you.click()
    page.locator(".aq-rail").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.locator("#toasts")).to_contain_text("You are signed out.")


def test_more_is_a_sheet_on_a_phone(signed_in, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    signed_in(UserFactory(given_name="Lena", family_name="Marchetti"), "/accounts/2fa/")

    page.get_by_role("link", name="More").click()

    sheet = page.get_by_role("dialog", name="Lena Marchetti")
    expect(sheet).to_be_visible()
    assert problems(page) == []
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()


def test_a_toast_leaves_by_itself_but_waits_while_one_looks(signed_in):
    page = signed_in(UserFactory(), "/accounts/2fa/")
    page.clock.install()
    page.reload()
    page.evaluate("document.dispatchEvent(new CustomEvent('acquaint:say', {detail: {text: 'Copied.'}}))")
    toast = page.locator("#toasts [data-toast]")

    toast.hover()
    page.clock.run_for(9_000)
    expect(toast).to_have_count(1)
    page.mouse.move(5, 5)
    page.clock.run_for(9_000)

    expect(toast).to_have_count(0)


def test_a_lost_connection_is_said_in_words(signed_in):
    page = signed_in(UserFactory(), "/accounts/2fa/")
    page.context.set_offline(True)

    page.keyboard.press("Control+k")

    expect(page.locator("#toasts")).to_contain_text("You seem to be offline.")
