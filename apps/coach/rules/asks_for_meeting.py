"""Asks the reader for a talk: a call, a coffee, a visit. Best as a question."""

from __future__ import annotations

from apps.coach.clues import is_denied, requests
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.rules import asks_who_else, names_duration
from apps.coach.text import Sentence, Span, pattern

_TALK = pattern(
    r"\b(?:calls?(?! for\b)|chat(?:ting)?|coffee|lunch|meet(?:ing)?(?: (?:you|with|me|up|for|in)|\b)|conversation"
    r"|talk(?:ing)?|speak(?:ing)?|zoom|skype"
    r"|teams call|phone|video|visit (?:you|your)|come by|stop by|drop by|interview you|informational interview"
    r"|connect (?:for|over|by|on|sometime|live)"
    r"|minutes of your|minutes for me|hour (?:of your|for me)|show me around|pick your brain|some time (?:to|for"
    r"|with)|time (?:to|for) (?:a |an )?(?:quick |short |brief )?(?:talk|chat|call)"
    r"|sit down|get together|appointment|catch up|of your time)\b"
)
#: A talk that was, or that is already agreed, or somebody else's.
_NOT_THIS = pattern(
    r"\b(?:thank(?:s| you)?(?: \w+){0,4} for (?:the|your|our|taking|speaking|talking|meeting|making|being|chatting)"
    r"|(?:our|the|your|last) (?:\w+ )?(?:conversation|call|talk|meeting|chat) (?:on|at|yesterday|last|this|about"
    r"|was|in|with)"
    r"|before we (?:talk|speak|meet)|looking forward to|look forward to"
    r"|when we (?:met|spoke|talked)|(?:attended|heard|saw|enjoyed|watched|loved|after|liked) (?:your|the"
    r"|our) (?:\w+ )?(?:talk|talks|call|lecture|meeting)"
    r"|your (?:\w+ )?(?:talk|talks) (?:on|about|at|was|were|is)|(?:nice|great|pleasure|good|lovely) (?:to meet"
    r"|meeting|talking|speaking)"
    r"|call for|called|phone number|come for an interview|by e-?mail|so to speak|speak(?:s|ing)? (?:spanish|french"
    r"|german|english|highly))\b"
)
_HOPE = pattern(r"\b(?:hope|hoping)\b.*\b(?:one day|some day|someday|paths|cross)\b")


def read(draft: Draft) -> Reading:
    """Seen when asked in any form; the value is "question" when it is asked as one."""
    text = draft.body
    lengths = draft.reading(names_duration.RULE).spans
    wished: Span | None = None
    for sentence in text.sentences:
        if not _asks(sentence, lengths):
            continue
        if sentence.is_question:
            return seen((sentence.span(),), ("question",))
        wished = wished or sentence.span()
    return seen((wished,)) if wished else NOTHING


def _asks(sentence: Sentence, lengths: tuple[Span, ...]) -> bool:
    low = sentence.low
    talk = _TALK.search(low)
    timed = any(sentence.start <= span.start < sentence.end for span in lengths)
    if not (talk or timed) or not requests(sentence) or _HOPE.search(low):
        return False
    if asks_who_else.is_for_another(low):
        return False
    if talk and _NOT_THIS.search(low) and not (timed and sentence.is_question):
        return False
    at = talk.start() if talk else 0
    return not (is_denied(low, at) and not sentence.is_question)


def judge(reading: Reading, case: Case) -> Advice:
    if not reading.seen:
        why = "Nobody can say yes to what isn’t asked: a call, a coffee, a short talk."
        return advise("Ask for a talk", why)
    if not reading.values:
        why = "“Would you have 20 minutes for a call?” is easier to answer than a wish."
        return advise("Ask it as a question", why, reading.spans)
    return praise("Asks for a talk, as a question", spans=reading.spans)


RULE = Rule(
    id="asks-for-meeting",
    looks_for="A request for a call, a coffee, a visit; as a question.",
    why="A question asks for an answer. A wish doesn’t.",
    source="Steve Dalton, The 2-Hour Job Search: the request is a question",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
