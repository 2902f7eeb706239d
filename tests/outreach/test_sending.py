"""Marking a message as sent, and what it sets in motion."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection

from apps.contacts.models import Referral, Stage, Touch
from apps.contacts.services import offer_referral
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, replan_reminders, schedule_follow_up, set_rhythm
from apps.outreach.errors import DoNotContact
from apps.outreach.models import Channel, Message, Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import change_cadence, mark_sent, record_reply, save_draft, start_outreach, undo_last
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db


def chicago(day, hour, minute=0, month=10):
    """A moment of 2026 on Lena's wall: CDT until November 1."""
    offset = 5 if (month, day) < (11, 1) else 6
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) + timedelta(hours=offset)


def send(outreach, now):
    return mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=now)


def nudge_of(outreach):
    return FollowUp.objects.get(contact=outreach.contact, kind=FollowUp.Kind.NUDGE, state=FollowUp.State.OPEN)


def test_mark_sent_keeps_the_text_as_sent():
    outreach = OutreachFactory()
    user, message = outreach.contact.owner, draft_of(outreach)
    save_draft(actor=user, message=message, now=NOW, subject="Twenty minutes?", body="Hi Ines,\r\nhello")

    send(outreach, NOW)

    kept = Message.objects.get(outreach=outreach, step=1)
    assert (kept.subject, kept.body, kept.sent_at) == ("Twenty minutes?", "Hi Ines,\nhello", NOW)


def test_mark_sent_writes_the_message_on_the_timeline():
    outreach = OutreachFactory()

    sent = send(outreach, NOW)

    touch = Touch.objects.get(contact=outreach.contact, kind=Touch.Kind.WROTE)
    assert (touch.occurred_at, touch.summary, touch.body) == (NOW, sent.message.subject, sent.message.body)


def test_a_call_is_a_call_on_the_timeline():
    outreach = OutreachFactory(contact__phone="+1 555 0100")
    assert draft_of(outreach).channel == Channel.PHONE

    send(outreach, NOW)

    assert Touch.objects.filter(contact=outreach.contact, kind=Touch.Kind.CALL).exists()


def test_mark_sent_moves_the_person_to_asked():
    outreach = OutreachFactory()

    send(outreach, NOW)

    outreach.contact.refresh_from_db()
    assert outreach.contact.stage == Stage.ASKED


def test_mark_sent_makes_the_referral_written_to_and_its_follow_up_done():
    priya = ContactFactory()
    referral = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen")
    ines = referral.contact
    asked_for = schedule_follow_up(
        actor=priya.owner,
        contact=ines,
        kind=FollowUp.Kind.REFERRAL,
        title="Write to Ines",
        when=When.referral(NOW),
        now=NOW,
    )
    outreach = OutreachFactory(contact=ines)

    send(outreach, NOW)

    referral.refresh_from_db()
    asked_for.refresh_from_db()
    assert (referral.state, asked_for.state) == (Referral.State.CONTACTED, FollowUp.State.DONE)


def test_a_check_in_that_is_due_is_done_and_a_later_one_stays():
    outreach = OutreachFactory()
    user, contact = outreach.contact.owner, outreach.contact
    due, later = (
        schedule_follow_up(
            actor=user,
            contact=contact,
            kind=FollowUp.Kind.CHECK_IN,
            title="Check in",
            when=When.at(at, by_mail=False),
            now=NOW,
        )
        for at in (NOW - timedelta(days=1), NOW + timedelta(days=30))
    )

    send(outreach, NOW)

    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, later.state) == (FollowUp.State.DONE, FollowUp.State.OPEN)


def test_a_message_restarts_the_rhythm():
    outreach = OutreachFactory()
    user, contact = outreach.contact.owner, outreach.contact
    set_rhythm(actor=user, contact=contact, days=30, now=NOW - timedelta(days=20))

    send(outreach, NOW)

    check_in = FollowUp.objects.open().get(contact=contact, kind=FollowUp.Kind.CHECK_IN)
    assert check_in.due_at == chicago(20, 9, month=11)


