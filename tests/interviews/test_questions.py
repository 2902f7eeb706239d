"""The question plan."""

import pytest
from django.urls import reverse

from apps.interviews.models import OwnQuestion, PlannedQuestion
from apps.interviews.plan_page import plan_page
from apps.interviews.selectors import questions_of
from apps.interviews.services import (
    add_question,
    move_question,
    remove_question,
    restore_question,
    step_minutes,
    weigh_question,
)
from apps.interviews.services.questions import place_question, trim_plan
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

    weigh_question(actor=lena, question=backup, priority="must")

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
    assert question.text not in html
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


def test_a_brave_question_is_told_to_wait_only_where_it_comes_first(interview):
    brave = PlannedQuestion(text="What is the worst part of the job?", minutes=3, category="day", priority="must")
    plain = [
        PlannedQuestion(text=f"How did you learn {what}?", minutes=3, category="day", priority="must") for what in "abc"
    ]

    early = plan_page(interview, [brave, *plain])
    late = plan_page(interview, [*plain, brave])

    assert [row.hint.rule for row in early.fitting if row.hint] == ["brave"]
    assert [row.hint for row in late.fitting if row.hint] == []
    assert "Mend what has a hint" not in {check.what for check in early.todo}


def test_who_else_stays_last_whatever_is_moved(lena, interview):
    closing = next(q for q in questions_of(interview) if q.text.startswith("Who else"))
    first = questions_of(interview)[0]

    assert not move_question(actor=lena, question=closing, by=-1)
    move_question(actor=lena, question=first, by=1000)
    weigh_question(actor=lena, question=questions_of(interview)[-1], priority="must")

    asked = [q.text for q in questions_of(interview) if q.priority == "must"]
    assert asked[-1] == "Who else should I talk to?"
    assert asked[-3] == first.text


def test_dropped_question_stands_after_the_one_above_it(lena, interview):
    one, two, three, *_ = questions_of(interview)

    assert place_question(actor=lena, question=one, after=three.pk)

    assert questions_of(interview)[:3] == [two, three, one]
    assert place_question(actor=lena, question=one, after=None)
    assert questions_of(interview)[:3] == [one, two, three]
    assert not place_question(actor=lena, question=one, after=None)


def test_question_dropped_among_the_backups_is_one(lena, interview):
    one = questions_of(interview)[0]
    first_backup = next(q for q in questions_of(interview) if q.priority == "backup")

    place_question(actor=lena, question=one, after=first_backup.pk, is_backup=True)

    backups = [q for q in questions_of(interview) if q.priority == "backup"]
    assert backups[:2] == [first_backup, one]
    place_question(actor=lena, question=one, after=None, is_backup=False)
    assert questions_of(interview)[0].priority == "must"


def test_question_dropped_after_who_else_lands_before_it(lena, interview):
    one = questions_of(interview)[0]
    closing = next(q for q in questions_of(interview) if q.text.startswith("Who else"))

    place_question(actor=lena, question=one, after=closing.pk, is_backup=False)

    asked = [q for q in questions_of(interview) if q.priority == "must"]
    assert asked[-2:] == [one, closing]


def test_nobody_else_moves_it(lena, interview):
    one, two = questions_of(interview)[:2]

    assert not place_question(actor=UserFactory(), question=one, after=two.pk)
    assert questions_of(interview)[:2] == [one, two]


def test_page_draws_the_cut_where_the_time_ends(signed, interview):
    for _ in range(3):
        signed.post(reverse("interviews:question_add", args=[interview.pk]), {"text": "How do you decide?"})

    plan = signed.get(reverse("interviews:prepare", args=[interview.pk])).context["plan"]

    assert [name for name, _ in plan.parts] == ["asked", "below", "closing", "backups"]
    assert 2 + sum(r.question.minutes for r in [*plan.fitting, plan.closing]) <= 25
    assert plan.below[0].question.text == "How do you decide?"
    assert plan.budget.summary == "30 minutes planned, 5 more than you have, 6 in reserve"


def test_what_is_below_the_line_becomes_backups_in_its_order(signed, lena, interview):
    for text in ("How do you decide?", "Why do you?", "When do you?"):
        add_question(actor=lena, interview=interview, text=text, now=NOW)

    signed.post(reverse("interviews:plan_trim", args=[interview.pk]))

    questions = questions_of(interview)
    plan = plan_page(interview, questions)
    assert (plan.below, plan.budget.over) == ([], 0)
    assert [q.text for q in questions if q.priority == "backup"][:2] == ["Why do you?", "When do you?"]
    assert trim_plan(actor=lena, interview=interview) == 0


def test_question_is_kept_for_other_talks_once(signed, lena, interview):
    signed.post(reverse("interviews:question_add", args=[interview.pk]), {"text": "How do you decide?"})
    question = PlannedQuestion.objects.get(text="How do you decide?")
    url = reverse("interviews:question_keep", args=[question.pk])

    signed.post(url)
    signed.post(url)

    assert [(q.owner, q.text) for q in OwnQuestion.objects.all()] == [(lena, "How do you decide?")]


def test_plan_without_who_else_offers_it(signed, interview):
    PlannedQuestion.objects.filter(text__startswith="Who else").delete()
    page = reverse("interviews:prepare", args=[interview.pk])
    assert "Nothing asks for the next name yet." in signed.get(page).content.decode()

    signed.post(reverse("interviews:question_add", args=[interview.pk]), {"key": "people-else"})

    assert "Nothing asks for the next name yet." not in signed.get(page).content.decode()
