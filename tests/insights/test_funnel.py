"""The funnel: who counts for which step, in one query."""

from datetime import timedelta

import pytest

from apps.contacts.models import ErasedCount
from apps.contacts.services import archive_contact, offer_referral, restore_contact
from apps.insights.selectors import funnel
from apps.interviews.models import Interview, ThankYou
from apps.interviews.services import cancel_interview, finish_talk, plan_interview, send_thank_you
from apps.outreach.services import mark_sent, record_reply, start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    return UserFactory()


def counts(owner):
    found = funnel(owner)
    return (found.people, found.asked, found.replied, found.talked, found.thanked, found.referred)


def ask(contact):
    outreach = start_outreach(actor=contact.owner, contact=contact, now=NOW)
    mark_sent(actor=contact.owner, message=outreach.messages.get(), now=NOW)
    outreach.refresh_from_db()
    return outreach


def plan(contact):
    return plan_interview(
        actor=contact.owner, contact=contact, starts_at=NOW + timedelta(hours=1), now=NOW, minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="UTC",
    )  # fmt: skip


def talk(contact):
    interview, end = plan(contact), NOW + timedelta(hours=2)
    finish_talk(actor=contact.owner, interview=interview, ended_at=end, now=end)
    interview.refresh_from_db()
    return interview


def test_nobody_yet(lena):
    assert counts(lena) == (0, 0, 0, 0, 0, 0)


def test_each_step_counts_once_a_person(lena):
    ContactFactory(owner=lena)
    ask(ContactFactory(owner=lena))
    record_reply(actor=lena, outreach=ask(ContactFactory(owner=lena)), outcome="yes", now=NOW)
    talk(ContactFactory(owner=lena))
    letter = talk(ContactFactory(owner=lena))
    later = NOW + timedelta(hours=3)
    send_thank_you(actor=lena, interview=letter, sent_at=later, now=later, medium=ThankYou.Medium.EMAIL)
    offer_referral(actor=lena, introducer=letter.contact, given_name="Ines", family_name="Carvalho", now=NOW)

    assert counts(lena) == (6, 4, 3, 2, 1, 1)


def test_a_talk_without_an_ask_counts_for_the_steps_before(lena):
    talk(ContactFactory(owner=lena))

    assert counts(lena) == (1, 1, 1, 1, 0, 0)


def test_a_second_talk_counts_no_second_time(lena):
    contact = ContactFactory(owner=lena)
    talk(contact)
    talk(contact)

    assert counts(lena)[3] == 1


def test_silence_is_no_reply(lena):
    record_reply(actor=lena, outreach=ask(ContactFactory(owner=lena)), outcome="silence", now=NOW)

    assert counts(lena)[:3] == (1, 1, 0)


def test_a_cancelled_talk_counts_for_nothing(lena):
    contact = ContactFactory(owner=lena)
    cancel_interview(actor=lena, interview=plan(contact), now=NOW)

    assert counts(lena) == (1, 0, 0, 0, 0, 0)


def test_people_off_the_list_are_left_out(lena):
    contact = ContactFactory(owner=lena)
    talk(contact)
    archive_contact(actor=lena, contact=contact, now=NOW)

    assert counts(lena) == (0, 0, 0, 0, 0, 0)


def test_each_step_leaves_out_those_off_the_list_and_nobody_else(lena):
    for is_off in (True, False):
        asked, answered, met, thanked = (ContactFactory(owner=lena) for _ in range(4))
        ask(asked)
        record_reply(actor=lena, outreach=ask(answered), outcome="yes", now=NOW)
        talk(met)
        letter, later = talk(thanked), NOW + timedelta(hours=3)
        send_thank_you(actor=lena, interview=letter, sent_at=later, now=later, medium=ThankYou.Medium.EMAIL)
        offer_referral(actor=lena, introducer=thanked, given_name="Ines", family_name=f"Carvalho {is_off}", now=NOW)
        for contact in (asked, answered, met, thanked) if is_off else ():
            archive_contact(actor=lena, contact=contact, now=NOW)

    assert counts(lena) == (6, 4, 3, 2, 1, 1)  # of those that stay, and both who were named


def test_whoever_comes_back_to_the_list_counts_again(lena):
    contact = ContactFactory(owner=lena)
    talk(contact)
    archive_contact(actor=lena, contact=contact, now=NOW)
    restore_contact(actor=lena, contact=contact)

    assert counts(lena) == (1, 1, 1, 1, 0, 0)


def test_a_second_ask_of_the_same_person_counts_no_second_time(lena):
    contact = ContactFactory(owner=lena)
    record_reply(actor=lena, outreach=ask(contact), outcome="not_now", now=NOW)
    ask(contact)

    assert counts(lena)[:3] == (1, 1, 1)


def test_a_draft_is_no_ask(lena):
    start_outreach(actor=lena, contact=ContactFactory(owner=lena), now=NOW)

    assert counts(lena)[:2] == (1, 0)


def test_the_figures_of_the_erased_stand_beside_those_off_the_list(lena):
    off = ContactFactory(owner=lena)
    talk(off)
    archive_contact(actor=lena, contact=off, now=NOW)
    ask(ContactFactory(owner=lena))
    row = ErasedCount.objects.create(owner=lena, people=5, asked=4, replied=3, talked=2, thanked=1, referred=1)

    assert counts(lena) == (6, 5, 3, 2, 1, 1)
    assert funnel(lena).erased == row.people


def test_somebody_who_named_two_counts_once(lena):
    contact = ContactFactory(owner=lena)
    for name in ("Ines", "Omar"):
        offer_referral(actor=lena, introducer=contact, given_name=name, family_name="Carvalho", now=NOW)

    assert counts(lena) == (3, 0, 0, 0, 0, 1)


def test_other_owners_do_not_count(lena):
    talk(ContactFactory())

    assert counts(lena) == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("people", [1, 3])
def test_it_costs_one_query(lena, people, django_assert_num_queries):
    for _ in range(people):
        talk(ContactFactory(owner=lena))

    with django_assert_num_queries(1):
        funnel(lena)


def test_bars_show_the_share_of_all_and_of_the_step_before(lena):
    for _ in range(3):
        ContactFactory(owner=lena)
    ask(ContactFactory(owner=lena))

    people, asked, *_ = funnel(lena).steps()

    assert (people.share, people.rate) == (100.0, None)
    assert (asked.share, asked.before, asked.rate) == (25.0, 100.0, 25)
