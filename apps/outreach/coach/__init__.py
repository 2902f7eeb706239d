"""The coach: what a draft does well and what would help it (O2). Pure functions: text and facts in, findings out.

A finding is advice, never a block. It says why, and points at the words where there are some.
"""

from __future__ import annotations

from collections.abc import Callable

from apps.outreach import cadence
from apps.outreach.coach import checks
from apps.outreach.coach.findings import Draft, Facts, Finding, Review, Span, comfortable_length
from apps.outreach.models import Channel

__all__ = ["Draft", "Facts", "Finding", "Review", "Span", "review"]

Check = Callable[[Draft, Facts], Finding | None]

_ALWAYS: tuple[Check, ...] = (
    checks.asks_no_job,
    checks.keeps_resume,
    checks.greets_by_name,
    checks.names_right_employer,
)
_CHECKS: dict[str, tuple[Check, ...]] = {
    cadence.FIRST: (
        checks.introduces,
        checks.names_link,
        checks.states_interest,
        checks.asks_for_talk,
        checks.names_length,
        *_ALWAYS,
        checks.offers_way_out,
        checks.closes_kindly,
        checks.fits_length,
        checks.fills_gaps,
    ),
    cadence.NUDGE: (
        checks.states_interest,
        checks.asks_for_talk,
        checks.names_length,
        *_ALWAYS,
        checks.offers_way_out,
        checks.closes_kindly,
        checks.fits_length,
        checks.fills_gaps,
    ),
    cadence.LAST: (
        checks.asks_for_talk,
        *_ALWAYS,
        checks.offers_way_out,
        checks.closes_kindly,
        checks.fits_length,
        checks.fills_gaps,
    ),
    cadence.CLOSING: (checks.asks_who_else, *_ALWAYS, checks.closes_kindly, checks.fits_length, checks.fills_gaps),
}
#: 300 characters have no room for these.
_NOT_ON: dict[str, tuple[Check, ...]] = {Channel.LINKEDIN: (checks.offers_way_out, checks.closes_kindly)}


def review(draft: Draft, facts: Facts) -> Review:
    """Everything the coach has to say, in reading order."""
    body = draft.body.replace("\r\n", "\n")
    draft = Draft(draft.channel, draft.kind, draft.subject, body)
    wanted = [check for check in _CHECKS[draft.kind] if check not in _NOT_ON.get(draft.channel, ())]
    found = (check(draft, facts) for check in wanted)
    low, high = comfortable_length(draft)
    return Review(tuple(f for f in found if f), checks.count_words(body), len(body), low, high)
