"""The question plan."""

import pytest
from django.urls import reverse

from apps.interviews.models import PlannedQuestion
from apps.interviews.selectors import questions_of
from apps.interviews.services import (
    add_question,
    move_question,
    remove_question,
    restore_question,
    star_question,
    step_minutes,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.interviews import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(lena):
    return InterviewFactory(contact__owner=lena)


def texts(interview):
    return [q.text for q in questions_of(interview)]


def test_new_question_comes_before_who_else(lena, interview):
    add_question(actor=lena, interview=interview, text="What  surprised you?", now=NOW)

    asked = [q.text for q in questions_of(interview) if q.priority == "must"]
    assert asked[-2:] == ["What surprised you?", "Who else should I talk to?"]


def test_moving_swaps_neighbours_and_stops_at_the_ends(lena, interview):
    first, second, *rest = texts(interview)
    question = questions_of(interview)[0]

    assert move_question(actor=lena, question=question, by=1)
    assert texts(interview) == [second, first, *rest]
    assert move_question(actor=lena, question=question, by=-1000)
    assert not move_question(actor=lena, question=question, by=-1)
    assert texts(interview) == [first, second, *rest]


def test_backup_moves_among_the_backups_only(lena, interview):
    *_, first, second = texts(interview)
    last = questions_of(interview)[-1]

    move_question(actor=lena, question=last, by=-1000)

    assert texts(interview)[-2:] == [second, first]


def test_star_makes_a_backup_a_must(lena, interview):
    backup = questions_of(interview)[-1]

    star_question(actor=lena, question=backup, must=True)

    assert PlannedQuestion.objects.get(pk=backup.pk).priority == "must"


@pytest.mark.parametrize(("minutes", "by", "after"), [(3, 1, 4), (1, -1, 1), (60, 1, 60)])
def test_minutes_stay_between_1_and_60(lena, interview, minutes, by, after):
    question = questions_of(interview)[0]
    PlannedQuestion.objects.filter(pk=question.pk).update(minutes=minutes)

    step_minutes(actor=lena, question=question, by=by)

    assert question.minutes == after


def test_removed_question_comes_back_as_it_was(lena, interview):
    question = questions_of(interview)[2]
    before = PlannedQuestion.objects.filter(pk=question.pk).values().get()
    token = remove_question(actor=lena, question=question)

    restore_question(actor=lena, token=token)

    after = PlannedQuestion.objects.filter(pk=question.pk).values().get()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


def test_removed_question_comes_back_to_its_owner_only(lena, interview):
    token = remove_question(actor=lena, question=questions_of(interview)[0])

    assert restore_question(actor=UserFactory(), token=token) is None
    assert restore_question(actor=lena, token=token + "x") is None


def test_page_removes_with_undo_and_answers_the_plan_alone(signed, interview):
    question = questions_of(interview)[0]

    response = signed.post(reverse("interviews:question_remove", args=[question.pk]), headers={"HX-Request": "true"})

    html = response.content.decode()
    assert 'id="plan"' in html
    assert question.text not in html.split('id="bank"')[0]
    assert reverse("interviews:question_restore", args=[interview.pk]) in html
    assert "<html" not in html


def test_page_without_scripts_goes_back_to_the_plan(signed, interview):
    question = questions_of(interview)[0]

    response = signed.post(reverse("interviews:question_step", args=[question.pk]), {"do": "down"})

    assert response["Location"] == reverse("interviews:prepare", args=[interview.pk]) + "#plan"
    assert questions_of(interview)[1] == question


def test_empty_question_is_refused_under_its_field(signed, interview):
    response = signed.post(reverse("interviews:question_add", args=[interview.pk]), {"text": " "})

    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-describedby="newq-error"' in html
    assert "Write a question first." in html


def test_hint_offers_the_open_wording(signed, interview):
    signed.post(reverse("interviews:question_add", args=[interview.pk]), {"text": "Is the pay good?"})

    html = signed.get(reverse("interviews:prepare", args=[interview.pk])).content.decode()

    assert "Can be answered with yes or no." in html
    assert 'value="To what extent is the pay good?"' in html


def test_bank_adds_by_key_and_offers_it_no_more(signed, interview):
    signed.post(reverse("interviews:question_add", args=[interview.pk]), {"key": "day-worst"})

    html = signed.get(reverse("interviews:prepare", args=[interview.pk])).content.decode()

    assert html.count("What is the worst part of the job?") == 2  # the words, and the label of the star
    assert 'value="day-worst"' not in html
