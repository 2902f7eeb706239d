"""What somebody stumbled over who went from "she said yes" to a sent thank-you for the first time."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from apps.contacts.models import Contact
from apps.interviews.debrief_page import check_ins
from apps.interviews.models import Interview
from apps.interviews.naming import name_in
from apps.interviews.services import add_live_note, finish_talk, send_thank_you, start_talk
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory
from tests.interviews.travel import at
from tests.responses import text_of

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_name_that_was_looked_for_in_vain_becomes_the_person_to_plan_with(signed, lena):
    found = signed.get(reverse("interviews:create"), {"q": "Priya Raman"})

    response = signed.post(reverse("interviews:create"), {"q": "Priya Raman, UX researcher at Corvane Health"})

    priya = Contact.objects.visible_to(lena).get()
    assert "Add Priya and plan the talk" in found.content.decode()
    assert response["Location"] == reverse("interviews:plan", args=[priya.pk])
    assert (priya.name, priya.title, priya.employer.name) == ("Priya Raman", "UX researcher", "Corvane Health")


def test_nameless_person_is_not_added(signed, lena):
    response = signed.post(reverse("interviews:create"), {"q": " , "})

    assert response["Location"] == reverse("interviews:create")
    assert not Contact.objects.visible_to(lena).exists()


def test_address_that_somebody_has_already_leads_to_the_plan_with_them(signed, lena):
    priya = ContactFactory(owner=lena, email="priya@corvane.example")

    response = signed.post(reverse("interviews:create"), {"q": "Priya R., priya@corvane.example"})

    assert response["Location"] == reverse("interviews:plan", args=[priya.pk])
    assert Contact.objects.visible_to(lena).count() == 1


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Talk to Kofi Mensah, he runs the lab", "Kofi Mensah"),
        ("ask Maria de la Cruz about it", "Maria de la Cruz"),
        ("Ask Jean-Luc O’Neil", "Jean-Luc O’Neil"),
        ("IBM Research, Ana Ruiz", "Ana Ruiz"),
        ("Dr. Ana Ruiz", "Ana Ruiz"),
        ("Ines, design lead at Lumen Mutual", "Ines"),
        ("kofi mensah", "kofi mensah"),
        ("her boss in Dublin", "her boss in Dublin"),
        ("", ""),
    ],
)
def test_name_is_found_in_a_line(line, name):
    assert name_in(line) == name


def test_line_with_a_name_in_it_fills_the_name_and_keeps_the_words(signed, lena):
    interview = HeldInterviewFactory(contact__owner=lena)
    line = "Talk to Kofi Mensah, he runs the lab"
    add_live_note(
        actor=lena, interview=interview, client_id=interview.pk, body=line, kind="person", now=interview.ended_at
    )

    with at(interview.ended_at):
        page = text_of(signed.get(reverse("interviews:debrief", args=[interview.pk])))

    assert 'value="Kofi Mensah" maxlength="400"' in page
    assert f'value="{line}" maxlength="300"' in page


def test_end_says_how_long_it_was_to_the_minute(signed, lena):
    interview = InterviewFactory(contact__owner=lena, contact__given_name="Priya", starts_at=NOW, minutes=25)
    start_talk(actor=lena, interview=interview, started_at=NOW, now=NOW)

    with at(NOW + timedelta(minutes=19, seconds=20)):
        response = signed.post(reverse("interviews:finish", args=[interview.pk]))

    assert said(response) == ["That was 19 minutes with Priya."]


def test_first_check_in_on_the_page_is_the_planned_one(lena):
    interview = HeldInterviewFactory(contact__owner=lena)
    TakeawayFactory(interview=interview)
    sent = interview.ended_at + timedelta(hours=1)
    before = check_ins(interview, None, sent)

    send_thank_you(actor=lena, interview=interview, sent_at=sent, now=sent, medium="email")
    interview.refresh_from_db()

    assert check_ins(interview, sent, sent)[0] == before[0]


def test_talk_of_tomorrow_is_opened_and_that_of_now_is_started(signed, lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=1))
    path, start = (reverse(f"interviews:{name}", args=[interview.pk]) for name in ("prepare", "start"))

    with at(NOW):
        early = signed.get(path).content.decode()
    with at(interview.starts_at - timedelta(minutes=10)):
        due = signed.get(path).content.decode()

    assert (start in early, start in due) == (False, True)


def test_page_of_a_talk_leads_to_confirming_until_it_is_confirmed(signed, lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=3))
    path, confirm = (reverse(f"interviews:{name}", args=[interview.pk]) for name in ("prepare", "confirm"))

    with at(NOW):
        asked = signed.get(path).content.decode()
        Interview.objects.filter(pk=interview.pk).update(state=Interview.State.CONFIRMED)
        agreed = signed.get(path).content.decode()

    assert (f'href="{confirm}"' in asked, f'href="{confirm}"' in agreed) == (True, False)


def test_new_question_is_said_where_it_was_typed(signed, lena):
    interview = InterviewFactory(contact__owner=lena)

    response = signed.post(
        reverse("interviews:question_add", args=[interview.pk]), {"text": "What surprised you?"}, HTTP_HX_REQUEST="true"
    )

    assert 'role="status"' in response.content.decode()
    assert "It’s in your plan: " in response.content.decode()


def test_finishing_a_talk_twice_says_nothing_more(signed, lena):
    interview = InterviewFactory(contact__owner=lena, contact__given_name="Priya", starts_at=NOW, minutes=25)

    finish_talk(actor=lena, interview=interview, ended_at=NOW + timedelta(minutes=25), now=NOW + timedelta(minutes=25))

    with at(NOW + timedelta(minutes=26)):
        assert said(signed.post(reverse("interviews:finish", args=[interview.pk]))) == []


def test_page_before_a_talk_leads_to_when_and_where_from_its_head(signed, lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=1))

    with at(NOW):
        head = signed.get(reverse("interviews:prepare", args=[interview.pk])).content.decode().split('id="plan"')[0]

    assert 'href="#logistics"' in head
