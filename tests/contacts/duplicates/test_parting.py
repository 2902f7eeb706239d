"""Taking a merge back: exactly what was before, but for what somebody changed since."""

from datetime import timedelta

import pytest

from apps.contacts.errors import MergedOn
from apps.contacts.models import Contact, Employer, PrivateNote, Referral, Tag, Touch
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.services import offer_referral, record_touch, update_contact
from apps.contacts.services.merging import keep_apart
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import complete_follow_up, set_rhythm
from apps.interviews.models import Takeaway
from apps.outreach.models import Message, Outreach
from apps.outreach.services import record_reply
from apps.workspace.services.merging import undo_merge
from tests.contacts.duplicates.people import everything, merged
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory
from tests.factories.outreach import OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def sofia(owner):
    return ContactFactory(
        owner=owner, given_name="Sofia", family_name="Brandt", employer="Tidewell", email="sofia@t.example", tags=["UX"]
    )


@pytest.fixture
def sof(owner):
    return ContactFactory(
        owner=owner,
        given_name="Sof",
        family_name="Brandt",
        employer="Elm Park",
        title="Product manager",
        profile_url="https://linkedin.com/in/sof",
        tags=["UX", "Rowing"],
        note="Sister of Jo",
    )


def past(person, *, days_ago):
    """A history with one of everything."""
    owner = person.owner
    record_touch(actor=owner, contact=person, kind=Touch.Kind.CALL, occurred_at=NOW - days_ago * DAY, now=NOW - DAY)
    talk = HeldInterviewFactory(contact=person)
    referral = offer_referral(actor=owner, introducer=person, now=NOW, given_name="Ines", family_name="Carvalho")
    Takeaway.objects.create(owner=owner, interview=talk, text="Ines", kind="person", referral=referral)
    FollowUpFactory(contact=person, title="Read it", when=When.at(NOW + 4 * DAY))
    person.refresh_from_db()
    set_rhythm(actor=owner, contact=person, days=30 + days_ago, now=NOW)


def undone(merge, now=LATER):
    return undo_merge(actor=merge.owner, merge=merge, now=now)


def plain(owner, sofia, sof):
    """Two names and no more."""


def full(owner, sofia, sof):
    past(sofia, days_ago=5)
    past(sof, days_ago=2)
    Contact.objects.filter(pk=sof.pk).update(own_values={"a": "1"}, relation="sister", is_private=True)


def linked(owner, sofia, sof):
    """Each knows the other, and others know both."""
    jo = ContactFactory(owner=owner, given_name="Jo", introducer=sof)
    ContactFactory(owner=owner, given_name="Bo", introducer=sofia)
    Contact.objects.filter(pk=sofia.pk).update(introducer=sof)
    Referral.objects.create(owner=owner, introducer=sof, contact=sofia, offered_at=NOW)
    offer_referral(actor=owner, introducer=jo, now=NOW, given_name="Sof", family_name="Brandt", employer="Elm Park")
    offer_referral(actor=owner, introducer=jo, now=NOW, given_name="Sofia", family_name="Brandt", employer="Tidewell")
    Referral.objects.filter(contact=sof, introducer=jo).update(state="introduced")
    keep_apart(actor=owner, one=sof, other=jo, now=NOW)
    keep_apart(actor=owner, one=sofia, other=jo, now=NOW)
    keep_apart(actor=owner, one=sofia, other=sof, now=NOW)


def both_asked(owner, sofia, sof):
    for person in (sofia, sof):
        SentOutreachFactory(contact=person)


def both_drafted(owner, sofia, sof):
    for person in (sofia, sof):
        ask = OutreachFactory(contact=person)
        Message.objects.filter(outreach=ask).update(body=f"Dear {person.given_name}")


def unwanted(owner, sofia, sof):
    SentOutreachFactory(contact=sofia)
    set_rhythm(actor=owner, contact=sofia, days=30, now=NOW)
    Contact.objects.filter(pk=sof.pk).update(do_not_contact=True)


def booked(owner, sofia, sof):
    SentOutreachFactory(contact=sofia)
    InterviewFactory(contact=sof)


@pytest.mark.parametrize("before", [plain, full, linked, both_asked, both_drafted, unwanted, booked])
@pytest.mark.parametrize("turned", [False, True])
def test_undo_brings_back_exactly_what_was(owner, sofia, sof, before, turned):
    before(owner, sofia, sof)
    stood = everything(owner)

    merge = merged(*((sof, sofia) if turned else (sofia, sof)), now=LATER)
    parted = undone(merge)

    assert everything(owner) == stood
    assert (parted.fields, parted.rows, parted.newer) == ([], 0, 0)


def test_a_second_undo_changes_nothing(owner, sofia, sof):
    merge = merged(sofia, sof)
    undone(merge)
    stood = everything(owner)

    assert undone(merge) is None
    assert everything(owner) == stood


def test_undo_is_over_after_thirty_days(owner, sofia, sof):
    merge = merged(sofia, sof)

    assert undone(merge, now=NOW + MERGE_UNDO_FOR + timedelta(seconds=1)) is None
    assert not Contact.objects.filter(pk=sof.pk).exists()


