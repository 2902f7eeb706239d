"""An embedded question in the order of a direct one: "what you earn" → "what do you earn"."""

from __future__ import annotations

from apps.coach.questions.words import AUX, PRONOUN, WH
from apps.coach.text import pattern

_BE = r"(?:is|are|was|were|am|has|have|had|can|could|will|would|should|must)"
_NOUN = r"(?:(?:your|the|their|this|his|her) (?:[\w-]+ ){0,2}?[\w'-]+|your (?:husband|wife) and you|[a-z][\w&-]+)"
_OPENING = (
    rf"(?:{WH}(?: (?:much|many|old|big|large|long|often|far|high|kind of|sort of|type of|time|year|exactly))?"
    r"(?: (?:money|debt|people|employees|hours|offices|experience|salary))?)"
)
_STATED = pattern(rf"({PRONOUN}|there) ({AUX})\b")
_PRONOUN_FIRST = pattern(rf"{PRONOUN}\b")
_WITH_BE = pattern(rf"({_OPENING}) ({PRONOUN}|{_NOUN}) ({_BE})\b(?! {PRONOUN}\b)")
_WITH_VERB = pattern(rf"({_OPENING}) (you|they|i|we|people) (?!{AUX}\b|and\b|or\b|would\b)([a-z]+)\b")
_WITH_S = pattern(
    rf"({_OPENING}) ((?:your|the|their|this|his|her) (?:[\w-]+ )?[\w-]+) (does|makes|sells|offers|produces|earns|pays"
    r"|costs|needs)\b"
)
_ALREADY = pattern(rf"{_OPENING} {AUX}\b")


def direct(low: str) -> str:
    """`low` with its verb first, when it stands as inside "could you tell me"; else as it is."""
    if _ALREADY.match(low):
        return low
    if match := _WITH_S.match(low):
        verb = {"does": "do"}.get(match[3], match[3].removesuffix("s"))
        return f"{match[1]} does {match[2]} {verb}{low[match.end() :]}"
    if match := _WITH_VERB.match(low):
        return f"{match[1]} do {match[2]} {match[3]}{low[match.end() :]}"
    if match := _WITH_BE.match(low):
        return f"{match[1]} {match[3]} {match[2]}{low[match.end() :]}"
    return low


def inverted(low: str) -> str:
    """ "you could tell me" as it is asked: "could you tell me"; "you like it": "do you like it"."""
    if match := _STATED.match(low):
        return f"{match[2]} {match[1]}{low[match.end() :]}"
    return f"do {low}" if _PRONOUN_FIRST.match(low) else low
