"""Stopping mail from a mail: at once, without a sign-in, and back again with one button."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client

from apps.followups import links
from apps.followups.models import FollowUp, Reminder, ReminderPreference
from apps.followups.services import choose_mode, delivery
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder():
    return ReminderFactory(title="Read the guide", kind="nudge")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def stop_path(reminder, *kinds):
    url = links.stop_url(links.StopLink(reminder.owner_id, kinds or (reminder.follow_up.kind,)))
    return url.removeprefix(links.absolute(""))


def modes():
    return dict(ReminderPreference.objects.values_list("kind", "mode"))


def restart_path(page):
    """Where the button "Turn it on again" leads."""
    return page.context["restart_path"]


def is_the_one_page(response):
    return response.status_code == 410 and b"This link has done its work" in response.content


def test_a_scanner_that_looks_stops_nothing(client, reminder):
    for method in (client.get, client.head, client.options):
        method(stop_path(reminder))

    assert modes() == {}


def test_the_page_asks_about_one_kind_with_one_button(client, reminder):
    page = client.get(stop_path(reminder))

    assert "Stop e-mail of the kind “No reply yet”?" in page.content.decode()
    assert page.content.count(b"<button") == 1
    assert page.content.count(b"checkbox") == 0


def test_the_page_lists_the_kinds_of_the_mail_all_ticked(client, reminder):
    page = client.get(stop_path(reminder, "nudge", "thank_you", "check_in")).content.decode()

    assert page.count('type="checkbox"') == page.count(" checked") == 3
    for label in ("No reply yet", "Thank-you", "Check-in"):
        assert f"<span>{label}</span>" in page


def test_one_click_stops_all_of_them_without_cookie_token_or_sign_in(reminder):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(
        stop_path(reminder, "nudge", "check_in"),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert modes() == {"nudge": "off", "check_in": "off"}
    assert {row.owner_id for row in ReminderPreference.objects.all()} == {reminder.owner_id}


def test_one_click_may_come_as_form_data_or_empty(client, reminder):
    client.post(stop_path(reminder, "nudge"), {"List-Unsubscribe": "One-Click"})
    client.post(stop_path(reminder, "reply"))

    assert modes() == {"nudge": "off", "reply": "off"}


def test_only_what_is_ticked_stops(client, reminder):
    page = client.post(stop_path(reminder, "nudge", "check_in"), {"chosen": "1", "kind": ["check_in"]})

    assert modes() == {"check_in": "off"}
    assert "No more e-mail of the kind “Check-in”." in page.content.decode()


def test_a_kind_that_is_not_in_the_link_cannot_be_ticked(client, reminder):
    client.post(stop_path(reminder, "nudge", "check_in"), {"chosen": "1", "kind": ["check_in", "thank_you"]})

    assert modes() == {"check_in": "off"}


def test_nothing_ticked_is_asked_again(client, reminder):
    page = client.post(stop_path(reminder, "nudge", "check_in"), {"chosen": "1"})

    assert page.status_code == 422
    assert b"Tick at least one" in page.content
    assert modes() == {}


def test_stopping_counts_for_mail_that_waits_in_the_queue(client, reminder, mailbox):
    client.post(stop_path(reminder))

    delivery.sweep(clock=lambda: NOW)

    reminder.refresh_from_db()
    assert reminder.status == "skipped"
    assert mailbox.all() == []


def test_stopping_leaves_the_step_on_today(client, reminder):
    client.post(stop_path(reminder))

    assert FollowUp.objects.get().state == "open"


def test_a_stop_link_works_for_ever_and_as_often_as_it_is_used(client, reminder, frozen):
    client.post(stop_path(reminder))
    frozen.move_to(NOW + timedelta(days=900))

    assert client.post(stop_path(reminder)).status_code == 200
    assert modes() == {"nudge": "off"}


def test_a_stop_link_of_the_first_release_still_works(client, reminder):
    token = signing.Signer(salt="followups.stop").sign_object([reminder.owner_id.hex, "nudge"])
    assert json.loads(signing.b64_decode(token.split(":")[0].encode()))[1] == "nudge"

    assert client.post(f"/follow-ups/stop/{token}/").status_code == 200
    assert modes() == {"nudge": "off"}


def test_a_kind_that_is_gone_does_not_spoil_the_others(client, reminder):
    assert client.post(stop_path(reminder, "a_kind_of_old", "nudge")).status_code == 200
    assert modes() == {"nudge": "off"}
    assert is_the_one_page(client.post(stop_path(reminder, "a_kind_of_old")))


# On again ------------------------------------------------------------------------------------------------------------


def test_the_page_after_it_turns_them_on_again_as_they_were(client, reminder):
    choose_mode(actor=reminder.owner, kind="check_in", mode="weekly", now=NOW)
    stopped = client.post(stop_path(reminder, "nudge", "check_in"))

    page = client.post(restart_path(stopped))

    assert b"On again." in page.content
    assert modes() == {"nudge": "each", "check_in": "weekly"}


def test_mail_that_waits_goes_out_when_it_is_on_again(client, reminder, mailbox):
    FollowUp.objects.update(rule="moment", since=NOW, by_mail=True)
    client.post(restart_path(client.post(stop_path(reminder))))

    delivery.sweep(clock=lambda: NOW)

    assert len(mailbox.all()) == Reminder.objects.filter(status="sent").count() == 1


def test_opening_the_link_turns_nothing_on(client, reminder):
    stopped = client.post(stop_path(reminder))

    page = client.get(restart_path(stopped))

    assert page.content.count(b"<button") == 1
    assert modes() == {"nudge": "off"}


def test_a_choice_made_since_is_kept(client, reminder):
    stopped = client.post(stop_path(reminder))
    choose_mode(actor=reminder.owner, kind="nudge", mode="daily", now=NOW)

    client.post(restart_path(stopped))

    assert modes() == {"nudge": "daily"}


def test_turning_on_again_works_for_three_days_and_with_the_pages_token(client, reminder, frozen):
    path = restart_path(client.post(stop_path(reminder)))
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403

    frozen.move_to(NOW + timedelta(days=3, seconds=1))

    assert is_the_one_page(client.post(path))
    assert modes() == {"nudge": "off"}


def test_a_stop_link_turns_nothing_on(client, reminder):
    path = stop_path(reminder, "nudge", "reply")
    client.post(path)

    assert is_the_one_page(client.post(path.replace("/stop/", "/start/")))
