"""Says thank you for the talk, in the text and not only as its close."""

from __future__ import annotations

from apps.coach.rule import Severity
from apps.coach.text import Span, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule

_THANKS = pattern(
    r"\b(?:thank(?:s|ful|fulness|ing)?(?![- ]you (?:note|card|letter))|thanx|thx|thnx|tysm|ty(?= (?:so|for))|tks"
    r"|grateful(?:ly)?|gratitude|appreciat(?:e|ed|es|ive|ing|ion)|obliged|indebted"
    r"|(?:so|very|really|extremely|incredibly|how|most|too|truly) (?:kind|generous|gracious|nice"
    r"|thoughtful) (?:of you|in|that|with)|(?:kind|generous|good|gracious|nice|sweet) of you|you(?:'re| are| were"
    r"| have been) (?:so |very |really |incredibly |more than |extremely )+(?:kind|generous|gracious|helpful)"
    r"|(?:means?|meant) (?:\w+ )?(?:a (?:lot|great deal)|so much|the world|much|very much)|i owe you|your kindness"
    r"|your generosity|bless you)\b"
)
_NO_THANKS = pattern(
    r"\b(?:no thanks|thanks to (?:the|a|my|his|her|their)\b|should have thanked|not thanked you|haven't thanked"
    r"|(?:want|wanted|meant|meaning|like) to thank (?:him|her|them)\b|thank(?:s"
    r"|ing)?(?: you)? in advance(?! for (?:the (?:talk|meeting|conversation|interview|call)|our|meeting|talking"
    r"|your time))|thanks? in advance$|appreciate (?:it )?if you|grateful if you|appreciate any (?:help|leads"
    r"|openings|consideration)|thank you for (?:your )?consider\w+)"
)


def read(reading: Reading) -> tuple[Span, ...]:
    found = []
    for sentence in reading.sentences:
        low = _NO_THANKS.sub(lambda match: " " * len(match[0]), sentence.low)
        if _THANKS.search(low):
            found.append(sentence.span())
    return tuple(found)


RULE = Rule(
    id="thanks",
    looks_for="Thanks for the talk, in the text.",
    why="It is what the note is for.",
    source="Open textbook on informational interviews (DITA, 36247): thank within a day",
    severity=Severity.HIGH,
    read=read,
    message="Say thank you in so many words, for the time and for what they gave you.",
    is_wanted=True,
)
