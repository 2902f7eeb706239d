"""Done, snooze, undo and planning: what the rows say afterwards, and what the page gets."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Touch
from apps.followups.models import FollowUp, Reminder
from apps.followups.services import (
    complete_follow_up,
    drop_follow_up,
    finish_step,
    move_follow_up,
    reopen_follow_up,
    schedule_follow_up,
    set_rhythm,
    snooze_follow_up,
    undo_step,
)
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def follow_up():
    return FollowUpFactory(due_at=NOW, remind_at=NOW + timedelta(hours=1))


@pytest.fixture
def client(client, follow_up):
    client.force_login(follow_up.owner)
    return client


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def waiting(follow_up):
    rows = Reminder.objects.filter(follow_up=follow_up, status="pending").order_by("send_at")
    return list(rows.values_list("send_at", flat=True))


# Services ------------------------------------------------------------------------------------------------------------


def test_scheduling_moves_a_reminder_out_of_quiet_hours():
    midnight = NOW.replace(day=21, hour=5, minute=0)  # in Chicago

    follow_up = FollowUpFactory(remind_at=midnight)

    assert waiting(follow_up) == [NOW.replace(day=21, hour=12, minute=30)]


def test_scheduling_a_reminder_in_the_past_sends_it_now():
    assert waiting(FollowUpFactory(remind_at=NOW - timedelta(days=2))) == [NOW]


def test_completing_cancels_the_waiting_reminder(follow_up):
    assert complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW) is True
    assert waiting(follow_up) == []


def test_completing_twice_reports_that_it_was_done(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    assert complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW) is False


def test_nobody_completes_somebody_elses_step(follow_up):
    stranger = ContactFactory().owner

    assert complete_follow_up(actor=stranger, follow_up=follow_up, now=NOW) is False
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_undo_brings_back_the_reminder_that_closing_cancelled(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    assert reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(seconds=5)) is True
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_undo_after_its_moment_sends_the_reminder_now(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)
    later = NOW + timedelta(hours=2)

    reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=later)

    reminder = Reminder.objects.get(follow_up=follow_up, status="pending")
    assert (reminder.send_at, reminder.due_at) == (NOW + timedelta(hours=1), later)


def test_undo_does_not_wake_a_reminder_that_an_earlier_move_replaced(follow_up):
    moved = NOW + timedelta(hours=3)
    move_follow_up(actor=follow_up.owner, follow_up=follow_up, due_at=moved, remind_at=moved, now=NOW)
    drop_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(minutes=1))

    reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(minutes=2))

    assert waiting(follow_up) == [moved]


def test_snoozing_keeps_a_warning_that_comes_later_anyway():
    warning, until = NOW + timedelta(hours=4), NOW + timedelta(hours=2)
    follow_up = FollowUpFactory(remind_at=[NOW + timedelta(hours=1), warning])

    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=until, now=NOW)

    assert waiting(follow_up) == [until, warning]


def test_undoing_a_snooze_takes_its_reminder_away_and_brings_the_first_back(follow_up):
    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=NOW + timedelta(hours=5), now=NOW)

    undo_step(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(seconds=4))

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.snoozed_until) == ("open", None)
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_a_second_snooze_takes_the_place_of_the_first(follow_up):
    first, second = NOW + timedelta(days=7), NOW + timedelta(hours=4)
    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=first, now=NOW)

    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=second, now=NOW + timedelta(minutes=1))

    assert waiting(follow_up) == [second]


def test_the_person_shows_the_nearest_open_step(follow_up):
    follow_up.contact.refresh_from_db()
    assert (follow_up.contact.next_step, follow_up.contact.next_step_at) == (follow_up.title, NOW)

    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    follow_up.contact.refresh_from_db()
    assert (follow_up.contact.next_step, follow_up.contact.next_step_at) == ("", None)


def check_in():
    contact = ContactFactory()
    set_rhythm(actor=contact.owner, contact=contact, days=90, now=NOW - timedelta(days=90))
    return FollowUp.objects.get(contact=contact, state="open")


def test_finishing_a_check_in_starts_the_rhythm_anew():
    step = check_in()

    assert finish_step(actor=step.owner, follow_up=step, now=NOW) is True

    following = FollowUp.objects.get(contact=step.contact, state="open")
    assert following.due_at.date() == date(2027, 1, 19)  # 90 days on is a Monday and a holiday
    assert Touch.objects.get(contact=step.contact).summary == "Checked in"


def test_undoing_a_check_in_takes_back_the_touch_and_the_next_one():
    step = check_in()
    finish_step(actor=step.owner, follow_up=step, now=NOW)
    step.refresh_from_db()

    assert undo_step(actor=step.owner, follow_up=step, now=NOW + timedelta(seconds=5)) is True

    assert FollowUp.objects.get(contact=step.contact, state="open").pk == step.pk
    assert not Touch.objects.filter(contact=step.contact).exists()
    assert len(waiting(step)) == 1


def test_a_promise_of_the_other_person_is_not_the_owners_next_step():
    contact = ContactFactory()

    schedule_follow_up(
        actor=contact.owner, contact=contact, kind="action", title="They send a guide", due_at=NOW, now=NOW,
        owed_by_them=True,
    )  # fmt: skip

    contact.refresh_from_db()
    assert contact.next_step == ""


# Pages ---------------------------------------------------------------------------------------------------------------


def test_done_without_scripts_goes_back_to_the_page(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"back": "/people/"})

    follow_up.refresh_from_db()
    assert (response.status_code, response["Location"], follow_up.state) == (303, "/people/", "done")


def test_done_does_not_lead_to_another_site(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"back": "https://evil.example/"})

    assert response["Location"] == "/"


def test_done_in_place_empties_the_row_and_brings_counts_and_undo(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    html = response.content.decode()
    assert f'<li id="step-{follow_up.pk}" hidden></li>' in html
    assert 'id="today-lead" hx-swap-oob="true"' in html
    assert 'id="count-today" hx-swap-oob="true"' in html
    assert reverse("followups:undo", args=[follow_up.pk]) in html
    assert "Done, as you said." in html


def test_undo_in_place_fetches_the_row_again(client, follow_up):
    client.post(reverse("followups:done", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    response = client.post(reverse("followups:undo", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    follow_up.refresh_from_db()
    assert follow_up.state == "open"
    assert reverse("workspace:today_step", args=[follow_up.pk]) in response.content.decode()


def test_snooze_in_place_says_until_when(client, follow_up):
    url = reverse("followups:snooze", args=[follow_up.pk])

    response = client.post(url, {"as": "row", "until": "tomorrow"}, headers=HTMX)

    follow_up.refresh_from_db()
    assert follow_up.snoozed_until == NOW.replace(day=21, hour=14, minute=0)
    assert "Snoozed until tomorrow, 9:00 AM." in response.content.decode()


def test_snooze_until_a_picked_day_comes_back_at_the_reminder_hour(client, follow_up):
    client.post(reverse("followups:snooze", args=[follow_up.pk]), {"until": "date", "day": "2026-11-03"})

    follow_up.refresh_from_db()
    assert follow_up.snoozed_until == NOW.replace(month=11, day=3, hour=15, minute=0)  # standard time by then


@pytest.mark.parametrize("data", [{}, {"until": "date"}, {"until": "date", "day": "2026-10-20"}, {"until": "never"}])
def test_a_snooze_without_a_day_ahead_asks_again(client, follow_up, data):
    response = client.post(reverse("followups:snooze", args=[follow_up.pk]), data)

    follow_up.refresh_from_db()
    assert (response.status_code, follow_up.snoozed_until) == (422, None)


def test_a_step_planned_by_hand_is_due_and_reminded_at_the_reminder_hour(client, follow_up):
    url = reverse("followups:create", args=[follow_up.contact_id])

    response = client.post(
        url, {"title": "Send her the article", "day": "2026-10-23", "kind": "action", "remind": "on"}
    )

    planned = FollowUp.objects.get(title="Send her the article")
    nine = NOW.replace(day=23, hour=14, minute=0)
    assert (response.status_code, planned.due_at, waiting(planned)) == (303, nine, [nine])


def test_a_step_planned_for_yesterday_is_refused_and_the_text_kept(client, follow_up):
    url = reverse("followups:create", args=[follow_up.contact_id])

    response = client.post(url, {"title": "Send her the article", "day": "2026-10-19", "kind": "action"})

    assert response.status_code == 422
    assert "Choose today or a day to come." in response.content.decode()
    assert "Send her the article" in response.content.decode()
    assert FollowUp.objects.count() == 1
