"""A batch that is long, or that a slow relay makes long: what was read grows old, and statements add up."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.followups.services import complete_follow_up, delivery
from apps.followups.services.delivery import sweeping
from tests.factories.accounts import NOW
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db


def test_what_is_done_while_a_slow_relay_takes_other_mail_is_not_told(mailbox, monkeypatch):
    first, second = ReminderFactory(send_at=NOW - timedelta(minutes=1)), ReminderFactory()
    clock = iter(NOW + timedelta(seconds=10 * n) for n in range(100))
    compose = sweeping.emails.compose_mail

    def compose_slowly(parcel, *, now):
        if parcel.owner == first.owner:
            complete_follow_up(actor=second.owner, follow_up=second.follow_up, now=now)
        return compose(parcel, now=now)

    monkeypatch.setattr(sweeping.emails, "compose_mail", compose_slowly)

    delivery.sweep(clock=lambda: next(clock), budget=timedelta(hours=1))

    assert [mail.recipients for mail in mailbox.all()] == [(first.owner.email,)]


def test_what_is_moved_out_of_the_quiet_hours_costs_one_statement_however_much_it_is(mailbox):
    contact = ReminderFactory().follow_up.contact
    for _ in range(5):
        ReminderFactory(contact=contact)
    contact.owner.quiet_from, contact.owner.quiet_until = time(0), time(23, 59)
    contact.owner.save()

    with CaptureQueriesContext(connection) as queries:
        tally = delivery.sweep(clock=lambda: NOW)

    assert tally.moved == 6
    assert len(queries) == 8


def test_a_pile_that_takes_longer_to_read_than_a_sweep_may_last_goes_out_and_does_not_block_the_queue(mailbox):
    first = ReminderFactory(send_at=NOW - timedelta(minutes=1))
    ReminderFactory()
    clock = iter([NOW, NOW, NOW, *(NOW + timedelta(hours=n) for n in range(1, 100))])

    delivery.sweep(clock=lambda: next(clock))

    assert [mail.recipients for mail in mailbox.all()] == [(first.owner.email,)]
