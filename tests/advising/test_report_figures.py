"""What each figure of a report counts, in which month, and of whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.advising.models import FlagAnswer
from apps.advising.reports.facts import facts_of, flagged_of
from apps.advising.reports.figures import BY_KEY, Cell, Facts, basis_of, words_of
from apps.advising.reports.months import settled_months
from apps.advising.reports.people import people_of
from apps.centers.models import Level
from tests.advising.report_story import OCTOBER_20, OPENED, SEPTEMBER, ask, person, referral, talk, talk_with
from tests.factories.centers import enrol

SEP, OCT = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def student(center):
    return enrol(center, level=Level.PROGRESS, created_at=OPENED)


def facts(student, month=SEP) -> Facts | None:
    return facts_of([student.user_id], SEP, OCT).get(month, {}).get(student.user_id)


def test_every_kind_of_thing_is_counted_in_the_month_in_which_it_happened(student):
    first = talk_with(student)
    second = person(student, SEPTEMBER + timedelta(days=30), introducer=first)
    ask(student, second, SEPTEMBER + timedelta(days=31), replied=False)
    talk(student, second, SEPTEMBER + timedelta(days=32), thanked_after=30)
    referral(student, first, second, "met")

    assert facts(student) == Facts(listed=1, asks=1, replies=1, talks=1, thanked=1, referrals=1, followed=1)
    assert facts(student, OCT) == Facts(listed=1, asks=1, replies=0, talks=1, steps=1, thanked=0)


def test_a_thank_you_is_in_time_until_24_hours_after_the_end(student):
    someone = person(student)
    for hours in (24, 24.1, None):
        talk(student, someone, thanked_after=hours)

    assert (facts(student).talks, facts(student).thanked) == (3, 1)


def test_the_depth_of_a_talk_is_the_number_of_introductions_behind_it_up_to_three(student):
    chain = None
    for _ in range(5):
        chain = talk_with(student, introducer=chain)

    assert facts(student).steps == 0 + 1 + 2 + 3 + 3


@pytest.mark.parametrize(
    ("state", "followed"), [("offered", 0), ("introduced", 1), ("contacted", 1), ("met", 1), ("dropped", 0)]
)
def test_a_referral_is_followed_from_the_introduction_on(student, state, followed):
    by, to = person(student), person(student)
    referral(student, by, to, state)

    assert (facts(student).referrals, facts(student).followed) == (1, followed)


def test_a_month_begins_and_ends_at_midnight_utc(student):
    for moment in (datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 30, 23, 59, tzinfo=UTC)):
        person(student, moment)
    person(student, datetime(2026, 8, 31, 23, 59, tzinfo=UTC))
    person(student, datetime(2026, 10, 1, tzinfo=UTC))

    assert facts(student).listed == 2


def test_con_6_whom_a_student_keeps_private_is_in_no_figure(student):
    shown, hidden = talk_with(student), talk_with(student)
    referral(student, hidden, shown, "met")
    referral(student, shown, hidden, "met")
    talk_with(student, introducer=hidden)

    hidden.is_private = True
    hidden.save(update_fields=["is_private"])

    assert facts(student) == Facts(listed=2, asks=2, replies=2, talks=2, thanked=2)


def test_a_rule_that_stands_out_is_counted_and_one_that_the_student_answered_is_not(center):
    silent, answered, busy = (enrol(center, level=Level.PROGRESS, created_at=OPENED) for _ in range(3))
    FlagAnswer.objects.create(membership=answered, rule="none_listed", amount=400)
    talk_with(busy, OCTOBER_20 - timedelta(days=1))

    assert flagged_of(people_of(center, None), OCTOBER_20) == {silent.user_id}


def test_con_5_no_rule_is_asked_about_who_shares_nothing(center):
    enrol(center, created_at=OPENED)

    assert flagged_of(people_of(center, None), OCTOBER_20) == set()


def test_facts_cost_the_same_for_one_student_and_for_three(center, django_assert_num_queries):
    students = [enrol(center, level=Level.PROGRESS, created_at=OPENED) for _ in range(3)]
    for student in students:
        talk_with(student)

    for some in (students[:1], students):
        with django_assert_num_queries(1):
            assert len(facts_of([s.user_id for s in some], SEP, OCT)[SEP]) == len(some)


@pytest.mark.parametrize(
    ("key", "cell", "words", "basis"),
    [
        ("students", Cell(31, 31), "31", ""),
        ("sharing", Cell(412, 1043), "40 %", "412 of 1,043 students"),
        ("talks", Cell(43, 31), "1.4", "43 talks for 31 students"),
        ("depth", Cell(12, 20), "0.6", "12 introductions for 20 talks"),
        ("replies", Cell(18, 40), "45 %", "18 of 40 asks"),
        ("replies", None, "hidden", ""),
    ],
)
def test_rpt_2_every_figure_prints_what_it_is_a_part_of(key, cell, words, basis):
    assert (words_of(BY_KEY[key], cell), basis_of(BY_KEY[key], cell)) == (words, basis)


def test_a_month_can_be_counted_a_week_after_its_end_and_none_from_before_the_center_was_there():
    opened = datetime(2026, 8, 20, tzinfo=UTC)

    assert settled_months(opened, datetime(2026, 10, 7, 23, tzinfo=UTC)) == [date(2026, 8, 1)]
    assert settled_months(opened, datetime(2026, 10, 8, tzinfo=UTC)) == [date(2026, 9, 1), date(2026, 8, 1)]
    assert settled_months(opened, datetime(2026, 9, 1, tzinfo=UTC)) == []
    assert len(settled_months(opened, datetime(2028, 3, 1, tzinfo=UTC))) == 12