@pytest.mark.parametrize(
    ("sent_at", "due_at"),
    [
        (chicago(22, 11, 59), chicago(27, 9)),  # Thursday before noon: Tuesday
        (chicago(22, 12), chicago(28, 9)),  # Thursday from noon on: Wednesday
        (chicago(24, 9), chicago(29, 9)),  # Saturday counts from Monday
        (chicago(29, 10), chicago(3, 9, month=11)),  # over the night on which the clocks go back: 9:00 stays 9:00
        (chicago(23, 10, month=11), chicago(27, 9, month=11)),  # Thanksgiving does not count
    ],
)
def test_the_nudge_comes_three_business_days_later_at_the_reminder_hour(sent_at, due_at):
    outreach = SentOutreachFactory(now=sent_at)

    assert nudge_of(outreach).due_at == due_at


def test_the_nudge_comes_at_nine_on_the_day_after_the_clocks_go_forward():
    sent_at = datetime(2027, 3, 10, 16, 0, tzinfo=UTC)  # Wednesday, 10:00 CST; CDT begins on Sunday

    outreach = SentOutreachFactory(now=sent_at)

    assert nudge_of(outreach).due_at == datetime(2027, 3, 15, 14, 0, tzinfo=UTC)


def test_business_days_are_the_users_own():
    owner = UserFactory(country="DE", timezone="Europe/Berlin", working_days=[0, 1, 2, 3])
    sent_at = datetime(2026, 12, 22, 8, 0, tzinfo=UTC)  # Tuesday; Christmas on Friday, no Fridays anyway

    outreach = SentOutreachFactory(contact__owner=owner, now=sent_at)

    assert nudge_of(outreach).due_at == datetime(2026, 12, 28, 8, 0, tzinfo=UTC)


def test_the_nudge_is_reminded_of_by_mail_when_it_is_due():
    outreach = SentOutreachFactory(now=NOW)

    reminder = Reminder.objects.get(follow_up=nudge_of(outreach))
    assert (reminder.send_at, reminder.status) == (nudge_of(outreach).due_at, Reminder.Status.PENDING)


def test_the_nudge_is_drafted_at_once_under_the_same_subject():
    outreach = SentOutreachFactory(now=NOW, contact__email="ines@lumen.example")

    draft = draft_of(outreach)

    first = Message.objects.get(outreach=outreach, step=1)
    assert (draft.step, draft.channel, draft.address) == (2, Channel.EMAIL, "ines@lumen.example")
    assert draft.subject == f"Re: {first.subject}"
    assert "only a short note" in draft.body


def test_sending_the_nudge_closes_its_follow_up_and_plans_the_last_note():
    outreach = SentOutreachFactory(now=NOW)
    first = nudge_of(outreach)

    send(outreach, chicago(23, 9))

    first.refresh_from_db()
    assert first.state == FollowUp.State.DONE
    assert (nudge_of(outreach).due_at, nudge_of(outreach).title) == (chicago(29, 9), "Send Ines Carvalho a last note")


def test_after_the_last_note_nothing_more_is_planned():
    outreach = SentOutreachFactory(now=NOW)
    send(outreach, chicago(23, 9))

    sent = send(outreach, chicago(29, 9))

    assert sent.next_step is None
    assert draft_of(outreach) is None
    assert not FollowUp.objects.open().filter(contact=outreach.contact).exists()


def test_no_follow_up_is_planned_when_none_was_chosen():
    outreach = OutreachFactory(cadence=Outreach.Cadence.NONE)

    sent = send(outreach, NOW)

    assert sent.next_step is None


