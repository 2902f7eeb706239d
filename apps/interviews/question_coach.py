"""Questions read by the coach (`apps.coach.questions`), in the shape that this app's pages show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.coach import questions

# Until the letter asks the coach itself.
JOB_ASK = re.compile(r"\b(?:hiring|job openings?|vacanc(?:y|ies)|open (?:position|role)s?|hire me|refer me)\b", re.I)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to improve. `rewording` is set only where a better wording follows mechanically."""

    kind: str  # the id of the rule
    why: str
    rewording: str = ""


def read_question(text: str) -> list[Finding]:
    """What to improve in one question, the weightiest first; an empty list when it is fine."""
    return [Finding(found.rule, found.message, found.rewording) for found in questions.read_question(text).issues]
