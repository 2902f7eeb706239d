"""What the sweep does when the mail server misbehaves."""

from datetime import timedelta

import pytest

from apps.followups import emails
from apps.followups.models import Reminder
from apps.followups.services import delivery
from apps.followups.services.delivery import sweeping
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = [pytest.mark.django_db, pytest.mark.drill]


@pytest.fixture
def reminders():
    return [ReminderFactory(send_at=NOW - timedelta(minutes=10 - n)) for n in range(4)]


def sweep_at(moment, **options):
    return delivery.sweep(clock=lambda: moment, **options)


def rows():
    return list(Reminder.objects.order_by("send_at").values_list("status", "attempts"))


def test_one_connection_serves_the_whole_sweep(mail_server, reminders):
    sweep_at(NOW)

    assert len(mail_server.handler.taken) == 4
    assert mail_server.handler.connections == 1


def test_a_sweep_with_nothing_due_opens_no_connection(mail_server):
    sweep_at(NOW)

    assert mail_server.handler.connections == 0


def test_a_server_that_is_away_loses_nothing_and_costs_no_attempt(mail_server, reminders):
    mail_server.stop()

    for minute in range(7):  # more often than a reminder may fail
        sweep_at(NOW + timedelta(minutes=2 * minute))
    assert rows() == [("pending", 0)] * 4
    mail_server.start()
    sweep_at(NOW + timedelta(minutes=30))

    assert rows() == [("sent", 1)] * 4
    assert mail_server.handler.twins == 0


def test_a_temporary_refusal_comes_back_later_and_the_others_go_on(mail_server, reminders):
    refused = reminders[1].owner.email
    mail_server.handler.answer_rcpt = lambda to: "451 try later" if to == refused else "250 OK"

    sweep_at(NOW)

    reminders[1].refresh_from_db()
    assert (reminders[1].status, reminders[1].due_at) == ("pending", NOW + sweeping.BACK_OFF[0])
    assert "451" in reminders[1].last_error
    assert len(mail_server.handler.taken) == 3
    mail_server.handler.answer_rcpt = lambda to: "250 OK"
    sweep_at(NOW + sweeping.BACK_OFF[0])
    assert len(mail_server.handler.taken) == 4


def test_temporary_refusals_end_after_five_attempts(mail_server):
    reminder = ReminderFactory()
    mail_server.handler.answer = lambda envelope: "452 no room"

    moment = NOW
    for back_off in (*sweeping.BACK_OFF, timedelta(hours=1), timedelta(hours=1)):
        sweep_at(moment)
        moment += back_off

    reminder.refresh_from_db()
    assert (reminder.status, reminder.attempts) == ("failed", 5)
    assert "452" in reminder.last_error


def test_a_permanent_refusal_fails_at_once_and_the_others_go_on(mail_server, reminders):
    refused = reminders[0].owner.email
    mail_server.handler.answer_rcpt = lambda to: "550 5.7.1 not from you" if to == refused else "250 OK"

    sweep_at(NOW)

    assert rows() == [("failed", 1), ("sent", 1), ("sent", 1), ("sent", 1)]


def test_a_line_cut_behind_data_repeats_one_mail_with_the_same_message_id(mail_server, reminders):
    mail_server.handler.drop_after_data = 1

    sweep_at(NOW)
    assert sorted(rows()) == [("pending", 1), ("sent", 1), ("sent", 1), ("sent", 1)]
    assert mail_server.handler.connections == 2
    sweep_at(NOW + sweeping.BACK_OFF[0])

    assert Reminder.objects.filter(status="sent").count() == 4
    assert len(mail_server.handler.taken) == 4
    assert mail_server.handler.twins == 1


def test_a_server_that_stalls_is_left_after_the_timeout(mail_server, reminders, settings):
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.handler.stall.set()

    tally = delivery.sweep(clock=_clock_of_a_second_each(), budget=timedelta(seconds=8))
    mail_server.handler.stall.clear()

    assert tally.sent == 0
    assert tally.retried >= 1
    assert Reminder.objects.filter(status="pending").count() == 4


def test_a_421_ends_the_connection_and_the_sweep_opens_another(mail_server, reminders):
    said = iter(["421 closing"])
    mail_server.handler.answer = lambda envelope: next(said, "250 OK")

    sweep_at(NOW)

    assert len(mail_server.handler.taken) == 3
    assert sorted(rows())[0] == ("pending", 1)


def test_a_mail_that_cannot_be_made_does_not_stop_the_others(mail_server, reminders, monkeypatch):
    compose = emails.compose_mail

    def broken(found, *, now):
        if found.told[0].reminder_id == reminders[0].pk:
            raise ValueError("a template that went wrong")
        return compose(found, now=now)

    monkeypatch.setattr(emails, "compose_mail", broken)

    sweep_at(NOW)

    assert len(mail_server.handler.taken) == 3
    assert rows()[0] == ("pending", 1)


def _clock_of_a_second_each():
    moments = (NOW + timedelta(seconds=n) for n in range(10_000))
    return lambda: next(moments)
