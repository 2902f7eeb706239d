"""`manage.py reminders`: what an operator sees, and sending one again."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.followups.models import Reminder
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder():
    owner = UserFactory(given_name="Lena", email="secret-lena@aldermere.example")
    contact = ContactFactory(owner=owner, given_name="Priya-secret")
    return ReminderFactory(
        contact=contact, title="Thank Priya-secret", send_at=datetime.now(UTC) - timedelta(minutes=9)
    )


def run(*arguments):
    out = StringIO()
    call_command("reminders", *arguments, stdout=out)
    return out.getvalue()


def test_due_lists_what_waits_by_id_and_without_names(reminder):
    said = run("due")

    assert "last sweep: never; due: 1" in said
    assert str(reminder.pk) in said
    assert "secret" not in said


def test_stuck_lists_claims_that_ran_out(reminder):
    past = datetime.now(UTC) - timedelta(seconds=1)
    Reminder.objects.update(status="sending", claimed_until=past)

    assert "stuck: 1" in run("stuck")
    assert "due: 0" in run("due")


def test_resend_puts_a_failed_reminder_back(reminder):
    Reminder.objects.update(status="failed", attempts=5, last_error="550 no")
    assert "failed: 1" in run("failed")

    run("resend", str(reminder.pk))

    reminder.refresh_from_db()
    assert (reminder.status, reminder.attempts, reminder.last_error) == ("pending", 0, "")


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
