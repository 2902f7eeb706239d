"""Promises both ways: mine and theirs, and the gentle question when theirs is forgotten."""

from datetime import date, time

import pytest
from django.urls import reverse

from apps.contacts.services import update_contact
from apps.core.clock import local_moment
from apps.followups.models import FollowUp
from apps.followups.services import finish_step, undo_step
from apps.interviews.models import Takeaway
from apps.interviews.services import promise_action, remove_takeaway, restore_takeaway, tick_action
from tests.factories.accounts import NOW
from tests.factories.interviews import HeldInterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 10, 23)


@pytest.fixture
def held(lena):
    return HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya", contact__email="priya@x.example")


@pytest.fixture
def theirs(lena, held):
    """Priya said that she would send the guide by Friday."""
    return promise_action(actor=lena, interview=held, text="Send the guide", due_on=FRIDAY, owed_by_them=True, now=NOW)


def test_what_they_promised_is_asked_for_kindly_on_the_second_day_that_people_work(lena, theirs):
    assert theirs.follow_up.owed_by_them
    assert not theirs.nudge.owed_by_them
    assert theirs.nudge.title == "Ask Priya kindly: Send the guide"
    assert theirs.nudge.due_at == local_moment(date(2026, 10, 26), time(9), lena.zone)  # the 25th is a Sunday


def test_mine_is_asked_for_by_nobody(lena, held):
    assert promise_action(actor=lena, interview=held, text="Read it", due_on=FRIDAY, now=NOW).nudge is None


def test_somebody_whom_one_may_not_write_to_is_not_asked(lena, held):
    update_contact(actor=lena, contact=held.contact, now=NOW, do_not_contact=True)

    assert (
        promise_action(actor=lena, interview=held, text="Send it", due_on=FRIDAY, owed_by_them=True, now=NOW).nudge
        is None
    )


def test_tick_ends_the_question_and_taking_it_back_brings_it_back(lena, theirs):
    tick_action(actor=lena, takeaway=theirs, done=True, now=NOW)
    assert not FollowUp.objects.open().filter(kind="action").exists()

    tick_action(actor=lena, takeaway=theirs, done=False, now=NOW)
    assert FollowUp.objects.open().filter(kind="action").count() == 2


def test_a_question_that_was_asked_stays_asked_when_the_tick_is_taken_back(lena, theirs):
    finish_step(actor=lena, follow_up=theirs.nudge, now=NOW)
    later = NOW.replace(hour=20)
    tick_action(actor=lena, takeaway=theirs, done=True, now=later)

    undo_step(actor=lena, follow_up=theirs.follow_up, now=later)

    theirs.nudge.refresh_from_db()
    assert theirs.nudge.state == FollowUp.State.DONE


def test_removing_takes_both_steps_and_undo_brings_both_back(lena, theirs):
    token = remove_takeaway(actor=lena, takeaway=theirs, now=NOW)
    assert not FollowUp.objects.open().filter(kind="action").exists()

    restore_takeaway(actor=lena, token=token, now=NOW)
    assert FollowUp.objects.open().filter(kind="action").count() == 2
    assert Takeaway.objects.get().nudge == theirs.nudge


def test_page_shows_the_gentle_line_with_a_way_to_send_it(signed, held, theirs):
    with at(NOW):
        html = signed.get(reverse("interviews:debrief", args=[held.pk])).content.decode()

    assert "you kindly offered to send the guide." in html
    assert "mailto:priya@x.example?subject=A%20small%20question" in html


def test_the_question_on_today_leads_to_the_promise(signed, held, theirs):
    with at(local_moment(date(2026, 10, 26), time(12), held.owner.zone)):
        html = signed.get(reverse("workspace:today")).content.decode()

    assert f'href="{reverse("interviews:debrief", args=[held.pk])}#actions"' in html
