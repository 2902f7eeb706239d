"""The rules, from counts and dates alone: each from its threshold on, and not a moment before."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.advising.flags import comes_back, evidence_of, findings_of
from apps.advising.flags.facts import Aim, Fact, Facts, Tally
from apps.advising.flags.kinds import Rule
from apps.advising.flags.limits import LIMITS, TERM
from apps.core.dates import Reader
from tests.factories.accounts import NOW

ZONE = ZoneInfo("America/Chicago")
READER = Reader(ZONE)
MINUTE = timedelta(minutes=1)


def facts(*, joined=NOW - timedelta(days=2), aim=None, **tallies):
    """Facts of a student who has listed two people and asked one of them lately, but for what is given."""
    usual = {
        Fact.LISTED: Tally(2, NOW - timedelta(days=2), NOW),
        Fact.ASKED: Tally(1, NOW - timedelta(days=1), NOW),
        Fact.STEPS: Tally(1, NOW - timedelta(days=1), NOW - timedelta(days=1)),
    }
    given = {Fact(name): tally for name, tally in tallies.items()}
    return Facts(joined, ZONE, usual | given, aim)


def rules(found):
    return [finding.rule for finding in findings_of(found, NOW)]


def only(found):
    (finding,) = findings_of(found, NOW)
    return finding


def ago(rule, more=timedelta(0)):
    return NOW - LIMITS[rule].after - more


def nothing(**more):
    none = Tally()
    return facts(listed=none, asked=none, steps=none, **more)


def test_somebody_at_work_stands_out_for_nothing():
    assert rules(facts()) == []


def test_every_rule_has_its_limits_its_reason_and_its_way_back():
    assert set(LIMITS) == set(Rule)
    for rule in Rule:
        assert LIMITS[rule].why
        assert comes_back(rule).startswith("It comes back with ")


def test_five_without_a_reply_stand_out_after_two_weeks():
    old, young = ago(Rule.NO_REPLY), ago(Rule.NO_REPLY) + MINUTE

    assert rules(facts(unanswered=Tally(5, old, NOW))) == [Rule.NO_REPLY]
    assert rules(facts(unanswered=Tally(5, young, NOW))) == []
    assert rules(facts(unanswered=Tally(4, old, NOW))) == []


def test_three_listed_and_none_asked_stand_out_after_ten_days():
    old, young = ago(Rule.NONE_ASKED), ago(Rule.NONE_ASKED) + MINUTE
    none = Tally()

    assert rules(facts(listed=Tally(3, old, NOW), asked=none, steps=none)) == [Rule.NONE_ASKED]
    assert rules(facts(listed=Tally(3, young, NOW), asked=none, steps=none)) == []
    assert rules(facts(listed=Tally(2, old, NOW), asked=none, steps=none)) == []
    assert rules(facts(listed=Tally(3, old, NOW))) == []
    assert rules(facts(listed=Tally(3, old, NOW), asked=none, steps=none, beyond=Tally(1))) == []


def test_an_empty_list_stands_out_ten_days_after_joining():
    assert rules(nothing(joined=ago(Rule.NONE_LISTED))) == [Rule.NONE_LISTED]
    assert rules(nothing(joined=ago(Rule.NONE_LISTED) + MINUTE)) == []


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        (Rule.YES_WAITS, Fact.YES_WAITS),
        (Rule.THANKS_LATE, Fact.UNTHANKED),
        (Rule.REFERRAL_WAITS, Fact.NAMED),
    ],
)
def test_one_who_waits_is_enough(rule, fact):
    assert rules(facts(**{fact.value: Tally(1, ago(rule), ago(rule))})) == [rule]


def test_three_weeks_without_a_step_are_quiet_unless_a_talk_is_planned():
    steps = Tally(4, ago(Rule.GONE_QUIET, timedelta(days=9)), ago(Rule.GONE_QUIET))

    assert rules(facts(steps=steps)) == [Rule.GONE_QUIET]
    assert rules(facts(steps=steps, coming=Tally(1, NOW, NOW))) == []
    assert rules(facts(steps=Tally(4, steps.first, ago(Rule.GONE_QUIET) + MINUTE))) == []


def test_what_is_older_than_a_term_is_history():
    assert rules(facts(steps=Tally(4, NOW - TERM, NOW - TERM - MINUTE))) == []
    assert rules(nothing(joined=NOW - TERM - MINUTE)) == []


# The weekly aim: NOW is a Tuesday, so whole weeks begin on October 12, 5, September 28 … ---------------------------


def aim(*, asks=2, talks=1, chosen=60, asked=(), talked=()):
    days = lambda given: tuple(NOW - timedelta(days=n) for n in given)  # noqa: E731
    return Aim(asks, talks, NOW - timedelta(days=chosen), days(asked), days(talked))


def test_three_whole_weeks_below_the_aim_stand_out():
    finding = only(facts(aim=aim(asked=(3, 28, 29))))

    assert (finding.rule, finding.amount, finding.asks, finding.talks) == (Rule.AIM_MISSED, 3, 1, 0)
    assert finding.since.astimezone(ZONE).date().isoformat() == "2026-09-28"


def test_this_week_is_not_over_and_counts_for_nothing():
    assert rules(facts(aim=aim(asked=(16, 17)))) == []


@pytest.mark.parametrize("done", [{"asked": (9, 10)}, {"talked": (9,)}])
def test_a_week_that_reached_either_half_of_the_aim_ends_the_row(done):
    assert rules(facts(aim=aim(**done))) == []


def test_weeks_before_the_aim_was_chosen_and_the_week_of_choosing_are_no_missed_ones():
    assert rules(facts(aim=aim(chosen=22))) == []
    assert rules(facts(aim=aim(chosen=29))) == [Rule.AIM_MISSED]


def test_an_aim_of_nothing_is_none():
    quiet = Tally(4, ago(Rule.GONE_QUIET), ago(Rule.GONE_QUIET))

    assert rules(facts(aim=aim(asks=0, talks=0))) == []
    assert rules(facts(aim=aim(asks=0, talks=0), steps=quiet)) == [Rule.GONE_QUIET]


def test_who_chose_an_aim_is_measured_by_it_and_not_by_being_quiet():
    quiet = Tally(4, ago(Rule.GONE_QUIET), ago(Rule.GONE_QUIET))

    assert rules(facts(aim=aim(), steps=quiet)) == [Rule.AIM_MISSED]


# Order, words, coming back -------------------------------------------------------------------------------------------


def test_the_gravest_comes_first():
    found = facts(
        named=Tally(1, ago(Rule.REFERRAL_WAITS), NOW),
        unthanked=Tally(1, ago(Rule.THANKS_LATE), NOW),
        yes_waits=Tally(1, ago(Rule.YES_WAITS), NOW),
        unanswered=Tally(6, ago(Rule.NO_REPLY), NOW),
    )

    assert rules(found) == [Rule.YES_WAITS, Rule.THANKS_LATE, Rule.NO_REPLY, Rule.REFERRAL_WAITS]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            facts(unanswered=Tally(7, NOW - timedelta(days=17), NOW)),
            "Asked 7 people since October 3, no reply yet.",
        ),
        (
            facts(yes_waits=Tally(1, NOW - timedelta(days=6), NOW)),
            "On October 14, and no talk with them is planned yet.",
        ),
        (
            facts(yes_waits=Tally(2, NOW - timedelta(days=6), NOW)),
            "2 people said yes, the first on October 14, and no talk with them is planned yet.",
        ),
        (
            facts(unthanked=Tally(1, NOW - timedelta(days=3), NOW)),
            "Talked on October 17, and no thank-you is sent yet.",
        ),
        (
            facts(unthanked=Tally(2, NOW - timedelta(days=3), NOW)),
            "Talked 2 times since October 17, and no thank-you is sent yet.",
        ),
        (
            facts(listed=Tally(31, NOW - timedelta(days=14), NOW), asked=Tally(), steps=Tally()),
            "Listed 31 people since October 6, and asked none of them yet.",
        ),
        (nothing(joined=NOW - timedelta(days=14)), "Joined on October 6, and nobody is on the list yet."),
        (
            facts(named=Tally(1, NOW - timedelta(days=20), NOW)),
            "Somebody was named on September 30, and not written to yet.",
        ),
        (
            facts(named=Tally(3, NOW - timedelta(days=20), NOW)),
            "3 people were named since September 30, and not written to yet.",
        ),
        (
            facts(aim=aim(asked=(3, 28, 29))),
            "Aims for 2 messages and 1 talk a week; sent 1 and held none in the last 3 weeks.",
        ),
        (facts(aim=aim(talks=0, chosen=29)), "Aims for 2 messages a week; sent none in the last 3 weeks."),
        (
            facts(steps=Tally(2, NOW - timedelta(days=30), NOW - timedelta(days=24))),
            "No message, talk or thank-you since September 26.",
        ),
    ],
)
def test_the_evidence_is_said_in_counts_and_dates(found, words):
    assert evidence_of(only(found), READER, NOW) == words


def test_more_of_the_same_is_worse_from_the_number_in_the_table_on():
    six = only(facts(unanswered=Tally(6, ago(Rule.NO_REPLY), NOW)))

    assert not six.is_worse_than(amount=4, at=NOW)
    assert six.is_worse_than(amount=3, at=NOW)


def test_fewer_are_never_worse():
    assert not only(facts(unanswered=Tally(5, ago(Rule.NO_REPLY), NOW))).is_worse_than(amount=9, at=NOW)


def test_what_began_after_the_answer_is_another_one():
    finding = only(facts(unthanked=Tally(1, NOW - timedelta(days=3), NOW)))

    assert finding.is_worse_than(amount=1, at=NOW - timedelta(days=4))
    assert not finding.is_worse_than(amount=1, at=NOW - timedelta(days=2))
