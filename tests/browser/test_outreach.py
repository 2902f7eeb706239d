"""Writing to a person in a real browser: the live coach, autosave, the links out, sending and taking it back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from apps.contacts.services import offer_referral
from apps.outreach.models import Message, Outreach
from apps.outreach.services import start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import SentOutreachFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena():
    return UserFactory(introduction="a former physical therapist now studying design")


@pytest.fixture
def ines(lena):
    priya = ContactFactory(owner=lena, given_name="Priya", family_name="Raman")
    words = "the diary study on denied claims"
    ines = offer_referral(actor=lena, introducer=priya, now=NOW, given_name="Ines", words=words).contact
    ines.email = "ines@lumen.example"
    ines.save()
    return ines


def compose(signed_in, contact):
    return signed_in(contact.owner, reverse("outreach:compose", args=[contact.pk]))


def test_the_coach_and_the_mirror_follow_the_typing(signed_in, ines):
    page = compose(signed_in, ines)
    expect(page.locator("#mirror mark").first).to_have_text(re.compile(r"^\["))

    page.locator("#body").fill("Hi Priya, are you hiring? [a detail]")

    expect(page.locator("#coach")).to_contain_text("Leave the job out")
    expect(page.locator("#coach")).to_contain_text("Check the name")
    expect(page.locator("#mirror mark:not([data-advice])")).to_have_text("[a detail]")
    expect(page.locator("#mirror mark[data-advice]").last).to_have_text("are you hiring")
    expect(page.locator("#words")).to_contain_text("7 words")


def test_the_coach_points_at_the_words(signed_in, ines):
    page = compose(signed_in, ines)
    page.locator("#body").fill("🙂 Are you hiring at the moment?")

    page.get_by_role("button", name="“Are you hiring”").click()

    selected = page.locator("#body").evaluate("el => el.value.slice(el.selectionStart, el.selectionEnd)")
    assert selected == "Are you hiring"


def test_a_detail_from_the_notes_fills_the_placeholder(signed_in, ines):
    page = compose(signed_in, ines)
    page.locator("#body").fill("I read about [something specific].")

    page.get_by_role("button", name="the diary study on denied claims").click()

    expect(page.locator("#body")).to_have_value("I read about the diary study on denied claims.")


def test_what_is_typed_is_kept_and_the_page_gets_its_own_address(signed_in, ines):
    page = compose(signed_in, ines)

    page.locator("#body").fill("Hi Ines,\n\nkept")

    expect(page.locator("#saved")).to_contain_text("Saved")
    outreach = Outreach.objects.get(contact=ines)
    expect(page).to_have_url(re.compile(f"{outreach.pk}/$"))
    page.reload()
    expect(page.locator("#body")).to_have_value("Hi Ines,\n\nkept")


def test_when_saving_fails_the_page_says_so_and_tries_again(signed_in, ines):
    page = compose(signed_in, ines)
    page.context.set_offline(True)
    page.locator("#body").fill("Still here")
    expect(page.locator("#saved")).to_have_text("Not saved yet. Your text is still here.")

    page.context.set_offline(False)

    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved\s+\d"), timeout=15_000)
    assert Message.objects.get().body == "Still here"


def test_open_in_email_carries_the_words_of_this_moment(signed_in, ines):
    page = compose(signed_in, ines)
    page.locator("#body").fill("Hi Inés & co,\n100%")
    page.evaluate("document.addEventListener('click', e => e.target.closest('[data-compose]') && e.preventDefault())")

    page.get_by_role("link", name="Open in e-mail").click()

    href = page.get_by_role("link", name="Open in e-mail").get_attribute("href")
    assert href.startswith("mailto:ines@lumen.example?subject=Priya%20Raman%20suggested")
    assert href.endswith("&body=Hi%20In%C3%A9s%20%26%20co%2C%0D%0A100%25")


def test_channels_switch_in_place_and_keep_their_texts(signed_in, ines):
    page = compose(signed_in, ines)
    page.locator("#body").fill("My mail")

    page.get_by_role("button", name="LinkedIn").click()
    expect(page.locator("#words")).to_contain_text("of 300 characters")
    page.get_by_role("button", name="E-mail", exact=True).click()

    expect(page.locator("#body")).to_have_value("My mail")


def test_another_template_can_be_taken_back(signed_in, ines):
    page = compose(signed_in, ines)
    page.locator("#body").fill("My words")

    page.get_by_label("Template").select_option("cold")
    expect(page.locator("#body")).to_have_value(re.compile("I came across"))
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#body")).to_have_value("My words")


def test_marked_as_sent_and_taken_back(signed_in, ines):
    page = compose(signed_in, ines)

    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for Ines")
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Write to Ines")


def test_enter_in_the_subject_saves_and_does_nothing_else(signed_in, ines):
    page = compose(signed_in, ines)

    page.get_by_label("Subject").press("Enter")

    expect(page.get_by_role("button", name="E-mail", exact=True)).to_have_attribute("aria-pressed", "true")
    assert Outreach.objects.get().state == Outreach.State.DRAFT


def test_the_plan_changes_in_place(signed_in, ines):
    page = compose(signed_in, ines)

    page.locator("#cadence summary").click()
    page.get_by_role("menuitemradio", name="One week").click()

    expect(page.locator("#cadence")).to_contain_text("5 business days")
    expect(page.locator("#body")).to_have_value(re.compile("^Hi Ines"))


def test_an_introduction_is_coached_and_copied_in_its_two_parts(signed_in, ines):
    page = compose(signed_in, ines)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Introduction").click()
    expect(page.locator("#body")).to_have_value(re.compile("^Dear Priya,"))

    page.locator("#forward").fill("Hi Ines, are you hiring? [a detail]")
    expect(page.locator("#mirror-forward mark[data-advice]").first).to_have_text("are you hiring")
    expect(page.locator("#mirror-forward mark:not([data-advice])")).to_have_text("[a detail]")
    page.get_by_role("button", name="Copy this part").click()

    expect(page.get_by_text("The part to forward is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Hi Ines, are you hiring? [a detail]"
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved\s+\d"))
    assert Message.objects.get().forward == "Hi Ines, are you hiring? [a detail]"


def test_a_text_too_long_for_a_link_comes_as_a_message_file(signed_in, ines):
    page = compose(signed_in, ines)
    page.route(
        "**/asks/**", lambda route: route.continue_() if "eml" in (route.request.post_data or "") else route.abort()
    )
    page.locator("#body").fill("A long story. " * 300)

    with page.expect_download() as download:
        page.get_by_role("link", name="Open in e-mail").click()

    assert download.value.suggested_filename == "ines.eml"


def test_two_windows_learn_of_each_other(signed_in, live_server, ines):
    draft = start_outreach(actor=ines.owner, contact=ines, now=NOW)
    url = live_server.url + reverse("outreach:edit", args=[draft.pk])
    one = signed_in(ines.owner)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(url)
    one.locator("#body").fill("From the laptop")
    expect(one.locator("#revision")).to_have_value("1")

    other.locator("#body").fill("From the phone")

    expect(other.locator("#other-window")).to_contain_text("Another window has changed this draft, too.")
    expect(other.locator("#body")).to_have_value("From the phone")
    other.goto(url + "versions/")
    expect(other.locator(".aq-diff")).to_contain_text("laptop")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_accessible(signed_in, live_server, lena, ines, theme):
    lena.theme = theme
    lena.save()
    waiting = SentOutreachFactory(contact=ContactFactory(owner=lena, email="t@x.example"))
    draft = start_outreach(actor=lena, contact=ines, now=NOW)
    paths = [
        reverse("outreach:edit", args=[draft.pk]),
        reverse("outreach:edit", args=[waiting.pk]) + "?reply=1",
        reverse("outreach:templates"),
        reverse("outreach:template_create"),
        reverse("goals:list"),
        reverse("goals:create"),
        reverse("goals:target"),
    ]
    page = signed_in(lena)
    found = {}
    for path in paths:
        page.goto(live_server.url + path)
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        violations = Axe().run(page, options=options).response["violations"]
        if violations:
            found[path] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in violations]

    assert found == {}


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_scrolls_sideways(signed_in, live_server, lena, ines, width):
    page = signed_in(lena)
    page.set_viewport_size({"width": width, "height": 800})
    for name, args in (("outreach:compose", [ines.pk]), ("outreach:templates", []), ("goals:list", [])):
        page.goto(live_server.url + reverse(name, args=args))

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