def test_nobody_else_takes_it_back(sofia, sof):
    merge = merged(sofia, sof)

    assert undo_merge(actor=UserFactory(), merge=merge, now=LATER) is None
    assert not Contact.objects.filter(pk=sof.pk).exists()


def test_a_field_that_was_changed_since_stays_and_is_named(sofia, sof):
    merge = merged(sofia, sof)
    sofia.refresh_from_db()
    update_contact(actor=sofia.owner, contact=sofia, now=LATER, profile_url="https://brandt.example/me")

    parted = undone(merge)

    sofia.refresh_from_db()
    assert sofia.profile_url == "https://brandt.example/me"
    assert parted.fields == ["the profile"]
    assert parted.back.profile_url == "https://linkedin.com/in/sof"


def test_what_came_since_stays_with_who_stayed(sofia, sof):
    merge = merged(sofia, sof)
    sofia.refresh_from_db()
    record_touch(actor=sofia.owner, contact=sofia, kind="call", occurred_at=LATER, now=LATER)

    parted = undone(merge, now=LATER + DAY)

    assert parted.newer == 1
    assert sofia.touches.count() == 1
    assert parted.back.touches.count() == 0


def test_a_step_that_was_done_since_goes_back_done(sofia, sof):
    step = FollowUpFactory(contact=sof)
    merge = merged(sofia, sof)
    complete_follow_up(actor=sof.owner, follow_up=step, now=LATER)

    undone(merge, now=LATER + DAY)

    step.refresh_from_db()
    assert (step.contact_id, step.state) == (sof.pk, "done")


def test_an_ask_that_was_answered_since_stays_answered(sofia, sof):
    for person in (sofia, sof):
        SentOutreachFactory(contact=person)
    merge = merged(sofia, sof, now=LATER)
    waiting = Outreach.objects.get(state="sent")
    record_reply(actor=sofia.owner, outreach=waiting, outcome="no", now=LATER + DAY)

    undone(merge, now=LATER + 2 * DAY)

    states = set(Outreach.objects.filter(owner=sofia.owner).values_list("state", "outcome"))
    assert states == {("ended", "no"), ("sent", "")}


def test_a_note_that_was_written_on_stays_and_the_other_gets_its_own_back(sofia, sof):
    merge = merged(sofia, sof)
    PrivateNote.objects.filter(contact=sofia).update(body="New words")

    undone(merge)

    assert dict(PrivateNote.objects.values_list("contact", "body")) == {sofia.pk: "New words", sof.pk: "Sister of Jo"}


def test_what_is_gone_by_then_does_not_come_back(sofia, sof):
    Tag.objects.filter(name="Rowing").delete()
    merge = merged(sofia, sof)
    sofia.refresh_from_db()
    update_contact(actor=sofia.owner, contact=sofia, now=LATER, employer="")
    Employer.objects.all().delete()
    Tag.objects.all().delete()

    parted = undone(merge)

    assert (parted.back.employer, parted.back.tags.count()) == (None, 0)


def test_a_profile_that_somebody_else_took_stays_with_them(owner, sofia, sof):
    merge = merged(sofia, sof)
    sofia.refresh_from_db()
    update_contact(actor=owner, contact=sofia, now=LATER, profile_url="")
    ContactFactory(owner=owner, profile_url="https://linkedin.com/in/sof")

    parted = undone(merge)

    assert (parted.back.profile_url, parted.back.profile_key) == ("", "")


def test_merges_that_were_built_on_each_other_come_apart_from_the_last(owner, sofia, sof):
    jo = ContactFactory(owner=owner, given_name="S", family_name="Brandt")
    for number, person in enumerate((sofia, sof, jo)):
        record_touch(actor=owner, contact=person, kind="call", occurred_at=NOW - number * DAY, now=NOW - DAY)
    stood = everything(owner)
    first, second = merged(sofia, sof), merged(jo, sofia, now=LATER)

    with pytest.raises(MergedOn):
        undone(first)
    undone(second)
    undone(first)

    assert everything(owner) == stood


def test_of_two_who_joined_the_same_person_the_first_can_leave_first(owner, sofia, sof):
    jo = ContactFactory(owner=owner, given_name="S", family_name="Brandt")
    for number, person in enumerate((sofia, sof, jo)):
        record_touch(actor=owner, contact=person, kind="call", occurred_at=NOW - number * DAY, now=NOW - DAY)
    merges = [merged(sofia, sof), merged(sofia, jo, now=LATER)]

    for merge in merges:
        undone(merge)

    assert {p.pk: p.touches.count() for p in Contact.objects.all()} == {sofia.pk: 1, sof.pk: 1, jo.pk: 1}


def test_reminders_wait_again_as_before(sofia, sof):
    for person in (sofia, sof):
        set_rhythm(actor=person.owner, contact=person, days=30, now=NOW)
    waiting = Reminder.objects.filter(status="pending").order_by("pk")
    stood = list(waiting.values_list("pk", "send_at", "follow_up__contact"))

    undone(merged(sofia, sof))

    assert list(waiting.values_list("pk", "send_at", "follow_up__contact")) == stood
    assert FollowUp.objects.filter(state="open").count() == 2
