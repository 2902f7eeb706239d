"""Two people become one: nothing of either is lost."""

from datetime import timedelta

import pytest

from apps.contacts.duplicates.fields import choices_of
from apps.contacts.errors import NotTwoPeople
from apps.contacts.models import (
    Circle,
    Contact,
    ImportJob,
    ImportRow,
    PeopleApart,
    PersonMerge,
    PrivateNote,
    Referral,
    Stage,
    Touch,
)
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.services import offer_referral, record_touch, set_stage, update_contact
from apps.contacts.services.merging import forget_old_merges, keep_apart
from apps.contacts.services.merging.joining import ALSO
from apps.followups.models import FollowUp, Reminder
from apps.followups.services import set_rhythm
from apps.interviews.models import Interview, Takeaway
from apps.outreach.models import Message, Outreach
from apps.outreach.services import record_reply
from apps.workspace.services.merging import merge_people
from tests.contacts.duplicates.people import merged
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
        owner=owner, given_name="Sofia", family_name="Brandt", employer="Tidewell", email="sofia@t.example"
    )


@pytest.fixture
def sof(owner):
    return ContactFactory(owner=owner, given_name="Sof", family_name="Brandt", employer="Tidewell", title="PM")


def touch(contact, kind=Touch.Kind.CALL, *, days_ago, summary=""):
    return record_touch(
        actor=contact.owner, contact=contact, kind=kind, occurred_at=NOW - days_ago * DAY, now=NOW, summary=summary
    )


def test_the_other_row_goes_and_its_history_joins(sofia, sof):
    touch(sofia, days_ago=9)
    touch(sof, days_ago=2, kind=Touch.Kind.MET)

    merged(sofia, sof)

    assert list(Contact.objects.filter(owner=sofia.owner)) == [sofia]
    assert sofia.touches.count() == 2
    assert (sofia.last_touch_at, sofia.last_touch_kind) == (NOW - 2 * DAY, "met")


def test_steps_talks_asks_and_take_aways_join(sofia, sof):
    talk = HeldInterviewFactory(contact=sof)
    Takeaway.objects.create(owner=sof.owner, interview=talk, text="Shadow a clinic")
    ask = OutreachFactory(contact=sof)
    step = FollowUpFactory(contact=sof, due_at=NOW + 3 * DAY)

    merged(sofia, sof)

    assert list(Interview.objects.filter(contact=sofia)) == [talk]
    assert list(Outreach.objects.filter(contact=sofia)) == [ask]
    assert step in FollowUp.objects.filter(contact=sofia, state="open")
    assert Takeaway.objects.get().interview.contact == sofia


def test_what_an_import_knows_about_them_joins(owner, sofia, sof):
    job = ImportJob.objects.create(owner=owner, filename="a.csv", format="csv")
    row = ImportRow.objects.create(
        owner=owner, job=job, line=2, values={}, action="update", finding="likely", match=sof, contact=sof
    )

    merged(sofia, sof)

    row.refresh_from_db()
    assert (row.match_id, row.contact_id) == (sofia.pk, sofia.pk)


def test_the_fuller_value_is_chosen_beforehand(sofia, sof):
    picked = {choice.key: choice.picked for choice in choices_of(sof, sofia)}

    assert picked == {"name": "other", "title": "other", "employer": "one", "email": "other"}


def test_the_owner_chooses_field_by_field(sofia, sof):
    update_contact(actor=sof.owner, contact=sof, now=NOW, email="sof@home.example", phone="555 0100")

    merged(sofia, sof, name="other", email="other")

    assert (sofia.name, sofia.email, sofia.phone) == ("Sof Brandt", "sof@home.example", "555 0100")
    assert sofia.sort_key == "brandt sof"
    assert "sof@home.example" in sofia.search_text


def test_a_choice_that_does_not_exist_takes_nothing_away(sofia, sof):
    """Only one of the two has an address: nobody can choose the empty one."""
    merged(sofia, sof, email="other")

    assert sofia.email == "sofia@t.example"


def test_what_was_not_chosen_is_written_into_the_notes(sofia, sof):
    update_contact(actor=sof.owner, contact=sof, now=NOW, email="sof@home.example")

    merged(sofia, sof)

    assert sofia.private_note.body == f"{ALSO}\nName: Sof Brandt\nRole: PM\nE-mail: sof@home.example"


def test_or_it_is_let_go(sofia, sof):
    merged(sofia, sof, keeps_rest=False)

    assert not PrivateNote.objects.exists()


def test_both_private_notes_stay(sofia, sof):
    for person, body in ((sofia, "Prefers the phone"), (sof, "Sister of Jo")):
        PrivateNote.objects.create(owner=person.owner, contact=person, body=body)

    merged(sofia, sof, keeps_rest=False)

    assert PrivateNote.objects.get().body == "Prefers the phone\n\nSister of Jo"


def test_tags_are_united_and_can_be_searched(sofia, sof):
    update_contact(actor=sofia.owner, contact=sofia, now=NOW, tags=["UX", "Halden"])
    update_contact(actor=sof.owner, contact=sof, now=NOW, tags=["UX", "Rowing"])

    merged(sofia, sof)

    assert sorted(sofia.tags.values_list("name", flat=True)) == ["Halden", "Rowing", "UX"]
    assert "rowing" in sofia.search_text


