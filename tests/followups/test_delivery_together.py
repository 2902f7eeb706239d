"""What is due to one owner at the same time arrives as one mail; an attempt that is repeated is the same mail."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.followups.models import FollowUp, Mode, Reminder, ReminderPreference
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, delivery
from apps.followups.services.delivery import claims
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory, ReminderFactory

pytestmark = pytest.mark.django_db
LAPSED = delivery.LEASE + timedelta(seconds=1)


def sweep_at(moment, **options):
    return delivery.sweep(clock=lambda: moment, **options)


@pytest.fixture
def contact():
    return ContactFactory(owner=UserFactory(quiet_from=time(0), quiet_until=time(0)))


def statuses():
    return list(Reminder.objects.order_by("send_at", "id").values_list("status", flat=True))


def test_what_is_due_together_is_one_mail(mailbox, contact):
    for minute in range(3):
        ReminderFactory(contact=contact, send_at=NOW - timedelta(minutes=minute), due_at=NOW)

    tally = sweep_at(NOW)

    assert (tally.mails, tally.sent, len(mailbox.all())) == (1, 3, 1)
    assert statuses() == ["sent"] * 3


def test_the_step_that_runs_out_first_leads_the_mail(mailbox, contact):
    ReminderFactory(contact=contact, title="Read the guide", due_at=NOW)
    thank_you = FollowUpFactory(
        contact=contact, kind="thank_you", title="Thank Priya", when=When.after_talk(NOW - timedelta(hours=20))
    )
    Reminder.objects.filter(follow_up=thank_you).delete()
    Reminder.objects.create(owner=contact.owner, follow_up=thank_you, send_at=NOW, due_at=NOW)

    sweep_at(NOW)

    assert mailbox.only().subject.startswith(f"Thank {contact.given_name} before")


def test_after_a_day_of_sleep_each_owner_gets_one_mail_the_longest_waiting_first(mailbox):
    owners = [UserFactory() for _ in range(3)]
    for number, owner in enumerate(owners):
        for hour in range(4):
            ReminderFactory(
                contact=ContactFactory(owner=owner), send_at=NOW - timedelta(hours=24 - hour, minutes=9 - number)
            )

    tally = sweep_at(NOW)

    assert (tally.mails, tally.sent) == (3, 12)
    assert [mail.recipients[0] for mail in mailbox.all()] == [owner.email for owner in owners]


def test_one_owner_with_very_many_delays_nobody_else(mailbox, contact):
    for number in range(3):
        follow_up = FollowUpFactory(contact=contact, title=f"Step {number}", due_at=NOW)
        Reminder.objects.bulk_create(
            Reminder(owner=contact.owner, follow_up=follow_up, send_at=moment, due_at=moment, turn=turn)
            for turn, moment in enumerate(NOW - timedelta(hours=1, seconds=n) for n in range(700))
        )
    other = ReminderFactory()

    with CaptureQueriesContext(connection) as queries:
        tally = sweep_at(NOW)

    assert (tally.mails, tally.sent + tally.skipped) == (2, 2101)
    assert len(queries) <= 20
    assert len(mailbox.all(to=contact.owner.email)) == 1
    assert mailbox.only(to=other.owner.email)


def test_two_reminders_of_one_step_are_told_once(mailbox, contact):
    first = ReminderFactory(contact=contact, send_at=NOW - timedelta(hours=3))
    Reminder.objects.create(owner=first.owner, follow_up=first.follow_up, send_at=NOW, due_at=NOW, turn=1)

    tally = sweep_at(NOW)

    assert (tally.mails, tally.sent, tally.skipped) == (1, 1, 1)
    first.refresh_from_db()
    assert (first.status, first.last_error) == ("skipped", "A later reminder of the same step took its place.")


def test_a_step_that_is_done_meanwhile_is_left_out_of_the_mail(mailbox, contact):
    kept = ReminderFactory(contact=contact, title="Read the guide")
    gone = ReminderFactory(contact=contact, title="Call the library")
    complete_follow_up(actor=contact.owner, follow_up=gone.follow_up, now=NOW)
    Reminder.objects.filter(pk=gone.pk).update(status="pending")  # as if it had been claimed meanwhile

    sweep_at(NOW)

    kept.refresh_from_db()
    assert kept.status == "sent"
    assert "Call the library" not in mailbox.only().text


def test_an_attempt_that_is_repeated_has_the_same_message_id(mailbox, contact):
    ReminderFactory(contact=contact)
    ReminderFactory(contact=contact)
    first = {claim.mail_id for claim in delivery.claim_batch(now=NOW, limit=50)}

    sweep_at(NOW + LAPSED)

    assert len(first) == 1
    assert mailbox.only().headers["Message-ID"].startswith(f"<reminder-{first.pop()}@")


def test_what_becomes_due_after_a_crash_is_another_mail(mailbox, contact):
    """Else the mail program would fold it away as a repeated one."""
    ReminderFactory(contact=contact)
    delivery.claim_batch(now=NOW, limit=50)
    ReminderFactory(contact=contact, send_at=NOW + timedelta(minutes=1))

    sweep_at(NOW + LAPSED)

    assert len({mail.headers["Message-ID"] for mail in mailbox.all()}) == 2


def test_rows_that_were_given_back_untouched_join_the_next_mail(mailbox, contact):
    ReminderFactory(contact=contact)
    claims.release(delivery.claim_batch(now=NOW, limit=50), now=NOW)
    ReminderFactory(contact=contact)

    assert sweep_at(NOW).mails == 1


def test_two_sweeps_never_share_one_owners_reminders(contact):
    """The first has the owner's row locked; the second takes somebody else."""
    for minute in (1, 2, 3):
        ReminderFactory(contact=contact, send_at=NOW - timedelta(minutes=minute))
    ReminderFactory()

    first = delivery.claim_batch(now=NOW, limit=1)
    second = delivery.claim_batch(now=NOW, limit=1)

    assert (len(first), len(second)) == (3, 1)


