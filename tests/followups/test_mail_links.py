"""Links of a mail: GET asks, POST acts once, and all links that do not work show one page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from apps.followups import links
from apps.followups.models import FollowUp, Reminder, UsedLink
from apps.followups.services import mail_links
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
    assert Reminder.objects.filter(follow_up=reminder.follow_up, status="pending", send_at=tomorrow_nine).count() == 1


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
        lambda path: "/follow-ups/start/nonsense/",
    ],
)
def test_an_altered_link_shows_the_same_page_and_does_nothing(client, reminder, spoil):
    assert is_the_one_page(client.post(spoil(path_of(reminder, "done"))))
    assert state_of(reminder) == ("open", None)


def test_a_stop_link_cannot_be_used_as_an_action_link(client, reminder):
    stop = links.stop_url(links.StopLink(reminder.owner_id, ("action", "nudge", "reply"))).removeprefix(
        links.absolute("")
    )

    assert is_the_one_page(client.post(stop.replace("/stop/", "/mail/")))


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


@pytest.mark.parametrize("action", ["done", "snooze"])
def test_a_scanner_that_looks_changes_nothing(client, reminder, action):
    for method in (client.head, client.get, client.options):
        method(path_of(reminder, action))

    assert state_of(reminder) == ("open", None)
    assert client.post(path_of(reminder, action)).status_code == 200


def test_an_action_link_still_needs_the_pages_own_token(reminder):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(path_of(reminder, "done")).status_code == 403
    assert state_of(reminder) == ("open", None)


def test_the_page_of_somebody_discreet_says_no_more_than_the_mail(client, reminder):
    type(reminder.owner).objects.update(discreet_mails=True)

    pages = client.get(path_of(reminder, "done")), client.post(path_of(reminder, "done"))

    for page in pages:
        assert b"Something you said you" in page.content
        assert b"Priya" not in page.content


# Taking back ---------------------------------------------------------------------------------------------------------


def undo_path(page):
    """Where the button "Take it back" leads."""
    return page.context["undo_path"]


@pytest.mark.parametrize("action", ["done", "snooze"])
def test_the_page_after_it_takes_it_back(client, reminder, action):
    done = client.post(path_of(reminder, action))

    page = client.post(undo_path(done))

    assert b"Taken back" in page.content
    assert state_of(reminder) == ("open", None)


def test_opening_the_undo_link_only_asks(client, reminder):
    undo = undo_path(client.post(path_of(reminder, "done")))

    page = client.get(undo)

    assert b"Take it back?" in page.content
    assert state_of(reminder) == ("done", None)


def test_what_was_taken_back_can_be_done_again_from_the_mail(client, reminder):
    client.post(undo_path(client.post(path_of(reminder, "done"))))

    assert client.post(path_of(reminder, "done")).status_code == 200
    assert state_of(reminder) == ("done", None)


def test_an_undo_works_once_and_only_for_what_the_mail_did(client, reminder):
    undo = undo_path(client.post(path_of(reminder, "done")))
    client.post(undo)
    FollowUp.objects.update(state="done", closed_at=NOW)

    assert is_the_one_page(client.get(undo))
    assert is_the_one_page(client.post(undo))
    assert state_of(reminder) == ("done", None)


def test_an_undo_works_for_three_days(client, reminder, frozen):
    undo = undo_path(client.post(path_of(reminder, "done")))
    frozen.move_to(NOW + timedelta(days=3, seconds=1))

    assert is_the_one_page(client.post(undo))
    assert state_of(reminder) == ("done", None)


def test_the_mark_of_a_used_link_goes_when_the_link_is_too_old_to_work(reminder, client, frozen):
    path = path_of(reminder, "done")
    client.post(path)
    frozen.shift(timedelta(days=5))
    mail_links.forget_used_links(now=timezone.now())
    kept = UsedLink.objects.count()
    frozen.shift(timedelta(days=2))
    mail_links.forget_used_links(now=timezone.now())

    assert (kept, UsedLink.objects.count()) == (1, 0)
    assert is_the_one_page(client.post(path))