def test_a_second_click_changes_nothing():
    outreach = OutreachFactory()
    same = draft_of(outreach)
    assert send(outreach, NOW) is not None

    again = mark_sent(actor=same.outreach.contact.owner, message=same, now=NOW + timedelta(seconds=1))

    assert again is None
    assert Touch.objects.filter(contact=outreach.contact, kind=Touch.Kind.WROTE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_once():
    outreach = OutreachFactory()
    user = outreach.contact.owner
    barrier, results = threading.Barrier(2), []

    def click():
        message = Message.objects.select_related("outreach__contact").get(outreach=outreach, step=1)
        barrier.wait()
        results.append(mark_sent(actor=user, message=message, now=NOW))
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(result is None for result in results) == [False, True]
    assert FollowUp.objects.filter(contact=outreach.contact, kind=FollowUp.Kind.NUDGE).count() == 1


def test_a_person_not_to_be_written_to_is_refused():
    outreach = OutreachFactory()
    outreach.contact.do_not_contact = True
    outreach.contact.save()

    with pytest.raises(DoNotContact, match="You chose not to write to Ines"):
        send(outreach, NOW)

    assert not Touch.objects.filter(contact=outreach.contact, kind=Touch.Kind.WROTE).exists()


def test_an_address_that_was_typed_is_kept_with_the_person():
    outreach = OutreachFactory()
    user, message = outreach.contact.owner, draft_of(outreach)
    save_draft(actor=user, message=message, now=NOW, subject="", body="", address="ines@lumen.example")

    send(outreach, NOW)

    outreach.contact.refresh_from_db()
    assert outreach.contact.email == "ines@lumen.example"


@pytest.mark.parametrize("address", ["ines at lumen", "taken@lumen.example"])
def test_an_address_that_cannot_be_kept_does_not_stop_the_sending(address):
    outreach = OutreachFactory()
    user, message = outreach.contact.owner, draft_of(outreach)
    same = outreach.contact
    ContactFactory(owner=user, given_name=same.given_name, family_name=same.family_name, email="taken@lumen.example")
    save_draft(actor=user, message=message, now=NOW, subject="", body="", address=address)

    assert send(outreach, NOW) is not None

    outreach.contact.refresh_from_db()
    assert outreach.contact.email == ""


def test_another_cadence_moves_the_waiting_nudge_with_its_reminder():
    outreach = SentOutreachFactory(now=NOW)
    nudge = nudge_of(outreach)

    change_cadence(actor=outreach.contact.owner, outreach=outreach, cadence_key=Outreach.Cadence.WEEK, now=NOW)

    assert nudge_of(outreach) == nudge
    assert nudge_of(outreach).due_at == chicago(27, 9)
    assert list(nudge.reminders.filter(status="pending").values_list("send_at", flat=True)) == [chicago(27, 9)]


def test_weeks_chosen_after_the_sending_move_the_waiting_nudge_to_a_week_of_the_calendar():
    outreach = SentOutreachFactory(now=chicago(20, 14))  # after noon, which makes no difference to a week

    change_cadence(actor=outreach.contact.owner, outreach=outreach, cadence_key=Outreach.Cadence.SEVEN_THREE, now=NOW)

    nudge = nudge_of(outreach)
    assert (nudge.rule, nudge.count, nudge.due_at) == ("calendar_days", 7, chicago(27, 9))


def test_no_cadence_drops_the_waiting_nudge():
    outreach = SentOutreachFactory(now=NOW)

    change_cadence(actor=outreach.contact.owner, outreach=outreach, cadence_key=Outreach.Cadence.NONE, now=NOW)

    assert not FollowUp.objects.open().filter(contact=outreach.contact).exists()


def test_a_cadence_chosen_late_is_told_at_once():
    outreach = SentOutreachFactory(now=NOW, cadence=Outreach.Cadence.NONE)
    later = NOW + timedelta(days=20)

    change_cadence(actor=outreach.contact.owner, outreach=outreach, cadence_key=Outreach.Cadence.THREE_SEVEN, now=later)

    assert nudge_of(outreach).due_at == chicago(23, 9)
    assert list(nudge_of(outreach).reminders.values_list("send_at", flat=True)) == [later]


def test_a_nudge_that_was_done_by_hand_stays_done():
    outreach = SentOutreachFactory(now=NOW)
    complete_follow_up(actor=outreach.contact.owner, follow_up=nudge_of(outreach), now=NOW)

    outreach.refresh_from_db()

    assert outreach.state == Outreach.State.SENT


def test_a_person_who_rested_can_be_asked_again():
    outreach = OutreachFactory()
    outreach.contact.stage = Stage.RESTING
    outreach.contact.save()

    send(outreach, NOW)

    outreach.contact.refresh_from_db()
    assert outreach.contact.stage == Stage.ASKED


def test_start_outreach_resumes_the_open_approach():
    outreach = OutreachFactory()

    again = start_outreach(actor=outreach.contact.owner, contact=outreach.contact, now=NOW)

    assert again == outreach
    assert Message.objects.filter(outreach=outreach).count() == 1


def test_start_outreach_begins_anew_after_one_has_ended():
    outreach = SentOutreachFactory()
    Outreach.objects.filter(pk=outreach.pk).update(state=Outreach.State.ENDED)

    again = start_outreach(actor=outreach.contact.owner, contact=outreach.contact, now=NOW)

    assert again != outreach


def test_a_cadence_is_not_changed_on_an_approach_that_ended_meanwhile():
    stale = SentOutreachFactory(now=NOW)
    user = stale.contact.owner
    record_reply(actor=user, outreach=Outreach.objects.get(pk=stale.pk), outcome="no", now=NOW)

    changed = change_cadence(actor=user, outreach=stale, cadence_key=Outreach.Cadence.WEEK, now=NOW)

    assert changed is None
    assert Outreach.objects.get().cadence == Outreach.Cadence.THREE_SEVEN
    assert not FollowUp.objects.open().filter(kind=FollowUp.Kind.NUDGE).exists()


def test_undoing_a_sending_takes_the_step_of_a_cadence_chosen_since_along():
    outreach = SentOutreachFactory(now=NOW, cadence=Outreach.Cadence.NONE)
    user = outreach.contact.owner
    sent = Touch.objects.get(kind=Touch.Kind.WROTE)
    change_cadence(actor=user, outreach=outreach, cadence_key=Outreach.Cadence.WEEK, now=NOW + timedelta(minutes=1))
    assert nudge_of(outreach)

    assert undo_last(actor=user, outreach=outreach, touch_id=str(sent.pk), now=NOW + timedelta(minutes=2))

    assert not FollowUp.objects.open().exists()
    assert not Reminder.objects.filter(status="pending").exists()


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        (Outreach.Cadence.THREE_SEVEN, [(23, 10), (29, 10)]),  # 3 and 7 business days after Tuesday morning
        (Outreach.Cadence.WEEK, [(27, 10)]),
        (Outreach.Cadence.SEVEN_THREE, [(27, 10), (3, 11), (10, 11)]),  # weeks of the calendar
        (Outreach.Cadence.NONE, []),
    ],
)
def test_each_preset_plans_its_steps_if_they_are_written_on_their_days(cadence, days):
    outreach = SentOutreachFactory(now=chicago(20, 9), cadence=cadence)

    for day, month in days:
        assert nudge_of(outreach).due_at == chicago(day, 9, month=month)
        send(outreach, chicago(day, 9, month=month))

    assert not FollowUp.objects.open().filter(kind=FollowUp.Kind.NUDGE).exists()


@pytest.mark.parametrize(
    ("wishes", "nudge", "rests"),
    [
        ({}, chicago(23, 9), chicago(9, 9, month=11)),
        ({"reminder_hour": time(8)}, chicago(23, 8), chicago(9, 8, month=11)),
        ({"country": "DE", "region": "NW"}, chicago(23, 9), chicago(9, 9, month=11)),
        ({"working_days": [0, 1, 2, 3]}, chicago(26, 9), chicago(16, 9, month=11)),  # and not on Veterans Day
        ({"timezone": "Asia/Tokyo"}, chicago(25, 19), chicago(9, 18, month=11)),  # sent on Wednesday there
    ],
)
def test_the_day_of_rest_moves_with_the_zone_the_hour_and_the_calendar(wishes, nudge, rests):
    outreach = SentOutreachFactory(now=NOW)
    user = outreach.contact.owner
    for name, value in wishes.items():
        setattr(user, name, value)
    user.save()

    replan_reminders(actor=user, now=NOW + timedelta(minutes=5))

    outreach.refresh_from_db()
    assert (nudge_of(outreach).due_at, outreach.rests_at) == (nudge, rests)
