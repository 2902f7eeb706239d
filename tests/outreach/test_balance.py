"""Not asking too much at one place or of one person."""

from datetime import timedelta

import pytest

from apps.contacts.models import Touch
from apps.contacts.services import archive_contact, record_touch, update_contact
from apps.followups.models import FollowUp
from apps.followups.services import complete_follow_up
from apps.outreach.selectors.balance import asks_since_giving, cautions_for, next_at, next_there, open_ask_at
from apps.outreach.services import overrule_caution
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    return UserFactory()


def person(lena, name="Ines", employer="Lumen Mutual", **fields):
    return ContactFactory(owner=lena, given_name=name, family_name="", employer=employer, **fields)


def keys(lena, outreach):
    return [caution.key for caution in cautions_for(lena, outreach)]


# At one employer ------------------------------------------------------------------------------------------------------


def test_an_open_ask_at_the_same_employer_is_a_caution_that_names_the_person(lena):
    SentOutreachFactory(contact=person(lena, "Marcus"))
    outreach = OutreachFactory(contact=person(lena))

    caution = cautions_for(lena, outreach)[0]

    assert (caution.key, caution.title, caution.rival.contact.given_name) == (
        "employer", "Marcus hasn’t replied yet.", "Marcus",
    )  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "answered", "elsewhere", "archived", "nowhere"])
def test_what_is_no_open_ask_there_is_no_caution(lena, state):
    marcus = person(lena, "Marcus", employer="Fernbank" if state == "elsewhere" else "Lumen Mutual")
    factory = {"draft": OutreachFactory, "answered": EndedOutreachFactory}.get(state, SentOutreachFactory)
    factory(contact=marcus)
    if state == "archived":
        archive_contact(actor=lena, contact=marcus, now=NOW)
    ines = person(lena, employer="" if state == "nowhere" else "Lumen Mutual")

    assert keys(lena, OutreachFactory(contact=ines)) == []


def test_a_caution_that_was_overruled_stays_away_for_this_ask(lena):
    SentOutreachFactory(contact=person(lena, "Marcus"))
    outreach = OutreachFactory(contact=person(lena))

    won = overrule_caution(actor=lena, outreach=outreach, key="employer", now=NOW)
    again = overrule_caution(actor=lena, outreach=outreach, key="employer", now=NOW)

    outreach.refresh_from_db()
    assert (won, again, outreach.overruled) == (True, False, ["employer"])
    assert keys(lena, outreach) == []
    assert keys(lena, OutreachFactory(contact=person(lena, "Rosa"))) == ["employer"]


def test_nobody_overrules_what_is_no_caution(lena):
    outreach = OutreachFactory(contact=person(lena))

    assert overrule_caution(actor=lena, outreach=outreach, key="nonsense", now=NOW) is False
    outreach.refresh_from_db()
    assert outreach.overruled == []


def test_once_it_was_sent_there_is_nothing_to_think_of(lena):
    SentOutreachFactory(contact=person(lena, "Marcus"))

    assert keys(lena, SentOutreachFactory(contact=person(lena))) == []


def test_whoever_waits_longest_is_named(lena):
    SentOutreachFactory(contact=person(lena, "Second"), now=NOW)
    SentOutreachFactory(contact=person(lena, "First"), now=NOW - timedelta(days=3))

    assert open_ask_at(lena, person(lena)).contact.given_name == "First"


def test_another_owners_ask_is_nobodys_business(lena):
    SentOutreachFactory(contact=person(UserFactory(), "Marcus"))

    assert keys(lena, OutreachFactory(contact=person(lena))) == []


# Who is next ----------------------------------------------------------------------------------------------------------


def test_the_warmest_who_was_not_asked_is_next(lena):
    ines = person(lena)
    person(lena, "Cold", circle="cold")
    person(lena, "Friend", circle="friend")
    update_contact(actor=lena, contact=person(lena, "Unwanted", circle="family"), now=NOW, do_not_contact=True)

    assert [p.given_name for p in next_there(lena, ines)] == ["Friend", "Cold"]


def test_nobody_is_next_while_another_ask_is_open_there(lena):
    ines = person(lena)
    person(lena, "Friend", circle="friend")
    SentOutreachFactory(contact=person(lena, "Marcus"))

    assert next_there(lena, ines) == []


@pytest.mark.parametrize("employers", [0, 1, 3])
def test_next_at_several_employers_takes_one_query(lena, employers, django_assert_num_queries):
    people = [person(lena, f"P{n}", employer=f"E{n}") for n in range(employers)]

    with django_assert_num_queries(1 if employers else 0):
        found = next_at(lena, [p.employer_id for p in people])

    assert found == {p.employer_id: p for p in people}


# Of one person --------------------------------------------------------------------------------------------------------


def asked(contact, times, *, outcome="silence"):
    for n in range(times):
        EndedOutreachFactory(contact=contact, outcome=outcome, now=NOW - timedelta(days=60 - 10 * n))


@pytest.mark.parametrize(("times", "found"), [(0, []), (1, []), (2, ["giving"]), (3, ["giving"])])
def test_the_third_ask_in_a_row_is_a_caution(lena, times, found):
    ines = person(lena)
    asked(ines, times)

    assert keys(lena, OutreachFactory(contact=ines)) == found


def test_a_thank_you_begins_anew(lena):
    ines = person(lena)
    asked(ines, 2)
    record_touch(actor=lena, contact=ines, kind=Touch.Kind.THANKED, occurred_at=NOW - timedelta(days=5), now=NOW)

    assert asks_since_giving(lena, ines) == (0, NOW - timedelta(days=5))
    assert keys(lena, OutreachFactory(contact=ines)) == []


def test_news_of_what_came_of_their_help_begins_anew(lena):
    ines = person(lena)
    asked(ines, 2)
    step = FollowUpFactory(contact=ines, kind=FollowUp.Kind.REPORT_BACK)
    complete_follow_up(actor=lena, follow_up=step, now=NOW)

    assert keys(lena, OutreachFactory(contact=ines)) == []


def test_a_thank_you_before_them_does_not_count(lena):
    ines = person(lena)
    record_touch(actor=lena, contact=ines, kind=Touch.Kind.THANKED, occurred_at=NOW - timedelta(days=99), now=NOW)
    asked(ines, 2)

    caution = cautions_for(lena, OutreachFactory(contact=ines))[0]

    assert caution.title == "You have asked Ines 2 times since you last gave something back."


def test_what_came_back_undelivered_was_no_ask(lena):
    ines = person(lena)
    asked(ines, 2, outcome="bounced")

    assert keys(lena, OutreachFactory(contact=ines)) == []
