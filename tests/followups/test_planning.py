"""Planning anew: what waits follows the facts and the wishes, and what was told stays told."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.contacts.models import Contact
from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference
from apps.followups.rules import When
from apps.followups.services import (
    choose_mode,
    complete_follow_up,
    move_follow_up,
    reopen_follow_up,
    replan_reminders,
    schedule_follow_up,
    snooze_follow_up,
)
from apps.followups.services.tellings import SWITCHED_OFF
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 10, 21)


def at(text, zone="America/Chicago"):
    wall = datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def step(lena):
    """A step for Wednesday, told at 9:00 in Chicago."""
    return FollowUpFactory(contact=ContactFactory(owner=lena), when=When.on(WEDNESDAY))


def change(user, now, **wishes):
    for name, value in wishes.items():
        setattr(user, name, value)
    user.save()
    return replan_reminders(actor=user, now=now)


def sweep(now):
    """What the sweep would have sent by `now`."""
    Reminder.objects.filter(status="pending", send_at__lte=now).update(status="sent", sent_at=now)


def waiting(follow_up=None):
    rows = Reminder.objects.filter(status="pending").order_by("send_at")
    rows = rows.filter(follow_up=follow_up) if follow_up else rows
    return list(rows.values_list("send_at", flat=True))


def due(follow_up):
    return FollowUp.objects.values_list("due_at", flat=True).get(pk=follow_up.pk)


# Zones and hours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu"])
def test_a_new_zone_moves_the_day_with_its_mail(lena, step, zone):
    now = at("10-20 11:28")

    assert change(lena, now, timezone=zone) == 1

    assert due(step) == at("10-21 09:00", zone)
    assert waiting() == [max(at("10-21 09:00", zone), now)]


def test_a_zone_in_the_west_tells_nothing_a_second_time(lena, step):
    sweep(at("10-21 09:00"))

    change(lena, at("10-21 09:30"), timezone="Pacific/Honolulu")  # where it is 4:30 AM

    assert due(step) == at("10-21 09:00", "Pacific/Honolulu")
    assert waiting() == []


def test_a_zone_in_the_east_tells_at_once_what_its_morning_has_passed(lena, step):
    now = at("10-21 08:00")  # 10:00 PM in Tokyo, in the quiet hours

    change(lena, now, timezone="Asia/Tokyo")

    assert waiting() == [at("10-22 07:30", "Asia/Tokyo")]


def test_there_and_back_again_leaves_one_mail(lena, step):
    for zone in ("Asia/Tokyo", "Pacific/Honolulu", "America/Chicago"):
        change(lena, at("10-20 11:28"), timezone=zone)

    assert waiting() == [at("10-21 09:00")]


def test_a_new_zone_leaves_the_instants_of_a_talk_alone(lena):
    talk = at("10-19 16:30")
    thanks = FollowUpFactory(contact=ContactFactory(owner=lena), kind="thank_you", when=When.after_talk(talk), now=talk)
    sweep(at("10-20 09:30"))  # the first mail went out at 9:00

    change(lena, at("10-20 11:28"), timezone="America/New_York")

    thanks.refresh_from_db()
    assert (thanks.due_at, thanks.late_at) == (talk, talk + timedelta(hours=24))
    assert waiting() == [at("10-20 13:30")]


def test_the_warning_is_not_taken_for_the_mail_before_it(lena):
    talk = at("10-19 16:30")
    FollowUpFactory(
        contact=ContactFactory(owner=lena), kind="thank_you", when=When.after_talk(talk), now=at("10-20 08:30")
    )
    sweep(at("10-20 09:30"))

    change(lena, at("10-20 11:28"), timezone="Asia/Tokyo", quiet_from=time(0), quiet_until=time(0))

    assert waiting() == [at("10-20 13:30")]  # the first one would have come before the talk was logged


def test_a_later_hour_on_the_day_itself_moves_the_mail(lena, step):
    change(lena, at("10-21 08:00"), reminder_hour=time(17))

    assert (due(step), waiting()) == (at("10-21 17:00"), [at("10-21 17:00")])


def test_an_earlier_hour_on_the_day_itself_tells_at_once(lena, step):
    change(lena, at("10-21 08:30"), reminder_hour=time(8))

    assert (due(step), waiting()) == (at("10-21 08:00"), [at("10-21 08:30")])


def test_a_later_hour_after_the_mail_went_out_tells_nothing_again(lena, step):
    sweep(at("10-21 09:00"))

    change(lena, at("10-21 09:05"), reminder_hour=time(17))

    assert waiting() == []


def test_quiet_hours_move_the_mail_and_not_the_day(lena, step):
    change(lena, NOW, quiet_from=time(8), quiet_until=time(12))

    assert (due(step), waiting()) == (at("10-21 09:00"), [at("10-21 12:00")])


def test_a_minute_that_was_chosen_stays_whatever_the_wishes(lena):
    moment = at("10-21 03:07")
    FollowUpFactory(contact=ContactFactory(owner=lena), when=When.at(moment))
    ReminderPreference.objects.create(owner=lena, kind="action", mode=Mode.WEEKLY)

    change(lena, NOW, timezone="Asia/Tokyo", reminder_hour=time(17))

    assert waiting() == [moment]


@pytest.mark.parametrize(
    ("mode", "send_at"), [(Mode.EACH, "10-21 09:00"), (Mode.DAILY, "10-21 09:00"), (Mode.WEEKLY, "10-26 09:00")]
)
def test_a_digest_takes_the_mail_along(lena, step, mode, send_at):
    ReminderPreference.objects.create(owner=lena, kind=step.kind, mode=mode)

    replan_reminders(actor=lena, now=NOW)

    assert waiting() == [at(send_at)]


def test_leaving_the_digest_brings_what_it_would_have_brought(lena, step):
    preference = ReminderPreference.objects.create(owner=lena, kind=step.kind, mode=Mode.WEEKLY)
    replan_reminders(actor=lena, now=NOW)
    preference.delete()

    replan_reminders(actor=lena, now=at("10-22 12:00"))

    assert waiting() == [at("10-22 12:00")]


def test_planning_anew_without_a_change_writes_nothing(lena, step):
    rows = list(Reminder.objects.values())

    assert replan_reminders(actor=lena, now=NOW + timedelta(minutes=1)) == 0

    assert list(Reminder.objects.values()) == rows


# Snoozed -------------------------------------------------------------------------------------------------------------


def test_snoozed_to_a_day_follows_the_zone(lena, step):
    sweep(at("10-21 09:00"))
    snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 26), now=at("10-21 10:00"))

    change(lena, at("10-21 11:00"), timezone="America/Los_Angeles")

    step.refresh_from_db()
    assert step.snoozed_until == at("10-26 09:00", "America/Los_Angeles")
    assert waiting() == [at("10-26 09:00", "America/Los_Angeles")]


def test_snoozed_for_two_hours_stays_two_hours(lena, step):
    until = at("10-21 12:00")
    sweep(at("10-21 09:00"))
    snooze_follow_up(actor=lena, follow_up=step, until=until, now=at("10-21 10:00"))

    change(lena, at("10-21 11:00"), timezone="Asia/Tokyo")

    step.refresh_from_db()
    assert (step.snoozed_until, waiting()) == (until, [until])


def test_the_person_shows_the_step_that_comes_back_first(lena, step):
    other = FollowUpFactory(contact=step.contact, title="Sooner", when=When.on(date(2026, 10, 23)))
    snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 26), now=at("10-21 10:00"))

    person = Contact.objects.get(pk=step.contact_id)
    assert (person.next_step, person.next_step_at) == ("Sooner", at("10-23 09:00"))

    complete_follow_up(actor=lena, follow_up=other, now=at("10-21 11:00"))

    person.refresh_from_db()
    assert (person.next_step, person.next_step_at) == (step.title, at("10-26 09:00"))


# Facts ---------------------------------------------------------------------------------------------------------------


def test_a_moved_fact_is_told_again(lena, step):
    sweep(at("10-21 09:00"))

    move_follow_up(actor=lena, follow_up=step, when=When.on(date(2026, 10, 23)), now=at("10-21 09:30"))

    assert waiting() == [at("10-23 09:00")]


def test_a_step_that_comes_back_does_not_repeat_what_was_told(lena):
    named = at("10-12 12:00")
    referral = FollowUpFactory(
        contact=ContactFactory(owner=lena), kind="referral", when=When.referral(named), now=named
    )
    sweep(at("10-13 09:00"))
    complete_follow_up(actor=lena, follow_up=referral, now=at("10-14 12:00"))

    reopen_follow_up(actor=lena, follow_up=referral, now=at("10-20 12:00"))  # its second mail would have come at 9:00

    assert waiting() == [at("10-20 12:00"), at("11-03 09:00")]


def test_what_was_missed_while_a_kind_was_off_is_told_once_it_is_on_again(lena):
    step = FollowUpFactory(contact=ContactFactory(owner=lena), when=When.soon(NOW), now=NOW)
    choose_mode(actor=lena, kind=step.kind, mode=Mode.OFF, now=NOW)
    Reminder.objects.filter(follow_up=step).update(status="skipped", last_error=SWITCHED_OFF)
    later = NOW + timedelta(days=3)
    replan_reminders(actor=lena, now=later)
    assert waiting() == []

    choose_mode(actor=lena, kind=step.kind, mode=Mode.EACH, now=later)
    replan_reminders(actor=lena, now=later)

    assert waiting() == [later]


# Many, and at once ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 50, 3_000])
def test_planning_anew_takes_the_same_statements_however_many_steps(lena, count):
    people = [
        Contact(owner=lena, given_name=f"P{n}", sort_key=f"p{n}", created_at=NOW, updated_at=NOW) for n in range(count)
    ]
    Contact.objects.bulk_create(people, batch_size=2_000)
    FollowUp.objects.bulk_create(
        [
            FollowUp(
                owner=lena, contact=person, kind="action", title="Read", rule="day", on_day=WEDNESDAY,
                created_at=NOW, planned_at=NOW, due_at=NOW,
            )
            for person in people
        ],
        batch_size=2_000,
    )  # fmt: skip

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_contact, followups_followup")  # as autovacuum does between transactions

    with CaptureQueriesContext(connection) as statements:
        assert replan_reminders(actor=lena, now=NOW) == count

    # savepoint, steps, modes, reminders, times, new reminders (2,000 at once), next steps, asks, release
    assert len(statements) == (9 if count <= 2_000 else 10)
    assert Reminder.objects.filter(status="pending", send_at=at("10-21 09:00")).count() == count
    assert Contact.objects.filter(next_step="Read", next_step_at=at("10-21 09:00")).count() == count


def together(*calls):
    """Runs the calls at the same moment, each on a connection of its own."""
    barrier, failed = threading.Barrier(len(calls)), []

    def run(call):
        try:
            barrier.wait()
            call()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed


@pytest.mark.django_db(transaction=True)
def test_done_wins_over_planning_anew_at_the_same_moment(lena, step):
    for hour in range(8, 18):
        FollowUp.objects.update(state="open", closed_at=None)
        lena.reminder_hour = time(hour)
        lena.save()
        together(
            lambda: complete_follow_up(actor=lena, follow_up=step, now=NOW),
            lambda: replan_reminders(actor=lena, now=NOW),
        )

        assert FollowUp.objects.get().state == "done"
        assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_planning_anew_twice_at_the_same_moment_leaves_one_mail(lena, step):
    for hour in range(8, 18):
        lena.reminder_hour = time(hour)
        lena.save()
        together(*[lambda: replan_reminders(actor=lena, now=NOW)] * 3)

        assert waiting() == [at(f"10-21 {hour:02}:00")]


@pytest.mark.django_db(transaction=True)
def test_snoozing_and_planning_anew_at_the_same_moment_leave_one_mail(lena, step):
    together(
        lambda: snooze_follow_up(actor=lena, follow_up=step, until=date(2026, 10, 26), now=NOW),
        lambda: replan_reminders(actor=lena, now=NOW),
    )

    assert waiting() == [at("10-26 09:00")]


def test_a_step_of_somebody_else_is_left_alone(lena, step):
    other = UserFactory()
    theirs = schedule_follow_up(
        actor=other, contact=ContactFactory(owner=other), kind="action", title="Theirs", when=When.on(WEDNESDAY),
        now=NOW,
    )  # fmt: skip
    before = waiting(theirs)

    change(lena, NOW, reminder_hour=time(17))

    assert waiting(theirs) == before
