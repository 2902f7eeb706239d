"""Links of a mail: GET asks, POST acts once, and all links that do not work show one page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from apps.followups import links
from apps.followups.models import FollowUp, Reminder, ReminderPreference
from apps.followups.services import delivery
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder():
    return ReminderFactory(title="Thank Priya Raman")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def path_of(reminder, action, now=NOW):
    url = links.action_url(links.MailAction(action, reminder.follow_up_id, reminder.pk), now)
    return url.removeprefix(links.absolute(""))


def stop_path(reminder):
    url = links.stop_url(links.StopLink(reminder.owner_id, reminder.follow_up.kind))
    return url.removeprefix(links.absolute(""))


def state_of(reminder):
    follow_up = FollowUp.objects.get(pk=reminder.follow_up_id)
    return follow_up.state, follow_up.snoozed_until


def is_the_one_page(response):
    return response.status_code == 410 and b"This link has done its work" in response.content


def test_opening_an_action_link_changes_nothing(client, reminder):
    response = client.get(path_of(reminder, "done"))

    assert response.status_code == 200
    assert b"Thank Priya Raman" in response.content
    assert response.content.count(b"<button") == 1
    assert state_of(reminder) == ("open", None)


def test_the_button_marks_it_done_without_a_sign_in_and_cancels_the_reminder(client, reminder):
    response = client.post(path_of(reminder, "done"))

    reminder.refresh_from_db()
    assert response.status_code == 200
    assert state_of(reminder) == ("done", None)
    assert reminder.status == "cancelled"


def test_the_button_snoozes_until_tomorrow_at_the_reminder_hour(client, reminder):
    client.post(path_of(reminder, "snooze"))

    tomorrow_nine = NOW.replace(day=21, hour=14, minute=0)
    assert state_of(reminder) == ("open", tomorrow_nine)
    assert Reminder.objects.get(follow_up=reminder.follow_up, status="pending").send_at == tomorrow_nine


def test_a_link_works_once(client, reminder):
    client.post(path_of(reminder, "snooze"))
    FollowUp.objects.update(snoozed_until=None)

    assert is_the_one_page(client.post(path_of(reminder, "snooze", NOW + timedelta(seconds=5))))
    assert is_the_one_page(client.get(path_of(reminder, "snooze")))
    assert state_of(reminder) == ("open", None)


def test_a_link_works_for_three_days(client, reminder, frozen):
    path = path_of(reminder, "done")
    frozen.move_to(NOW + timedelta(days=3, seconds=-1))
    assert client.get(path).status_code == 200

    frozen.move_to(NOW + timedelta(days=3, seconds=1))

    assert is_the_one_page(client.post(path))
    assert state_of(reminder) == ("open", None)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.replace("/mail/", "/mail/x"),
        lambda path: path[:-5] + ("a" if path[-5] != "a" else "b") + path[-4:],
        lambda path: path.rsplit(":", 1)[0] + "/",
        lambda path: "/follow-ups/mail/nonsense/",
        lambda path: "/follow-ups/stop/nonsense/",
    ],
)
def test_an_altered_link_shows_the_same_page_and_does_nothing(client, reminder, spoil):
    assert is_the_one_page(client.post(spoil(path_of(reminder, "done"))))
    assert state_of(reminder) == ("open", None)


def test_a_stop_link_cannot_be_used_as_an_action_link(client, reminder):
    assert is_the_one_page(client.post(stop_path(reminder).replace("/stop/", "/mail/")))


def test_a_link_of_a_step_that_is_closed_shows_the_same_page(client, reminder):
    FollowUp.objects.update(state="done", closed_at=NOW)

    assert is_the_one_page(client.get(path_of(reminder, "done")))
    assert is_the_one_page(client.post(path_of(reminder, "snooze")))


def test_a_link_of_a_deleted_step_shows_the_same_page(client, reminder):
    path = path_of(reminder, "done")
    reminder.follow_up.delete()

    assert is_the_one_page(client.get(path))


def test_a_link_of_a_closed_account_shows_the_same_page(client, reminder):
    type(reminder.owner).objects.update(is_active=False)

    assert is_the_one_page(client.post(path_of(reminder, "done")))
    assert state_of(reminder) == ("open", None)


def test_an_action_link_still_needs_the_pages_own_token(reminder):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(path_of(reminder, "done")).status_code == 403
    assert state_of(reminder) == ("open", None)


# Stopping ------------------------------------------------------------------------------------------------------------


def test_opening_the_stop_link_only_asks(client, reminder):
    response = client.get(stop_path(reminder))

    assert response.status_code == 200
    assert not ReminderPreference.objects.exists()


def test_one_click_stops_without_cookie_token_or_sign_in(reminder):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(stop_path(reminder), {"List-Unsubscribe": "One-Click"})

    preference = ReminderPreference.objects.get()
    assert response.status_code == 200
    assert (preference.owner, preference.kind, preference.by_email) == (reminder.owner, reminder.follow_up.kind, False)


def test_stopping_counts_for_mail_that_waits_in_the_queue(client, reminder, mailbox):
    client.post(stop_path(reminder))

    delivery.sweep(clock=lambda: NOW)

    reminder.refresh_from_db()
    assert reminder.status == "skipped"
    assert mailbox.all() == []


def test_stopping_twice_is_harmless(client, reminder):
    client.post(stop_path(reminder))

    assert client.post(stop_path(reminder)).status_code == 200
    assert ReminderPreference.objects.count() == 1


def test_stopping_one_kind_leaves_the_step_on_today(client, reminder):
    client.post(stop_path(reminder))

    assert state_of(reminder) == ("open", None)


def test_a_stop_link_works_for_ever(client, reminder, frozen):
    frozen.move_to(NOW + timedelta(days=900))

    assert client.post(stop_path(reminder)).status_code == 200
