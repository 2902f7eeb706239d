"""What was wanted from a talk, one by one, and the promise of another person as a kind question. Pure."""

from __future__ import annotations

import re

MOST = 6
_ENDS = re.compile(r"\n+|;\s*|(?<=[^\W\d_]{3}[.?!])\s+(?=[^\W_])|(?<=[?!])\s+")
_MARKS = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s*")
#: Verbs in which people note what somebody else will do: "send the guide".
_VERBS = """
    add ask bring call check connect email e-mail find forward get give help introduce invite let link look mail make
    mention pass point put read recommend refer review send set share show speak suggest talk tell text try write
"""
_DOES = frozenset(_VERBS.split())


def wants_of(objective: str) -> list[str]:
    """The single things in what the owner wanted to walk away with; [""] if nothing was written down."""
    parts = [_MARKS.sub("", part).strip().rstrip(".;,").strip() for part in _ENDS.split(objective)]
    wants = list(dict.fromkeys(part[:300] for part in parts if part))[:MOST]
    return wants or [""]


def promised(text: str) -> str:
    """What they promised, to go on after "you kindly offered": "to send me the guide", or the note itself."""
    words = " ".join(text.split()).rstrip(" .")
    first = words.split(" ", 1)[0].casefold() if words else ""
    if first in _DOES:
        return f"to {words[:1].lower()}{words[1:]}"
    return f"something that I noted as “{words}”"


def nudge_text(*, to: str, sender: str, text: str, day: str) -> str:
    """A gentle line about something that they promised on `day`: easy to answer, and easy to leave."""
    return (
        f"Hi {to},\n\n"
        f"When we talked on {day}, you kindly offered {promised(text)}. I’d still be glad of it, whenever it suits "
        "you. And if it has become too much, that’s perfectly fine: our talk has helped me a lot already.\n\n"
        f"Thank you, and all the best,\n{sender}"
    ).strip()
