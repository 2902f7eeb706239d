"""A closed question opened up with the words that are there, where that is mechanical."""

from __future__ import annotations

import re

NAME_SOMEONE = "Who else should I talk to?"

#: Each turns one closed shape into an open one. The first that fits is taken.
_REWORDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), better)
    for pattern, better in (
        (
            r"(?:do|would|could|can) you (?:happen to )?know (?:anyone|anybody|someone|somebody|people)\b.*$",
            NAME_SOMEONE,
        ),
        (r"is there (?:anyone|anybody|someone)(?: else)?\b.*$", NAME_SOMEONE),
        (
            r"is there (?:anything|something)(?: else)?(?: that)? (I|you|we) (should|would|could|can|must) (.+)$",
            r"What \2 \1 \3",
        ),
        (r"(?:are there|is there) (?:any |some |a |an |the )?(.+s(?: .+)?)$", r"What are the \1"),
        (r"(do|did) you (?:like|enjoy|love) (.+)$", r"What \1 you like about \2, and what less"),
        (r"did you (?:always|ever) (.+)$", r""),
        (r"did you (.+)$", r"What led you to \1"),
        (r"(?:do you|do I|do people|does one|would I) (?:really )?need (.+)$", r"How much does \1 matter"),
        (r"should I (.+)$", r"How would you decide, in my place, whether to \1"),
        (r"have you ever (.+)$", r"When have you \1, if ever"),
        (r"(do|does) (?!you (?:have|think|want|feel|know|ever)\b)(.+)$", r"How \1 \2"),
        (r"(can|could|will) (?!you\b)(.+)$", r"How \1 \2"),
        (r"(is|are|was|were|has|have|had) (?!you\b|there\b|difficult\b|it\b)(.+)$", r"To what extent \1 \2"),
    )
)


def opened(text: str) -> str:
    """The closed question opened up, or an empty string where that takes a person's judgment."""
    core = text.split("?", maxsplit=1)[0].strip()
    core = f"{core[:1].lower()}{core[1:]}"
    for pattern, better in _REWORDINGS:
        if match := pattern.match(core):
            return as_question(match.expand(better)) if better else ""
    return ""


def as_question(text: str) -> str:
    """`text` with a capital and a question mark."""
    text = text.strip(" ,;.?")
    return f"{text[:1].upper()}{text[1:]}?"
