"""Asks who else could help, so that a no still brings a name."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.rules import job_ask
from apps.coach.text import any_of, pattern

_OTHER = r"another (?!(?:day|time|week|date|hour|month|slot|way|moment|option|question|book)\b)\w+"
_SOMEBODY = r"(?:someone|somebody|anyone|anybody)"
_COLLEAGUE = r"(?:\w+ ){0,2}(?:colleague|co-?worker|teammate|resident|friend|person|member|director|manager|analyst)"
_ANOTHER = (
    rf"(?:{_SOMEBODY}|one person|{_OTHER}|an? {_COLLEAGUE}|one of your \w+|others|other people|people|whoever|whom?"
    r"|(?:a|any|another|the) (?:other )?names?|the (?:right|best) person)"
)
_PASSES = (
    r"(?:suggest|recommend|point me (?:to|toward|towards)|refer me to|introduce me to|connect me (?:with|to)"
    r"|put me in (?:touch|contact) with|hand me on to|pass me (?:on )?to|direct me to|steer me to|send me to"
    r"|lead me to"
    r"|think of|name|know(?: of)?|(?:be|get) (?:pointed|directed|referred|introduced) (?:to|toward|towards))"
)
_WHO_ELSE = any_of(
    rf"{_PASSES} (?:me )?(?:to )?{_ANOTHER}",
    rf"(?:is|are|would) there (?:(?:perhaps|maybe|possibly) )?(?:{_SOMEBODY}|one person|{_OTHER}|a {_COLLEAGUE})",
    rf"(?:whom?|{_SOMEBODY}) else",
    r"whom? (?:would|could|should|might|do|can) (?:you|i) (?:\w+ )?(?:ask|suggest|recommend|talk|speak|contact"
    r"|write|turn|say)",
    r"whom? (?:in|at|on|from) (?:\w+ ){1,4}(?:would|could|might|should)",
    r"whom? i (?:could|should|might|can) (?:\w+ )?(?:ask|talk|speak|contact|write|turn|reach|meet)",
    r"(?:right|best) person(?: to \w+)?, whom?",
    r"(?:the )?names? of (?:whoever|whomever|the person|somebody|someone)|whoever (?:is covering|covers|fills in"
    r"|handles|runs)",
    r"a name (?:alone|of)|any names?|the name of (?:an?|another|some)",
    r"another (?:\w+ )?(?:person|director|member|colleague|\w+er)",
    rf"a {_COLLEAGUE} (?:of (?:yours|your \w+) )?(?:who|whom|you|be willing|has|have|may|is|(?:might|would"
    rf"|could)(?! have)|instead)",
    r"one of your (?:\w+ ){1,3}(?:be|have|might|would|could|instead)",
    rf"{_SOMEBODY} (?:from|on|in|at) (?:your|the)",
    rf"(?:pass|forward|hand) (?:this|it|my (?:note|message|e-?mail|request)) (?:(?:on|along) )?to (?:the|an?"
    rf"|{_SOMEBODY})",
    r"point me in the right direction",
    r"(?:might|would|could|is|are) (?:one of (?:your|the|those)|an?(?:other)?|any(?:one"
    r"|body)?) (?:[\w']+ ){1,7}?(?:be (?:willing|able"
    r"|open|free|happy|up|prevailed)|willing|have (?:time|a (?:moment|minute|few)|\w+ minutes)|(?:speak|talk) (?:to"
    r"|with) me|take my)",
    r"other people (?:i|you|who|in|on|at)",
    r"(?:you'd|you would|would you|could you|you could) (?:\w+ )?(?:suggest|recommend)(?: \w+){0,4} (?:talk|speak"
    r"|contact|ask|reach|meet|write)",
)
_IS_REQUEST = pattern(
    r"\?|\b(?:if|would|could|might|perhaps|maybe|glad|grateful|happy|please|feel free|appreciate|in case|should"
    r"|name alone|else|hope)\b"
)
#: Without one of these nobody is asked for.
_CUES = (
    "one of", "might a", "would a", "could a", "is a", "are a", "who", "some", "any", "one ", "another", "name",
    "other", "people", "person", "colleague", "cowork", "co-work", "mate", "friend", "member", "pass", "forward",
    "direction", "suggest", "recommend", "resident", "analyst", "manager", "director",
)  # fmt: skip
_IN_CASE = pattern(r"\b(?:if|in case|should you)\b")
#: Somebody else in another matter.
_NOT_THIS = pattern(
    r"\b(?:so (?:that )?you (?:could|can|might)|has your old|(?:someone|somebody|anyone) (?:like me|new|who is new"
    r"|for (?:new|me))|(?:only|first|one) (?:person|one|human) i know|i know (?:someone"
    r"|somebody)|know who you|who you are|"
    r"people who (?:want|ask|need)|meet (?:someone|somebody)|from somebody|from someone|as someone|who (?:is|was"
    r"|came|moved|made)|nobody)\b"
)


def is_for_another(low: str) -> bool:
    """True when a sentence in lower case asks for somebody other than the reader."""
    return place_of(low) >= 0


def place_of(low: str) -> int:
    """Where a sentence in lower case asks for somebody other than the reader; -1 when it doesn't."""
    if not any(cue in low for cue in _CUES):
        return -1
    if not (match := _WHO_ELSE.search(low)) or not _IS_REQUEST.search(low) or _NOT_THIS.search(low):
        return -1
    is_off = is_denied(low, match.start()) and not _IN_CASE.search(low, 0, match.start())
    return -1 if is_off else match.start()


def read(draft: Draft) -> Reading:
    found = [sentence for sentence in draft.body.sentences_holding(_CUES) if is_for_another(sentence.low)]
    jobs = draft.reading(job_ask.RULE).spans
    found = [sentence for sentence in found if not any(sentence.start <= job.start < sentence.end for job in jobs)]
    return seen(tuple(sentence.span() for sentence in found)) if found else NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("Asks who else, if it can’t be them", spans=reading.spans)
    why = "“If this is a busy time, is there a colleague you’d suggest?” A no can still bring a name."
    return advise("Ask who else", why)


RULE = Rule(
    id="asks-who-else",
    looks_for="A question for another name, in case they are too busy.",
    why="Most people gladly name someone when they can’t help themselves.",
    source="MsMoney, Setting up informational interviews: if they say no, ask whom they know",
    severity=Severity.LOW,
    read=read,
    judge=judge,
)
