"""Claiming, sending and settling, against the real database and a real SMTP server."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference, SweepBeat
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, delivery, snooze_follow_up
from apps.followups.services.delivery import claims
from tests.factories.accounts import NOW
from tests.factories.followups import FollowUpFactory, ReminderFactory

pytestmark = pytest.mark.django_db


def sweep_at(moment, **options):
    return delivery.sweep(clock=lambda: moment, **options)


def claim(moment, limit=50):
    return delivery.claim_batch(now=moment, limit=limit)


def test_sweep_sends_a_due_reminder_and_marks_it_sent(mailbox):
    reminder = ReminderFactory()

    tally = sweep_at(NOW)

    reminder.refresh_from_db()
    mail = mailbox.only(to=reminder.owner.email)
    assert (tally.sent, reminder.status, reminder.sent_at, reminder.claimed_until) == (1, "sent", NOW, None)
    assert mail.subject == reminder.follow_up.title


def test_sweep_leaves_a_future_reminder_alone(mailbox):
    reminder = ReminderFactory(send_at=NOW + timedelta(seconds=1))

    sweep_at(NOW)

    reminder.refresh_from_db()
    assert reminder.status == "pending"
    assert mailbox.all() == []


def test_sweep_sends_nothing_twice(mailbox):
    ReminderFactory()

    sweep_at(NOW)
    sweep_at(NOW + timedelta(minutes=10))

    assert len(mailbox.all()) == 1


def test_sweep_writes_when_it_ran(mailbox):
    sweep_at(NOW)

    assert SweepBeat.objects.get(pk=delivery.BEAT).swept_at == NOW


@pytest.mark.parametrize(("count", "queries_asked"), [(1, 8), (60, 72)])
def test_sweep_needs_little_more_than_one_query_per_mail(mailbox, count, queries_asked):
    """Five for each batch of fifty (claim, rows, modes, owners, what else waits), one for each mail, one last claim
    that finds nothing, and the beat."""
    for _ in range(count):
        ReminderFactory()

    with CaptureQueriesContext(connection) as queries:
        sweep_at(NOW, connections=1)  # a busy machine may take the server for a slow one

    assert len(queries) == queries_asked
    assert len(mailbox.all()) == count


def test_a_process_sweeps_once_at_a_time(mailbox):
    """One worker with threads: the mail that is under way when it is killed is the only one that can be repeated."""
    reminder, inner = ReminderFactory(), []

    def clock():
        inner.append(delivery.sweep(clock=lambda: NOW) if not inner else None)
        return NOW

    tally = delivery.sweep(clock=clock)

    assert (inner[0].sent, tally.sent) == (0, 1)
    reminder.refresh_from_db()
    assert (reminder.status, reminder.attempts) == ("sent", 1)
    ReminderFactory()
    assert sweep_at(NOW).sent == 1  # and the way is free again


# Claims --------------------------------------------------------------------------------------------------------------


def test_claim_takes_the_oldest_promises_first():
    late, later = ReminderFactory(send_at=NOW - timedelta(hours=1)), ReminderFactory(send_at=NOW)

    [mine] = claim(NOW, limit=1)

    assert mine.reminder_id == late.pk
    assert later.status == "pending"


def test_a_claim_takes_no_more_than_its_limit_whatever_the_plan():
    for _ in range(6):
        ReminderFactory()
    with connection.cursor() as cursor:  # as a plain subquery the claim would run once for each row
        cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")

    assert len(claim(NOW, limit=2)) == 2
    assert Reminder.objects.filter(status="sending").count() == 2


def test_claimed_rows_are_not_claimed_again_before_the_lease_ends():
    ReminderFactory()
    claim(NOW)

    assert claim(NOW + delivery.LEASE - timedelta(seconds=1)) == []


def test_a_row_of_a_dead_worker_is_claimed_again_when_the_lease_is_over():
    reminder = ReminderFactory()
    [first] = claim(NOW)

    [second] = claim(NOW + delivery.LEASE + timedelta(seconds=1))

    assert second.reminder_id == reminder.pk
    assert (first.attempts, second.attempts) == (1, 2)


def test_a_slow_worker_that_lost_its_claim_cannot_settle_the_row():
    reminder = ReminderFactory()
    [slow] = claim(NOW)
    later = NOW + delivery.LEASE + timedelta(seconds=1)
    [owner] = claim(later)

    assert claims.settle_sent([slow], now=later) == 0
    assert claims.settle_sent([owner], now=later) == 1
    reminder.refresh_from_db()
    assert reminder.status == "sent"


def test_a_row_over_which_five_workers_died_fails(mailbox):
    reminder = ReminderFactory(attempts=5)

    tally = sweep_at(NOW)

    reminder.refresh_from_db()
    assert (tally.failed, reminder.status) == (1, "failed")
    assert mailbox.all() == []


def test_the_claim_finds_its_rows_by_the_partial_index():
    follow_up = FollowUpFactory()
    future = (NOW + timedelta(days=1, minutes=n) for n in range(3000))
    Reminder.objects.bulk_create(
        Reminder(owner=follow_up.owner, follow_up=follow_up, send_at=moment, due_at=moment) for moment in future
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE followups_reminder")
        cursor.execute(
            "EXPLAIN " + claims._CLAIM, {"now": NOW, "lease": NOW + delivery.LEASE, "limit": 50, "look": 400}
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "using reminder_due on" in plan


# Still wanted? -------------------------------------------------------------------------------------------------------


def done(reminder):
    complete_follow_up(actor=reminder.owner, follow_up=reminder.follow_up, now=NOW)
    Reminder.objects.filter(pk=reminder.pk).update(status="pending")  # as if it had been claimed meanwhile


def snoozed(reminder):
    FollowUp.objects.filter(pk=reminder.follow_up_id).update(snoozed_until=NOW + timedelta(hours=1))


def person_archived(reminder):
    type(reminder.follow_up.contact).objects.filter(pk=reminder.follow_up.contact_id).update(archived_at=NOW)


def account_closed(reminder):
    type(reminder.owner).objects.filter(pk=reminder.owner_id).update(is_active=False)


def address_unverified(reminder):
    reminder.owner.emailaddress_set.update(verified=False)


def address_changed(reminder):
    type(reminder.owner).objects.filter(pk=reminder.owner_id).update(email="new@aldermere.example")


def kind_switched_off(reminder):
    ReminderPreference.objects.create(owner=reminder.owner, kind=reminder.follow_up.kind, mode=Mode.OFF)


@pytest.mark.parametrize(
    "change",
    [
        done,
        snoozed,
        person_archived,
        account_closed,
        address_unverified,
        address_changed,
        kind_switched_off,
    ],
)
def test_sweep_skips_a_reminder_that_is_no_longer_wanted(mailbox, change):
    reminder = ReminderFactory(send_at=NOW - timedelta(hours=2))
    change(reminder)

    tally = sweep_at(NOW)

    reminder.refresh_from_db()
    assert (tally.skipped, reminder.status) == (1, "skipped")
    assert reminder.last_error
    assert mailbox.all() == []


def test_a_switched_off_kind_does_not_stop_another(mailbox):
    reminder = ReminderFactory(kind=FollowUp.Kind.CHECK_IN)
    ReminderPreference.objects.create(owner=reminder.owner, kind=FollowUp.Kind.NUDGE, mode=Mode.OFF)

    assert sweep_at(NOW).sent == 1


def test_sweep_moves_a_reminder_out_of_the_quiet_hours_of_now(mailbox):
    reminder = ReminderFactory()
    type(reminder.owner).objects.filter(pk=reminder.owner_id).update(quiet_from=time(11), quiet_until=time(13))

    tally = sweep_at(NOW)  # 11:28 in Chicago

    reminder.refresh_from_db()
    assert (tally.moved, reminder.status) == (1, "pending")
    assert reminder.due_at == NOW.replace(hour=18, minute=0)
    assert reminder.send_at == NOW
    assert mailbox.all() == []


def test_a_completed_step_cancels_its_waiting_reminder(mailbox):
    reminder = ReminderFactory()

    complete_follow_up(actor=reminder.owner, follow_up=reminder.follow_up, now=NOW)
    sweep_at(NOW)

    reminder.refresh_from_db()
    assert reminder.status == "cancelled"
    assert mailbox.all() == []


def test_a_snoozed_step_is_reminded_when_it_comes_back(mailbox):
    follow_up = FollowUpFactory(when=When.soon(NOW))
    until = NOW + timedelta(hours=3)

    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=until, now=NOW)
    sweep_at(NOW)
    assert mailbox.all() == []
    sweep_at(until)

    assert len(mailbox.all()) == 1


# Time and limits -----------------------------------------------------------------------------------------------------


def test_sweep_stops_when_its_time_is_spent_and_gives_back_the_rest(mailbox):
    for _ in range(5):
        ReminderFactory()
    ticks = iter([NOW + timedelta(seconds=n) for n in range(1000)])

    tally = delivery.sweep(clock=lambda: next(ticks), budget=timedelta(seconds=6))

    assert 0 < tally.sent < 5
    assert tally.sent + tally.released == 5
    waiting = Reminder.objects.filter(status="pending")
    assert {(r.attempts, r.due_at) for r in waiting} == {(0, NOW)}


def test_limits_nest(settings):
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

    assert settings.EMAIL_TIMEOUT < delivery.BUDGET.total_seconds() < delivery.LEASE.total_seconds() < visibility
