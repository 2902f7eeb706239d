"""The rules: what stands out about one student at one moment. Pure, from `Facts` and `LIMITS` alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from apps.advising.flags.facts import Aim, Fact, Facts, Tally
from apps.advising.flags.kinds import Rule
from apps.advising.flags.limits import LIMITS, TERM
from apps.core.clock import MIDNIGHT, local_day, local_moment

RANK: Mapping[Rule, int] = MappingProxyType({rule: rank for rank, rule in enumerate(Rule, start=1)})
"""Gravest first, as `Rule` lists them; 0 is left for what staff raised by hand."""

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that stands out. `amount` is of the rule's unit (`Limit.unit`), and grows as it becomes worse."""

    rule: Rule
    amount: int
    since: datetime
    count: int = 0  # people, where `amount` counts weeks
    aim: Aim | None = None
    asks: int = 0  # in the weeks that missed the aim
    talks: int = 0

    def is_worse_than(self, amount: int, at: datetime) -> bool:
        """Whether it has grown beyond what was answered, or is another one that began after the answer."""
        return self.amount >= amount + LIMITS[self.rule].again or self.since > at


def findings_of(facts: Facts, now: datetime) -> list[Finding]:
    """What stands out, gravest first."""
    found = (rule(facts, now) for rule in _RULES)
    return [finding for finding in found if finding is not None]


def _yes_waits(facts: Facts, now: datetime) -> Finding | None:
    return _enough(Rule.YES_WAITS, facts.of(Fact.YES_WAITS))


def _thanks_late(facts: Facts, now: datetime) -> Finding | None:
    return _enough(Rule.THANKS_LATE, facts.of(Fact.UNTHANKED))


def _no_reply(facts: Facts, now: datetime) -> Finding | None:
    silent = facts.of(Fact.UNANSWERED)
    return _enough(Rule.NO_REPLY, silent) if _is_old(Rule.NO_REPLY, silent.first, now) else None


def _none_asked(facts: Facts, now: datetime) -> Finding | None:
    listed = facts.of(Fact.LISTED)
    if facts.of(Fact.ASKED).count or facts.of(Fact.BEYOND).count or listed.count < LIMITS[Rule.NONE_ASKED].least:
        return None
    return _since(Rule.NONE_ASKED, listed.first, now, count=listed.count)


def _none_listed(facts: Facts, now: datetime) -> Finding | None:
    if facts.of(Fact.LISTED).count or facts.of(Fact.STEPS).count:
        return None
    return _since(Rule.NONE_LISTED, facts.joined_at, now)


def _referral_waits(facts: Facts, now: datetime) -> Finding | None:
    return _enough(Rule.REFERRAL_WAITS, facts.of(Fact.NAMED))


def _aim_missed(facts: Facts, now: datetime) -> Finding | None:
    aim = facts.aim
    if aim is None or not (aim.asks or aim.talks):
        return None
    monday = _monday(local_day(now, facts.zone))
    asks, talks = (
        Counter((monday - _monday(local_day(at, facts.zone))).days // 7 for at in done)
        for done in (aim.asked_at, aim.talked_at)
    )
    whole = (monday - _monday(local_day(aim.chosen_at, facts.zone))).days // 7 - 1  # the first one was begun late
    weeks = 0
    while weeks < min(whole, TERM // _WEEK) and not _reached(aim, asks[weeks + 1], talks[weeks + 1]):
        weeks += 1
    if weeks < LIMITS[Rule.AIM_MISSED].least:
        return None
    since = local_moment(monday - weeks * _WEEK, MIDNIGHT, facts.zone)
    missed = range(1, weeks + 1)
    return Finding(
        Rule.AIM_MISSED, weeks, since, aim=aim, asks=sum(asks[w] for w in missed), talks=sum(talks[w] for w in missed)
    )


def _reached(aim: Aim, asks: int, talks: int) -> bool:
    """Either half of the aim counts, so that a week full of talks is not a missed one."""
    return bool(aim.asks and asks >= aim.asks) or bool(aim.talks and talks >= aim.talks)


def _gone_quiet(facts: Facts, now: datetime) -> Finding | None:
    has_aim = facts.aim is not None and bool(facts.aim.asks or facts.aim.talks)
    if has_aim or facts.of(Fact.COMING).count:
        return None
    return _since(Rule.GONE_QUIET, facts.of(Fact.STEPS).last, now)


def _enough(rule: Rule, tally: Tally) -> Finding | None:
    """Stands out from so many on; what is counted is old enough already."""
    if tally.first is None or tally.count < LIMITS[rule].least:
        return None
    return Finding(rule, tally.count, tally.first, count=tally.count)


def _since(rule: Rule, since: datetime | None, now: datetime, count: int = 0) -> Finding | None:
    """Stands out from so long on, and is measured in whole weeks."""
    if since is None or not _is_old(rule, since, now):
        return None
    return Finding(rule, (now - since) // _WEEK, since, count=count)


def _is_old(rule: Rule, since: datetime | None, now: datetime) -> bool:
    return since is not None and LIMITS[rule].after <= now - since <= TERM


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_RULES: tuple[Callable[[Facts, datetime], Finding | None], ...] = (
    _yes_waits,
    _thanks_late,
    _no_reply,
    _none_asked,
    _none_listed,
    _referral_waits,
    _aim_missed,
    _gone_quiet,
)
