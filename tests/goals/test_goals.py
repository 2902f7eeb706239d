"""What one wants to find out, and a week of one's own."""

from datetime import date

import pytest
from django.urls import reverse

from apps.goals.models import Goal, WeeklyTarget
from apps.goals.selectors import Week, active_goals, weekly_target
from apps.goals.services import set_goal_state, set_weekly_target
from tests.factories.accounts import NOW, UserFactory
from tests.factories.goals import GoalFactory

pytestmark = pytest.mark.django_db
LIST = reverse("goals:list")
TARGET = reverse("goals:target")


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_a_new_user_is_asked_for_a_first_question(client, lena):
    assert "Write a question" in client.get(LIST).content.decode()


def test_a_goal_is_added(client, lena):
    data = {"title": " UX in healthcare? ", "purpose": "judge", "target_date": "2026-12-01"}

    response = client.post(reverse("goals:create"), data)

    goal = Goal.objects.get(owner=lena)
    assert (response.status_code, response["Location"]) == (303, LIST)
    assert (goal.title, goal.purpose, goal.target_date) == ("UX in healthcare?", "judge", date(2026, 12, 1))


@pytest.mark.parametrize(
    "data",
    [{"title": "", "purpose": "judge"}, {"title": "x" * 201, "purpose": "judge"}, {"title": "x", "purpose": "y"}],
)
def test_what_is_no_goal_is_refused_and_kept_on_the_page(client, lena, data):
    response = client.post(reverse("goals:create"), data)

    assert response.status_code == 422
    assert not Goal.objects.exists()


def test_a_goal_is_changed(client, lena):
    goal = GoalFactory(owner=lena)

    client.post(reverse("goals:edit", args=[goal.pk]), {"title": "Another?", "purpose": "enter"})

    goal.refresh_from_db()
    assert (goal.title, goal.purpose, goal.target_date) == ("Another?", "enter", None)


def test_a_goal_is_decided_and_taken_up_again(client, lena):
    goal = GoalFactory(owner=lena)
    url = reverse("goals:state", args=[goal.pk])

    client.post(url, {"state": "decided"})
    decided = list(active_goals(lena))
    client.post(url, {"state": "active"})

    assert (decided, list(active_goals(lena))) == ([], [goal])


def test_an_unknown_state_changes_nothing(client, lena):
    goal = GoalFactory(owner=lena)

    client.post(reverse("goals:state", args=[goal.pk]), {"state": "won"})

    goal.refresh_from_db()
    assert goal.state == Goal.State.ACTIVE


def test_the_same_state_twice_changes_once():
    goal = GoalFactory()

    changes = [set_goal_state(actor=goal.owner, goal=goal, state="dropped", now=NOW) for _ in range(2)]

    assert changes == [True, False]


def test_goals_of_others_are_not_shown(client, lena):
    GoalFactory(title="Somebody else’s?")

    assert "Somebody else’s?" not in client.get(LIST).content.decode()


def test_a_week_is_proposed_until_it_is_chosen():
    user = UserFactory()

    proposed = weekly_target(user)
    set_weekly_target(actor=user, asks=7, talks=1, now=NOW)

    assert (proposed, weekly_target(user)) == (Week(4, 2), Week(7, 1, is_chosen=True))


def test_a_week_is_chosen_twice_in_one_row(client, lena):
    client.post(TARGET, {"asks": "3", "talks": "1"})
    client.post(TARGET, {"asks": "5", "talks": "0"})

    assert list(WeeklyTarget.objects.values_list("asks", "talks")) == [(5, 0)]


@pytest.mark.parametrize(("asks", "talks"), [("31", "1"), ("1", "16"), ("-1", "1"), ("", "1")])
def test_a_week_that_is_none_is_refused(client, lena, asks, talks):
    assert client.post(TARGET, {"asks": asks, "talks": talks}).status_code == 422
    assert not WeeklyTarget.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, lena, rows, django_assert_num_queries):
    for _ in range(rows):
        GoalFactory(owner=lena)
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)
