"""Planning, moving and losing a talk, and everything that hangs on it."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Referral, Stage
from apps.core.clock import local_moment
from apps.followups.models import FollowUp, Reminder
from apps.interviews.errors import TalkNotOpen
from apps.interviews.models import Interview
from apps.interviews.services import (
    cancel_interview,
    change_interview,
    miss_interview,
    plan_interview,
    restore_interview,
    start_talk,
)
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory
from tests.factories.interviews import InterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db


def plan_data(**changes):
    return {
        "date": "2026-10-28",
        "time": "10:00",
        "minutes": "25",
        "mode": "video",
        "place": "meet.example/abc",
        "contact_timezone": "Europe/Dublin",
    } | changes


def test_planning_closes_what_led_to_it_and_moves_the_stage(lena):
    contact = ContactFactory(owner=lena)
    for kind in ("nudge", "reply", "referral"):
        FollowUpFactory(contact=contact, kind=kind)
    action = FollowUpFactory(contact=contact, kind="action")

    plan_interview(actor=lena, contact=contact, starts_at=NOW + timedelta(days=3), now=NOW)

    contact.refresh_from_db()
    assert contact.stage == Stage.SCHEDULED
    assert set(FollowUp.objects.open().values_list("kind", flat=True)) == {
        "action",
        "preparation",
        "confirmation",
    }
    assert FollowUp.objects.get(kind="nudge").state == FollowUp.State.DONE
    assert FollowUp.objects.open().filter(pk=action.pk).exists()


def test_preparation_comes_the_day_before_at_the_reminder_hour(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=3))

    preparation = interview.preparation
    assert preparation.due_at == local_moment(date(2026, 10, 22), time(9), lena.zone)
    assert preparation.late_at == interview.starts_at
    assert Reminder.objects.get(follow_up=preparation).send_at == preparation.due_at


def test_preparation_of_a_talk_at_short_notice_is_due_now_without_a_mail(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(hours=2))

    assert interview.preparation.due_at == NOW
    assert not Reminder.objects.exists()


def test_plan_of_questions_ends_with_who_else(lena):
    interview = InterviewFactory(contact__owner=lena)

    musts = interview.questions.filter(priority="must")
    assert musts.last().text == "Who else should I talk to?"
    assert sum(q.minutes for q in musts) == 19


def test_page_plans_in_the_owners_zone_and_leads_to_the_preparation(signed, lena):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data())

    interview = Interview.objects.get()
    assert response["Location"] == reverse("interviews:prepare", args=[interview.pk])
    assert interview.starts_at == local_moment(date(2026, 10, 28), time(10), lena.zone)
    assert interview.place == "https://meet.example/abc"
    assert interview.contact_timezone == "Europe/Dublin"


@pytest.mark.parametrize(
    ("day", "hour", "wall"),
    [("2027-03-14", "02:30", time(3, 0)), ("2026-11-01", "01:30", time(1, 30))],
    ids=["skipped", "repeated"],
)
def test_page_plans_on_the_nights_when_clocks_jump(signed, lena, day, hour, wall):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data(date=day, time=hour))

    starts_at = Interview.objects.get().starts_at.astimezone(lena.zone)
    assert starts_at.time() == wall
    assert starts_at.fold == 0


@pytest.mark.parametrize(("mode", "kept"), [("in_person", 40), ("video", None), ("phone", None)])
def test_the_way_counts_only_for_a_talk_in_person(signed, lena, mode, kept):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data(mode=mode, travel_minutes="40"))

    assert Interview.objects.get().travel_minutes == kept


@pytest.mark.parametrize(
    "wrong", [{"travel_minutes": "an hour"}, {"travel_minutes": "0"}, {"travel_minutes": "9999"}, {"minutes": "0"}]
)
def test_a_wrong_number_is_said_beside_its_field_and_the_rest_stays(signed, lena, wrong):
    contact = ContactFactory(owner=lena)
    typed = plan_data(mode="in_person", place="Café Lumen") | wrong

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), typed)

    page = response.content.decode()
    (field,) = wrong
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert 'value="Café Lumen"' in page
    assert not Interview.objects.exists()


@pytest.mark.parametrize("mode", ["email", "nonsense"])
def test_a_talk_is_planned_by_video_phone_or_in_person(signed, lena, mode):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data(mode=mode))

    assert response.status_code == 422
    assert not Interview.objects.exists()


def test_page_refuses_the_past_and_offers_to_write_it_down(signed, lena):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data(date="2026-10-19"))

    assert response.status_code == 422
    assert b"It already happened" in response.content
    assert not Interview.objects.exists()


def test_page_writes_down_a_talk_that_was_held(signed, lena):
    contact = ContactFactory(owner=lena)
    data = plan_data(date="2026-10-19", time="16:05", already="on")

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), data)

    interview = Interview.objects.get()
    assert response["Location"] == reverse("interviews:debrief", args=[interview.pk])
    assert interview.state == Interview.State.HELD
    assert interview.ended_at == local_moment(date(2026, 10, 19), time(16, 30), lena.zone)
    assert not FollowUp.objects.filter(kind="preparation").exists()


def test_preview_tells_about_the_skipped_hour(signed, lena):
    contact = ContactFactory(owner=lena)
    query = plan_data(date="2027-03-14", time="02:30")

    with at(NOW):
        response = signed.get(reverse("interviews:plan", args=[contact.pk]), query, headers={"HX-Request": "true"})

    assert b"Clocks jump forward that night" in response.content
    assert b"<html" not in response.content


def change(interview, **changes):
    values = {
        "starts_at": interview.starts_at,
        "minutes": interview.minutes,
        "mode": interview.mode,
        "place": interview.place,
        "contact_timezone": interview.contact_timezone,
    }
    return change_interview(actor=interview.owner, interview=interview, now=NOW, **{**values, **changes})


def test_moving_takes_the_reminder_along_and_counts_the_sequence(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=3))

    change(interview, starts_at=interview.starts_at + timedelta(days=2))

    interview.refresh_from_db()
    assert interview.ics_sequence == 1
    assert interview.preparation.due_at == local_moment(date(2026, 10, 24), time(9), lena.zone)
    assert interview.preparation.reason == "You talk on Sunday, October 25, 11:28 AM."
    pending = Reminder.objects.filter(status="pending")
    assert [(r.follow_up.kind, r.send_at) for r in pending.order_by("follow_up__kind")] == [
        ("confirmation", interview.preparation.due_at),
        ("preparation", interview.preparation.due_at),
    ]


def test_saving_without_a_change_keeps_the_sequence(lena):
    interview = InterviewFactory(contact__owner=lena)

    assert change(interview) is False
    assert Interview.objects.get().ics_sequence == 0


def test_held_talk_cannot_be_moved(lena):
    interview = InterviewFactory(contact__owner=lena)
    Interview.objects.update(state="held", ended_at=NOW)

    with pytest.raises(TalkNotOpen):
        change(interview, minutes=40)


@pytest.mark.parametrize("lose", [cancel_interview, miss_interview])
def test_lost_talk_leaves_a_step_to_find_a_new_time(lena, lose):
    interview = InterviewFactory(contact__owner=lena)

    follow_up = lose(actor=lena, interview=interview, now=NOW)

    interview.contact.refresh_from_db()
    assert interview.contact.stage == Stage.REPLIED
    assert follow_up.kind == "reply"
    assert list(FollowUp.objects.open()) == [follow_up]
    pending = Reminder.objects.filter(status="pending").values_list("follow_up", "send_at")
    assert list(pending) == [(follow_up.pk, local_moment(date(2026, 10, 21), time(9), lena.zone))]


def test_cancelling_twice_does_it_once(lena):
    interview = InterviewFactory(contact__owner=lena)
    cancel_interview(actor=lena, interview=interview, now=NOW)

    assert cancel_interview(actor=lena, interview=interview, now=NOW) is None


def test_undo_of_cancelling_restores_the_preparation(lena):
    interview = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(days=3))
    cancel_interview(actor=lena, interview=interview, now=NOW)
    interview = Interview.objects.get()

    assert restore_interview(actor=lena, interview=interview, now=NOW + timedelta(seconds=5))

    interview.contact.refresh_from_db()
    assert interview.contact.stage == Stage.SCHEDULED
    assert list(FollowUp.objects.open().order_by("kind")) == [interview.confirmation, interview.preparation]
    assert Reminder.objects.filter(status="pending").count() == 2


def test_page_answers_a_calendar_file(signed, lena):
    interview = InterviewFactory(contact__owner=lena, contact__given_name="Marcus", contact__family_name="Oyelaran")

    with at(NOW):
        response = signed.get(reverse("interviews:ics", args=[interview.pk]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert response["Content-Disposition"] == 'attachment; filename="talk-with-marcus-oyelaran.ics"'
    assert f"UID:{interview.pk}@acquaint".encode() in response.content
    assert b"10:00\xe2\x80\x9310:25 AM in Chicago\\, 4:00\xe2\x80\x934:25 PM in Dublin" in response.content.replace(
        b"\r\n ", b""
    )


def test_starting_twice_keeps_the_first_moment(lena):
    interview = InterviewFactory(contact__owner=lena)

    assert start_talk(actor=lena, interview=interview, now=NOW)
    assert not start_talk(actor=lena, interview=interview, now=NOW + timedelta(minutes=5))
    assert Interview.objects.get().started_at == NOW


def test_planning_by_someone_elses_person_is_not_found(signed):
    stranger = ContactFactory()

    assert signed.post(reverse("interviews:plan", args=[stranger.pk]), plan_data()).status_code == 404
    assert not Interview.objects.exists()


def test_open_referrals_stay_open_until_the_talk(lena):
    introducer = ContactFactory(owner=lena)
    contact = ContactFactory(owner=lena)
    referral = Referral.objects.create(owner=lena, introducer=introducer, contact=contact, offered_at=NOW)

    plan_interview(actor=lena, contact=contact, starts_at=NOW + timedelta(days=3), now=NOW)

    referral.refresh_from_db()
    assert referral.state == Referral.State.OFFERED


@pytest.mark.parametrize(
    ("minutes", "words"),
    [("0", "Five minutes at least."), ("600", "Four hours (240 minutes) at most."), ("", "How many minutes?")],
)
def test_length_that_cannot_be_says_what_can(signed, lena, minutes, words):
    contact = ContactFactory(owner=lena)

    with at(NOW):
        response = signed.post(reverse("interviews:plan", args=[contact.pk]), plan_data(minutes=minutes))

    assert response.status_code == 422
    assert words in response.content.decode()
