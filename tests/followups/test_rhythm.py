"""The rhythm: ideal and latest day, seasons, cooling down, skipping once, and days that were chosen."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from apps.contacts.models import Contact, Touch
from apps.contacts.services import record_touch, update_contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import (
    complete_follow_up,
    restart_rhythm,
    set_rhythm,
    set_season,
    skip_check_in,
    unskip_check_in,
)
from apps.workspace.services import log_touch
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
CHICAGO = ZoneInfo("America/Chicago")


def nine(month, day, year=2026):
    return datetime(year, month, day, 9, tzinfo=CHICAGO).astimezone(UTC)


@pytest.fixture
def priya():
    return ContactFactory(given_name="Priya")


def touch(contact, at, kind="wrote"):
    record_touch(actor=contact.owner, contact=contact, kind=kind, occurred_at=at, now=at)
    contact.refresh_from_db()


def choose(contact, days, now=NOW):
    return set_rhythm(actor=contact.owner, contact=contact, days=days, now=now)


def check_in(contact):
    return FollowUp.objects.open().get(contact=contact, kind="check_in")


def mails(contact):
    rows = Reminder.objects.filter(follow_up__contact=contact, status="pending").order_by("send_at")
    return list(rows.values_list("send_at", flat=True))


# From touch to touch -------------------------------------------------------------------------------------------------


def test_a_check_in_has_an_ideal_and_a_latest_day_and_a_mail_for_each(priya):
    touch(priya, NOW)

    step = choose(priya, 30)

    assert (step.due_at, step.latest_at) == (nine(11, 20), nine(11, 30))
    assert step.reason == "One month after you were last in touch."
    assert mails(priya) == [nine(11, 20), nine(11, 30)]


@pytest.mark.parametrize("kind", ["wrote", "they_wrote", "call", "met"])
def test_any_touch_that_is_logged_restarts_it(priya, kind):
    choose(priya, 30)
    later = NOW + timedelta(days=14)  # November 3

    log_touch(actor=priya.owner, contact=priya, kind=kind, now=later, occurred_at=later)

    assert (check_in(priya).due_at, mails(priya)) == (nine(12, 3), [nine(12, 3), nine(12, 14)])


def test_a_note_restarts_nothing(priya):
    choose(priya, 30)
    log_touch(actor=priya.owner, contact=priya, kind="note", now=NOW, occurred_at=NOW, summary="Likes tea")

    assert check_in(priya).due_at == nine(11, 20)


def test_a_month_end_comes_back(priya):
    touch(priya, datetime(2026, 12, 31, 18, tzinfo=UTC))
    assert choose(priya, 60, datetime(2026, 12, 31, 18, tzinfo=UTC)).due_at == nine(3, 1, 2027)  # February 28: a Sunday

    touch(priya, datetime(2027, 1, 29, 18, tzinfo=UTC))
    assert choose(priya, 30, datetime(2027, 1, 29, 18, tzinfo=UTC)).due_at == nine(3, 1, 2027)


@pytest.mark.django_db(transaction=True)
def test_two_touches_at_the_same_moment_leave_one_check_in(priya):
    choose(priya, 30)
    barrier = threading.Barrier(2)

    def log():
        contact = Contact.objects.get(pk=priya.pk)
        barrier.wait()
        log_touch(actor=priya.owner, contact=contact, kind="call", now=NOW, occurred_at=NOW)
        connection.close()

    threads = [threading.Thread(target=log) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert FollowUp.objects.open().filter(kind="check_in").count() == 1


# Seasons -------------------------------------------------------------------------------------------------------------


def test_a_season_moves_the_check_in_with_its_mails_and_back(priya):
    choose(priya, 30)
    set_season(actor=priya.owner, contact=priya, off_months=[12, 11, 11, 13, 0], now=NOW)

    priya.refresh_from_db()
    assert priya.rhythm_off_months == [11, 12]
    assert (check_in(priya).due_at, check_in(priya).latest_at) == (nine(1, 4, 2027), nine(1, 14, 2027))
    assert mails(priya) == [nine(1, 4, 2027), nine(1, 14, 2027)]
    assert priya.next_step_at == nine(1, 4, 2027)

    set_season(actor=priya.owner, contact=priya, off_months=[], now=NOW)

    assert mails(priya) == [nine(11, 20), nine(11, 30)]


# Cooling down --------------------------------------------------------------------------------------------------------


def test_two_messages_without_an_answer_give_the_person_time(priya):
    choose(priya, 30)
    for days in (1, 8):
        log_touch(
            actor=priya.owner, contact=priya, kind="wrote", now=NOW + timedelta(days=days),
            occurred_at=NOW + timedelta(days=days),
        )  # fmt: skip
        priya.refresh_from_db()

    assert check_in(priya).due_at == nine(1, 28, 2027)  # three months after October 28
    assert check_in(priya).reason == "Two messages went unanswered, so this rests for 3 months."


def test_a_long_rhythm_is_doubled(priya):
    touch(priya, NOW - timedelta(days=1))
    touch(priya, NOW)
    update_contact(actor=priya.owner, contact=priya, now=NOW, rhythm_days=180)

    step = restart_rhythm(actor=priya.owner, contact=priya, touched_at=NOW, now=NOW)

    assert step.count == 360


def test_an_answer_ends_the_cooling_down(priya):
    choose(priya, 30)
    for kind in ("wrote", "wrote", "they_wrote"):
        log_touch(actor=priya.owner, contact=priya, kind=kind, now=NOW, occurred_at=NOW)
        priya.refresh_from_db()

    assert check_in(priya).due_at == nine(11, 20)


def test_who_sets_the_rhythm_again_overrules_the_cooling_down(priya):
    touch(priya, NOW - timedelta(days=1))
    touch(priya, NOW)

    step = choose(priya, 30)

    assert (step.due_at, step.reason) == (nine(11, 20), "One month after you were last in touch.")


# Not this time -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "touched", "skipped_on", "due"),
    [
        (30, "10-20", "11-20", nine(12, 21)),  # two months after the touch; the 20th is a Sunday
        (30, "10-20", "12-15", nine(12, 21)),  # never from the day of the skip
        (30, "10-20", "02-10", nine(2, 22, 2027)),  # far behind: the next date that is still to come
        (14, "10-20", "11-05", nine(11, 17)),
        (90, "10-20", "01-22", nine(4, 20, 2027)),
    ],
)
def test_skipping_counts_from_the_last_touch(priya, days, touched, skipped_on, due):
    touch(priya, NOW)
    step = choose(priya, days)
    month, day = map(int, skipped_on.split("-"))
    now = nine(month, day, 2026 if month > 9 else 2027)

    assert skip_check_in(actor=priya.owner, follow_up=step, now=now)

    assert check_in(priya) == step
    assert check_in(priya).due_at == due
    assert due in mails(priya)


def test_skipping_twice_counts_from_the_last_touch_still(priya):
    touch(priya, NOW)
    choose(priya, 30)
    for now in (nine(11, 20), nine(12, 21)):
        skip_check_in(actor=priya.owner, follow_up=check_in(priya), now=now)

    assert check_in(priya).due_at == nine(1, 20, 2027)


def test_undoing_a_skip_restores_the_check_in_without_telling_again(priya):
    touch(priya, NOW)
    choose(priya, 30)
    Reminder.objects.filter(send_at=nine(11, 20)).update(status="sent", sent_at=nine(11, 20))
    before = FollowUp.objects.values("due_at", "latest_at", "count", "reason", "planned_at").get()

    token = skip_check_in(actor=priya.owner, follow_up=check_in(priya), now=nine(11, 20) + timedelta(hours=1))
    assert unskip_check_in(actor=priya.owner, token=token, now=nine(11, 20) + timedelta(hours=2))

    assert FollowUp.objects.values("due_at", "latest_at", "count", "reason", "planned_at").get() == before
    assert mails(priya) == [nine(11, 30)]


def test_a_skip_is_undone_by_its_owner_only_and_while_the_check_in_is_open(priya):
    step = choose(priya, 30)
    token = skip_check_in(actor=priya.owner, follow_up=step, now=NOW)

    assert not unskip_check_in(actor=UserFactory(), token=token, now=NOW)
    assert not unskip_check_in(actor=priya.owner, token=token + "x", now=NOW)
    complete_follow_up(actor=priya.owner, follow_up=step, now=NOW)
    assert not unskip_check_in(actor=priya.owner, token=token, now=NOW)


def test_only_a_rhythm_is_skipped(priya):
    step = FollowUpFactory(contact=priya, kind="check_in", when=When.on(date(2026, 11, 20)))

    assert skip_check_in(actor=priya.owner, follow_up=step, now=NOW) is None


# Days that were chosen -----------------------------------------------------------------------------------------------


def test_a_day_that_they_asked_for_stands_for_the_rhythm_until_then(priya):
    chosen = FollowUpFactory(contact=priya, kind="check_in", title="Ask Priya again", when=When.on(date(2026, 11, 20)))

    assert choose(priya, 14) == chosen
    log_touch(actor=priya.owner, contact=priya, kind="call", now=NOW, occurred_at=NOW)
    assert check_in(priya) == chosen

    later = nine(11, 20) + timedelta(hours=3)
    log_touch(actor=priya.owner, contact=priya, kind="call", now=later, occurred_at=later)
    assert check_in(priya).due_at == nine(12, 4)


def test_no_rhythm_leaves_a_chosen_day_alone(priya):
    chosen = FollowUpFactory(contact=priya, kind="check_in", when=When.on(date(2026, 11, 20)))

    choose(priya, None)

    assert check_in(priya) == chosen


def test_a_person_who_is_not_to_be_written_to_has_no_rhythm(priya):
    update_contact(actor=priya.owner, contact=priya, now=NOW, do_not_contact=True)

    assert choose(priya, 30) is None
    assert not Touch.objects.exists()
