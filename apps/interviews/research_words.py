"""An unknown as a question that can be asked. Pure: text in, text out."""

from __future__ import annotations

import re

ENDS = " \t.,;:!?…"
QUESTION_WORD = re.compile(r"^(?:how|what|why|who|whom|whose|where|when|which)\b", re.I)
#: After a question word, one of these means that the words stand in the order of a question.
TURNED = re.compile(
    r"^(?:how (?:much|many|long|often|far|well)(?: \w+)?|\w+) "
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|makes?|happens?|decides?)\b"
    r"|^(?:what|which|whose) \w+ (?:do|does|did)\b",
    re.I,
)
WHETHER = re.compile(r"^(?:whether|if)\b", re.I)
LONGEST = 300


def as_question(text: str) -> str:
    """ "How the team is organized" becomes "Could you tell me how the team is organized?"."""
    plain = " ".join(text.split()).strip(ENDS)
    if not plain:
        return ""
    if text.rstrip().endswith("?"):
        question = f"{plain}?"
    elif QUESTION_WORD.match(plain):
        question = f"{plain}?" if TURNED.match(plain) else f"Could you tell me {_small(plain)}?"
    elif WHETHER.match(plain):
        question = f"What can you tell me about {re.sub(WHETHER, 'whether', plain)}?"
    else:
        question = f"What can you tell me about {_small(plain)}?"
    return (question[:1].upper() + question[1:])[:LONGEST]


def _small(text: str) -> str:
    """With a small first letter, unless the first word is a name or an abbreviation."""
    first = text.split(maxsplit=1)[0]
    is_usual = first.lower() in _USUAL or QUESTION_WORD.match(first) or WHETHER.match(first)
    return text[:1].lower() + text[1:] if is_usual else text


_USUAL = frozenset(
    {"the", "a", "an", "their", "his", "her", "its", "our", "my", "this", "that", "these", "those", "any", "some"}
    | {"typical", "normal", "usual", "pay", "salary", "salaries", "hours", "training", "team", "culture", "career"}
    | {"careers", "work", "working", "day", "days", "tools", "skills", "size", "structure"}
)
