"""The rules for questions, the weightiest first. One rule, one file."""

from __future__ import annotations

from apps.coach.questions.rule import Rule
from apps.coach.questions.rules import (
    asks_for_job,
    brave,
    closed,
    double_barrelled,
    leading,
    researchable,
    too_long,
    too_personal,
    vague,
)

RULES: tuple[Rule, ...] = (
    asks_for_job.RULE,
    too_personal.RULE,
    researchable.RULE,
    leading.RULE,
    double_barrelled.RULE,
    closed.RULE,
    vague.RULE,
    too_long.RULE,
    brave.RULE,
)
