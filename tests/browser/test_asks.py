"""From a draft to somebody new, in a real browser; and the board of asks by keyboard."""

import email
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from apps.contacts.models import Contact, Referral
from apps.contacts.services import offer_referral
from apps.outreach.models import Outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena():
    return UserFactory(introduction="a former physical therapist now studying design")


def test_write_be_coached_send_by_file_hear_too_busy_and_end_with_somebody_new(signed_in, lena):
    priya = ContactFactory(owner=lena, given_name="Priya", family_name="Raman")
    ines = offer_referral(actor=lena, introducer=priya, now=NOW, given_name="Ines", family_name="Carvalho").contact
    Contact.objects.filter(pk=ines.pk).update(email="ines@lumen.example")
    page = signed_in(lena, reverse("outreach:compose", args=[ines.pk]))
    body = page.locator("#body")

    body.fill(f"{body.input_value()}\n\nAre you hiring at the moment?")
    expect(page.locator("#coach")).to_contain_text("Leave the job out")
    text = body.input_value().replace("\n\nAre you hiring at the moment?", "")
    with page.expect_response(lambda r: "do=save" in (r.request.post_data or "")):  # it brings new links out
        body.fill(re.sub(r"\[[^\]]*\]", "your diary study", text))
    expect(page.locator("#coach")).not_to_contain_text("Leave the job out")
    expect(page.locator("#mirror mark")).to_have_count(0)

    page.get_by_label("Other ways to send").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a message file").click()
    message = email.message_from_bytes(download.value.path().read_bytes())
    assert message["To"] == "Ines Carvalho <ines@lumen.example>"
    assert "your diary study" in message.get_payload(decode=True).decode()
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for Ines Carvalho")

    page.get_by_role("button", name="Too busy", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank Ines Carvalho")
    expect(page.locator("#body")).to_have_value(re.compile("one person you would suggest"))
    page.get_by_role("button", name="Mark as sent").click()

    page.get_by_label("First name").fill("Theo")
    page.get_by_label("Last name").fill("Brandt")
    page.get_by_role("button", name="Add and write to them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to Theo Brandt")
    expect(page.locator(".aq-chain")).to_contain_text("Ines Carvalho")
    expect(page.locator("#body")).to_have_value(re.compile("Ines Carvalho suggested I write"))

    theo = Contact.objects.get(given_name="Theo")
    assert theo.introducer == ines
    assert Referral.objects.get(contact=theo).introducer == ines


def test_the_board_is_walked_by_arrow_keys_and_a_move_keeps_the_place(signed_in, lena):
    def person(name):
        return ContactFactory(owner=lena, given_name=name, family_name="", employer=name)

    OutreachFactory(contact=person("Drafted"))
    for name in ("Ann", "Bea"):
        SentOutreachFactory(contact=person(name), cadence=Outreach.Cadence.NONE)
    page = signed_in(lena, reverse("outreach:board"))
    page.get_by_role("link", name="Drafted").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")  # inside an open menu arrows are the menu's
    page.get_by_role("button", name="Said no").locator("visible=true").click()

    expect(page.locator("#column-replied .aq-h__n")).to_have_text("1")
    expect(page.locator("[data-column=replied] [data-card-link]")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#column-waiting .aq-h__n")).to_have_text("2")
    assert focused in {"Ann", "Bea"}
    assert not Outreach.objects.filter(state=Outreach.State.ENDED).exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_accessible_and_nothing_scrolls_sideways(signed_in, live_server, lena, theme):
    lena.theme = theme
    lena.save()
    waiting = SentOutreachFactory(contact=ContactFactory(owner=lena, given_name="Marcus"))
    EndedOutreachFactory(contact=ContactFactory(owner=lena, given_name="Rosa"), outcome="no")
    page = signed_in(lena)
    found = {}
    for path in (
        reverse("outreach:board"),
        reverse("outreach:rates"),
        reverse("outreach:offer_slots", args=[waiting.pk]),
        reverse("outreach:edit", args=[waiting.pk]) + "?reply=1",
    ):
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(live_server.url + path)
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
            violations = Axe().run(page, options=options).response["violations"]
            if violations:
                found[path, width] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in violations]
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                found[path, width, "sideways"] = True

    assert found == {}
