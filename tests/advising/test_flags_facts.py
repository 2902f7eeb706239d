"""What the rules are given, from rows: nobody kept private, nobody archived, nobody else's."""

from datetime import timedelta

import pytest

from apps.advising.flags.facts import Fact, Tally
from apps.advising.flags.kinds import Rule
from apps.advising.selectors.facts import Who, facts_of
from apps.advising.selectors.flags import flags_of
from apps.centers.models import Level
from apps.contacts.models import Contact, Referral, Touch
from apps.goals.models import WeeklyTarget
from apps.interviews.models import Interview, ThankYou
from apps.outreach.models import Message, Outreach
from tests.factories.accounts import NOW
from tests.factories.centers import enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def student(center):
    return enrol(center, level=Level.PROGRESS)


def days(n):
    return NOW - timedelta(days=n)


def person(student, listed=30, **fields):
    return Contact.objects.create(owner=student.user, given_name="P", sort_key="p", created_at=days(listed), **fields)


def ask(contact, sent, **fields):
    outreach = Outreach.objects.create(
        owner=contact.owner, contact=contact, state=fields.pop("state", "sent"), first_sent_at=days(sent), **fields
    )
    Message.objects.create(owner=contact.owner, outreach=outreach, step=1, sent_at=days(sent))
    return outreach


def talk(contact, ended, state="held", **fields):
    return Interview.objects.create(
        owner=contact.owner, contact=contact, state=state, starts_at=days(ended),
        ended_at=days(ended) if state == "held" else None, contact_timezone="UTC", **fields,
    )  # fmt: skip


def found(student):
    who = Who(student.user_id, student.created_at, student.user.zone)
    return facts_of({student.pk: who}, NOW)[student.pk]


def rules(student):
    return [mark.rule for mark in flags_of([student.pk], NOW)[student.pk].marks]


def test_people_and_asks_are_counted_with_their_first_and_last_day(student):
    ask(person(student, listed=20), 9)
    ask(person(student, listed=8), 4)

    facts = found(student)

    assert facts.of(Fact.LISTED) == Tally(2, days(20), days(8))
    assert facts.of(Fact.ASKED) == Tally(2, days(9), days(4))
    assert facts.of(Fact.UNANSWERED) == Tally(2, days(9), days(4))
    assert facts.of(Fact.STEPS) == Tally(2, days(9), days(4))


def test_con_6_whoever_is_private_or_archived_is_in_none_of_it(student):
    hidden, gone = person(student, is_private=True), person(student, archived_at=NOW)
    WeeklyTarget.objects.create(owner=student.user, asks=2, talks=1)
    for contact in (hidden, gone):
        ask(contact, 9)
        talk(contact, 5)
        Referral.objects.create(owner=student.user, introducer=person(student), contact=contact, offered_at=days(20))
    Contact.objects.filter(is_private=False, archived_at=None).delete()

    facts = found(student)

    assert facts.tallies == {}
    assert (facts.aim.asked_at, facts.aim.talked_at) == ((), ())


def test_what_others_do_is_theirs(student, center):
    ask(person(enrol(center)), 9)

    assert found(student).tallies == {}


def test_an_answer_from_anybody_ends_the_silence_before_it(student):
    ask(person(student), 20)
    ask(person(student), 15, state="ended", outcome="no", replied_at=days(10), ended_at=days(10))
    ask(person(student), 5)

    assert found(student).of(Fact.UNANSWERED) == Tally(1, days(5), days(5))


def test_an_address_that_does_not_work_is_no_silence(student):
    ask(person(student), 20, state="ended", outcome="bounced", ended_at=days(20))

    assert found(student).of(Fact.UNANSWERED) == Tally()


def test_a_yes_waits_until_there_is_a_talk(student):
    contact = person(student, stage="replied")
    ask(contact, 12, state="ended", outcome="yes", replied_at=days(8), ended_at=days(8))
    assert rules(student) == [Rule.YES_WAITS]

    talk(contact, -2, state="planned")

    assert rules(student) == []


def test_a_yes_of_this_week_does_not_wait_yet(student):
    ask(person(student, stage="replied"), 12, state="ended", outcome="yes", replied_at=days(4), ended_at=days(4))

    assert rules(student) == []


def test_a_talk_waits_for_its_thank_you(student):
    held = talk(person(student, stage="talked"), 2)
    assert rules(student) == [Rule.THANKS_LATE]

    ThankYou.objects.create(owner=student.user, interview=held, sent_at=NOW)

    assert rules(student) == []


def test_a_thank_you_that_was_only_noted_counts(student):
    contact = person(student, stage="thanked")
    talk(contact, 2)
    Touch.objects.create(owner=student.user, contact=contact, kind="thanked", occurred_at=days(1))

    assert rules(student) == []


def test_within_a_day_no_thank_you_is_late(student):
    talk(person(student, stage="talked"), 0.9)

    assert rules(student) == []


def test_a_name_waits_until_they_are_asked(student):
    introducer, named = person(student, stage="thanked"), person(student)
    Referral.objects.create(owner=student.user, introducer=introducer, contact=named, offered_at=days(15))
    ask(introducer, 16, state="ended", outcome="yes", replied_at=days(15), ended_at=days(15))
    assert rules(student) == [Rule.REFERRAL_WAITS]

    Contact.objects.filter(pk=named.pk).update(stage="asked")

    assert rules(student) == []


def test_the_aim_comes_with_what_was_done(student):
    WeeklyTarget.objects.create(owner=student.user, asks=2, talks=1)
    contact = person(student)
    nudged = ask(contact, 20)
    Message.objects.create(owner=student.user, outreach=nudged, step=2, sent_at=days(10))
    talk(contact, 8)

    aim = found(student).aim

    assert (aim.asks, aim.talks, aim.asked_at, aim.talked_at) == (2, 1, (days(20),), (days(8),))


def test_any_number_of_students_takes_one_statement(center, django_assert_num_queries):
    students = [enrol(center, level=Level.PROGRESS) for _ in range(3)]
    for student in students:
        ask(person(student), 9)
    who = {s.pk: Who(s.user_id, s.created_at, s.user.zone) for s in students}

    with django_assert_num_queries(1):
        found = facts_of(who, NOW)

    assert [found[s.pk].of(Fact.ASKED).count for s in students] == [1, 1, 1]
