"""What a click costs: the statements of each action, the same however long the list is (quality.md: at most ten).

Where a service opens a transaction, a test's own transaction makes a savepoint of it: two more than in production.
"""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Tag
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up, set_rhythm
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAVEPOINT = 2
ANA = {"given_name": "Ana", "family_name": "Bell", "circle": "friend", "role": "both"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture(params=[1, 3])
def people(owner, request):
    return ContactFactory.create_batch(request.param, owner=owner, employer="Corvane Health", tags=["Ward", "Fair"])


def planned(people):
    """A step with each of them; the first one's."""
    what = {"kind": "action", "title": "Send the guide", "when": When.at(NOW + timedelta(hours=1)), "now": NOW}
    return next(iter([schedule_follow_up(actor=person.owner, contact=person, **what) for person in people]))


def test_adding_a_person_of_a_known_employer_takes_seven(client, people):
    # session, user, own fields; employer, tags, person, their tags
    with literal_queries(7 + SAVEPOINT):
        client.post(reverse("contacts:add"), ANA | {"employer": "corvane health", "tags": "ward, Fair"})

    ana = Contact.objects.get(given_name="Ana")
    assert (ana.employer_id, ana.tags.count()) == (people[0].employer_id, 2)


def test_adding_a_person_of_a_new_employer_under_new_tags_takes_nine(client, people):
    # the same, and the rows of the employer and of all the tags
    with literal_queries(9 + SAVEPOINT):
        client.post(reverse("contacts:add"), ANA | {"employer": "Elm Park Clinic", "tags": "ward, Tea, Chess, Choir"})

    ana = Contact.objects.get(given_name="Ana")
    assert ana.employer.name == "Elm Park Clinic"
    assert sorted(ana.tags.values_list("name", flat=True)) == ["Chess", "Choir", "Tea", "Ward"]
    assert Tag.objects.count() == 5


def test_an_address_a_profile_and_a_note_cost_two_more(client, people):
    more = {"email": "ana@people.example", "profile_url": "https://www.linkedin.com/in/ana", "note": "Likes tea"}

    # the search for a twin, and the note
    with literal_queries(9 + SAVEPOINT):
        client.post(reverse("contacts:add"), ANA | more | {"employer": "Corvane Health", "tags": "Ward"})

    assert Contact.objects.get(given_name="Ana").private_note.body == "Likes tea"


def test_a_step_that_is_done_takes_eight(client, people):
    step = planned(people)

    # session, user, step; closed, its reminders, the person's next step, a promise of a talk; the numbers of Today
    with literal_queries(8 + SAVEPOINT):
        client.post(reverse("followups:done", args=[step.pk]), {"as": "row"}, headers=HTMX)

    step.refresh_from_db()
    assert step.state == FollowUp.State.DONE


def test_a_step_that_is_snoozed_takes_ten(client, people):
    step = planned(people)

    # session, user, step; snoozed, its reminders, the wishes about mail, those that go, those that come, the person's
    # next step; the numbers of Today
    with literal_queries(10):
        client.post(reverse("followups:snooze", args=[step.pk]), {"as": "row", "until": "tomorrow"}, headers=HTMX)

    step.refresh_from_db()
    assert step.snoozed_until is not None
    assert list(Reminder.objects.filter(follow_up=step, status="pending").values_list("send_at", flat=True)) == [
        step.snoozed_until
    ]


@pytest.mark.parametrize(("kind", "statements"), [("call", 8), ("they_wrote", 8), ("wrote", 8), ("note", 7)])
def test_a_touch_that_is_logged_takes_eight_at_most(client, people, kind, statements):
    url = reverse("workspace:log_touch", args=[people[0].pk])

    # session, user, person; line and last touch and stage, what waits for it; facts, steps, history
    with literal_queries(statements + SAVEPOINT):
        client.post(url, {"kind": kind, "summary": "A word"}, headers=HTMX)


def test_a_touch_that_restarts_a_rhythm_takes_ten_more(client, owner, people):
    set_rhythm(actor=owner, contact=people[0], days=30, now=NOW)
    url = reverse("workspace:log_touch", args=[people[0].pk])

    # the check-in that waits: found, closed, its reminders, the next step; another that was chosen; wishes, calendar,
    # the new one, its reminders, the next step
    with literal_queries(18 + SAVEPOINT):
        client.post(url, {"kind": "call", "summary": "A word"}, headers=HTMX)
