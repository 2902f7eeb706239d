"""Reasons to write that come from talks: the introducer hears how it went, whoever advised what came of it."""

from datetime import date, time, timedelta

import pytest

from apps.contacts.models import Touch
from apps.contacts.services import offer_referral, update_contact
from apps.core.clock import local_moment
from apps.followups.models import FollowUp, Reminder
from apps.followups.services import complete_follow_up, finish_step, undo_step
from apps.interviews.services import correct_end, finish_talk, plan_interview, promise_action, tick_action
from apps.workspace.services import log_touch, undo_log
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def marcus(lena):
    return ContactFactory(owner=lena, given_name="Marcus", family_name="Webb")


@pytest.fixture
def priya(lena, marcus):
    return ContactFactory(owner=lena, given_name="Priya", introducer=marcus)


def hold(contact, now=NOW):
    talk = plan_interview(actor=contact.owner, contact=contact, starts_at=now - timedelta(minutes=25), now=now)
    finish_talk(actor=contact.owner, interview=talk, ended_at=now, now=now)
    return talk


def reports(contact, state="open"):
    return list(FollowUp.objects.filter(contact=contact, kind="report_back", state=state).order_by("id"))


def nine(lena, day, month=10):
    return local_moment(date(2026, month, day), time(9), lena.zone)


def test_whoever_introduced_the_two_hears_how_it_went_the_day_after(lena, marcus, priya):
    talk = hold(priya)

    (step,) = reports(marcus)
    assert talk.report_back == step
    assert step.title == "Tell Marcus how it went with Priya Raman"
    assert step.reason == "Marcus led you to Priya, and will be glad to hear."
    assert step.due_at == nine(lena, 21)
    assert [r.send_at for r in Reminder.objects.filter(follow_up=step)] == [nine(lena, 21)]


def test_whoever_only_named_them_hears_of_it_too(lena, marcus):
    ContactFactory(owner=lena, given_name="Femi", family_name="Adeyemi")
    femi = offer_referral(
        actor=lena, introducer=marcus, now=NOW, given_name="Femi", family_name="Adeyemi", employer="Corvane Health"
    ).contact
    assert femi.introducer is None

    hold(femi)

    assert [s.title for s in reports(marcus)] == ["Tell Marcus how it went with Femi Adeyemi"]


def test_a_second_talk_is_no_news(lena, marcus, priya):
    hold(priya)
    complete_follow_up(actor=lena, follow_up=reports(marcus)[0], now=NOW)

    hold(priya, NOW + timedelta(days=30))

    assert reports(marcus) == []


def test_two_people_of_one_introducer_are_two_reports(lena, marcus, priya):
    hold(priya)
    hold(ContactFactory(owner=lena, given_name="Ines", introducer=marcus))

    assert len(reports(marcus)) == 2


def test_nobody_is_told_who_introduced_nobody(lena):
    hold(ContactFactory(owner=lena))

    assert not FollowUp.objects.filter(kind="report_back").exists()


def test_an_introducer_who_is_not_to_be_written_to_is_left_alone(lena, marcus, priya):
    update_contact(actor=lena, contact=marcus, now=NOW, do_not_contact=True)

    hold(priya)

    assert reports(marcus) == []


def test_a_talk_that_is_written_down_later_is_told_tomorrow(lena, marcus, priya):
    talk = InterviewFactory(contact=priya, starts_at=NOW - timedelta(days=9))

    finish_talk(actor=lena, interview=talk, ended_at=NOW - timedelta(days=9), now=NOW)

    assert reports(marcus)[0].due_at == nine(lena, 21)


def test_another_day_of_the_talk_moves_the_report(lena, marcus, priya):
    held = HeldInterviewFactory(contact=priya)  # Monday
    assert reports(marcus)[0].due_at == nine(lena, 20)

    late = held.ended_at + timedelta(hours=8)  # Tuesday, 0:30 AM
    correct_end(actor=lena, interview=held, ended_at=late, now=late)

    assert reports(marcus)[0].due_at == nine(lena, 21)


