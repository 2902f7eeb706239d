"""What comes again, and how to say so. Pure."""

from __future__ import annotations

from datetime import date

from apps.followups import rules
from apps.followups.models import FollowUp

#: Kinds that end when their owner lets them go; the others end with the ask, the talk or the rhythm that made them.
_FREE = frozenset({FollowUp.Kind.ACTION, FollowUp.Kind.REPORT_BACK, FollowUp.Kind.REFERRAL})


def next_number(follow_up: FollowUp, today: date) -> int | None:
    """Which occurrence comes after this one and after `today`; None for a step that comes once."""
    if not follow_up.repeats or follow_up.on_day is None:
        return None
    return rules.next_occurrence(follow_up.on_day, follow_up.repeats, follow_up.count, today)


def next_day(follow_up: FollowUp, today: date) -> date | None:
    """The day of that occurrence."""
    number = next_number(follow_up, today)
    if number is None or follow_up.on_day is None:
        return None
    return rules.occurrence(follow_up.on_day, follow_up.repeats, number)


def can_drop(kind: str, repeats: str) -> bool:
    """Whether the page offers to let such a step go."""
    return bool(repeats) or kind in _FREE


def repeats_words(repeats: str) -> str:
    """ "every month"; empty for a step that comes once."""
    return rules.Repeat(repeats).label.lower() if repeats else ""
