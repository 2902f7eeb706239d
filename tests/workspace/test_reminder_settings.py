"""Tab "Reminders": hours, quiet hours, switches by kind, the test mail and the log."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.followups.models import FollowUp, Reminder, ReminderPreference
from apps.followups.services import schedule_follow_up
from apps.workspace.selectors.settings import day_plot
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

HX = {"HTTP_HX_REQUEST": "true"}
URL = "/reminders/"
ALL = list(FollowUp.Kind.values)
FORM = {"reminder_hour": "08:00", "quiet_from": "21:30", "quiet_until": "07:00", "kinds": ALL}


@pytest.fixture
def lena(client, db):
    lena = UserFactory()
    client.force_login(lena)
    return lena


def reminder(owner):
    schedule_follow_up(
        actor=owner,
        contact=ContactFactory(owner=owner),
        kind=FollowUp.Kind.CHECK_IN,
        title="Check in with Priya",
        due_at=NOW + timedelta(days=2),
        remind_at=NOW + timedelta(days=2),
        now=NOW,
    )
    return Reminder.objects.latest("created_at")


def test_hours_are_saved(client, lena):
    response = client.post(URL, FORM)

    lena.refresh_from_db()
    assert response.status_code == 303
    assert (lena.reminder_hour, lena.quiet_from, lena.quiet_until) == (time(8), time(21, 30), time(7))


def test_a_switch_turned_off_is_kept_and_turned_on_again(client, lena):
    client.post(URL, FORM | {"kinds": [k for k in ALL if k != "nudge"]})
    assert ReminderPreference.objects.get(owner=lena).kind == "nudge"
    page = client.get(URL).content.decode()
    assert page.count(" checked") == len(ALL) - 1

    client.post(URL, FORM)

    assert ReminderPreference.objects.get(owner=lena).by_email is True


def test_with_htmx_the_plot_and_the_word_saved_come_back(client, lena):
    page = client.post(URL, FORM, **HX).content.decode()

    assert "<form" not in page
    assert 'id="saved" hx-swap-oob="true"' in page
    assert "Quiet from 9:30 PM to 7:00 AM. Reminders at 8:00 AM." in page


@pytest.mark.parametrize("bad", [{"quiet_from": "25:00"}, {"reminder_hour": ""}, {"quiet_until": "soon"}])
def test_an_hour_that_is_none_is_refused(client, lena, bad):
    response = client.post(URL, FORM | bad)

    lena.refresh_from_db()
    assert response.status_code == 422
    assert lena.reminder_hour == time(9)


def test_a_kind_that_does_not_exist_is_ignored(client, lena):
    client.post(URL, FORM | {"kinds": [*ALL, "spam"]})

    assert not ReminderPreference.objects.exists()


def test_the_log_tells_what_was_sent_and_what_was_not(client, lena):
    for status, extra in (
        ("sent", {"sent_at": NOW}),
        ("failed", {"last_error": "mailbox unavailable"}),
        ("pending", {}),
    ):
        row = reminder(lena)
        Reminder.objects.filter(pk=row.pk).update(status=status, **extra)
    reminder(UserFactory(email="someone@else.example"))

    page = client.get(URL).content.decode()

    assert page.count("Check in with Priya") == 3
    assert "Could not be delivered: mailbox unavailable" in page
    assert "Goes out" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_whatever_the_log(client, lena, count, django_assert_num_queries):
    for _ in range(count):
        reminder(lena)
    client.get(URL)

    with django_assert_num_queries(6):
        client.get(URL)


def test_the_test_mail_arrives_once_a_minute(client, lena, mailbox):
    client.post(reverse("workspace:test_mail"))
    client.post(reverse("workspace:test_mail"))

    mail = mailbox.only(to=lena.email)
    assert mail.subject == "Mail from Acquaint reaches you"
    assert "Hello Lena" in mail.text


def test_a_mail_server_that_is_away_is_said_plainly(client, lena, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post(reverse("workspace:test_mail"), follow=True)

    assert "The mail server did not take it" in response.content.decode()


@given(st.times(), st.times(), st.times())
def test_the_plot_covers_exactly_the_quiet_part_of_a_day(quiet_from, quiet_until, at):
    plot = day_plot(quiet_from, quiet_until, at)

    minutes = (quiet_until.hour * 60 + quiet_until.minute - quiet_from.hour * 60 - quiet_from.minute) % 1440
    covered = sum(float(bar.width.rstrip("%")) for bar in plot.quiet)
    assert covered == pytest.approx(minutes / 14.4, abs=0.01)
    assert 0 <= float(plot.reminder.rstrip("%")) <= 100
