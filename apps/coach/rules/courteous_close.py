"""Thanks for time, help or thought; or at least closes with a kind word."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import pattern

_FOR = (
    r"(?:time|consider\w*|help|reading|taking|making|any|your|the talk|thinking|being|letting|getting|all"
    r"|everything|listening|attention|understanding|patience|support|half"
    r"|insight\w*|advice|answer\w*|reply\w*|response|quick|kindness|wednesday|monday|tuesday|thursday|friday"
    r"|speaking|meeting|talking|sharing|even|whatever|giving|looking)"
)
_THANKS = pattern(
    rf"\b(?:(?:thanks|thank you|thx|thankyou|tks|thanking you|many thanks|my thanks|with thanks"
    rf"|i thank you)(?: (?:so|very) much| a (?:lot|ton|bunch|million)| again| in advance| kindly| sincerely|!)*"
    rf"(?: for (?:\w+ ){{0,3}}?{_FOR}\b| in (?:advance|anticipation)|,? (?:sir|both|either way|ever so|anyway)"
    rf"|(?=[ ]*(?:[.,!;:)-]|\n|$))|(?: [a-z]+)?[ ]*$)"
    r"|(?:with|and) (?:\w+ )?thanks\b|(?:kind|best|warm) \w+ and (?:many )?thanks|thanks and \w+"
    r"|(?:appreciate|appreciated|appreciating|grateful for|gratitude for|thankful for) (?:(?:all|any|both|very much"
    r"|it|so) )*(?:your|the|you) (?:\w+ )?(?:time|help|consideration|thought|support|kindness|generosity|attention"
    r"|reply|advice|taking)"
    r"|appreciate it\b(?! if)|much appreciated|grateful (?:in any case|either way|for (?:your|any) (?:time|help))"
    r"|gratefully|appreciate (?:you|your taking|you taking)|in gratitude|thank you)"
)
_NOT = pattern(
    r"\b(?:thanks|thank you) (?:to (?:your|the|an?|my)\b|for (?:your|the) (?:\w+ )?(?:talk|article|post|newsletter"
    r"|book|lecture|podcast)\b)"
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
