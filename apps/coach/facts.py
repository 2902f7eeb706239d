"""What a message says, as plain facts. Computed from the message alone: what is missing is simply not said."""

from __future__ import annotations

from dataclasses import dataclass

from apps.coach.rule import Draft
from apps.coach.rules import (
    asks_for_meeting,
    asks_who_else,
    courteous_close,
    introduces_sender,
    job_ask,
    names_duration,
    names_referrer,
    placeholder,
    states_interest,
    states_purpose,
    unasked_resume,
    wrong_company,
    wrong_name,
)
from apps.coach.rulesets import RuleSet


@dataclass(frozen=True, slots=True)
class Facts:
    """The names are those of the command's output. `referrer` is the first person named, or None."""

    words: int
    introduces_sender: bool
    names_referrer: bool
    referrer: str | None
    states_interest: bool
    states_purpose: bool
    asks_for_meeting: bool
    names_duration: bool
    duration_minutes: list[int]
    duration_ok: bool
    asks_for_job: bool
    mentions_resume: bool
    too_long: bool
    asks_referral_if_busy: bool
    placeholders: list[str]
    wrong_name: bool
    wrong_company: bool
    thanks_for_time: bool


def facts_of(draft: Draft, rules: RuleSet) -> Facts:
    """The facts of a message; `rules` decides what is too long, and which minutes are right."""
    reading = draft.reading
    referrer = reading(names_referrer.RULE)
    minutes = tuple(int(n) for n in reading(names_duration.RULE).values)
    return Facts(
        words=draft.body.word_count,
        introduces_sender=reading(introduces_sender.RULE).seen,
        names_referrer=referrer.seen,
        referrer=str(referrer.values[0]) if referrer.values else None,
        states_interest=reading(states_interest.RULE).seen,
        states_purpose=reading(states_purpose.RULE).seen,
        asks_for_meeting=reading(asks_for_meeting.RULE).seen,
        names_duration=bool(minutes),
        duration_minutes=list(minutes),
        duration_ok=rules.fits(minutes),
        asks_for_job=reading(job_ask.RULE).seen,
        mentions_resume=reading(unasked_resume.RULE).seen,
        too_long=rules.is_too_long(draft.body.word_count, draft.body.characters),
        asks_referral_if_busy=reading(asks_who_else.RULE).seen,
        placeholders=[str(gap) for gap in reading(placeholder.RULE).values],
        wrong_name=reading(wrong_name.RULE).seen,
        wrong_company=reading(wrong_company.RULE).seen,
        thanks_for_time=reading(courteous_close.RULE).seen,
    )
