"""Take-aways as evidence: made from lines in one tap, about something, with a reaction; and going on later."""

from uuid import uuid4

import pytest
from django.urls import reverse

from apps.goals.services import add_criterion
from apps.interviews.models import Takeaway
from apps.interviews.selectors import record_of
from apps.interviews.services import add_live_note, close_debrief, send_thank_you
from tests.factories.accounts import NOW, UserFactory
from tests.factories.goals import GoalFactory
from tests.factories.interviews import HeldInterviewFactory, TakeawayFactory
from tests.interviews.travel import at
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
FACTS = ["insight", "advice", "resource", "quote", "pay", "red_flag", "opening", "skill", "strength"]


@pytest.fixture
def held(lena):
    return HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")


def post(client, name, pk, data=None, **extra):
    with at(NOW):
        return client.post(reverse(f"interviews:{name}", args=[pk]), data or {}, **extra)


@pytest.mark.parametrize("kind", FACTS)
def test_line_becomes_any_kind_of_takeaway_in_one_tap(signed, lena, held, kind):
    note = add_live_note(actor=lena, interview=held, client_id=uuid4(), body="6 weeks per study", now=NOW)

    post(signed, "note_sort", note.pk, {"kind": kind})

    assert (Takeaway.objects.get().kind, Takeaway.objects.get().note) == (kind, note)


@pytest.mark.parametrize(("kind", "waiting"), [("person", "named_notes"), ("action", "action_notes")])
def test_line_becomes_a_name_or_a_promise_with_details_to_come(signed, lena, held, kind, waiting):
    note = add_live_note(actor=lena, interview=held, client_id=uuid4(), body="Ines at Lumen", now=NOW)

    post(signed, "note_sort", note.pk, {"kind": kind})

    assert getattr(record_of(held), waiting) == [note]
    assert not Takeaway.objects.exists()


def test_takeaway_is_about_the_goal_the_employer_and_the_question_of_its_line(lena):
    goal = GoalFactory(owner=lena)
    held = HeldInterviewFactory(contact__owner=lena, goal=goal)
    question = held.questions.first()
    note = add_live_note(
        actor=lena, interview=held, client_id=uuid4(), body="6 weeks", kind="pay", question=question, now=NOW
    )

    takeaway = note.takeaway
    assert (takeaway.goal, takeaway.employer, takeaway.question) == (goal, held.contact.employer, question)


def test_takeaway_is_pointed_at_what_it_is_evidence_for(signed, lena, held):
    takeaway = TakeawayFactory(interview=held)
    criterion = add_criterion(actor=lena, text="Steady hours", now=NOW)
    data = {"text": "Nights are rare", "kind": "insight", "reaction": "pleased", "criterion": str(criterion.pk)}

    post(signed, "takeaway_edit", takeaway.pk, data | {"employer": "Lumen Mutual"})

    takeaway.refresh_from_db()
    assert (takeaway.text, takeaway.kind, takeaway.reaction) == ("Nights are rare", "insight", "pleased")
    assert (takeaway.criterion, takeaway.employer.name) == (criterion, "Lumen Mutual")


def test_somebody_elses_criterion_is_no_evidence(signed, held):
    takeaway = TakeawayFactory(interview=held)
    theirs = add_criterion(actor=UserFactory(), text="Steady hours", now=NOW)

    response = post(signed, "takeaway_edit", takeaway.pk, {"text": "x", "criterion": str(theirs.pk)}, headers=HTMX)

    assert response.status_code == 422
    assert Takeaway.objects.get().criterion is None


def test_reaction_is_one_tap_and_the_same_again_takes_it_back(signed, held):
    takeaway = TakeawayFactory(interview=held)

    post(signed, "takeaway_react", takeaway.pk, {"reaction": "misconception"})
    assert Takeaway.objects.get().reaction == "misconception"

    post(signed, "takeaway_react", takeaway.pk, {"reaction": "misconception"})
    assert Takeaway.objects.get().reaction == ""


def test_unknown_reaction_is_none(signed, held):
    takeaway = TakeawayFactory(interview=held)

    post(signed, "takeaway_react", takeaway.pk, {"reaction": "bored"})

    assert Takeaway.objects.get().reaction == ""


def test_today_offers_to_go_on_once_the_thank_you_is_sent(signed, lena, held):
    url = reverse("interviews:debrief", args=[held.pk])
    with at(NOW):
        before = text_of(signed.get(reverse("workspace:today")))
        send_thank_you(actor=lena, interview=held, sent_at=NOW, now=NOW, medium="email")
        after = text_of(signed.get(reverse("workspace:today")))
        close_debrief(actor=lena, interview=held, now=NOW)
        closed = text_of(signed.get(reverse("workspace:today")))

    assert f'<a class="btn btn-sm" href="{url}"> Go on' not in before
    assert f'<a class="btn btn-sm" href="{url}"> Go on' in after
    assert f'<a class="btn btn-sm" href="{url}"> Go on' not in closed
