"""The rules for thank-you notes, in reading order. One rule, one file."""

from __future__ import annotations

from apps.coach.thanks.rule import Rule
from apps.coach.thanks.rules import (
    action_to_take,
    apologises_for_delay,
    late,
    offer_to_stay_in_touch,
    specific_point,
    thanks,
)
from apps.coach.thanks.rules.message_rules import ASKS_FOR_JOB, MENTIONS_RESUME, PLACEHOLDERS, WRONG_NAME

#: The four, in order.
ELEMENTS: tuple[Rule, ...] = (
    thanks.RULE,
    specific_point.RULE,
    action_to_take.RULE,
    offer_to_stay_in_touch.RULE,
)
RULES: tuple[Rule, ...] = (
    PLACEHOLDERS,
    WRONG_NAME,
    *ELEMENTS,
    ASKS_FOR_JOB,
    MENTIONS_RESUME,
    apologises_for_delay.RULE,
    late.RULE,
)
