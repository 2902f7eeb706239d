"""What several rules look at: whether something is denied, and whether a sentence asks for something."""

from __future__ import annotations

from apps.coach.text import Sentence, pattern

_NO = pattern(
    r"\b(?:not|never|no|nor|neither|without|cannot|nothing|none|rather than|instead of|dont|isnt|[a-z]+n't)\b"
)
#: Words of denial that deny nothing.
_NOT_NO = pattern(
    r"\b(?:not (?:only|just|merely|yet)|(?:don't|do not|dont) (?:hesitate|mind|know (?:if|whether))|why (?:not|don't)"
    r"|not (?:sure|certain) (?:if|whether|that)|no (?:problem|worries|doubt|pressure|longer|more|matter|later)"
    r"|can't (?:wait|help)|cannot (?:wait|help)|wouldn't mind|(?:won't|don't|couldn't|wouldn't|isn't|aren't) (?:you"
    r"|there|it)"
    r"|(?:don't|doesn't|won't|can't|cannot|never) (?:tell|show|say|reveal)|don't suppose|no idea|whether or not"
    r"|if not)\b"
)
#: Where a denial ends: what follows is said anew.
_ANEW = pattern(
    r"[;:]|\bbut\b|\bhowever\b|\bthough\b|\balthough\b|\byet\b|\banyway\b|\botherwise\b| - "
    r"|, (?:and )?(?:it's|it is|i|i'm|i'd|i've|i'll|we|so|then|could|would|can|may|might|do|does|are|is|please|just"
    r"|only|what|maybe|perhaps|who|would|you)\b"
)


_FAR = 300  # characters over which a denial reaches, at most


def is_denied(low: str, at: int) -> bool:
    """True when the words at `at` of a sentence are denied: "I'm not asking for", "without a word about"."""
    low, at = low[max(0, at - _FAR) : at + 15], min(at, _FAR)
    before = low[:at]
    if not _NO.search(before):
        return False
    start = 0
    for match in _ANEW.finditer(low, 0, at + 15):
        if match.start() < at:
            start = min(match.end(), at)
    return bool(_NO.search(_NOT_NO.sub(" ", before[start:])))


_ASKS = pattern(
    r"\b(?:would|could|can|may|might|do|does|did|is|are|will|shall|should|have|any chance|any time|open to|up for|free"
    r"|possible|wonder|ok|okay|game|got|willing|interested|how about|what about|minutes?|min|mins|hour|coffee|lunch"
    r"|tea|call|chat|zoom)\b"
)
_WISHES = pattern(
    r"\b(?:i|we)(?:'d| would| should| could|'ll| will)?(?: (?:really|very much|greatly|truly|also|still|absolutely|so"
    r"|just|very|be|most|gladly))* (?:love|like|want|wanted|wish|glad|grateful|thankful|happy|honou?red|delighted"
    r"|pleased|appreciate|welcome|value|enjoy|hope|ask|invite|request|propose|suggest|wonder|wondered"
    r"|was wondering|am wondering)\b"
    r"|\bwould (?:love|like|enjoy|appreciate|welcome|value)\b|\b(?:hoping|requesting|asking for|writing to (?:ask"
    r"|see|find out)|ask (?:you )?(?:if|whether)|wondering"
    r"|would (?:make me|help me|mean)|would make my|would save me"
    r"|(?:would|will|'d) (?:already |just |really )?(?:be|suit|do)(?: me)?(?: (?:an?|the|so|very|more than|really|most"
    r"|just))* (?:great|wonderful|lovely"
    r"|amazing|honou?r|gift|privilege|pleasure|joy|treat|dream|plenty|enough|heaven|perfect|ideal|fine|help|helpful"
    r"|nicely|it|well|fantastic|awesome|appreciated|welcome|blessing)"
    r"|(?:perhaps|maybe) (?:we|you|i) (?:could|can|might)|my (?:wish|ask|request|hope|favou?r)\b|you (?:pick|choose"
    r"|name) (?:the|a|your)"
    r"|i (?:can|could|'ll) (?:come|stop|drop|swing) by|if you (?:could|can|would|have|had|are|were|ever|find)"
    r"|you could (?:give|spare|grant)|kindly|spare (?:me|your|a|some|\d)"
    r"|happy to (?:jump|hop|get|chat|talk|meet|call|zoom|come)|a (?:great|huge|big|small|real|enormous) favou?r"
    r"|bend your ear|i(?:'d| would| could|'ll) (?:happily|gladly)|i was (?:picturing|imagining|thinking of)|(?:i"
    r"|all i)(?: \w+)? "
    r"(?:only|just) (?:need|ask|want)|all i (?:need|ask|want)"
    r"|i(?:'d| would|'ll) (?:owe|come|take (?:gladly|it))|eager to|keen to|longing to"
    r"|let me know|let's|lets|please|call me|love to|like to|grateful for|glad of)\b"
)


def requests(sentence: Sentence) -> bool:
    """True when the sentence asks the reader for something, with a question mark or without."""
    if sentence.is_question:
        return bool(_ASKS.search(sentence.low))
    return bool(_WISHES.search(sentence.low))
