"""`manage.py reminders`: what an operator sees, and sending again."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.followups.models import Reminder
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db
REFUSED = "The mail server refused it for good: 550 5.1.1 <secret-lena@aldermere.example>: User unknown"


@pytest.fixture
def reminder():
    owner = UserFactory(given_name="Lena", email="secret-lena@aldermere.example")
    contact = ContactFactory(owner=owner, given_name="Priya-secret")
    return ReminderFactory(
        contact=contact, title="Thank Priya-secret", send_at=datetime.now(UTC) - timedelta(minutes=9)
    )


@pytest.fixture
def failed(reminder):
    Reminder.objects.update(status="failed", attempts=5, last_error=REFUSED, updated_at=datetime.now(UTC))
    return reminder


def run(*arguments):
    out = StringIO()
    call_command("reminders", *arguments, stdout=out)
    return out.getvalue()


def test_without_a_word_it_tells_the_state(reminder):
    assert run() == (
        "Reminders are not going out. No sweep has ever ended.\n"
        "due: 1; stuck: 0; retrying: 0; failed: 0 (0 within 24 h); sent within 24 h: 0; last sweep: never\n"
    )


def test_due_lists_what_waits_by_id_and_without_names(reminder):
    Reminder.objects.update(last_error=REFUSED.replace("550", "450"), attempts=1)

    said = run("due")

    assert "due: 1; stuck: 0; retrying: 1" in said
    assert str(reminder.pk) in said
    assert "450 5.1.1 (address) User unknown" in said
    assert "secret" not in said


def test_stuck_lists_claims_that_ran_out(reminder):
    past = datetime.now(UTC) - timedelta(seconds=1)
    Reminder.objects.update(status="sending", claimed_until=past)

    said = run("stuck")

    assert "due: 0; stuck: 1" in said
    assert str(reminder.pk) in said


def test_failed_lists_the_words_of_the_server_without_addresses(failed):
    said = run("failed")

    assert f"{failed.pk}  failed " in said
    assert "attempts 5  The mail server refused it for good: 550 5.1.1 (address) User unknown" in said
    assert "secret" not in said


def test_reasons_tells_why_they_failed(failed):
    assert "1  promised " in run("reasons")
    assert run("reasons").endswith("or later  The mail server refused it for good: 550 5.1.1\n")


def test_resend_puts_a_failed_reminder_back(failed):
    run("resend", str(failed.pk))

    failed.refresh_from_db()
    assert (failed.status, failed.attempts, failed.last_error) == ("pending", 0, "")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ([], 1),
        (["--since", "12h"], 1),
        (["--since", "5m"], 0),
        (["--reason", "The mail server refused it for good: 550 5.1.1"], 1),
        (["--reason", "Gave up after five attempts."], 0),
    ],
)
def test_resend_failed_puts_all_of_them_back(failed, options, count):
    Reminder.objects.update(updated_at=datetime.now(UTC) - timedelta(hours=1))

    assert run("resend", "--failed", *options) == f"{count} put back; they go out with the next sweep.\n"
    assert Reminder.objects.filter(status="pending").count() == count


@pytest.mark.parametrize("arguments", [["resend", "--since", "2d"], ["failed", "--reason", "x"]])
def test_choices_without_failed_are_refused(arguments, failed):
    with pytest.raises(CommandError, match="go with resend --failed"):
        run(*arguments)


@pytest.mark.parametrize("text", ["yesterday", "2", "2w", "12345h"])
def test_since_is_a_number_and_a_unit(text):
    with pytest.raises(CommandError, match="30m, 12h or 2d"):
        run("resend", "--failed", "--since", text)


def test_resend_refuses_what_has_another_reminder_for_its_moment(failed):
    Reminder.objects.filter(pk=failed.pk).update(status="cancelled")
    Reminder.objects.create(
        owner=failed.owner, follow_up=failed.follow_up, send_at=failed.send_at, due_at=failed.send_at
    )

    with pytest.raises(CommandError, match="no other for that moment"):
        run("resend", str(failed.pk))


def test_resend_refuses_what_still_waits(reminder):
    with pytest.raises(CommandError, match="It is pending"):
        run("resend", str(reminder.pk))


def test_resend_needs_an_id_that_exists():
    with pytest.raises(CommandError, match="Which one"):
        run("resend")
    with pytest.raises(CommandError, match="There is no reminder"):
        run("resend", "00000000-0000-7000-8000-000000000000")


def test_sweep_sends_here_and_now(reminder, mailbox):
    type(reminder.owner).objects.update(quiet_from="00:00", quiet_until="00:00")

    assert "sent=1" in run("sweep")
    assert len(mailbox.all()) == 1
