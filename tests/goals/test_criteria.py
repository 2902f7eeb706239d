"""What matters to the owner: criteria with a weight, for one question or for everything."""

import pytest
from django.urls import reverse

from apps.goals.models import Criterion
from apps.goals.selectors import criteria_for, criteria_of
from apps.goals.services import add_criterion, change_criterion, set_goal_state, set_retired
from tests.factories.accounts import NOW, UserFactory
from tests.factories.goals import GoalFactory

pytestmark = pytest.mark.django_db
LIST = reverse("goals:list")


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def signed(client, lena):
    client.force_login(lena)
    return client


def texts(criteria):
    return [criterion.text for criterion in criteria]


def test_page_adds_one(signed, lena):
    goal = GoalFactory(owner=lena)

    signed.post(reverse("goals:criterion_add"), {"text": " Steady  hours", "weight": "must", "goal": str(goal.pk)})

    criterion = Criterion.objects.get()
    assert (criterion.text, criterion.weight, criterion.goal) == ("Steady hours", "must", goal)
    assert b"Steady hours" in signed.get(LIST).content


def test_page_says_what_is_missing(signed):
    response = signed.post(reverse("goals:criterion_add"), {"text": " "})

    assert response.status_code == 422
    assert "Write what matters: “Steady hours”." in response.content.decode()


def test_somebody_elses_goal_is_no_choice(signed):
    response = signed.post(reverse("goals:criterion_add"), {"text": "Pay", "goal": str(GoalFactory().pk)})

    assert response.status_code == 422
    assert not Criterion.objects.exists()


def test_same_words_are_the_same_criterion(lena):
    first = add_criterion(actor=lena, text="Steady hours", now=NOW)
    second = add_criterion(actor=lena, text="steady hours", weight="must", now=NOW)

    assert first == second
    assert Criterion.objects.get().weight == "must"


def test_one_that_was_retired_comes_back_with_the_same_words(lena):
    criterion = add_criterion(actor=lena, text="Steady hours", now=NOW)
    set_retired(actor=lena, criterion=criterion, retired=True, now=NOW)

    assert add_criterion(actor=lena, text="Steady hours", now=NOW) == criterion
    assert texts(criteria_of(lena)) == ["Steady hours"]


def test_two_of_the_same_words_are_refused(signed, lena):
    add_criterion(actor=lena, text="Pay", now=NOW)
    hours = add_criterion(actor=lena, text="Hours", now=NOW)

    response = signed.post(reverse("goals:criterion_edit", args=[hours.pk]), {"text": "pay", "weight": "must"})

    assert response.status_code == 422
    assert "That’s on your list already." in response.content.decode()
    assert not change_criterion(actor=lena, criterion=hours, text="Pay", weight="must", goal=None, now=NOW)


def test_edit_changes_words_weight_and_goal(signed, lena):
    criterion, goal = add_criterion(actor=lena, text="Pay", now=NOW), GoalFactory(owner=lena)

    signed.post(
        reverse("goals:criterion_edit", args=[criterion.pk]), {"text": "Pays well", "weight": "nice", "goal": goal.pk}
    )

    criterion.refresh_from_db()
    assert (criterion.text, criterion.weight, criterion.goal) == ("Pays well", "nice", goal)


def test_edit_shows_the_row_to_change(signed, lena):
    criterion = add_criterion(actor=lena, text="Pay", now=NOW)

    html = signed.get(LIST, {"edit": criterion.pk}).content.decode()

    assert f'action="{reverse("goals:criterion_edit", args=[criterion.pk])}"' in html
    assert 'value="Pay"' in html


def test_retiring_is_taken_back_from_the_toast(signed, lena):
    criterion = add_criterion(actor=lena, text="Pay", now=NOW)
    url = reverse("goals:criterion_retire", args=[criterion.pk])

    signed.post(url)
    assert texts(criteria_of(lena)) == []

    signed.post(url, {"back": "1"})
    assert texts(criteria_of(lena)) == ["Pay"]


def test_a_goal_that_is_decided_takes_its_criteria_along(lena):
    goal = GoalFactory(owner=lena)
    add_criterion(actor=lena, text="Close to patients", goal=goal, now=NOW)
    add_criterion(actor=lena, text="Pay", now=NOW)
    set_goal_state(actor=lena, goal=goal, state="decided", now=NOW)

    assert texts(criteria_for(lena, None)) == ["Pay"]
    assert texts(criteria_for(lena, goal.pk)) == ["Close to patients", "Pay"]


@pytest.mark.parametrize("rows", [1, 3])
def test_criteria_ask_a_fixed_number_of_queries(signed, lena, rows, django_assert_num_queries):
    goal = GoalFactory(owner=lena)
    for number in range(rows):
        add_criterion(actor=lena, text=f"Thing {number}", goal=goal, now=NOW)
    signed.get(LIST)

    with django_assert_num_queries(8):
        signed.get(LIST)