def test_own_fields_are_united(sofia, sof):
    Contact.objects.filter(pk=sofia.pk).update(own_values={"a": "1", "b": "2"})
    Contact.objects.filter(pk=sof.pk).update(own_values={"b": "3", "c": "4"})

    merged(sofia, sof)

    assert sofia.own_values == {"a": "1", "b": "2", "c": "4"}


@pytest.mark.parametrize("name", ["is_private", "do_not_contact"])
@pytest.mark.parametrize("which", [0, 1])
def test_private_and_not_to_be_written_to_win(sofia, sof, name, which):
    Contact.objects.filter(pk=(sofia, sof)[which].pk).update(**{name: True})

    merged(sofia, sof)

    assert getattr(sofia, name) is True


def test_not_to_be_written_to_ends_the_ask_of_the_other(sofia, sof):
    ask = SentOutreachFactory(contact=sofia)
    Contact.objects.filter(pk=sof.pk).update(do_not_contact=True)

    merged(sofia, sof, now=LATER)

    ask.refresh_from_db()
    assert ask.state == Outreach.State.ENDED
    assert not FollowUp.objects.filter(state="open").exists()


def test_a_talk_that_is_booked_with_one_answers_the_ask_to_the_other(sofia, sof):
    ask = SentOutreachFactory(contact=sofia)
    InterviewFactory(contact=sof)

    merged(sofia, sof, now=LATER)

    ask.refresh_from_db()
    assert (ask.state, ask.outcome) == ("ended", "yes")
    assert sofia.stage == Stage.SCHEDULED


@pytest.mark.parametrize(
    ("mine", "theirs", "stage"),
    [
        (Stage.LISTED, Stage.TALKED, Stage.TALKED),
        (Stage.THANKED, Stage.ASKED, Stage.THANKED),
        (Stage.RESTING, Stage.LISTED, Stage.RESTING),
        (Stage.RESTING, Stage.ASKED, Stage.ASKED),
        (Stage.TOUCH, Stage.THANKED, Stage.TOUCH),
    ],
)
def test_the_further_stage_stays(sofia, sof, mine, theirs, stage):
    set_stage(actor=sofia.owner, contact=sofia, stage=mine)
    set_stage(actor=sof.owner, contact=sof, stage=theirs)

    merged(sofia, sof)

    assert sofia.stage == stage


def test_an_archived_row_does_not_take_the_person_off_the_list(sofia, sof):
    Contact.objects.filter(pk=sofia.pk).update(archived_at=NOW)

    merged(sofia, sof)

    assert sofia.archived_at is None


def test_the_next_step_is_that_of_both(sofia, sof):
    FollowUpFactory(contact=sofia, title="Later", due_at=NOW + 5 * DAY)
    FollowUpFactory(contact=sof, title="Sooner", due_at=NOW + 2 * DAY)

    merged(sofia, sof)

    assert (sofia.next_step, sofia.next_step_at) == ("Sooner", NOW + 2 * DAY)


def test_one_check_in_of_the_rhythm_stays_and_counts_from_the_last_touch_of_both(sofia, sof):
    touch(sofia, days_ago=20)
    touch(sof, days_ago=1)
    for person in (sofia, sof):
        person.refresh_from_db()
        set_rhythm(actor=person.owner, contact=person, days=30, now=NOW)

    merged(sofia, sof)

    step = FollowUp.objects.get(state="open")
    assert (step.contact, step.since) == (sofia, NOW - DAY)
    assert Reminder.objects.filter(follow_up=step, status="pending").count() == 2
    assert not Reminder.objects.exclude(follow_up=step).filter(status="pending").exists()


def test_a_newer_touch_moves_the_check_in_of_the_other(sofia, sof):
    touch(sofia, days_ago=20)
    sofia.refresh_from_db()
    set_rhythm(actor=sofia.owner, contact=sofia, days=30, now=NOW)
    touch(sof, days_ago=1)

    merged(sofia, sof)

    step = FollowUp.objects.get(state="open")
    assert step.since == NOW - DAY
    assert sofia.next_step_at == step.due_at


def test_of_two_open_asks_the_one_that_waits_stays(sofia, sof):
    draft = OutreachFactory(contact=sofia)
    sent = SentOutreachFactory(contact=sof)

    merged(sofia, sof, now=LATER)

    states = dict(Outreach.objects.filter(contact=sofia).values_list("pk", "state"))
    assert states == {draft.pk: "ended", sent.pk: "sent"}


def test_what_was_typed_in_a_second_draft_can_be_brought_back(sofia, sof):
    first, second = OutreachFactory(contact=sofia), OutreachFactory(contact=sof)
    Message.objects.filter(outreach=first).update(body="Dear Sofia")
    Message.objects.filter(outreach=second).update(body="Dear Sof")

    merged(sofia, sof)

    message = Outreach.objects.get(state="draft").messages.get()
    assert {message.body, message.set_aside["before"]["body"]} == {"Dear Sofia", "Dear Sof"}


