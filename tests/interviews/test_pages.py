"""Every page of a talk answers, with what it is for."""

import time_machine
from django.urls import reverse

from apps.interviews.models import Interview
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory
from tests.responses import text_of


def page(client, name, *args, **query):
    with time_machine.travel(NOW, tick=False):
        return client.get(reverse(f"interviews:{name}", args=args), query)


def test_list_names_the_next_action_of_each_talk(signed, lena):
    coming = InterviewFactory(contact__owner=lena, contact__given_name="Marcus")
    HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")

    html = text_of(page(signed, "list"))

    assert reverse("interviews:prepare", args=[coming.pk]) in html
    assert "Write the thank-you" in html
    assert "5 h 02 min left" in html


def test_list_of_nothing_offers_to_plan(signed):
    assert "No talks yet" in text_of(page(signed, "list"))


def test_list_takes_the_same_queries_for_one_and_three_talks(signed, lena):
    for count in (1, 2):
        for _ in range(count):
            HeldInterviewFactory(contact__owner=lena)
            InterviewFactory(contact__owner=lena)
        with literal_queries(8):
            page(signed, "list")


def test_create_finds_people_by_employer(signed, lena):
    ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")
    ContactFactory(owner=lena, given_name="Grace", family_name="Nakamura")

    html = text_of(page(signed, "create", q="lumen"))

    assert "Ines Carvalho" in html
    assert "Grace Nakamura" not in html


def test_plan_page_shows_both_clocks(signed, lena):
    contact = ContactFactory(owner=lena, given_name="Marcus", timezone="Europe/Dublin")

    html = text_of(page(signed, "plan", contact.pk))

    assert "You, Chicago" in html
    assert "Marcus, Dublin" in html


def test_prepare_shows_plan_clocks_and_readiness(signed, lena):
    interview = InterviewFactory(contact__owner=lena, contact__given_name="Marcus")

    html = text_of(page(signed, "prepare", interview.pk))

    assert "21 of 25 minutes planned, 6 in reserve" in html
    assert "10:00–10:25 AM" in html
    assert "4:00–4:25 PM" in html
    assert "Who else should I talk to?" in html
    assert "of 11" in html


def test_live_page_waits_for_the_start(signed, lena):
    interview = InterviewFactory(contact__owner=lena)

    assert "Start the clock" in text_of(page(signed, "live", interview.pk))


def test_live_page_shows_the_first_question_once_started(signed, lena):
    interview = InterviewFactory(contact__owner=lena)
    Interview.objects.update(started_at=NOW)

    html = text_of(page(signed, "live", interview.pk))

    assert "How did you get from where you started" in html
    assert 'role="timer"' in html


def test_debrief_shows_the_letter_made_of_the_takeaways(signed, lena):
    interview = HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")
    TakeawayFactory(interview=interview)

    html = text_of(page(signed, "debrief", interview.pk))

    assert "Thank you for the half hour yesterday." in html
    assert 'title="From your notes">Start with the nurse’s shift, not with the screen</a>' in html
    assert "Send by 4:30 PM today" in html


def test_thank_you_page_holds_the_letter_to_write_in(signed, lena):
    interview = HeldInterviewFactory(contact__owner=lena, contact__email="priya@corvane.example")

    html = text_of(page(signed, "thank_you", interview.pk))

    assert "Thank you for the half hour yesterday." in html
    assert "mailto:priya@corvane.example?subject=" in html


def test_record_page_asks_when_it_ended(signed, lena):
    interview = InterviewFactory(contact__owner=lena)

    assert "It ended at" in text_of(page(signed, "record", interview.pk))