@pytest.mark.parametrize(
    ("modes", "digest"),
    [
        ({"action": Mode.DAILY, "check_in": Mode.DAILY}, True),
        ({"action": Mode.WEEKLY, "check_in": Mode.WEEKLY}, True),
        ({"action": Mode.DAILY}, False),
        ({}, False),
    ],
)
def test_a_mail_is_a_digest_when_everything_in_it_comes_so(mailbox, contact, modes, digest, monkeypatch):
    parcels = []
    compose = delivery.sweeping.emails.compose_mail
    monkeypatch.setattr(
        delivery.sweeping.emails, "compose_mail", lambda parcel, now: parcels.append(parcel) or compose(parcel, now=now)
    )
    for kind in (FollowUp.Kind.ACTION, FollowUp.Kind.CHECK_IN):
        ReminderFactory(contact=contact, kind=kind)
    for kind, mode in modes.items():
        ReminderPreference.objects.create(owner=contact.owner, kind=kind, mode=mode)

    sweep_at(NOW)

    assert [parcel.is_digest for parcel in parcels] == [digest]


@pytest.mark.parametrize("mode", [Mode.DAILY, Mode.WEEKLY])
def test_a_warning_that_comes_before_its_digest_is_none_and_names_the_hour(mailbox, contact, mode):
    ended_at = NOW - timedelta(hours=21)  # late in three hours, at 2:28 PM in Chicago
    step = FollowUpFactory(contact=contact, kind=FollowUp.Kind.THANK_YOU, when=When.after_talk(ended_at), now=ended_at)
    ReminderPreference.objects.create(owner=contact.owner, kind=step.kind, mode=mode)
    Reminder.objects.filter(follow_up=step).exclude(send_at=NOW).update(status="sent", sent_at=NOW)

    sweep_at(NOW)

    mail = mailbox.only()
    assert "before 2:28 PM" in mail.subject
    assert not mail.subject.startswith(("Today", "Your week"))


def test_a_minute_that_was_chosen_is_no_digest(mailbox, contact):
    ReminderFactory(contact=contact, is_exact=True)
    ReminderPreference.objects.create(owner=contact.owner, kind=FollowUp.Kind.ACTION, mode=Mode.DAILY)

    sweep_at(NOW)

    assert mailbox.only().subject == "Read the shadowing guide"


def test_a_minute_that_the_person_chose_comes_even_in_quiet_hours(mailbox, contact):
    type(contact.owner).objects.filter(pk=contact.owner_id).update(quiet_from=time(11), quiet_until=time(13))
    ReminderFactory(contact=contact, is_exact=True)

    assert sweep_at(NOW).sent == 1  # 11:28 in Chicago


def test_also_waiting_is_what_stands_on_today_without_archived_people(mailbox, contact):
    ReminderFactory(contact=contact, title="Read the guide", due_at=NOW)
    FollowUpFactory(contact=contact, title="Write to Ines", due_at=NOW)
    archived = ContactFactory(owner=contact.owner)
    FollowUpFactory(contact=archived, title="Ask Omar", due_at=NOW)
    type(archived).objects.filter(pk=archived.pk).update(archived_at=NOW)

    sweep_at(NOW)

    mail = mailbox.only()
    assert "Write to Ines" in mail.text
    assert "Ask Omar" not in mail.text
