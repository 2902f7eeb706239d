"""An exchange by e-mail: from "send me your questions" to the thank-you."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.urls import reverse

from apps.contacts.models import Stage, Touch
from apps.followups.models import FollowUp
from apps.interviews.errors import ExchangeNotOpen
from apps.interviews.models import Exchange, ExchangeQuestion, Interview, LiveNote
from apps.interviews.selectors import questions_of
from apps.interviews.services import (
    ask_again,
    begin_exchange,
    change_interview,
    choose_questions,
    finish_talk,
    record_answers,
    rest_exchange,
    restore_interview,
    save_exchange_letter,
    send_exchange,
    start_talk,
    turn_into_exchange,
    unsend_exchange,
)
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import InterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=4)


@pytest.fixture
def priya(lena):
    return ContactFactory(owner=lena, given_name="Priya", email="priya@corvane.example")


@pytest.fixture
def exchange(lena, priya):
    return begin_exchange(actor=lena, contact=priya, now=NOW)


@pytest.fixture
def sent(lena, exchange):
    send_exchange(actor=lena, interview=exchange, now=NOW)
    return exchange


def page_of(exchange):
    return reverse("interviews:exchange", args=[exchange.pk])


def asked(exchange):
    return list(ExchangeQuestion.objects.filter(interview=exchange))


def answers_of(exchange, *texts):
    return {row.pk: text for row, text in zip(asked(exchange), texts, strict=False)}


def open_steps():
    return list(FollowUp.objects.open().values_list("kind", "title"))


# Beginning -----------------------------------------------------------------------------------------------------------


def test_beginning_ends_asking_and_chooses_four_questions_the_last_being_who_else(lena, priya, exchange):
    priya.refresh_from_db()

    assert (exchange.mode, exchange.state, priya.stage) == ("email", "planned", Stage.SCHEDULED)
    assert [row.text for row in asked(exchange)][-1] == "Who else should I talk to?"
    assert len(asked(exchange)) == 4
    assert open_steps() == [("action", "Send Priya Raman your questions")]


def test_beginning_twice_goes_on_with_the_first(signed, priya):
    url = reverse("interviews:exchange_begin", args=[priya.pk])

    first, second = signed.post(url), signed.post(url)

    assert first["Location"] == second["Location"] == page_of(Interview.objects.get())


def test_a_planned_talk_becomes_an_exchange_and_leaves_the_calendar(lena):
    talk = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=5))
    before = [q.text for q in questions_of(talk)]

    assert turn_into_exchange(actor=lena, interview=talk, now=NOW)

    talk.refresh_from_db()
    assert (talk.mode, talk.state, talk.ics_sequence) == ("email", "planned", 1)
    assert [q.text for q in questions_of(talk)] == before
    assert [kind for kind, _ in open_steps()] == ["action"]


def test_whoever_was_invited_to_the_talk_can_be_told(signed, lena, priya):
    talk = InterviewFactory(contact=priya, starts_at=NOW + timedelta(days=5))
    signed.post(reverse("interviews:invite", args=[talk.pk]))
    turn_into_exchange(actor=lena, interview=talk, now=NOW)
    assert "Send the cancellation (.eml)" in signed.get(page_of(talk)).content.decode()

    told = signed.post(reverse("interviews:invite", args=[talk.pk]))

    assert b'method="CANCEL"' in told.content
    assert "Send the cancellation" not in signed.get(page_of(talk)).content.decode()


def test_a_talk_that_has_begun_stays_a_talk(lena):
    talk = InterviewFactory(contact__owner=lena)
    start_talk(actor=lena, interview=talk, now=NOW)

    assert not turn_into_exchange(actor=lena, interview=talk, now=NOW)
    assert not Exchange.objects.exists()


def test_an_exchange_becomes_a_talk_and_keeps_its_questions(lena, sent):
    change_interview(
        actor=lena,
        interview=sent,
        starts_at=NOW + timedelta(days=5),
        minutes=15,
        mode="phone",
        place="",
        contact_timezone="Europe/Dublin",
        now=NOW,
    )

    assert not Exchange.objects.exists()
    assert questions_of(sent)
    assert {kind for kind, _ in open_steps()} == {"preparation", "confirmation"}


def test_an_exchange_has_no_live_mode(signed, lena, exchange):
    assert not start_talk(actor=lena, interview=exchange, now=NOW)
    assert signed.get(reverse("interviews:live", args=[exchange.pk]))["Location"] == reverse(
        "interviews:prepare", args=[exchange.pk]
    )
    for name in ("prepare", "confirm"):
        assert signed.get(reverse(f"interviews:{name}", args=[exchange.pk])).status_code == 303


# The letter ----------------------------------------------------------------------------------------------------------


def test_the_page_offers_the_letter_to_copy_to_mail_and_as_a_file(signed, exchange):
    page = signed.get(page_of(exchange)).content.decode()

    assert 'data-copy="#id_body"' in page
    assert "mailto:priya@corvane.example?subject=A%20few%20questions%20about%20your%20work" in page
    assert 'name="do" value="eml"' in page


def test_chosen_questions_stand_in_the_letter_in_the_order_of_the_plan(lena, exchange):
    plan = questions_of(exchange)
    chosen = [plan[0], plan[2], plan[1]]

    assert choose_questions(actor=lena, interview=exchange, chosen=chosen, now=NOW)

    assert [row.text for row in asked(exchange)] == [q.text for q in chosen]


@pytest.mark.parametrize("count", [0, 2, 6])
def test_too_few_or_too_many_are_said_and_the_ticks_stay(signed, exchange, count):
    plan = questions_of(exchange)
    ids = [str(q.pk) for q in plan[:count]]

    response = signed.post(page_of(exchange), {"do": "choose", "question": ids})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_question_error"' in page
    assert page.count(" checked>") == count
    assert len(asked(exchange)) == 4


def test_a_question_of_somebody_else_is_refused(signed, exchange):
    foreign = begin_exchange(actor=(other := ContactFactory()).owner, contact=other, now=NOW)
    ids = [str(q.pk) for q in questions_of(foreign)[:3]]

    assert signed.post(page_of(exchange), {"do": "choose", "question": ids}).status_code == 422


def test_words_of_ones_own_stay_when_other_questions_are_chosen(signed, lena, exchange):
    page = signed.get(page_of(exchange))
    body = page.context["letter"].body.replace("Hi Priya,", "Dear Priya,")
    save_exchange_letter(actor=lena, interview=exchange, subject="Hello", body=body, now=NOW)

    choose_questions(actor=lena, interview=exchange, chosen=questions_of(exchange)[:3], now=NOW)

    kept = Exchange.objects.get()
    assert kept.body.startswith("Dear Priya,")
    assert f"3. {questions_of(exchange)[2].text}" in kept.body
    assert "4. " not in kept.body


def test_a_letter_that_words_its_questions_itself_is_left_alone_until_begun_again(signed, lena, exchange):
    save_exchange_letter(actor=lena, interview=exchange, subject="", body="Only my words.", now=NOW)

    assert not choose_questions(actor=lena, interview=exchange, chosen=questions_of(exchange)[:3], now=NOW)
    assert Exchange.objects.get().body == "Only my words."
    signed.post(page_of(exchange), {"do": "again"})

    assert Exchange.objects.get().body == ""
    assert f"1. {questions_of(exchange)[0].text}" in signed.get(page_of(exchange)).context["letter"].body


def test_the_untouched_draft_is_nobodys_words(signed, lena, exchange):
    letter = signed.get(page_of(exchange)).context["letter"]

    signed.post(page_of(exchange), {"do": "save", "subject": letter.subject, "body": letter.body})

    assert (Exchange.objects.get().subject, Exchange.objects.get().body) == ("", "")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_typed_words_are_kept_and_go_into_the_link(signed, exchange, headers):
    response = signed.post(
        page_of(exchange), {"do": "save", "subject": "Hello", "body": "Hi <b>\n1. Why?"}, headers=headers
    )

    assert Exchange.objects.get().body == "Hi <b>\n1. Why?"
    assert response.status_code == (200 if headers else 303)
    if headers:
        assert "&amp;body=Hi%20%3Cb%3E%0D%0A1.%20Why%3F" in response.content.decode()


def test_a_letter_that_is_too_long_is_said_beside_the_field_and_not_lost(signed, exchange):
    response = signed.post(page_of(exchange), {"do": "sent", "subject": "Hello", "body": "x" * 10_001})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_body_error"' in page
    assert "x" * 10_001 in page
    assert Exchange.objects.get().sent_at is None


def test_the_message_file_carries_what_is_typed(signed, exchange):
    response = signed.post(page_of(exchange), {"do": "eml", "subject": "Hello", "body": "Hi Priya,\n1. Why?"})

    mail = message_from_bytes(response.content, policy=default)
    assert response["Content-Disposition"] == 'attachment; filename="questions-for-priya-raman.eml"'
    assert (mail["Subject"], mail["To"]) == ("Hello", "Priya Raman <priya@corvane.example>")
    assert mail.get_content().splitlines() == ["Hi Priya,", "1. Why?"]


def test_a_question_of_ones_own_joins_the_plan(signed, exchange):
    signed.post(page_of(exchange), {"do": "add", "text": "What would you do differently?"})

    assert "What would you do differently?" in [q.text for q in questions_of(exchange)]
    assert signed.post(page_of(exchange), {"do": "add", "text": " "}).status_code == 422


# Sending and waiting -------------------------------------------------------------------------------------------------


def test_sending_keeps_the_words_and_asks_again_in_a_week(lena, exchange):
    body = "Dear Priya,\n\n1. How is a week?\n2. What surprised you?\n3. Pay?\n4. Who else?\n\nLena"
    save_exchange_letter(actor=lena, interview=exchange, subject="", body=body, now=NOW)

    touch = send_exchange(actor=lena, interview=exchange, now=NOW)

    row = Exchange.objects.get()
    assert (row.sent_at, row.body, row.subject) == (NOW, body, "A few questions about your work")
    assert [one.text for one in asked(exchange)] == ["How is a week?", "What surprised you?", "Pay?", "Who else?"]
    assert (touch.kind, touch.summary, touch.body) == ("wrote", "Sent 4 questions by e-mail", body)
    assert open_steps() == [("nudge", "Ask Priya Raman how your questions stand")]
    assert row.step.due_at.date() == (NOW + timedelta(days=7)).date()


def test_sending_twice_is_once(lena, sent):
    assert send_exchange(actor=lena, interview=sent, now=LATER) is None
    assert Touch.objects.filter(kind="wrote").count() == 1


def test_not_sent_after_all_is_as_it_was(signed, lena, exchange):
    response = signed.post(page_of(exchange), {"do": "sent"})
    touch = Touch.objects.get(kind="wrote")
    assert response["Location"] == page_of(exchange)

    signed.post(reverse("interviews:exchange_undo", args=[exchange.pk]), {"touch": str(touch.pk)})

    assert Exchange.objects.get().sent_at is None
    assert not Touch.objects.filter(kind="wrote").exists()
    assert open_steps() == [("action", "Send Priya Raman your questions")]


def test_a_sent_letter_is_not_changed_any_more(lena, sent):
    with pytest.raises(ExchangeNotOpen):
        save_exchange_letter(actor=lena, interview=sent, subject="", body="Other words", now=LATER)
    with pytest.raises(ExchangeNotOpen):
        choose_questions(actor=lena, interview=sent, chosen=questions_of(sent)[:3], now=LATER)


def test_an_old_page_says_that_the_letter_is_sent(signed, sent):
    response = signed.post(page_of(sent), {"do": "sent", "subject": "", "body": "Other words"}, follow=True)

    assert "This letter was sent meanwhile" in response.content.decode()


def test_asking_again_plans_the_next_week(lena, sent):
    step = ask_again(actor=lena, interview=sent, now=LATER)

    assert step.due_at > LATER + timedelta(days=5)
    assert [kind for kind, _ in open_steps()] == ["nudge"]
    assert Touch.objects.filter(summary="Asked how the questions stand").exists()


def test_the_waiting_page_says_when_one_is_reminded_and_has_a_line_to_ask_with(signed, sent):
    with at(NOW):
        page = signed.get(page_of(sent)).content.decode()

    assert "On Tuesday, October 27 you’re reminded to ask how it stands." in page
    assert "On October 20 I sent you a few questions about your work" in page
    assert "Start the talk" not in page


def test_letting_it_be_leaves_nothing_to_do_and_can_be_taken_up_again(signed, lena, sent):
    response = signed.post(reverse("interviews:cancel", args=[sent.pk]))

    sent.refresh_from_db()
    assert (response["Location"], sent.state, open_steps()) == (reverse("interviews:list"), "cancelled", [])
    assert restore_interview(actor=lena, interview=sent, now=sent.cancelled_at)
    assert [kind for kind, _ in open_steps()] == ["nudge"]
    assert rest_exchange(actor=lena, interview=sent, now=LATER)
    assert not rest_exchange(actor=lena, interview=sent, now=LATER)


def test_the_steps_on_today_and_in_mails_lead_to_the_exchange(signed, exchange):
    for _ in range(2):
        step = Exchange.objects.get().step
        response = signed.get(reverse("workspace:open_step", args=[step.pk]))
        assert response["Location"] == page_of(exchange)
        signed.post(page_of(exchange), {"do": "sent"})


def test_an_exchange_is_no_talk_of_a_day(signed, exchange):
    with at(NOW):
        page = signed.get(reverse("workspace:today"))

    assert page.context["page"].coming == []


# The answer ----------------------------------------------------------------------------------------------------------


def test_the_answer_makes_it_a_held_talk_and_starts_the_clock_when_it_arrived(lena, priya, sent):
    arrived = LATER - timedelta(hours=3)

    won = record_answers(
        actor=lena, interview=sent, answers=answers_of(sent, "Meetings.", ""), arrived_at=arrived, now=LATER
    )

    sent.refresh_from_db()
    priya.refresh_from_db()
    assert won
    assert (sent.state, sent.ended_at, priya.stage) == ("held", arrived, Stage.TALKED)
    assert sent.thank_you_due.late_at == arrived + timedelta(hours=24)
    assert [row.answer for row in asked(sent)][:2] == ["Meetings.", ""]
    assert Touch.objects.filter(kind="talk", summary="Answered your questions by e-mail", occurred_at=arrived).exists()
    assert not FollowUp.objects.open().filter(kind__in=["nudge", "action"]).exists()


def test_each_answer_waits_in_the_debrief_and_follows_until_it_is_sorted(lena, sent):
    record_answers(
        actor=lena, interview=sent, answers=answers_of(sent, "Meetings.", "Ask Ines."), arrived_at=LATER, now=LATER
    )
    record_answers(
        actor=lena, interview=sent, answers=answers_of(sent, "Long meetings.", ""), arrived_at=LATER, now=LATER
    )

    assert list(LiveNote.objects.values_list("body", flat=True)) == ["Long meetings."]


def test_the_same_answers_twice_make_one_talk(lena, sent):
    answers = answers_of(sent, "Meetings.")
    record_answers(actor=lena, interview=sent, answers=answers, arrived_at=LATER, now=LATER)

    assert not record_answers(actor=lena, interview=sent, answers=answers, arrived_at=LATER, now=LATER)
    assert Touch.objects.filter(kind="talk").count() == 1
    assert LiveNote.objects.count() == 1


def test_answers_before_the_letter_is_sent_are_refused(lena, exchange):
    with pytest.raises(ExchangeNotOpen):
        record_answers(actor=lena, interview=exchange, answers={}, arrived_at=NOW, now=NOW)


def keep(signed, exchange, **changes):
    data = {"date": "2026-10-24", "time": "09:00", "answer_1": "Meetings.", "do": "keep"} | changes
    with at(LATER):
        return signed.post(reverse("interviews:exchange_answers", args=[exchange.pk]), data)


def test_the_form_keeps_the_answers_and_leads_to_the_debrief(signed, sent):
    response = keep(signed, sent)

    sent.refresh_from_db()
    assert response["Location"] == reverse("interviews:debrief", args=[sent.pk])
    assert (sent.state, asked(sent)[0].answer) == ("held", "Meetings.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "2026-10-19"}, "id_date_error"),
        ({"date": "2026-10-25"}, "id_date_error"),
        ({"date": "nonsense"}, "id_date_error"),
        ({"time": ""}, "id_time_error"),
        ({"answer_1": " "}, "id_answer_1_error"),
        ({"answer_2": "x" * 10_001}, "id_answer_2_error"),
        ({"answer_1": "", "whole": "1. Meetings."}, "id_whole_error"),
    ],
)
def test_a_refused_answer_is_said_beside_the_field_and_nothing_is_lost(signed, sent, changes, field):
    response = keep(signed, sent, **changes)

    page = response.content.decode()
    sent.refresh_from_db()
    assert response.status_code == 422
    assert f'id="{field}"' in page
    assert sent.state == "planned"
    assert changes.get("answer_1", "Meetings.").strip() in page


def test_a_pasted_reply_is_sorted_and_shown_before_it_is_kept(signed, sent):
    response = keep(signed, sent, do="sort", whole="1. Meetings, mostly.\n2. The politics.", answer_1="")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Meetings, mostly.</textarea>" in page
    assert "The politics.</textarea>" in page
    assert ExchangeQuestion.objects.exclude(answer="").count() == 0


def test_another_arrival_moves_the_clock(signed, sent):
    keep(signed, sent)

    keep(signed, sent, time="08:00")

    sent.refresh_from_db()
    assert sent.thank_you_due.late_at == sent.ended_at + timedelta(hours=24)
    assert sent.ended_at.astimezone(sent.owner.zone).hour == 8


def test_the_list_shows_exchanges_apart_from_talks(signed, sent):
    with at(NOW):
        page = signed.get(reverse("interviews:list")).content.decode()

    assert "Sent today" in page
    assert "Did they answer?" in page


def test_when_they_talk_after_all_the_talk_can_be_written_down(lena, sent):
    assert finish_talk(actor=lena, interview=sent, ended_at=LATER, now=LATER)
    assert not unsend_exchange(actor=lena, interview=sent, touch_id=None, now=LATER)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_exchange_as_for_three(signed, lena, count, django_assert_num_queries):
    for _ in range(count):
        begin_exchange(actor=lena, contact=ContactFactory(owner=lena), now=NOW)
    url = reverse("interviews:list")
    signed.get(url)

    with django_assert_num_queries(7):
        signed.get(url)
