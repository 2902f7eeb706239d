"""What a page sends during a talk, at once or hours later: taken once, put in order, refused with words."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from apps.interviews.models import LiveNote, PlannedQuestion
from apps.interviews.selectors import caught_in, questions_of
from apps.interviews.services import add_live_note, add_live_question, finish_talk, mark_question, start_talk
from tests.factories.accounts import NOW, UserFactory
from tests.factories.interviews import InterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def running(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + minutes(5), now=NOW - minutes(60))
    start_talk(actor=lena, interview=interview, now=NOW)
    return interview


def send(signed, interview, name, data, **headers):
    return signed.post(reverse(f"interviews:{name}", args=[interview.pk]), data, headers=JSON | headers)


def test_start_counts_from_the_moment_that_an_offline_page_saw(signed, lena):
    interview = InterviewFactory(contact__owner=lena, now=NOW - minutes(60))

    with at(NOW):
        send(signed, interview, "start", {"started_at": (NOW - minutes(20)).isoformat()})

    interview.refresh_from_db()
    assert interview.started_at == NOW - minutes(20)


@pytest.mark.parametrize("claimed", ["2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "yesterday", ""])
def test_start_of_a_device_whose_clock_is_wrong_is_ours(signed, lena, claimed):
    interview = InterviewFactory(contact__owner=lena, now=NOW - minutes(60))

    with at(NOW):
        send(signed, interview, "start", {"started_at": claimed})

    interview.refresh_from_db()
    assert interview.started_at == NOW


def test_line_keeps_its_minute_and_its_moment_however_late_it_arrives(signed, running):
    taken_at = NOW + minutes(7)

    with at(NOW + timedelta(hours=30)):
        send(signed, running, "note_add", {"body": "6 weeks", "minute": "7", "taken_at": taken_at.isoformat()})

    note = LiveNote.objects.get()
    assert (note.minute, note.created_at) == (7, taken_at)


def test_line_of_a_device_whose_clock_is_wrong_counts_from_its_arrival(signed, running):
    with at(NOW + minutes(9)):
        send(signed, running, "note_add", {"body": "6 weeks", "minute": "500", "taken_at": "2099-01-01T00:00:00Z"})

    note = LiveNote.objects.get()
    assert (note.minute, note.created_at) == (9, NOW + minutes(9))


def test_lines_of_two_devices_stand_in_the_order_of_the_talk(lena, running):
    for body, seconds, arrives in [("second", 20, 60), ("fourth", 50, 61), ("first", 10, 90), ("third", 30, 91)]:
        taken_at = NOW + timedelta(seconds=seconds)
        add_live_note(
            actor=lena,
            interview=running,
            client_id=uuid4(),
            body=body,
            taken_at=taken_at,
            now=NOW + timedelta(seconds=arrives),
        )

    assert [note.body for note in caught_in(running)] == ["first", "second", "third", "fourth"]


def test_line_that_is_too_long_is_refused_with_words(signed, running):
    answer = send(signed, running, "note_add", {"body": "x" * 1001, "client_id": str(uuid4())})

    assert answer.status_code == 422
    said = json.loads(answer.content)
    assert (said["ok"], "1000" in said["words"]) == (False, True)
    assert not LiveNote.objects.exists()


def test_tick_that_is_sent_again_does_not_undo_what_came_after_it(lena, running):
    question = questions_of(running)[0]
    tick = {"actor": lena, "question": question, "outcome": "asked", "client_id": uuid4(), "made_at": NOW + minutes(3)}
    mark_question(**tick, now=NOW + minutes(3))
    mark_question(actor=lena, question=question, outcome="open", made_at=NOW + minutes(4), now=NOW + minutes(4))

    mark_question(**tick, now=NOW + minutes(9))

    question.refresh_from_db()
    assert (question.outcome, question.marks.count()) == ("open", 2)


def test_later_tick_wins_though_it_arrives_first(lena, running):
    question = questions_of(running)[0]
    mark_question(actor=lena, question=question, outcome="asked", made_at=NOW + minutes(8), now=NOW + minutes(8))

    mark_question(actor=lena, question=question, outcome="skipped", made_at=NOW + minutes(3), now=NOW + minutes(9))

    question.refresh_from_db()
    assert question.outcome == "asked"


def test_question_that_came_up_stands_after_the_current_one_once(signed, running):
    first, second = questions_of(running)[:2]
    data = {"text": "  And what  came next? ", "question_id": str(uuid4()), "after": str(first.pk)}

    for _ in range(2):
        send(signed, running, "live_question", data)

    plan = questions_of(running)
    assert [q.pk for q in plan[:3]] == [first.pk, plan[1].pk, second.pk]
    assert (str(plan[1].pk), plan[1].text) == (data["question_id"], "And what came next?")


def test_question_with_somebody_elses_id_gets_its_own(lena, running):
    theirs = questions_of(InterviewFactory(contact__owner=UserFactory()))[0]

    mine = add_live_question(actor=lena, interview=running, text="And then?", question_id=theirs.pk, now=NOW)

    assert mine.pk != theirs.pk
    assert PlannedQuestion.objects.get(pk=theirs.pk).text == theirs.text


def test_empty_question_is_refused(signed, running):
    answer = send(signed, running, "live_question", {"text": " "})

    assert (answer.status_code, json.loads(answer.content)["words"]) == (422, "Write a word or two first.")


def test_outbox_of_somebody_else_is_told_so_and_changes_nothing(signed, running):
    answer = send(signed, running, "note_add", {"body": "x"}, **{"Acquaint-Reader": str(uuid4())})

    assert answer.status_code == 409
    assert not LiveNote.objects.exists()


def test_outbox_hears_that_a_talk_is_gone(signed, running):
    pk = running.pk
    running.delete()

    answer = signed.post(reverse("interviews:note_add", args=[pk]), {"body": "x"}, headers=JSON)

    assert (answer.status_code, json.loads(answer.content)["ok"]) == (404, False)


def test_state_tells_everything_that_a_page_draws(signed, lena, running):
    question = questions_of(running)[0]
    note = add_live_note(actor=lena, interview=running, client_id=uuid4(), body="6 weeks", kind="advice", now=NOW)
    mark_question(actor=lena, question=question, outcome="asked", now=NOW)

    with at(NOW + minutes(2)):
        answer = signed.get(reverse("interviews:live_state", args=[running.pk]), headers=JSON)

    state = json.loads(answer.content)
    assert (state["talk"], state["reader"], state["state"]) == (str(running.pk), str(lena.pk), "planned")
    assert (state["started_at"], state["now"]) == (NOW.isoformat(), (NOW + minutes(2)).isoformat())
    assert state["notes"] == [
        {"id": str(note.client_id), "body": "6 weeks", "kind": "advice", "minute": 0, "at": NOW.isoformat()}
    ]
    assert (state["questions"][0]["id"], state["questions"][0]["outcome"]) == (str(question.pk), "asked")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("lines", [1, 3])
def test_state_costs_the_same_for_many_lines(signed, lena, running, lines, django_assert_num_queries):
    for _ in range(lines):
        add_live_note(actor=lena, interview=running, client_id=uuid4(), body="x", now=NOW)

    with django_assert_num_queries(5):
        signed.get(reverse("interviews:live_state", args=[running.pk]), headers=JSON)


def test_state_of_a_held_talk_says_so(signed, lena, running):
    finish_talk(actor=lena, interview=running, ended_at=NOW + minutes(25), now=NOW + minutes(25))

    answer = signed.get(reverse("interviews:live_state", args=[running.pk]), headers=JSON)

    assert json.loads(answer.content)["state"] == "held"


def test_question_that_came_up_is_the_one_on_the_page_without_scripts(signed, running):
    response = signed.post(reverse("interviews:live_question", args=[running.pk]), {"text": "And then?"})

    question = PlannedQuestion.objects.get(text="And then?")
    assert response["Location"] == reverse("interviews:live", args=[running.pk]) + f"?q={question.pk}"


def test_empty_question_is_pointed_out_without_scripts(signed, running):
    response = signed.post(reverse("interviews:live_question", args=[running.pk]), {"text": ""})

    assert response.status_code == 422
    assert b'id="more-error"' in response.content
    assert b"Write a word or two first." in response.content


def test_question_can_be_put_back_without_scripts(signed, running):
    question = questions_of(running)[0]
    url = reverse("interviews:question_outcome", args=[question.pk])
    signed.post(url, {"outcome": "asked"})

    response = signed.post(url, {"outcome": "open"})

    question.refresh_from_db()
    assert question.outcome == "open"
    assert response["Location"].endswith(f"?q={question.pk}")
