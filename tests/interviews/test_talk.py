"""Holding a talk: notes that arrive once, and an end that starts the clock."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from apps.contacts.models import Referral, Stage, Touch
from apps.followups.models import FollowUp, Reminder
from apps.interviews.errors import EndNotPossible
from apps.interviews.models import Interview, LiveNote, Takeaway
from apps.interviews.services import add_live_note, correct_end, finish_talk, start_talk
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def running(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(minutes=5))
    start_talk(actor=lena, interview=interview, now=NOW)
    return interview


def test_finishing_starts_the_thank_you_clock_at_the_end_of_the_talk(lena, running):
    ended_at = NOW + timedelta(minutes=25)

    assert finish_talk(actor=lena, interview=running, ended_at=ended_at, now=ended_at)

    thanks = running.thank_you_due
    assert (thanks.kind, thanks.due_at, thanks.late_at) == ("thank_you", ended_at, ended_at + timedelta(hours=24))
    assert all(ended_at < r.send_at < thanks.late_at for r in Reminder.objects.filter(follow_up=thanks))
    assert Reminder.objects.filter(follow_up=thanks, status="pending").exists()


def test_finishing_moves_the_person_and_closes_the_preparation(lena, running):
    introducer = ContactFactory(owner=lena)
    referral = Referral.objects.create(owner=lena, introducer=introducer, contact=running.contact, offered_at=NOW)

    finish_talk(actor=lena, interview=running, ended_at=NOW + timedelta(minutes=25), now=NOW + timedelta(minutes=25))

    running.contact.refresh_from_db()
    referral.refresh_from_db()
    running.preparation.refresh_from_db()
    assert running.contact.stage == Stage.TALKED
    assert referral.state == Referral.State.MET
    assert running.preparation.state == FollowUp.State.DONE
    touch = Touch.objects.get(kind="talk")
    assert (touch.summary, touch.occurred_at) == ("Talked for 25 minutes by video", NOW + timedelta(minutes=25))


def test_finishing_twice_is_finishing_once(lena, running):
    end = NOW + timedelta(minutes=25)
    finish_talk(actor=lena, interview=running, ended_at=end, now=end)

    assert not finish_talk(
        actor=lena, interview=running, ended_at=end + timedelta(hours=1), now=end + timedelta(hours=1)
    )
    assert FollowUp.objects.filter(kind="thank_you").count() == 1
    assert Interview.objects.get().ended_at == end


@pytest.mark.parametrize("minutes", [-1, 60])
def test_a_talk_ends_neither_before_it_began_nor_in_the_future(lena, running, minutes):
    with pytest.raises(EndNotPossible):
        finish_talk(actor=lena, interview=running, ended_at=NOW + timedelta(minutes=minutes), now=NOW)


def test_correcting_the_end_moves_the_clock(lena):
    interview = HeldInterviewFactory(contact__owner=lena)
    ended_at = interview.ended_at - timedelta(minutes=10)

    correct_end(actor=lena, interview=interview, ended_at=ended_at, now=NOW)

    thanks = FollowUp.objects.get(kind="thank_you")
    assert (thanks.due_at, thanks.late_at) == (ended_at, ended_at + timedelta(hours=24))


def test_same_line_sent_twice_is_kept_once(lena, running):
    line = {"actor": lena, "interview": running, "client_id": uuid4(), "body": "6 weeks", "kind": "quote"}

    first = add_live_note(**line, now=NOW)
    second = add_live_note(**line, now=NOW + timedelta(hours=1))

    assert first == second
    assert Takeaway.objects.count() == 1


@pytest.mark.parametrize(("kind", "takeaways"), [("", 0), ("advice", 1), ("person", 0), ("action", 0)])
def test_one_tap_makes_facts_at_once_and_leaves_names_and_tasks_to_the_debrief(lena, running, kind, takeaways):
    add_live_note(actor=lena, interview=running, client_id=uuid4(), body="Kofi Mensah", kind=kind, now=NOW)

    assert Takeaway.objects.count() == takeaways


def test_note_form_stamps_the_minute_without_scripts(signed, running):
    with at(NOW + timedelta(minutes=12, seconds=40)):
        response = signed.post(reverse("interviews:note_add", args=[running.pk]), {"body": "6 weeks per study"})

    assert response.status_code == 303
    assert LiveNote.objects.get().minute == 12


def test_outbox_gets_json_and_may_repeat_itself(signed, running):
    data = {"body": "6 weeks", "client_id": str(uuid4()), "minute": "3", "kind": "", "question": ""}
    url = reverse("interviews:note_add", args=[running.pk])

    answers = [signed.post(url, data, headers=JSON) for _ in range(2)]

    assert [json.loads(a.content) for a in answers] == [{"ok": True}] * 2
    assert LiveNote.objects.count() == 1


def test_outbox_keeps_a_line_whose_question_was_removed(signed, running):
    data = {"body": "6 weeks", "minute": "100000", "kind": "odd", "question": str(uuid4())}

    with at(NOW + timedelta(hours=11)):
        answer = signed.post(reverse("interviews:note_add", args=[running.pk]), data, headers=JSON)

    assert json.loads(answer.content)["ok"] is True
    assert LiveNote.objects.values_list("body", "minute", "kind", "question").get() == ("6 weeks", 600, "", None)


def test_late_line_is_welcome_after_the_end(signed, lena, running):
    finish_talk(actor=lena, interview=running, ended_at=NOW + timedelta(minutes=9), now=NOW + timedelta(minutes=9))

    signed.post(reverse("interviews:note_add", args=[running.pk]), {"body": "late", "minute": "8"}, headers=JSON)

    assert LiveNote.objects.get().body == "late"


def test_outbox_of_somebody_signed_out_is_told_to_sign_in(client, running):
    response = client.post(reverse("interviews:note_add", args=[running.pk]), {"body": "x"}, headers=JSON)

    assert (response.status_code, json.loads(response.content)["ok"]) == (401, False)
    assert not LiveNote.objects.exists()


def test_finish_takes_the_moment_that_an_offline_page_saw(signed, running):
    ended = NOW + timedelta(minutes=24)
    url = reverse("interviews:finish", args=[running.pk])

    with at(NOW + timedelta(hours=2)):
        response = signed.post(url, {"ended_at": "2026-10-20T16:52:00.000Z"}, headers=JSON)

    assert json.loads(response.content)["next"] == reverse("interviews:debrief", args=[running.pk])
    assert Interview.objects.get().ended_at == ended


def test_asked_question_gives_way_to_the_next(signed, running):
    first, second, *_ = running.questions.all()

    signed.post(reverse("interviews:question_outcome", args=[first.pk]), {"outcome": "asked"})
    with at(NOW + timedelta(minutes=5)):
        response = signed.get(reverse("interviews:live", args=[running.pk]))

    assert response.context["live"].current == second


def test_five_minutes_before_the_end_the_page_says_to_ask_who_else(signed, running):
    with at(NOW + timedelta(minutes=20)):
        response = signed.get(reverse("interviews:live", args=[running.pk]))

    assert response.context["live"].cue == "who"


def test_record_page_writes_down_a_talk_held_elsewhere(signed, lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW)
    data = {"date": "2026-10-20", "time": "12:00"}

    with at(NOW + timedelta(hours=3)):
        response = signed.post(reverse("interviews:record", args=[interview.pk]), data)

    interview.refresh_from_db()
    assert response["Location"] == reverse("interviews:debrief", args=[interview.pk])
    assert interview.ended_at == NOW.replace(hour=17, minute=0)


def test_record_page_refuses_an_end_to_come(signed, lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW)

    with at(NOW):
        response = signed.post(
            reverse("interviews:record", args=[interview.pk]), {"date": "2026-10-21", "time": "12:00"}
        )

    assert response.status_code == 422
    assert b"That is still to come." in response.content
