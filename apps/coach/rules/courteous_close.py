"""Thanks for time, help or thought; or at least closes with a kind word."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, pattern

_FOR = (
    r"(?:time|consider\w*|help|reading|taking|making|any|your|the talk|thinking|being|letting|getting|all"
    r"|everything|listening"
    r"|attention|understanding|patience|support|half|chat|call|coffee|conversation|lunch|insight\w*|advice|answer\w*"
    r"|reply\w*|response|quick|kindness|speaking"
    r"|(?:mon|tues|wednes|thurs|fri)day|meeting|talking|sharing|even|whatever|giving|looking)"
)
_SAY = (
    r"(?:thanks|thank you|thx|thnx|tx|ty|tysm|thankyou|tks|merci|gracias|danke|grazie|obrigad[oa]|thanking you"
    r"|i thank you)"
)
_MUCH = r"(?: (?:so|very) much| a (?:lot|ton|bunch|million)| again| in advance| kindly| sincerely)*"
_THANKS = any_of(
    rf"{_SAY}{_MUCH} for (?:\w+ ){{0,3}}?{_FOR}",
    rf"{_SAY}{_MUCH} in (?:advance|anticipation)|{_SAY}{_MUCH},? (?:sir|both|either way|ever so|anyway|kindly)",
    rf"{_SAY}{_MUCH}(?= ?(?:[.,!;:)-]|\n|\Z))|thank you|tysm|thx (?:so|very) much|thanks (?:so|very) much"
    rf"|thanks (?:man|mate|dude"
    r"|buddy|friend|sir|ma'am|all|guys|everyone|y'all|tons|loads|heaps|millions?|ever so)",
    r"(?:a|one) (?:big|huge|million|thousand|heartfelt) thank(?:s|[- ]you)|i (?:owe|(?:'ll|will) owe) you"
    r"|bless you for",
    r"(?:with|and|kind \w+ and|many|my) (?:\w+ )?thanks|thanks and \w+",
    r"appreciat(?:e|ed|ing) (?:(?:all|both|very much|it|so) )*(?:your|the|you|any) (?:\w+ )?(?:time|help"
    r"|consideration|support|kindness|generosity|attention|taking)",
    r"(?:grateful|gratitude|thankful) for (?:all )?(?:your|the|any) (?:\w+ )?(?:time|help|consideration|support"
    r"|kindness|attention)",
    r"appreciate it(?! if)|much appreciated|grateful (?:in any case|either way)|gratefully|(?:in"
    r"|with) (?:\w+ )?gratitude",
    r"(?:forever|eternally|so|deeply|truly|most|very|extremely|really) grateful(?=[.,!;]|\n|\Z)",
    r"appreciate (?:you|your taking|you taking)",
)
_NOT = pattern(
    r"\b(?:thanks|thank you) (?:to (?:your|the|an?|my)\b"
    r"|for (?:your|the) (?:\w+ )?(?:talk|article|post|newsletter|book|lecture|podcast)\b"
    r"(?! (?:yesterday|today|last|this|on|we|earlier)\b))|no thanks"
)
_KIND = pattern(
    r"(?:^|\n|[.!?,] )(?:with )?(?:kind|best|warm|warmest|kindest|many|all the|friendly|very) ?(?:regards|wishes"
    r"|best|respects?)?\b[^\n]{0,25}$"
    r"|\b(?:regards|sincerely|all the best|best wishes|warmly|cheers|respectfully|yours|best|love|take care"
    r"|cordially)\b[^\n]{0,25}(?:\n|\Z)"
)
_TAIL = 160


def read(draft: Draft) -> Reading:
    """Seen when the message thanks; the value "kind" when it closes with another kind word only."""
    text = draft.body
    for match in _THANKS.finditer(text.low):
        sentence = text.sentence_at(match.start())
        at = match.start() - sentence.start
        if _NOT.match(sentence.low, at) or is_denied(sentence.low, at):
            continue
        return seen((text.of(match),))
    tail = max(0, text.own_end - _TAIL)
    closes = [match for match in _KIND.finditer(text.low) if match.start() >= tail]
    return Reading(spans=(text.of(closes[-1]),), values=("kind",)) if closes else NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("Says thank you", spans=reading.spans)
    if reading.values:
        return praise("Closes kindly", spans=reading.spans)
    return advise("Close with thanks", "A last line of thanks, and your name.")


RULE = Rule(
    id="courteous-close",
    looks_for="Thanks for their time, and a kind close.",
    why="You ask a favor; thank them for thinking about it, whatever they answer.",
    source="Duke Career Hub: be formal in your ask for their time",
    severity=Severity.LOW,
    read=read,
    judge=judge,
)
