"""How the queue stands: figures, ages, and one sentence about them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from apps.followups.models import Reminder, SweepBeat
from apps.followups.queue_state import SWEEP, Count, QueueState, Tone, age_words, judge, read_queue
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory, ReminderFactory

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)


def reminder(due_in: timedelta, contact=None, **fields) -> Reminder:
    """One that is due `due_in` from NOW, with the columns of `fields`."""
    made = ReminderFactory(contact=contact or ContactFactory(), send_at=NOW + due_in)
    Reminder.objects.filter(pk=made.pk).update(due_at=NOW + due_in, updated_at=NOW, **fields)
    return made


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.django_db
def test_an_empty_queue_is_all_zero():
    none = Count(0)

    assert read_queue(NOW) == QueueState(none, 0.0, none, none, none, none, none, None, None)


@pytest.mark.django_db
def test_each_reminder_is_counted_where_it_belongs():
    reminder(minutes(-9))
    reminder(minutes(-3), attempts=2)  # due again: waiting and retried
    reminder(minutes(5))
    reminder(minutes(5), attempts=1)
    reminder(minutes(-20), status="sending", claimed_until=NOW - minutes(1))  # lost
    reminder(minutes(-30), status="sending", claimed_until=NOW + minutes(4))  # under way
    reminder(minutes(-9), status="failed")
    Reminder.objects.filter(pk=reminder(minutes(-9), status="failed").pk).update(updated_at=NOW - timedelta(days=2))
    reminder(minutes(-9), status="sent", sent_at=NOW - timedelta(hours=23))
    reminder(minutes(-9), status="sent", sent_at=NOW - timedelta(hours=25))
    reminder(minutes(-9), status="skipped")
    reminder(minutes(-9), status="cancelled")
    SweepBeat.objects.create(name=SWEEP, swept_at=NOW - timedelta(seconds=12))

    assert read_queue(NOW) == QueueState(
        due=Count(2),
        oldest_due_age=20 * 60,
        stuck=Count(1),
        retrying=Count(2),
        failed=Count(2),
        failed_last_day=Count(1),
        sent_last_day=Count(1),
        swept_at=NOW - timedelta(seconds=12),
        sweep_age=12,
    )


@pytest.mark.django_db
def test_what_would_be_long_to_count_is_counted_up_to_a_limit():
    contact = ContactFactory()
    for number in range(4):
        reminder(minutes(-1 - number), contact=contact)

    assert str(read_queue(NOW, limit=3).due) == "more than 3"
    assert str(read_queue(NOW, limit=4).due) == "4"


@pytest.mark.django_db
def test_it_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        read_queue(NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("index", "condition"),
    [
        ("reminder_retrying", "status = 'pending' AND attempts > 0"),
        ("reminder_failed", "status = 'failed' AND updated_at > now()"),
        ("reminder_sent", "status = 'sent' AND sent_at > now()"),
        ("reminder_due", "status IN ('pending', 'sending') AND due_at <= now() ORDER BY due_at LIMIT 9"),
    ],
)
def test_each_figure_has_its_index(index, condition):
    """On a table with rows: where there are none, one index costs as little as another."""
    follow_up = FollowUpFactory()
    moments = [NOW + timedelta(days=n) for n in range(-200, 200)]
    Reminder.objects.bulk_create(
        Reminder(owner=follow_up.owner, follow_up=follow_up, send_at=moment, due_at=moment) for moment in moments
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE followups_reminder")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT FROM followups_reminder WHERE {condition}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert f"{index} " in plan


def state(**changes) -> QueueState:
    some = {"due": Count(0), "oldest_due_age": 0.0, "stuck": Count(0), "swept_at": NOW, "sweep_age": 12.0}
    rest = dict.fromkeys(["retrying", "failed", "failed_last_day", "sent_last_day"], Count(0))
    return QueueState(**{**some, **rest, **changes})


@pytest.mark.parametrize(
    ("changes", "tone", "says"),
    [
        ({}, Tone.WELL, "Reminders go out on time. None is waiting."),
        (
            {"due": Count(3), "oldest_due_age": 12.4},
            Tone.WELL,
            "Reminders go out on time. The oldest has been waiting for 12 seconds.",
        ),
        (
            {"due": Count(3), "oldest_due_age": 240.0},
            Tone.BEHIND,
            "Reminders go out a little late. The oldest has been waiting for 4 minutes.",
        ),
        (
            {"due": Count(3), "oldest_due_age": 7200.0},
            Tone.DOWN,
            "Reminders go out late. The oldest has been waiting for 2 hours.",
        ),
        ({"sweep_age": 121.0}, Tone.DOWN, "Reminders are not going out. The last sweep ended 2 minutes ago."),
        ({"sweep_age": None}, Tone.DOWN, "Reminders are not going out. No sweep has ever ended."),
    ],
)
def test_one_sentence_says_how_it_stands(settings, changes, tone, says):
    settings.SWEEP_SECONDS = 15

    verdict = judge(state(**changes))

    assert (verdict.tone, f"{verdict.title} {verdict.text}") == (tone, says)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1.9, "1 second"),
        (89, "89 seconds"),
        (90, "1 minute"),
        (125, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
        (172_800, "2 days"),
    ],
)
def test_ages_are_one_number_and_one_unit(seconds, words):
    assert age_words(seconds) == words
