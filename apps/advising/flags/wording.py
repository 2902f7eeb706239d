"""The evidence in plain words. The student and the staff read the same sentence, each with dates as they write them."""

from __future__ import annotations

from datetime import datetime

from apps.advising.flags.kinds import Rule
from apps.advising.flags.limits import LIMITS
from apps.advising.flags.rules import Finding
from apps.core.dates import Reader


def evidence_of(finding: Finding, reader: Reader, now: datetime) -> str:
    """What a rule saw: counts and dates only."""
    n, since = finding.count, reader.date(finding.since, now)
    match finding.rule:
        case Rule.YES_WAITS if n == 1:
            return f"On {since}, and no talk with them is planned yet."
        case Rule.YES_WAITS:
            return f"{n} people said yes, the first on {since}, and no talk with them is planned yet."
        case Rule.THANKS_LATE if n == 1:
            return f"Talked on {since}, and no thank-you is sent yet."
        case Rule.THANKS_LATE:
            return f"Talked {n} times since {since}, and no thank-you is sent yet."
        case Rule.NO_REPLY:
            return f"Asked {n} people since {since}, no reply yet."
        case Rule.NONE_ASKED:
            return f"Listed {n} people since {since}, and asked none of them yet."
        case Rule.NONE_LISTED:
            return f"Joined on {since}, and nobody is on the list yet."
        case Rule.REFERRAL_WAITS if n == 1:
            return f"Somebody was named on {since}, and not written to yet."
        case Rule.REFERRAL_WAITS:
            return f"{n} people were named since {since}, and not written to yet."
        case Rule.AIM_MISSED:
            return _aim(finding)
        case Rule.GONE_QUIET:
            return f"No message, talk or thank-you since {since}."
    raise ValueError(finding.rule)


def comes_back(rule: Rule) -> str:
    """What brings a rule back that the student has answered."""
    limit = LIMITS[rule]
    more = "one more" if limit.again == 1 else f"{limit.again} more"
    return f"It comes back with {more} {_many(limit.again, limit.unit)}, or when it begins anew."


def _aim(finding: Finding) -> str:
    aim = finding.aim
    asks, talks = (aim.asks, aim.talks) if aim else (0, 0)
    wanted = " and ".join(f"{n} {_many(n, word)}" for n, word in ((asks, "message"), (talks, "talk")) if n)
    done = " and ".join(
        f"{verb} {count or 'none'}"
        for wanted_of, verb, count in ((asks, "sent", finding.asks), (talks, "held", finding.talks))
        if wanted_of
    )
    return f"Aims for {wanted} a week; {done} in the last {finding.amount} weeks."


def _many(n: int, word: str) -> str:
    if n == 1:
        return word
    return "people" if word == "person" else f"{word}s"
