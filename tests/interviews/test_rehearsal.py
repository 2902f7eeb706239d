"""Practicing aloud: the introduction, runs and their seconds."""

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from apps.goals.services import create_goal
from apps.interviews.models import Introduction, Rehearsal, RehearsalTime
from apps.interviews.rehearsal_page import count_words, rehearsal_page, speaking_seconds
from apps.interviews.selectors import questions_of
from apps.interviews.selectors.preparing import rehearsals_of
from apps.interviews.services.rehearsal import record_rehearsal
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW
from tests.factories.interviews import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(lena):
    return InterviewFactory(contact__owner=lena)


def run(client, interview, **data):
    data.setdefault("client_id", str(uuid4()))
    return client.post(reverse("interviews:run_save", args=[interview.pk]), data)


def test_run_keeps_the_seconds_of_each_question(signed, interview):
    one, two, *_ = questions_of(interview)

    run(signed, interview, intro_seconds="31", times=f"{one.pk}:9,{two.pk}:22,nonsense,{uuid4()}:5,{one.pk}:x")

    assert Rehearsal.objects.get().intro_seconds == 31
    times = RehearsalTime.objects.values_list("question", "seconds")
    assert sorted(times) == sorted([(one.pk, 9), (two.pk, 22)])


def test_run_sent_twice_counts_once(signed, interview):
    client_id = str(uuid4())
    for _ in range(2):
        run(signed, interview, client_id=client_id, times=f"{questions_of(interview)[0].pk}:9")

    assert (Rehearsal.objects.count(), RehearsalTime.objects.count()) == (1, 1)


def test_run_without_scripts_counts_without_seconds(signed, interview):
    page = reverse("interviews:rehearse", args=[interview.pk])
    form = signed.get(page).context["client_id"]

    run(signed, interview, client_id=str(form), intro_seconds="", times="")

    assert "Said aloud once." in signed.get(page).content.decode()
    ready = signed.get(reverse("interviews:prepare", args=[interview.pk])).context["plan"]
    assert next(c for c in ready.checks if "aloud" in c.what).done


def test_seconds_of_another_talks_question_are_not_taken(signed, lena, interview):
    other = InterviewFactory(contact__owner=lena)

    run(signed, interview, times=f"{questions_of(other)[0].pk}:9")

    assert RehearsalTime.objects.count() == 0


def test_page_tells_the_last_time_and_what_is_long(lena, interview):
    one = questions_of(interview)[0]
    for seconds in (31, 18):
        record_rehearsal(
            actor=lena, interview=interview, client_id=uuid4(), now=NOW, intro_seconds=30, seconds={one.pk: seconds}
        )

    page = rehearsal_page(questions_of(interview), list(rehearsals_of(interview)), "")

    assert (page.runs, page.last_total, page.cards[0].last, page.cards[0].best) == (2, "0:48", 18, 18)
    assert page.cards[0].is_long
    assert len(page.cards) == len([q for q in questions_of(interview) if q.priority != "backup"])


def test_introduction_is_kept_for_all_talks_of_a_goal(signed, lena):
    goal = create_goal(actor=lena, title="Research in healthcare?", purpose="choose", now=NOW)
    first, second = (InterviewFactory(contact__owner=lena, goal=goal) for _ in range(2))
    without = InterviewFactory(contact__owner=lena)

    for words in ("I was a therapist.", "I am a therapist."):
        signed.post(reverse("interviews:introduction", args=[first.pk]), {"text": words})
    signed.post(reverse("interviews:introduction", args=[without.pk]), {"text": "Hello."})

    assert Introduction.objects.count() == 2
    assert "I am a therapist." in signed.get(reverse("interviews:rehearse", args=[second.pk])).content.decode()
    assert "I am a therapist." not in signed.get(reverse("interviews:rehearse", args=[without.pk])).content.decode()


def test_introduction_is_kept_while_typing_and_a_long_one_refused(signed, interview):
    url = reverse("interviews:introduction", args=[interview.pk])

    assert signed.post(url, {"text": "Hello."}, headers={"HX-Request": "true"}).status_code == 204
    assert signed.post(url, {"text": "x" * 1001}).status_code == 422
    assert Introduction.objects.get().text == "Hello."


def test_words_become_speaking_time():
    assert count_words("I’m a well-known physical therapist, 30.") == 6
    assert speaking_seconds(70) == 30


def test_page_takes_the_same_queries_for_one_and_three(signed, lena, interview):
    for round_number in range(2):
        for _ in range(1 + round_number):
            seconds = {q.pk: 9 for q in questions_of(interview)}
            record_rehearsal(actor=lena, interview=interview, client_id=uuid4(), now=NOW, seconds=seconds)
        with time_machine.travel(NOW, tick=False), literal_queries(9):
            signed.get(reverse("interviews:rehearse", args=[interview.pk]))
