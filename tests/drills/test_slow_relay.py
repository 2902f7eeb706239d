"""A relay that takes its time over each mail gets several connections; a quick one never more than one."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.followups.models import Reminder
from apps.followups.services import delivery
from apps.followups.services.delivery import lines
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = [pytest.mark.django_db, pytest.mark.drill]


def sweep_now(**options):
    return delivery.sweep(clock=lambda: NOW, **options)


def test_a_relay_of_50_ms_a_mail_takes_many_at_once(mail_server):
    for _ in range(60):
        ReminderFactory()
    mail_server.handler.delay = 0.05

    tally = sweep_now()

    assert (tally.mails, len(mail_server.handler.taken), mail_server.handler.twins) == (60, 60, 0)
    assert mail_server.handler.connections > 10


def test_a_quick_server_gets_one_connection(mail_server, monkeypatch):
    monkeypatch.setattr(lines, "SLOW", 2.0)  # a busy machine makes every server slow
    for _ in range(30):
        ReminderFactory()

    sweep_now()

    assert mail_server.handler.connections == 1


def test_connections_are_bounded(mail_server):
    for _ in range(20):
        ReminderFactory()
    mail_server.handler.delay = 0.04

    sweep_now(connections=3)

    assert mail_server.handler.connections <= 3
    assert Reminder.objects.filter(status="sent").count() == 20


def test_refusals_on_many_connections_are_settled_each_as_its_own(mail_server):
    reminders = [ReminderFactory() for _ in range(24)]
    refused = {reminder.owner.email for reminder in reminders[5::4]}
    mail_server.handler.delay = 0.04
    mail_server.handler.answer_rcpt = lambda to: "451 later" if to in refused else "250 OK"

    sweep_now()

    pending = Reminder.objects.filter(status="pending").select_related("owner")
    assert {row.owner.email for row in pending} == refused
    assert Reminder.objects.filter(status="sent").count() == 24 - len(refused)


def test_a_server_that_goes_away_under_many_connections_loses_nothing(mail_server):
    for _ in range(40):
        ReminderFactory()
    mail_server.handler.delay = 0.04
    taken = mail_server.handler.taken
    mail_server.handler.answer = lambda envelope: "250 OK" if len(taken) < 12 else "421 going away"

    sweep_now()
    mail_server.handler.answer = lambda envelope: "250 OK"
    Reminder.objects.filter(status="pending").update(due_at=NOW)
    sweep_now()

    assert Reminder.objects.filter(status="sent").count() == 40
    assert (len(taken), mail_server.handler.twins) == (40, 0)


def test_what_no_connection_began_with_is_given_back_when_the_time_is_spent(mail_server):
    for _ in range(40):
        ReminderFactory(is_exact=True)  # whatever the hour of this machine
    mail_server.handler.delay = 0.2

    tally = delivery.sweep(clock=lambda: datetime.now(UTC), budget=timedelta(seconds=1), connections=4)

    assert 0 < tally.sent < 40
    assert tally.sent + tally.released == 40
    assert set(Reminder.objects.values_list("status", "attempts")) == {("sent", 1), ("pending", 0)}
