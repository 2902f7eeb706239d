"""The ways to ask beside e-mail: through somebody, by phone, by letter, with a LinkedIn note."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Referral, Touch
from apps.contacts.services import offer_referral
from apps.core import sendlinks
from apps.followups.models import FollowUp
from apps.outreach.errors import DoNotContact
from apps.outreach.models import Channel, Message, Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import (
    choose_connector,
    mark_sent,
    set_limit,
    start_outreach,
    switch_channel,
    undo_last,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    user = UserFactory(introduction="a former physical therapist")
    client.force_login(user)
    return user


@pytest.fixture
def priya(lena):
    return ContactFactory(owner=lena, given_name="Priya", family_name="Raman", email="priya@corvane.example")


@pytest.fixture
def ines(lena, priya):
    return ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", phone="(312) 555-0142")


def begin(contact, channel, **fields):
    outreach = start_outreach(actor=contact.owner, contact=contact, now=NOW)
    switch_channel(actor=contact.owner, message=draft_of(outreach), channel=channel, now=NOW)
    if fields:
        Message.objects.filter(outreach=outreach).update(**fields)
    return outreach


def through(contact, via):
    outreach = begin(contact, Channel.INTRODUCTION)
    choose_connector(actor=contact.owner, message=draft_of(outreach), via=via, now=NOW)
    return outreach


def post(client, outreach, do, **fields):
    given = {"step": "1", "subject": "Hello", "body": "Words", "do": do} | fields
    return client.post(reverse("outreach:edit", args=[outreach.pk]), given)


def touches(contact):
    return list(Touch.objects.filter(contact=contact).values_list("kind", "summary"))


# Through somebody ------------------------------------------------------------------------------------------------


def test_an_introduction_is_a_letter_to_who_suggested_them(lena, priya):
    ines = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", introducer=priya)

    message = draft_of(begin(ines, Channel.INTRODUCTION))

    assert (message.via, message.address) == (priya, "priya@corvane.example")
    assert message.body.startswith("Dear Priya,")
    assert message.forward.startswith("Hi Ines,")


def test_who_is_chosen_is_written_into_a_fresh_letter(ines, priya):
    outreach = begin(ines, Channel.INTRODUCTION)
    before = draft_of(outreach).body

    choose_connector(actor=ines.owner, message=draft_of(outreach), via=priya, now=NOW)

    message = draft_of(outreach)
    assert (before[:30], message.body[:11]) == ("Dear [who could introduce you]", "Dear Priya,")
    assert message.address == "priya@corvane.example"


def test_choosing_somebody_else_keeps_words_of_ones_own(ines, priya):
    outreach = begin(ines, Channel.INTRODUCTION, body="Hello [who could introduce you]! My own words.")

    choose_connector(actor=ines.owner, message=draft_of(outreach), via=priya, now=NOW)

    assert draft_of(outreach).body == "Hello Priya! My own words."


def test_the_person_is_chosen_by_name_on_the_page(client, ines, priya):
    outreach = begin(ines, Channel.INTRODUCTION)

    post(client, outreach, "via", who="Priya Raman", body=draft_of(outreach).body)

    assert draft_of(outreach).via == priya


def test_a_name_that_is_not_on_the_list_is_asked_about(client, ines):
    outreach = begin(ines, Channel.INTRODUCTION)

    response = post(client, outreach, "via", who="Nobody Known")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Nobody on your list is called that." in page
    assert 'aria-describedby="id_who_error"' in page


def test_half_a_name_does_not_keep_the_text_from_being_saved(client, ines):
    outreach = begin(ines, Channel.INTRODUCTION)
    fields = {"step": "1", "body": "Kept", "forward": "Kept too", "who": "Pri", "do": "save"}

    client.post(reverse("outreach:edit", args=[outreach.pk]), fields, headers=HTMX)

    assert (draft_of(outreach).body, draft_of(outreach).forward) == ("Kept", "Kept too")


def test_nobody_elses_people_can_be_chosen(client, ines):
    ContactFactory(given_name="Foreign", family_name="Person")
    outreach = begin(ines, Channel.INTRODUCTION)

    response = post(client, outreach, "via", who="Foreign Person")

    assert (response.status_code, draft_of(outreach).via) == (422, None)


def test_an_introduction_goes_through_somebody(client, ines):
    outreach = begin(ines, Channel.INTRODUCTION)

    response = post(client, outreach, "send", who="")

    outreach.refresh_from_db()
    assert "Choose who could introduce you." in response.content.decode()
    assert (response.status_code, outreach.state) == (422, Outreach.State.DRAFT)


def test_the_part_to_forward_stands_apart_and_is_copied_alone(client, ines, priya):
    outreach = through(ines, priya)

    page = client.get(reverse("outreach:edit", args=[outreach.pk])).content.decode()

    assert "To forward to Ines" in page
    assert 'data-copy="#forward"' in page
    assert 'value="Priya Raman, Corvane Health"' in page or 'value="Priya Raman"' in page


def test_the_message_file_goes_to_the_one_in_between_with_the_part_set_apart(client, ines, priya):
    outreach = through(ines, priya)

    response = post(
        client,
        outreach,
        "eml",
        body="Dear Priya",
        forward="Hi Ines",
        address="priya@corvane.example",
        who="Priya Raman",
    )

    assert b"To: Priya Raman <priya@corvane.example>" in response.content
    assert b"Dear Priya\r\n\r\n- - - To forward - - -\r\n\r\nHi Ines" in response.content
    assert 'filename="priya-raman.eml"' in response["Content-Disposition"]


def test_it_is_kept_as_an_approach_to_the_person_and_told_on_both_pages(ines, priya):
    outreach = through(ines, priya)
    words = draft_of(outreach)

    mark_sent(actor=ines.owner, message=words, now=NOW)

    asked = Touch.objects.get(contact=ines, summary="Asked Priya Raman for an introduction")
    assert ("wrote", "Asked for an introduction to Ines Carvalho") in touches(priya)
    assert asked.body == f"{words.body}\n\n- - - To forward - - -\n\n{words.forward}"


def test_nobody_has_written_to_the_person_yet(ines, priya):
    outreach = through(ines, priya)

    mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW)

    ines.refresh_from_db()
    priya.refresh_from_db()
    assert (ines.last_touch_at, ines.stage, priya.last_touch_at) == (None, "asked", NOW)


def test_a_referral_waits_until_they_themselves_are_written_to(lena, priya):
    referral = offer_referral(actor=lena, introducer=priya, now=NOW, given_name="Ines", family_name="Carvalho")
    outreach = through(referral.contact, priya)

    mark_sent(actor=lena, message=draft_of(outreach), now=NOW)

    referral.refresh_from_db()
    assert referral.state == Referral.State.OFFERED


def test_the_follow_up_asks_the_one_in_between_kindly(ines, priya):
    outreach = through(ines, priya)

    sent = mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW)

    nudge = draft_of(outreach)
    assert sent.next_step.title == "Ask Priya Raman about the introduction to Ines Carvalho"
    assert sent.next_step.contact == ines
    assert (nudge.step, nudge.channel, nudge.via) == (2, Channel.INTRODUCTION, priya)
    assert nudge.body.startswith("Dear Priya,")
    assert nudge.subject == "Re: Would you introduce me to Ines Carvalho?"


def test_taking_it_back_takes_it_off_both_pages(ines, priya):
    outreach = through(ines, priya)
    sent = mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW)

    undo_last(actor=ines.owner, outreach=outreach, touch_id=str(sent.touch.pk), now=NOW)

    assert not Touch.objects.filter(body__contains="To forward").exists()
    priya.refresh_from_db()
    assert priya.last_touch_at is None


def test_somebody_not_to_be_written_to_is_not_asked_for_an_introduction(ines, priya):
    outreach = through(ines, priya)
    Contact.objects.filter(pk=priya.pk).update(do_not_contact=True)

    with pytest.raises(DoNotContact, match="not to write to Priya"):
        mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW)


def test_without_the_one_in_between_the_letter_stays(ines, priya):
    outreach = through(ines, priya)

    priya.delete()

    assert draft_of(outreach).via is None
    assert draft_of(outreach).body.startswith("Dear Priya,")


# By phone --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("(312) 555-0142", "tel:3125550142"),
        ("+1 (312) 555-0142", "tel:+13125550142"),
        ("+49 (0)30 901820", "tel:+4930901820"),
        ("312-555-0142 ext. 12", "tel:3125550142;ext=12"),
        ("312.555.0142 x7", "tel:3125550142;ext=7"),
        ("ask the front desk", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_number_becomes_a_link_that_calls_it(number, link):
    assert sendlinks.tel(number) == link


def test_the_script_stands_as_cards_beside_the_number(client, ines):
    outreach = begin(
        ines, Channel.PHONE, body="Say hello.\nHello Ines!\n\nAsk.\nCould we talk about [a topic]?\n\nThanks!"
    )

    page = client.get(reverse("outreach:edit", args=[outreach.pk])).content.decode()

    cards = page[page.index('id="script"') : page.index("</ol>", page.index('id="script"'))]
    assert 'href="tel:3125550142"' in page
    assert cards.count("<li>") == 3
    assert "<b>Say hello.</b>" in cards
    assert '<span class="aq-slot">[a topic]</span>' in cards


@pytest.mark.parametrize(
    ("call", "kind", "summary"),
    [
        ("answered", "call", "Called, and they answered"),
        ("voicemail", "call", "Called and left a voicemail"),
        ("nobody", "note", "Called, and nobody answered"),
    ],
)
def test_how_a_call_went_is_kept_with_its_notes(client, ines, call, kind, summary):
    outreach = begin(ines, Channel.PHONE)

    post(client, outreach, f"send:{call}", call_note="Call again after 3", body="Say hello.\nHello!")

    touch = Touch.objects.get(contact=ines, summary=summary)
    sent = Message.objects.get(outreach=outreach, step=1)
    assert (touch.kind, touch.body) == (kind, "Call again after 3\n\nSay hello.\nHello!")
    assert (sent.call, sent.call_note, sent.sent_at) == (call, "Call again after 3", NOW)


def test_who_answered_said_something(client, ines):
    outreach = begin(ines, Channel.PHONE)

    response = post(client, outreach, "send:answered")

    assert response["Location"] == reverse("outreach:edit", args=[outreach.pk]) + "?reply=1#reply"
    assert "What did Ines say?" in client.get(response["Location"].split("#")[0]).content.decode()


def test_an_odd_word_about_a_call_is_no_word(client, ines):
    outreach = begin(ines, Channel.PHONE)

    post(client, outreach, "send:<b>")

    assert Message.objects.get(outreach=outreach, step=1).call == ""


def test_taking_a_call_back_forgets_how_it_went(client, ines):
    outreach = begin(ines, Channel.PHONE)
    post(client, outreach, "send:voicemail", call_note="A note")
    outreach.refresh_from_db()

    client.post(reverse("outreach:undo", args=[outreach.pk]), {"touch": outreach.undo["touch"]})

    assert (draft_of(outreach).call, draft_of(outreach).call_note) == ("", "")


# By letter -------------------------------------------------------------------------------------------------------


def test_a_letter_counts_from_the_day_it_was_posted(client, ines):
    outreach = begin(ines, Channel.LETTER)

    post(client, outreach, "send", posted_on="2026-10-15")  # Thursday noon: Wednesday

    sent = Message.objects.get(outreach=outreach, step=1)
    nudge = FollowUp.objects.open().get(contact=ines, kind=FollowUp.Kind.NUDGE)
    assert sent.sent_at.astimezone(ines.owner.zone).date() == date(2026, 10, 15)
    assert nudge.due_at.astimezone(ines.owner.zone).date() == date(2026, 10, 21)
    assert Touch.objects.get(contact=ines, summary="Posted a letter").occurred_at == sent.sent_at


@pytest.mark.parametrize("posted_on", ["", NOW.date().isoformat()])
def test_a_letter_posted_today_counts_from_now(client, ines, posted_on):
    outreach = begin(ines, Channel.LETTER)

    post(client, outreach, "send", posted_on=posted_on)

    assert Message.objects.get(outreach=outreach, step=1).sent_at == NOW


@pytest.mark.parametrize("posted_on", ["2026-10-25", "1800-01-01", "tomorrow"])
def test_a_letter_cannot_have_been_posted_on_an_odd_day(client, ines, posted_on):
    outreach = begin(ines, Channel.LETTER)

    response = post(client, outreach, "send", posted_on=posted_on)

    outreach.refresh_from_db()
    assert (response.status_code, outreach.state) == (422, Outreach.State.DRAFT)
    assert 'aria-describedby="id_posted_on_error"' in response.content.decode()


def test_a_letter_is_printed_with_names_and_date(client, ines):
    outreach = begin(ines, Channel.LETTER, body="Dear Ines,\n\nHello.")

    page = client.get(reverse("outreach:letter", args=[outreach.pk])).content.decode()

    paper = page[page.index('class="aq-paper') :]
    paper = paper[paper.index("aq-paper__from") :]
    positions = [paper.index(words) for words in ("Lena Marchetti", "October 20", "Ines Carvalho", "Dear Ines,")]
    assert positions == sorted(positions)
    assert "data-print" in page


def test_print_keeps_the_words_first(client, ines):
    outreach = begin(ines, Channel.LETTER)

    response = post(client, outreach, "print", body="Dear Ines")

    assert response["Location"] == reverse("outreach:letter", args=[outreach.pk])
    assert draft_of(outreach).body == "Dear Ines"


def test_what_is_no_letter_is_not_printed(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    assert client.get(reverse("outreach:letter", args=[outreach.pk])).status_code == 404


@pytest.mark.parametrize(
    ("words", "size", "is_long"), [(50, "large", False), (300, "medium", False), (600, "small", True)]
)
def test_a_long_letter_is_set_smaller_and_a_very_long_one_is_told_of(client, ines, words, size, is_long):
    outreach = begin(ines, Channel.LETTER, body="word " * words)

    page = client.get(reverse("outreach:letter", args=[outreach.pk])).content.decode()

    assert f"aq-paper--{size}" in page
    assert ("will not fit on one page" in page) == is_long


# LinkedIn --------------------------------------------------------------------------------------------------------


def test_the_length_of_a_note_is_chosen(client, ines):
    outreach = begin(ines, Channel.LINKEDIN)

    post(client, outreach, "limit:200")
    page = client.get(reverse("outreach:edit", args=[outreach.pk])).content.decode()

    assert draft_of(outreach).limit == 200
    assert "of 200 characters" in page


@pytest.mark.parametrize("limit", ["limit:250", "limit:", "limit:x"])
def test_there_are_two_lengths_only(client, ines, limit):
    outreach = begin(ines, Channel.LINKEDIN)

    post(client, outreach, limit)

    assert draft_of(outreach).limit == 300


def test_the_next_note_has_the_same_length(ines):
    outreach = begin(ines, Channel.LINKEDIN)
    set_limit(actor=ines.owner, message=draft_of(outreach), limit=200, now=NOW)

    mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW + timedelta(minutes=1))

    assert (draft_of(outreach).channel, draft_of(outreach).limit) == (Channel.LINKEDIN, 200)


def test_each_way_keeps_its_own_text_and_address(ines, priya):
    outreach = through(ines, priya)
    Message.objects.filter(outreach=outreach).update(address="priya@home.example", body="Dear Priya, mine")

    switch_channel(actor=ines.owner, message=draft_of(outreach), channel=Channel.LETTER, now=NOW)
    switch_channel(actor=ines.owner, message=draft_of(outreach), channel=Channel.INTRODUCTION, now=NOW)

    kept = draft_of(outreach)
    assert (kept.body, kept.address, kept.forward[:8]) == ("Dear Priya, mine", "priya@home.example", "Hi Ines,")


def test_the_page_shows_what_was_asked_of_whom(client, ines, priya):
    outreach = through(ines, priya)
    mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW)

    page = text_of(client.get(reverse("outreach:edit", args=[outreach.pk])))

    assert f'through <a href="{reverse("workspace:person", args=[priya.pk])}">Priya Raman</a>' in page
    assert '<div class="aq-forwarded">' in page


def test_the_page_shows_how_a_call_went(client, ines):
    outreach = begin(ines, Channel.PHONE)
    mark_sent(actor=ines.owner, message=draft_of(outreach), now=NOW, call="voicemail", call_note="Try on Monday")

    page = client.get(reverse("outreach:edit", args=[outreach.pk])).content.decode()

    assert "Left a voicemail" in page
    assert "Try on Monday" in page
