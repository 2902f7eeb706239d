"""Looking back at a talk: what was wanted, how it fits, what to do better, and how far one has come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from apps.goals.models import Criterion
from apps.goals.services import add_criterion, set_retired
from apps.interviews.models import CriterionRating, Interview, ObjectiveAnswer, Part, Reflection
from apps.interviews.selectors import lessons_before, look_back, record_of
from apps.interviews.services import (
    add_live_note,
    answer_objective,
    name_person,
    note_better,
    promise_action,
    rate_criterion,
    say_nothing,
    set_objective,
)
from apps.interviews.wants import nudge_text, wants_of
from tests.factories.accounts import NOW, UserFactory
from tests.factories.goals import GoalFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(lena):
    return HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")


def post(client, name, args, data=None, **extra):
    with at(NOW):
        return client.post(reverse(f"interviews:{name}", args=args), data or {}, **extra)


def state(interview):
    return look_back(interview, record_of(interview))


def done(interview):
    return [part.part.value for part in state(interview).parts if part.is_done]


@pytest.mark.parametrize(
    ("objective", "wants"),
    [
        ("", [""]),
        ("Two more names.", ["Two more names"]),
        (
            "What a week is like. Does my background count? Two names.",
            ["What a week is like", "Does my background count?", "Two names"],
        ),
        ("- pay\n- hours; people", ["pay", "hours", "people"]),
        ("Meet Dr. Raman’s team", ["Meet Dr. Raman’s team"]),
        ("Pay.\nPay.", ["Pay"]),
    ],
)
def test_what_was_wanted_is_taken_apart(objective, wants):
    assert wants_of(objective) == wants


def test_each_thing_that_was_wanted_is_answered_by_itself(signed, lena, held):
    set_objective(actor=lena, interview=held, objective="A normal week. Two more names.")

    post(signed, "objective_answer", [held.pk], {"text": "Two more names", "met": "partly"})

    held.refresh_from_db()
    assert [(w.text, w.met) for w in state(held).wants] == [("A normal week", ""), ("Two more names", "partly")]
    assert "wanted" not in done(held)


def test_a_talk_without_an_objective_is_answered_once(signed, held):
    post(signed, "objective_answer", [held.pk], {"text": "", "met": "yes"})
    post(signed, "objective_answer", [held.pk], {"text": "", "met": "no"})

    assert ObjectiveAnswer.objects.get().met == "no"
    assert done(held) == ["wanted"]


def test_an_empty_answer_takes_it_back(signed, lena, held):
    answer_objective(actor=lena, interview=held, text="", met="yes", now=NOW)

    post(signed, "objective_answer", [held.pk], {"text": "", "met": ""})

    assert not ObjectiveAnswer.objects.exists()


def test_rating_is_kept_changed_and_taken_back(signed, lena, held):
    criterion = add_criterion(actor=lena, text="Close to patients", now=NOW)

    post(signed, "criterion_rate", [held.pk, criterion.pk], {"score": "4"})
    post(signed, "criterion_rate", [held.pk, criterion.pk], {"score": "5"})
    assert CriterionRating.objects.get().score == 5
    assert done(held) == ["fit"]

    post(signed, "criterion_rate", [held.pk, criterion.pk], {"score": ""})
    assert not CriterionRating.objects.exists()


@pytest.mark.parametrize("score", ["0", "6", "x"])
def test_other_numbers_are_no_rating(signed, lena, held, score):
    criterion = add_criterion(actor=lena, text="Close to patients", now=NOW)

    post(signed, "criterion_rate", [held.pk, criterion.pk], {"score": score})

    assert not CriterionRating.objects.exists()


def test_somebody_elses_criterion_is_not_rated(signed, held):
    theirs = add_criterion(actor=UserFactory(), text="Close to patients", now=NOW)

    response = post(signed, "criterion_rate", [held.pk, theirs.pk], {"score": "4"})

    assert response.status_code == 404
    assert not CriterionRating.objects.exists()


def test_criteria_of_the_goal_of_the_talk_and_of_everything_count_must_haves_first(lena):
    goal, other = GoalFactory(owner=lena), GoalFactory(owner=lena, title="Teaching?")
    held = HeldInterviewFactory(contact__owner=lena, goal=goal)
    add_criterion(actor=lena, text="Pay", now=NOW)
    add_criterion(actor=lena, text="Summers off", goal=other, now=NOW)
    add_criterion(actor=lena, text="Close to patients", goal=goal, weight="must", now=NOW)
    set_retired(actor=lena, criterion=add_criterion(actor=lena, text="A view", now=NOW), retired=True, now=NOW)

    assert [fit.criterion.text for fit in state(held).fits] == ["Close to patients", "Pay"]


def test_what_matters_can_be_named_in_the_debrief(signed, lena):
    goal = GoalFactory(owner=lena)
    held = HeldInterviewFactory(contact__owner=lena, goal=goal)

    html = post(signed, "criterion_new", [held.pk], {"text": "Steady hours", "weight": "must"}, headers=HTMX).content

    criterion = Criterion.objects.get()
    assert (criterion.text, criterion.weight, criterion.goal) == ("Steady hours", "must", goal)
    assert "Steady hours" in html.decode()


def test_what_matters_needs_a_word(signed, held):
    response = post(signed, "criterion_new", [held.pk], {"text": " "}, headers=HTMX)

    assert response.status_code == 422
    assert "Write what matters: “Steady hours”." in response.content.decode()


def test_what_to_do_better_is_kept_while_it_is_typed_and_shown_before_the_next_talk(signed, lena, held):
    html = post(signed, "better", [held.pk], {"text": "Ask for names  earlier", "typing": "1"}, headers=HTMX).content
    coming = InterviewFactory(contact__owner=lena)
    with at(NOW):
        page = signed.get(reverse("interviews:prepare", args=[coming.pk])).content.decode()

    assert b'id="progress"' in html
    assert b'id="better"' not in html
    assert [lesson.text for lesson in lessons_before(lena)] == ["Ask for names earlier"]
    assert "Ask for names earlier" in page


def test_the_latest_three_lessons_are_shown_and_none_of_the_talk_itself(lena):
    talks = [
        HeldInterviewFactory(
            contact__owner=lena, ended_at=NOW - timedelta(days=n), starts_at=NOW - timedelta(days=n, hours=1)
        )
        for n in (5, 4, 3, 2)
    ]
    for number, talk in enumerate(talks):
        note_better(actor=lena, interview=talk, text=f"Lesson {number}", now=NOW)

    assert [lesson.text for lesson in lessons_before(lena, without=talks[3])] == ["Lesson 2", "Lesson 1", "Lesson 0"]


def test_parts_are_done_by_what_is_there_or_by_saying_that_there_is_nothing(lena, held):
    assert done(held) == []
    TakeawayFactory(interview=held)
    name_person(actor=lena, interview=held, given_name="Ines", now=NOW)
    assert done(held) == ["takes", "named"]

    say_nothing(actor=lena, interview=held, part=Part.ACTIONS, nothing=True, now=NOW)
    say_nothing(actor=lena, interview=held, part=Part.NEXT, nothing=True, now=NOW)
    assert done(held) == ["takes", "named", "actions", "next"]

    say_nothing(actor=lena, interview=held, part=Part.NEXT, nothing=False, now=NOW)
    assert done(held) == ["takes", "named", "actions"]


def test_a_line_that_waits_keeps_its_part_open(lena, held):
    say_nothing(actor=lena, interview=held, part=Part.NAMED, nothing=True, now=NOW)
    TakeawayFactory(interview=held)
    for kind in ("", "person"):
        add_live_note(actor=lena, interview=held, client_id=uuid4(), body="Somebody", kind=kind, now=NOW)

    assert done(held) == []


def test_the_last_part_closes_the_debrief(signed, lena, held):
    TakeawayFactory(interview=held)
    name_person(actor=lena, interview=held, given_name="Ines", now=NOW)
    promise_action(actor=lena, interview=held, text="Read it", due_on=NOW.date(), now=NOW)
    answer_objective(actor=lena, interview=held, text="", met="yes", now=NOW)
    rate_criterion(
        actor=lena, interview=held, criterion=add_criterion(actor=lena, text="Pay", now=NOW), score=3, now=NOW
    )
    assert Interview.objects.get().debriefed_at is None

    html = post(signed, "part_nothing", [held.pk], {"part": "next", "nothing": "1"}, headers=HTMX).content.decode()

    assert "6 of 6 parts done" in html
    assert Interview.objects.get().debriefed_at == NOW


def test_an_unknown_part_is_nothing(signed, held):
    post(signed, "part_nothing", [held.pk], {"part": "letter", "nothing": "1"})

    assert not Reflection.objects.exists()


def test_page_says_how_far_one_is(signed, held):
    TakeawayFactory(interview=held)
    with at(NOW):
        html = signed.get(reverse("interviews:debrief", args=[held.pk])).content.decode()

    assert "1 of 6 parts done" in html


def test_gentle_line_reads_as_a_sentence():
    text = nudge_text(to="Priya", sender="Lena", text="Send the shadowing guide.", day="October 19")

    assert "When we talked on October 19, you kindly offered to send the shadowing guide." in text
    assert "offered something that I noted as “The guide by Friday”." in nudge_text(
        to="Priya", sender="Lena", text="The guide by Friday", day="October 19"
    )