def test_of_two_asks_that_wait_one_is_answered_for_both(sofia, sof):
    for person in (sofia, sof):
        SentOutreachFactory(contact=person)

    merged(sofia, sof, now=LATER)
    ask = Outreach.objects.get(state="sent")
    record_reply(actor=sofia.owner, outreach=ask, outcome="yes", now=LATER + DAY)

    assert not FollowUp.objects.filter(state="open", kind="nudge").exists()


def test_names_that_both_gave_are_one_referral_with_the_further_state(sofia, sof):
    for person in (sofia, sof):
        offer_referral(actor=person.owner, introducer=person, now=NOW, given_name="Ines", family_name="Carvalho")
    Referral.objects.filter(introducer=sof).update(state=Referral.State.CONTACTED)

    merged(sofia, sof)

    referral = Referral.objects.get()
    assert (referral.introducer, referral.state) == (sofia, "contacted")


def test_a_take_away_keeps_its_referral(sofia, sof):
    mine, theirs = (
        offer_referral(actor=p.owner, introducer=p, now=NOW, given_name="Ines", family_name="Carvalho")
        for p in (sofia, sof)
    )
    talk = HeldInterviewFactory(contact=sof)
    takeaway = Takeaway.objects.create(owner=sof.owner, interview=talk, text="Ines", kind="person", referral=theirs)

    merged(sofia, sof)

    takeaway.refresh_from_db()
    assert takeaway.referral == mine


def test_who_named_themselves_is_no_referral(sofia, sof):
    Referral.objects.create(owner=sofia.owner, introducer=sofia, contact=sof, offered_at=NOW)
    Contact.objects.filter(pk=sof.pk).update(introducer=sofia)

    merged(sofia, sof)

    assert not Referral.objects.exists()
    assert sofia.introducer is None


def test_the_chain_of_introducers_has_no_loop(owner, sofia, sof):
    """Sofia led to Jo, and Jo to Sof: nobody is led to themselves."""
    jo = ContactFactory(owner=owner, given_name="Jo", introducer=sofia)
    Contact.objects.filter(pk=sof.pk).update(introducer=jo)

    merged(sofia, sof)

    jo.refresh_from_db()
    assert (sofia.introducer, jo.introducer) == (None, sofia)


def test_whom_they_introduced_was_introduced_by_the_one(owner, sofia, sof):
    jo = ContactFactory(owner=owner, given_name="Jo", introducer=sof)

    merged(sofia, sof)

    jo.refresh_from_db()
    assert jo.introducer == sofia


def test_the_introducer_of_the_other_is_taken_where_there_was_none(owner, sofia, sof):
    jo = ContactFactory(owner=owner, given_name="Jo")
    Contact.objects.filter(pk=sof.pk).update(introducer=jo, relation="suggested", circle=Circle.COMMUNITY)

    merged(sofia, sof)

    assert (sofia.introducer, sofia.relation, sofia.circle) == (jo, "suggested", Circle.COMMUNITY)


def test_who_is_not_the_one_is_not_the_other(owner, sofia, sof):
    jo, bo = (ContactFactory(owner=owner, given_name=name) for name in ("Jo", "Bo"))
    keep_apart(actor=owner, one=sof, other=jo, now=NOW)
    keep_apart(actor=owner, one=sof, other=bo, now=NOW)
    keep_apart(actor=owner, one=sofia, other=bo, now=NOW)

    merged(sofia, sof)

    pairs = {frozenset((row.one_id, row.other_id)) for row in PeopleApart.objects.all()}
    assert pairs == {frozenset((sofia.pk, jo.pk)), frozenset((sofia.pk, bo.pk))}


def test_the_second_of_two_merges_at_once_finds_one_person(sofia, sof):
    merge = merged(sofia, sof)
    choices = choices_of(sofia, sof)

    for kept, dropped in ((sofia, sof), (sof, sofia), (sofia, sofia)):
        with pytest.raises(NotTwoPeople):
            merge_people(
                actor=sofia.owner, kept=kept, dropped=dropped, choices=choices, picks={}, keeps_rest=True, now=LATER
            )
    assert list(PersonMerge.objects.all()) == [merge]


def test_nobody_merges_with_somebody_else_s_person(sofia):
    foreign = ContactFactory(given_name="Sof", family_name="Brandt")

    with pytest.raises(NotTwoPeople):
        merged(sofia, foreign)

    assert Contact.objects.filter(pk=foreign.pk).exists()


def test_the_record_goes_with_the_person(sofia, sof):
    merged(sofia, sof)

    sofia.delete()

    assert not PersonMerge.objects.exists()


def test_the_record_goes_with_the_account(sofia, sof):
    merged(sofia, sof)

    sofia.owner.delete()

    assert not PersonMerge.objects.exists()


def test_the_record_goes_when_it_is_too_old(sofia, sof):
    merged(sofia, sof)

    assert forget_old_merges(now=NOW + MERGE_UNDO_FOR) == 0
    assert forget_old_merges(now=NOW + MERGE_UNDO_FOR + timedelta(seconds=1)) == 1
