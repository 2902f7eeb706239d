"""What came back, what it ends, and taking it back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.contacts.models import Referral, Stage, Touch
from apps.contacts.services import offer_referral, record_touch, set_stage, update_contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import set_rhythm
from apps.outreach.models import Message, Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import (
    end_outreach_of,
    mark_sent,
    record_reply,
    rest_silent_outreach,
    save_draft,
    undo_last,
    use_template,
)
from apps.outreach.wording import Text
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory
from tests.factories.interviews import InterviewFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db
Outcome = Outreach.Outcome
LATER = NOW + timedelta(days=2)


def reply(outreach, outcome, **kwargs):
    return record_reply(actor=outreach.contact.owner, outreach=outreach, outcome=outcome, now=LATER, **kwargs)


def open_kinds(contact):
    return sorted(FollowUp.objects.open().filter(contact=contact).values_list("kind", flat=True))


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_ends_the_cadence(outcome):
    outreach = SentOutreachFactory()

    reply(outreach, outcome, until=date(2026, 11, 20) if outcome == "not_now" else None)

    outreach.refresh_from_db()
    assert (outreach.state, outreach.outcome, outreach.ended_at) == (Outreach.State.ENDED, outcome, LATER)
    assert FollowUp.Kind.NUDGE not in open_kinds(outreach.contact)
    assert not Reminder.objects.filter(follow_up__kind=FollowUp.Kind.NUDGE, status="pending").exists()


@pytest.mark.parametrize(
    ("outcome", "stage", "replied"),
    [
        (Outcome.YES, Stage.REPLIED, True),
        (Outcome.NOT_NOW, Stage.RESTING, True),
        (Outcome.TOO_BUSY, Stage.RESTING, True),
        (Outcome.NO, Stage.RESTING, True),
        (Outcome.SILENCE, Stage.RESTING, False),
        (Outcome.BOUNCED, Stage.LISTED, False),
    ],
)
def test_where_the_person_stands_afterwards(outcome, stage, replied):
    outreach = SentOutreachFactory()

    reply(outreach, outcome)

    outreach.contact.refresh_from_db()
    outreach.refresh_from_db()
    assert (outreach.contact.stage, outreach.replied_at is not None) == (stage, replied)


def test_a_refusal_does_not_set_back_someone_who_has_talked():
    outreach = SentOutreachFactory()
    set_stage(actor=outreach.contact.owner, contact=outreach.contact, stage=Stage.THANKED)

    reply(outreach, Outcome.NO)

    outreach.contact.refresh_from_db()
    assert outreach.contact.stage == Stage.THANKED


def test_an_answer_stands_on_the_timeline_with_its_words():
    outreach = SentOutreachFactory()

    reply(outreach, Outcome.TOO_BUSY, words="After the launch, maybe.")

    touch = Touch.objects.get(contact=outreach.contact, kind=Touch.Kind.THEY_WROTE)
    assert (touch.summary, touch.body) == ("Too busy at the moment", "After the launch, maybe.")


def test_silence_is_a_note_and_no_answer():
    outreach = SentOutreachFactory()

    reply(outreach, Outcome.SILENCE)

    assert not Touch.objects.filter(contact=outreach.contact, kind=Touch.Kind.THEY_WROTE).exists()
    assert Touch.objects.get(contact=outreach.contact, kind=Touch.Kind.NOTE).summary == "No reply, so it rests"


def test_a_yes_leaves_one_thing_to_do():
    outreach = SentOutreachFactory()

    recorded = reply(outreach, Outcome.YES)

    assert open_kinds(outreach.contact) == [FollowUp.Kind.REPLY]
    assert recorded.follow_up.title == "Agree on a time with Ines Carvalho"


def test_not_now_until_plans_a_check_in_on_that_day_with_a_reminder():
    outreach = SentOutreachFactory()

    recorded = reply(outreach, Outcome.NOT_NOW, until=date(2026, 11, 20))

    nine = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert (recorded.follow_up.kind, recorded.follow_up.due_at) == (FollowUp.Kind.CHECK_IN, nine)
    assert recorded.follow_up.reminders.get().send_at == nine


@pytest.mark.parametrize("outcome", [Outcome.NOT_NOW, Outcome.TOO_BUSY, Outcome.NO])
def test_a_thank_you_that_asks_who_else_is_drafted(outcome):
    outreach = SentOutreachFactory(contact__email="ines@lumen.example")

    reply(outreach, outcome)

    draft = draft_of(outreach)
    assert (draft.template_key, draft.address) == ("closing", "ines@lumen.example")
    assert "Is there one person you would suggest" in draft.body
    assert draft.subject.startswith("Re: ")


def test_the_thank_you_is_sent_without_a_new_plan():
    outreach = EndedOutreachFactory(outcome=Outcome.NO)

    sent = mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=LATER)

    outreach.refresh_from_db()
    assert (sent.next_step, outreach.state, outreach.step) == (None, Outreach.State.ENDED, 2)
    assert open_kinds(outreach.contact) == []


def test_a_no_lets_the_referral_go_with_its_reason():
    priya = ContactFactory()
    referral = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen")
    outreach = SentOutreachFactory(contact=referral.contact)

    reply(outreach, Outcome.NO)

    referral.refresh_from_db()
    assert (referral.state, referral.dropped_reason) == (Referral.State.DROPPED, "Said no")


def test_a_bounced_address_leaves_the_referral_to_be_written_to():
    priya = ContactFactory()
    referral = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen")
    outreach = SentOutreachFactory(contact=referral.contact)

    reply(outreach, Outcome.BOUNCED)

    referral.refresh_from_db()
    assert referral.state == Referral.State.OFFERED


def test_a_bounced_address_brings_the_step_of_the_referral_back():
    priya = ContactFactory()
    ines = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen").contact
    step = FollowUpFactory(contact=ines, kind="referral", when=When.referral(NOW))
    outreach = SentOutreachFactory(contact=ines)
    assert open_kinds(ines) == ["nudge"]

    reply(outreach, Outcome.BOUNCED)

    assert list(FollowUp.objects.open()) == [step]


def test_a_no_closes_the_step_of_the_referral_and_its_undo_brings_it_back():
    priya = ContactFactory()
    ines = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen").contact
    outreach = SentOutreachFactory(contact=ines)
    FollowUpFactory(contact=ines, kind="referral", when=When.referral(NOW), now=NOW + timedelta(hours=1))
    recorded = reply(outreach, Outcome.NO)
    assert open_kinds(ines) == []

    undo_last(actor=priya.owner, outreach=outreach, touch_id=str(recorded.touch.pk), now=LATER)

    assert open_kinds(ines) == ["nudge", "referral"]


def test_a_second_tab_records_nothing():
    outreach = SentOutreachFactory()
    reply(outreach, Outcome.YES)

    assert reply(outreach, Outcome.NO) is None

    outreach.refresh_from_db()
    assert outreach.outcome == Outcome.YES


def test_an_answer_after_silence_counts():
    outreach = EndedOutreachFactory(outcome=Outcome.SILENCE)

    assert reply(outreach, Outcome.YES) is not None

    outreach.contact.refresh_from_db()
    assert outreach.contact.stage == Stage.REPLIED


def test_a_draft_cannot_be_answered():
    assert reply(OutreachFactory(), Outcome.YES) is None


# The clock -------------------------------------------------------------------------------------------------------


def test_silence_rests_once_every_step_has_passed():
    outreach = SentOutreachFactory()
    for _ in range(2):
        mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=NOW)
    outreach.refresh_from_db()

    assert rest_silent_outreach(now=outreach.rests_at - timedelta(seconds=1)) == 0
    assert rest_silent_outreach(now=outreach.rests_at) == 1
    assert rest_silent_outreach(now=outreach.rests_at) == 0

    outreach.refresh_from_db()
    outreach.contact.refresh_from_db()
    assert (outreach.outcome, outreach.contact.stage) == (Outcome.SILENCE, Stage.RESTING)


def test_silence_does_not_rest_while_a_nudge_is_still_to_be_written():
    SentOutreachFactory()

    assert rest_silent_outreach(now=NOW + timedelta(days=90)) == 0


def test_a_person_not_to_be_written_to_is_not_nudged():
    outreach = SentOutreachFactory()
    outreach.contact.do_not_contact = True
    outreach.contact.save()

    assert rest_silent_outreach(now=LATER) == 1

    assert open_kinds(outreach.contact) == []


def test_a_booked_talk_ends_the_waiting():
    outreach = SentOutreachFactory()
    set_stage(actor=outreach.contact.owner, contact=outreach.contact, stage=Stage.SCHEDULED)

    rest_silent_outreach(now=LATER)

    outreach.refresh_from_db()
    assert (outreach.outcome, outreach.replied_at) == (Outcome.YES, LATER)


def test_booking_a_talk_ends_the_waiting_at_once():
    outreach = SentOutreachFactory()

    InterviewFactory(contact=outreach.contact, now=LATER, starts_at=LATER + timedelta(days=3))

    outreach.refresh_from_db()
    assert (outreach.state, outreach.outcome, outreach.replied_at) == (Outreach.State.ENDED, Outcome.YES, LATER)
    assert FollowUp.Kind.NUDGE not in open_kinds(outreach.contact)


def test_choosing_not_to_write_to_somebody_ends_everything_that_waits_for_it_at_once():
    outreach = SentOutreachFactory()
    user, contact = outreach.contact.owner, outreach.contact
    set_rhythm(actor=user, contact=contact, days=30, now=NOW)

    update_contact(actor=user, contact=contact, now=LATER, do_not_contact=True)

    outreach.refresh_from_db()
    contact.refresh_from_db()
    assert (outreach.outcome, outreach.ended_at, contact.stage) == (Outcome.SILENCE, LATER, Stage.RESTING)
    assert open_kinds(contact) == []
    assert not Reminder.objects.filter(status="pending").exists()


def test_somebody_who_may_be_written_to_again_is_back_in_their_rhythm():
    outreach = SentOutreachFactory()
    user, contact = outreach.contact.owner, outreach.contact
    set_rhythm(actor=user, contact=contact, days=30, now=NOW)
    update_contact(actor=user, contact=contact, now=LATER, do_not_contact=True)

    contact.refresh_from_db()
    update_contact(actor=user, contact=contact, now=LATER, do_not_contact=False)

    assert open_kinds(contact) == ["check_in"]


def test_another_change_of_the_person_ends_nothing():
    outreach = SentOutreachFactory()

    update_contact(actor=outreach.contact.owner, contact=outreach.contact, now=LATER, title="Nurse")

    assert open_kinds(outreach.contact) == ["nudge"]


def test_an_answer_logged_elsewhere_ends_the_waiting():
    outreach = SentOutreachFactory()
    user, contact = outreach.contact.owner, outreach.contact
    record_touch(actor=user, contact=contact, kind=Touch.Kind.THEY_WROTE, occurred_at=LATER, now=LATER)

    assert rest_silent_outreach(now=LATER) == 1


def test_asking_someone_again_is_not_ended_by_an_old_talk():
    contact = ContactFactory()
    set_stage(actor=contact.owner, contact=contact, stage=Stage.THANKED)
    record_touch(
        actor=contact.owner, contact=contact, kind=Touch.Kind.TALK, occurred_at=NOW - timedelta(days=60), now=NOW
    )
    SentOutreachFactory(contact=contact)

    assert rest_silent_outreach(now=LATER) == 0


def test_end_outreach_of_a_person_who_waits_for_nothing_does_nothing():
    contact = ContactFactory()

    assert end_outreach_of(actor=contact.owner, contact=contact, outcome=Outcome.YES, now=NOW) is False


# Undo ------------------------------------------------------------------------------------------------------------


def undo(outreach, touch):
    return undo_last(actor=outreach.contact.owner, outreach=outreach, touch_id=str(touch.pk), now=LATER)


def test_undoing_a_sending_puts_everything_back():
    priya = ContactFactory()
    referral = offer_referral(actor=priya.owner, introducer=priya, now=NOW, given_name="Ines", employer="Lumen")
    outreach = OutreachFactory(contact=referral.contact)
    sent = mark_sent(actor=priya.owner, message=draft_of(outreach), now=NOW)

    assert undo(outreach, sent.touch) is True

    outreach.refresh_from_db()
    outreach.contact.refresh_from_db()
    referral.refresh_from_db()
    assert (outreach.state, outreach.step, outreach.first_sent_at) == (Outreach.State.DRAFT, 0, None)
    assert (outreach.contact.stage, outreach.contact.last_touch_at) == (Stage.LISTED, None)
    assert referral.state == Referral.State.OFFERED
    assert open_kinds(outreach.contact) == []
    assert [(m.step, m.sent_at) for m in Message.objects.filter(outreach=outreach)] == [(1, None)]


def test_undoing_the_nudge_opens_its_follow_up_again():
    outreach = SentOutreachFactory()
    sent = mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=LATER)

    undo(outreach, sent.touch)

    outreach.refresh_from_db()
    assert (outreach.step, outreach.nudge.state) == (1, FollowUp.State.OPEN)
    assert FollowUp.objects.open().get(contact=outreach.contact).title == "Nudge Ines Carvalho"


def test_a_nudge_that_somebody_has_written_in_survives_the_undo():
    outreach = OutreachFactory()
    sent = mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=NOW)
    nudge = Message.objects.select_related("outreach__contact").get(outreach=outreach, step=2)
    save_draft(actor=outreach.contact.owner, message=nudge, now=NOW, subject="Re", body="My own words")

    undo(outreach, sent.touch)

    assert Message.objects.get(outreach=outreach, step=2).body == "My own words"


def test_a_sending_is_undone_once():
    outreach = OutreachFactory()
    sent = mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=NOW)
    undo(outreach, sent.touch)

    assert undo(outreach, sent.touch) is False


def test_an_old_toast_cannot_undo_a_newer_change():
    outreach = OutreachFactory()
    sent = mark_sent(actor=outreach.contact.owner, message=draft_of(outreach), now=NOW)
    reply(sent.message.outreach, Outcome.NO)

    assert undo(outreach, sent.touch) is False

    outreach.refresh_from_db()
    assert outreach.state == Outreach.State.ENDED


def test_undoing_a_reply_waits_again():
    outreach = SentOutreachFactory()
    recorded = reply(outreach, Outcome.TOO_BUSY)

    assert undo(outreach, recorded.touch) is True

    outreach.refresh_from_db()
    outreach.contact.refresh_from_db()
    assert (outreach.state, outreach.outcome, outreach.contact.stage) == (Outreach.State.SENT, "", Stage.ASKED)
    assert open_kinds(outreach.contact) == [FollowUp.Kind.NUDGE]
    assert draft_of(outreach).template_key == "nudge"


def test_undoing_a_yes_removes_what_it_asked_for():
    outreach = SentOutreachFactory()
    recorded = reply(outreach, Outcome.YES)

    undo(outreach, recorded.touch)

    assert open_kinds(outreach.contact) == [FollowUp.Kind.NUDGE]


def test_a_template_keeps_what_it_replaced():
    outreach = OutreachFactory()
    user, message = outreach.contact.owner, draft_of(outreach)
    save_draft(actor=user, message=message, now=NOW, subject="Mine", body="My words")

    use_template(actor=user, message=message, text=Text("Other", "Other words", "cold"), now=NOW)

    assert draft_of(outreach).set_aside["before"] == {
        "subject": "Mine",
        "body": "My words",
        "forward": "",
        "template_key": "cold",
    }
