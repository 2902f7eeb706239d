"""The day-before confirmation: when it is planned, what it follows, and its page."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from apps.core.clock import local_moment
from apps.core.dates import Reader
from apps.followups.models import FollowUp, Reminder
from apps.followups.services import finish_step, replan_reminders, undo_step
from apps.interviews.confirmation import Talk, message
from apps.interviews.models import Interview
from apps.interviews.services import (
    cancel_interview,
    change_interview,
    confirm_interview,
    finish_talk,
    miss_interview,
    restore_interview,
)
from apps.workspace.selectors.steps import step_of
from tests.factories.accounts import NOW
from tests.factories.interviews import InterviewFactory
from tests.interviews.travel import at

pytestmark = pytest.mark.django_db
FRIDAY = NOW.replace(hour=15, minute=0) + timedelta(days=3)  # 10:00 AM in Chicago, 4:00 PM in Dublin
CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture
def talk(lena):
    return InterviewFactory(
        contact__owner=lena, contact__given_name="Priya", contact__email="priya@corvane.example", starts_at=FRIDAY
    )


def move(talk, starts_at, now=NOW):
    fields = {name: getattr(talk, name) for name in ("minutes", "mode", "place", "contact_timezone")}
    change_interview(actor=talk.owner, interview=talk, starts_at=starts_at, now=now, **fields)
    return Interview.objects.select_related("preparation", "confirmation").get(pk=talk.pk)


def waiting():
    rows = Reminder.objects.filter(status="pending").order_by("send_at", "follow_up__kind")
    return list(rows.values_list("follow_up__kind", "send_at"))


def nine(day, zone=CHICAGO):
    return local_moment(date(2026, 10, day), time(9), zone)


def test_a_talk_in_some_days_is_confirmed_the_day_before_in_one_mail_with_the_preparation(talk):
    step = talk.confirmation
    assert (step.title, step.reason) == ("Confirm with Priya Raman", "You talk on Friday, October 23, 10:00 AM.")
    assert (step.due_at, step.late_at) == (nine(22), FRIDAY)
    assert waiting() == [("confirmation", nine(22)), ("preparation", nine(22))]


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=1)])
def test_a_talk_at_short_notice_is_not_confirmed(lena, ahead):
    talk = InterviewFactory(contact__owner=lena, starts_at=NOW + ahead)

    assert talk.confirmation is None


def test_another_time_is_confirmed_anew(talk):
    confirm_interview(actor=talk.owner, interview=talk, now=NOW)

    moved = move(talk, FRIDAY + timedelta(days=3))

    assert (moved.state, moved.confirmation.state) == ("planned", "open")
    assert (moved.confirmation.due_at, moved.confirmation.reason) == (
        nine(25), "You talk on Monday, October 26, 10:00 AM.",
    )  # fmt: skip
    assert waiting() == [("confirmation", nine(25)), ("preparation", nine(25))]


def test_a_talk_that_moves_near_is_not_confirmed(talk):
    moved = move(talk, NOW + timedelta(hours=20))

    assert moved.confirmation.state == "dropped"


def test_a_talk_that_moves_far_is_confirmed(lena):
    talk = InterviewFactory(contact__owner=lena, starts_at=NOW + timedelta(hours=3))

    assert move(talk, FRIDAY).confirmation.due_at == nine(22)


def test_another_place_does_not_tell_again(talk):
    Reminder.objects.update(status="sent", sent_at=NOW)

    change_interview(
        actor=talk.owner, interview=talk, starts_at=talk.starts_at, minutes=40, mode="phone", place="+1 555 0100",
        contact_timezone=talk.contact_timezone, now=nine(22) + timedelta(hours=1),
    )  # fmt: skip

    assert waiting() == []


@pytest.mark.parametrize("lose", [cancel_interview, miss_interview])
def test_a_talk_that_falls_through_has_nothing_to_confirm_until_it_is_restored(talk, lose):
    lose(actor=talk.owner, interview=talk, now=NOW)
    assert list(FollowUp.objects.open().values_list("kind", flat=True)) == ["reply"]

    lost = Interview.objects.select_related("preparation", "confirmation").get()
    restore_interview(actor=talk.owner, interview=lost, now=NOW + timedelta(seconds=5))

    assert sorted(FollowUp.objects.open().values_list("kind", flat=True)) == ["confirmation", "preparation"]
    assert waiting() == [("confirmation", nine(22)), ("preparation", nine(22))]


def test_a_confirmed_talk_that_is_restored_stays_confirmed(talk):
    confirm_interview(actor=talk.owner, interview=talk, now=NOW)
    cancel_interview(actor=talk.owner, interview=talk, now=NOW + timedelta(hours=1))

    lost = Interview.objects.select_related("preparation", "confirmation").get()
    restore_interview(actor=talk.owner, interview=lost, now=NOW + timedelta(hours=2))

    assert Interview.objects.get().state == "confirmed"
    assert list(FollowUp.objects.open().values_list("kind", flat=True)) == ["preparation"]


def test_a_talk_that_was_held_has_nothing_to_confirm(talk):
    finish_talk(actor=talk.owner, interview=talk, ended_at=NOW, now=NOW)

    assert not FollowUp.objects.open().filter(kind__in=["confirmation", "preparation"]).exists()


def test_the_confirmation_follows_the_zone_of_its_reader(talk):
    talk.owner.timezone = "Europe/Berlin"
    talk.owner.save()

    replan_reminders(actor=talk.owner, now=NOW)

    talk.confirmation.refresh_from_db()
    assert talk.confirmation.due_at == nine(22, ZoneInfo("Europe/Berlin"))
    assert talk.confirmation.reason == "You talk on Friday, October 23, 5:00 PM."


def test_already_confirmed_confirms_the_talk_and_undo_takes_it_back(talk):
    step = talk.confirmation
    finish_step(actor=talk.owner, follow_up=step, now=NOW)
    assert Interview.objects.get().state == "confirmed"

    step.refresh_from_db()
    undo_step(actor=talk.owner, follow_up=step, now=NOW + timedelta(seconds=5))

    step.refresh_from_db()
    assert (Interview.objects.get().state, step.state) == ("planned", "open")


def test_the_step_leads_to_its_page_and_says_when_the_talk_is(talk):
    step = step_of(talk.owner, talk.confirmation_id, nine(22))

    assert step.url == reverse("interviews:confirm", args=[talk.pk])
    assert step.due_words == "tomorrow, 10:00 AM"


# The message ---------------------------------------------------------------------------------------------------------


def words(their_zone, where="", **changes):
    talk = Talk(FRIDAY, "Priya", "Lena", ZoneInfo(their_zone), where, **changes)
    return message(talk, Reader(CHICAGO), NOW)


def test_the_message_names_both_clocks_theirs_first():
    assert words("Europe/Dublin", "https://meet.example/abc").body == (
        "Hi Priya,\n\n"
        "I’m looking forward to our talk on Friday, October 23, at 4:00 PM in Dublin (10:00 AM in Chicago).\n"
        "Here’s how we meet: https://meet.example/abc\n"
        "If another time suits you better, just say so.\n\n"
        "Best,\nLena"
    )


def test_the_message_names_one_clock_if_both_show_the_same():
    assert "at 10:00 AM.\nIf another" in words("America/Winnipeg").body


def test_the_message_names_the_day_on_both_sides_of_midnight():
    found = words("Asia/Tokyo")

    assert "Saturday, October 24, at 12:00 AM in Tokyo (Friday, 10:00 AM in Chicago)" in found.body
    assert found.subject == "Our talk on Saturday, October 24"


def test_the_message_says_where_when_it_is_in_person():
    assert "\nI’ll be there: Café Lumen\n" in words("America/Chicago", "Café Lumen", is_in_person=True).body


# The page ------------------------------------------------------------------------------------------------------------


def test_the_page_offers_the_message_to_copy_and_to_mail(signed, talk):
    with at(NOW):
        response = signed.get(reverse("interviews:confirm", args=[talk.pk]))

    page = response.content.decode()
    assert "at 4:00 PM in Dublin (10:00 AM in Chicago)." in page
    assert 'data-copy="#id_body"' in page
    assert response.context["mail_link"].startswith("mailto:priya@corvane.example?subject=Our%20talk%20on%20Friday")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_changed_words_go_into_the_link_and_are_kept_nowhere(signed, talk, headers):
    with at(NOW):
        response = signed.post(
            reverse("interviews:confirm", args=[talk.pk]), {"body": "See you!\n<b>"}, headers=headers
        )

    page = response.content.decode()
    assert "&amp;body=See%20you%21%0D%0A%3Cb%3E" in page
    assert ("<html" in page) is not bool(headers)


@pytest.mark.parametrize("body", ["", "x" * 3000])
def test_a_message_that_is_empty_or_too_long_is_said_beside_the_field(signed, talk, body):
    response = signed.post(reverse("interviews:confirm", args=[talk.pk]), {"body": body})

    assert response.status_code == 422
    assert 'id="id_body_error"' in response.content.decode()


def test_marking_it_confirmed_closes_the_step_and_can_be_undone(signed, talk):
    response = signed.post(reverse("interviews:confirmed", args=[talk.pk]))

    talk.confirmation.refresh_from_db()
    assert response["Location"] == reverse("interviews:prepare", args=[talk.pk])
    assert (Interview.objects.get().state, talk.confirmation.state) == ("confirmed", "done")
    assert reverse("followups:undo", args=[talk.confirmation_id]) in signed.get(response["Location"]).content.decode()


def test_marking_it_confirmed_twice_is_once(signed, talk):
    assert confirm_interview(actor=talk.owner, interview=talk, now=NOW)
    assert not confirm_interview(actor=talk.owner, interview=talk, now=NOW + timedelta(minutes=1))
    talk.confirmation.refresh_from_db()
    assert talk.confirmation.closed_at == NOW


def test_a_talk_that_was_held_has_no_page_to_confirm_it(signed, talk):
    finish_talk(actor=talk.owner, interview=talk, ended_at=NOW, now=NOW)

    response = signed.get(reverse("interviews:confirm", args=[talk.pk]))

    assert response["Location"] == reverse("interviews:prepare", args=[talk.pk])
