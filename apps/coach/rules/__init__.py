"""The rules for a message that asks for a talk, in reading order. One rule, one file."""

from __future__ import annotations

from apps.coach.rule import Rule
from apps.coach.rules import (
    asks_for_meeting,
    asks_who_else,
    courteous_close,
    introduces_sender,
    job_ask,
    length,
    names_duration,
    names_referrer,
    placeholder,
    states_interest,
    states_purpose,
    unasked_resume,
    wrong_company,
    wrong_name,
)

RULES: tuple[Rule, ...] = (
    introduces_sender.RULE,
    names_referrer.RULE,
    states_interest.RULE,
    states_purpose.RULE,
    asks_for_meeting.RULE,
    names_duration.RULE,
    job_ask.RULE,
    unasked_resume.RULE,
    wrong_name.RULE,
    wrong_company.RULE,
    asks_who_else.RULE,
    courteous_close.RULE,
    length.RULE,
    placeholder.RULE,
)
BY_ID = {rule.id: rule for rule in RULES}