@pytest.mark.parametrize(("kind", "open_ones"), [("wrote", 0), ("call", 0), ("met", 0), ("they_wrote", 1), ("note", 1)])
def test_being_in_touch_with_the_introducer_closes_the_report(lena, marcus, priya, kind, open_ones):
    hold(priya)

    touch = log_touch(actor=lena, contact=marcus, kind=kind, now=LATER, occurred_at=LATER, summary="x").touch
    assert len(reports(marcus)) == open_ones

    undo_log(actor=lena, touch=touch, stage="listed", now=LATER + timedelta(seconds=5))
    assert len(reports(marcus)) == 1


# Advice --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def promise(lena):
    held = HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")
    complete_follow_up(actor=lena, follow_up=held.thank_you_due, now=NOW)
    return promise_action(actor=lena, interview=held, text="Read the guide", due_on=date(2026, 10, 27), now=NOW)


def test_a_promise_that_is_kept_is_worth_telling_once(lena, promise):
    person = promise.interview.contact
    tick_action(actor=lena, takeaway=promise, done=True, now=NOW)

    (step,) = reports(person)
    assert step.title == "Tell Priya what came of it: Read the guide"
    assert not Reminder.objects.filter(follow_up=step).exists()  # a suggestion sends no mail

    complete_follow_up(actor=lena, follow_up=step, now=NOW)
    tick_action(actor=lena, takeaway=promise, done=False, now=NOW)
    tick_action(actor=lena, takeaway=promise, done=True, now=NOW)
    assert reports(person) == []


def test_it_is_suggested_from_today_too_and_undo_takes_it_back(lena, promise):
    finish_step(actor=lena, follow_up=promise.follow_up, now=NOW)
    assert len(reports(promise.interview.contact)) == 1

    promise.follow_up.refresh_from_db()
    undo_step(actor=lena, follow_up=promise.follow_up, now=NOW + timedelta(seconds=5))

    assert reports(promise.interview.contact) == []


def test_before_the_thank_you_nothing_is_suggested(lena):
    held = HeldInterviewFactory(contact__owner=lena)
    promise = promise_action(actor=lena, interview=held, text="Read it", due_on=date(2026, 10, 27), now=NOW)

    tick_action(actor=lena, takeaway=promise, done=True, now=NOW)

    assert reports(held.contact) == []


def test_what_they_promised_is_not_for_the_owner_to_tell(lena, promise):
    theirs = promise_action(
        actor=lena, interview=promise.interview, text="Send it", due_on=date(2026, 10, 27), owed_by_them=True, now=NOW
    )

    tick_action(actor=lena, takeaway=theirs, done=True, now=NOW)

    assert reports(promise.interview.contact) == []


# The end of a talk ---------------------------------------------------------------------------------------------------


def test_correcting_the_end_moves_all_that_counts_from_it(lena):
    person = ContactFactory(owner=lena)
    update_contact(actor=lena, contact=person, now=NOW, rhythm_days=30)
    held = HeldInterviewFactory(contact=person)
    ended_at = held.ended_at - timedelta(days=3)

    correct_end(actor=lena, interview=held, ended_at=ended_at, now=NOW)

    person.refresh_from_db()
    touch = Touch.objects.get(kind="talk")
    check_in = FollowUp.objects.open().get(kind="check_in")
    assert (touch.occurred_at, person.last_touch_at) == (ended_at, ended_at)
    assert touch.summary == "Talked for 5 minutes by video"
    assert (check_in.since, check_in.due_at) == (ended_at, nine(lena, 16, month=11))


def test_correcting_the_end_leaves_a_rhythm_that_counts_from_a_later_touch(lena):
    person = ContactFactory(owner=lena)
    update_contact(actor=lena, contact=person, now=NOW, rhythm_days=30)
    held = HeldInterviewFactory(contact=person)
    person.refresh_from_db()
    log_touch(actor=lena, contact=person, kind="call", now=NOW, occurred_at=NOW)

    correct_end(actor=lena, interview=held, ended_at=held.ended_at - timedelta(days=3), now=NOW)

    person.refresh_from_db()
    assert person.last_touch_at == NOW
    assert FollowUp.objects.open().get(kind="check_in").since == NOW
