"""Tab "Reminders": hours, quiet hours, switches by kind, the test mail and the log."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import MailPause
from apps.followups.models import FollowUp, Reminder, ReminderPreference
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, schedule_follow_up
from apps.followups.services.pausing import HELD
from apps.workspace.selectors.deliveries import PAGE_SIZE
from apps.workspace.selectors.settings import day_plot
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory
from tests.responses import text_of

HX = {"HTTP_HX_REQUEST": "true"}
URL = "/reminders/"
ALL = list(FollowUp.Kind.values)
MODES = {f"mode_{kind}": "each" for kind in ALL}
FORM = {"reminder_hour": "08:00", "quiet_from": "21:30", "quiet_until": "07:00", "digest_weekday": "0"} | MODES


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
        when=When.at(NOW + timedelta(days=2)),
        now=NOW,
    )
    return Reminder.objects.latest("created_at")


def test_hours_are_saved(client, lena):
    response = client.post(URL, FORM)

    lena.refresh_from_db()
    assert response.status_code == 303
    assert (lena.reminder_hour, lena.quiet_from, lena.quiet_until) == (time(8), time(21, 30), time(7))


def test_how_to_be_told_is_kept_for_each_kind(client, lena):
    client.post(URL, FORM | {"mode_nudge": "off", "mode_check_in": "weekly", "mode_referral": "daily"})
    chosen = dict(ReminderPreference.objects.filter(owner=lena).values_list("kind", "mode"))
    assert chosen == {"nudge": "off", "check_in": "weekly", "referral": "daily"}

    client.post(URL, FORM)

    assert set(ReminderPreference.objects.filter(owner=lena).values_list("mode", flat=True)) == {"each"}


def test_the_day_of_the_weekly_mail_and_discreet_mails_are_saved(client, lena):
    client.post(URL, FORM | {"digest_weekday": "4", "discreet_mails": "on"})

    lena.refresh_from_db()
    assert (lena.digest_weekday, lena.discreet_mails) == (4, True)


def test_a_kind_that_a_digest_would_hold_says_until_when_and_what_it_lets_through(client, lena):
    client.post(URL, FORM | {"mode_thank_you": "daily", "mode_nudge": "weekly", "digest_weekday": "4"})

    page = client.get(URL).content.decode()

    assert (
        "Waits for your daily mail at 8:00 AM. A thank-you still comes on its own when the 24 hours would be over."
        in page
    )
    assert "Waits for your mail on Fridays at 8:00 AM." in page


def test_a_digest_whose_hour_is_quiet_comes_when_the_quiet_hours_end(client, lena):
    client.post(URL, FORM | {"mode_nudge": "daily", "quiet_until": "09:30"})

    assert "Waits for your daily mail at 9:30 AM." in client.get(URL).content.decode()


def test_what_waits_moves_with_a_change_and_the_list_shows_it_in_place(client, lena):
    with time_machine.travel(NOW, tick=False):
        schedule_follow_up(
            actor=lena, contact=ContactFactory(owner=lena), kind="referral", title="Write to Ines",
            when=When.soon(NOW), now=NOW,
        )  # fmt: skip

        html = client.post(URL, FORM | {"mode_referral": "weekly"}, **HX).content.decode()

    monday = NOW.replace(day=26, hour=13, minute=0)
    assert Reminder.objects.get(status="pending").send_at == monday
    assert 'id="mail-log" hx-swap-oob="true"' in html
    assert "Monday, October 26</h3>" in html
    assert "Goes out at 8:00 AM" in html


def test_with_htmx_the_plot_and_the_word_saved_come_back(client, lena):
    page = client.post(URL, FORM, **HX).content.decode()

    assert 'id="reminders-form"' not in page
    assert 'id="saved" hx-swap-oob="true"' in page
    assert "Quiet from 9:30 PM to 7:00 AM. Reminders at 8:00 AM." in page


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"quiet_from": "25:00"}, "Choose a time from the list."),
        ({"reminder_hour": ""}, "Choose a time."),
        ({"quiet_until": "soon"}, "Choose a time from the list."),
        ({"digest_weekday": "7"}, "Choose a day of the week."),
        ({"mode_nudge": "hourly"}, "Choose one of the four."),
        ({"mode_nudge": ""}, "Choose one of the four."),
    ],
)
def test_what_cannot_be_chosen_is_said_beside_the_field_and_nothing_is_saved(client, lena, bad, words):
    response = client.post(URL, FORM | bad)

    lena.refresh_from_db()
    assert (response.status_code, lena.reminder_hour) == (422, time(9))
    assert not ReminderPreference.objects.exists()
    html = response.content.decode()
    assert (html.count(words), html.count('aria-invalid="true"')) == (1, 1)


def test_the_messages_go_when_the_mistake_is_mended(client, lena):
    response = client.post(URL, FORM | {"had_errors": "1"}, **HX)

    html = response.content.decode()
    assert (response["HX-Reswap"], 'id="reminders-form"' in html, "had_errors" in html) == ("outerHTML", True, False)


def log_of(client):
    """The lines of the log: title, result."""
    with time_machine.travel(NOW, tick=False):
        log = client.get(URL).context["log"]
    return [(day.name, line.title, line.result) for day in log.days for line in day.lines]


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"status": "sent", "sent_at": NOW + timedelta(minutes=1)}, "Sent at 11:29 AM"),
        ({"status": "sent", "sent_at": NOW + timedelta(days=1)}, "Sent tomorrow, 11:28 AM"),
        ({"status": "pending", "due_at": NOW}, "Goes out in a moment"),
        (
            {"status": "pending", "due_at": NOW.replace(day=21, hour=12, minute=30)},
            "Held until your quiet hours end, tomorrow, 7:30 AM",
        ),
        (
            {"status": "pending", "due_at": NOW + timedelta(minutes=5), "attempts": 1, "last_error": "Busy: 450 later"},
            "Waits for the next try, today, 11:33 AM. Busy: 450 later",
        ),
        ({"status": "pending", "due_at": NOW + timedelta(minutes=1)}, "Waits for the next try, today, 11:29 AM"),
        ({"status": "sending", "claimed_until": NOW}, "Goes out right now"),
        (
            {"status": "skipped", "last_error": "The step was done already."},
            "Not needed any more: the step was done already.",
        ),
        ({"status": "skipped", "last_error": HELD}, "Held, for mail to you came back"),
        ({"status": "failed", "last_error": "550 no such box"}, "Could not be delivered: 550 no such box"),
    ],
)
def test_the_log_says_what_became_of_a_mail(client, lena, fields, result):
    row = ReminderFactory(contact=ContactFactory(owner=lena), title="Check in with Priya")
    Reminder.objects.filter(pk=row.pk).update(**fields)

    assert log_of(client) == [("Today", "Check in with Priya", result)]


def test_the_log_has_days_and_nobody_elses_mail(client, lena):
    contact = ContactFactory(owner=lena)
    for title, days in (("long ago", -9), ("yesterday", -1), ("tomorrow", 1), ("in eight days", 8)):
        ReminderFactory(contact=contact, title=title, send_at=NOW + timedelta(days=days))
    ReminderFactory(title="somebody else's")

    assert [(day, title) for day, title, _ in log_of(client)] == [
        ("Tomorrow", "tomorrow"),
        ("Yesterday", "yesterday"),
        ("Sunday, October 11", "long ago"),
    ]


def test_older_mail_is_a_page_away(client, lena):
    contact = ContactFactory(owner=lena)
    for number in range(PAGE_SIZE + 2):
        ReminderFactory(contact=contact, title=f"mail {number}", send_at=NOW - timedelta(minutes=number // 3))
    first = client.get(URL)

    older = client.get(first.context["older_url"], **HX).content.decode()

    shown = {line.title for day in first.context["log"].days for line in day.lines}
    behind = {f"mail {number}" for number in range(PAGE_SIZE + 2)} - shown
    assert (len(shown), len(behind), older.count("<li")) == (PAGE_SIZE, 2, 2)
    assert all(title in older for title in behind)
    assert "<h3" not in older  # the day goes on


@pytest.mark.parametrize("after", ["nonsense", "WyIyMDI2Il0", "%00"])
def test_a_place_in_the_log_that_is_none_gives_the_newest(client, lena, after):
    ReminderFactory(contact=ContactFactory(owner=lena), title="Check in with Priya")

    response = client.get(f"{URL}?after={after}")

    assert (response.status_code, "Check in with Priya" in response.content.decode()) == (200, True)


# Again ---------------------------------------------------------------------------------------------------------------


def failed(owner, **fields):
    row = ReminderFactory(contact=ContactFactory(owner=owner), title="Check in with Priya", send_at=NOW, **fields)
    Reminder.objects.filter(pk=row.pk).update(status="failed", attempts=5, last_error="550 no such box")
    return row


def test_a_mail_that_failed_is_sent_again_by_its_owner(client, lena):
    row = failed(lena)

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        html = client.post(reverse("workspace:retry_reminder", args=[row.pk]), **HX).content.decode()

    row.refresh_from_db()
    assert (row.status, row.due_at, row.send_at, row.attempts) == ("pending", NOW + timedelta(hours=1), NOW, 0)
    assert "Goes out in a moment" in html
    assert "It goes out in a moment." in html


def test_a_second_try_of_what_is_under_way_changes_nothing(client, lena):
    row = failed(lena)
    Reminder.objects.filter(pk=row.pk).update(status="sending", claimed_until=NOW)

    response = client.post(reverse("workspace:retry_reminder", args=[row.pk]), follow=True)

    row.refresh_from_db()
    assert (row.status, "That one needs no second try." in response.content.decode()) == ("sending", True)


def test_a_mail_about_a_closed_step_is_not_offered_again(client, lena):
    row = failed(lena)
    complete_follow_up(actor=lena, follow_up=row.follow_up, now=NOW)

    page = client.get(URL).content.decode()

    assert reverse("workspace:retry_reminder", args=[row.pk]) not in page


def test_nobody_sends_somebody_elses_mail_again(client, lena):
    row = failed(UserFactory())

    response = client.post(reverse("workspace:retry_reminder", args=[row.pk]))

    row.refresh_from_db()
    assert (response.status_code, row.status) == (404, "failed")


def test_everything_that_failed_goes_again_once_for_each_step(client, lena):
    row = failed(lena)
    again = Reminder.objects.create(
        owner=lena, follow_up=row.follow_up, send_at=NOW + timedelta(hours=1), due_at=NOW, status="failed"
    )
    other = failed(UserFactory())

    client.post(reverse("workspace:retry_failed"))

    states = [Reminder.objects.get(pk=r.pk).status for r in (row, again, other)]
    assert states == ["failed", "pending", "failed"]


# Mail that comes back ------------------------------------------------------------------------------------------------


def paused(owner, address=None):
    MailPause.objects.create(user=owner, address=address or owner.email, words="550 5.1.1 No such user")
    row = ReminderFactory(contact=ContactFactory(owner=owner), send_at=NOW)
    Reminder.objects.filter(pk=row.pk).update(status="skipped", last_error=HELD)
    return row


@pytest.mark.parametrize("path", ["/", URL])
def test_mail_that_came_back_is_said_calmly_with_a_way_out(client, lena, path):
    paused(lena)

    html = client.get(path).content.decode()

    assert f"Mail to {lena.email} came back on" in html
    assert "550 5.1.1 No such user" in html
    assert reverse("account_email") in html


def test_trying_again_lets_mail_go_with_what_was_held(client, lena):
    row = paused(lena)

    response = client.post(reverse("workspace:resume_mail"), {"back": URL}, follow=True)

    row.refresh_from_db()
    assert (row.status, MailPause.objects.exists(), response.redirect_chain) == ("pending", False, [(URL, 303)])
    assert f"Mail goes to {lena.email} again. One reminder goes out in one mail." in response.content.decode()


@pytest.mark.parametrize("path", ["/", URL])
def test_with_another_address_what_was_held_is_offered(client, lena, path):
    paused(lena, address="old@aldermere.example")

    html = text_of(client.get(path))

    assert f"Mail goes to {lena.email} again." in html
    assert "1 reminder was held." in html


def test_an_old_address_with_nothing_held_is_not_worth_a_word(client, lena):
    paused(lena, address="old@aldermere.example")
    Reminder.objects.all().delete()

    assert "mail-pause" not in client.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_whatever_the_log(client, lena, count, django_assert_num_queries):
    for _ in range(count):
        reminder(lena)
    client.get(URL)

    with django_assert_num_queries(7):
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


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding
@given(st.times(), st.times(), st.times())
def test_the_plot_covers_exactly_the_quiet_part_of_a_day(quiet_from, quiet_until, at):
    plot = day_plot(quiet_from, quiet_until, at)

    minutes = (quiet_until.hour * 60 + quiet_until.minute - quiet_from.hour * 60 - quiet_from.minute) % 1440
    covered = sum(float(bar.width.rstrip("%")) for bar in plot.quiet)
    assert covered == pytest.approx(minutes / 14.4, abs=0.01)
    assert 0 <= float(plot.reminder.rstrip("%")) <= 100
