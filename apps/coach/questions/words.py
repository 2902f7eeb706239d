"""Words that open a question in English, as pieces of patterns, and slips of the keyboard in them."""

from __future__ import annotations

import re

from apps.coach.text import words

WH = r"(?:what|how|why|where|when|who|whom|whose|which)"
#: "what's", "whats", "who're"
WH_START = rf"(?:{WH}(?:'s|'re|'d|'ll|'ve)?|whats|hows|whos|wheres|whys|whens)\b(?!')"
AUX = (
    r"(?:do|does|did|is|are|am|was|were|have|has|had|can|could|will|would|should|shall|may|might|must)"
)  # fmt: skip
NOT_AUX = (
    r"(?:(?:do|does|did|is|are|was|were|have|has|had|ca|could|wo|would|should|might|must|ai)n'?t"
    r"|cannot)"
)
PRONOUN = r"(?:i|you|he|she|it|we|they|one|this|that|there|these|those)"
SUBJECT = (
    rf"(?:{PRONOUN}|people|someone|somebody|anyone|anybody|everyone|everybody|nobody|your|my|the|our|their|his|her|a|an"
    r"|any|some|most|many|all|students|women|men)"
)

_KNOWN = words(
    "am and any are as can could describe did do does explain had has have how i if in is may might must my please "
    "shall should so tell the was were what when where which who whom whose why will would you your"
)
_SLIPS = ("what", "how", "why", "where", "when", "which", "does", "could", "would", "should", "can", "did", "are")
_FIRST = re.compile(r"[a-z]{3,7}")
#: Words that are one slip away from a question word and are none.
_WORDS_OF_THEIR_OWN = words(
    "ace add age ahow area arm art ate ban bid bow cab cane cap car case cast cat chat clan cold could cow dad day "
    "dies doe doer due ear era fan goes gold had has hat her here hey hid him his hot its kid lid low man mold "
    "new not now pan ran rich rid row scan she shoe show tan than that then there they tow van want ware was way ways "
    "were wham wheat wheel when whet who whole witch won wood world would"
)


def slip_of(word: str) -> str:
    """The question word that `word` is one slip away from ("waht", "cna", "woudl"), or `word` itself."""
    if word in _KNOWN or word in _WORDS_OF_THEIR_OWN or not _FIRST.fullmatch(word):
        return word
    for meant in _SLIPS:
        if _is_slip(word, meant):
            return meant
    return word


def _is_slip(word: str, meant: str) -> bool:
    """True for two letters swapped, and in longer words for one too many, one missing or one wrong."""
    if len(word) == len(meant):
        differ = [i for i, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
        if len(differ) == 2:
            first, second = differ
            return second == first + 1 and word[first] == meant[second] and word[second] == meant[first]
        return len(differ) == 1 and len(meant) > 4
    longer, shorter = sorted((word, meant), key=len, reverse=True)
    if len(longer) - len(shorter) != 1 or len(meant) < 4:
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
