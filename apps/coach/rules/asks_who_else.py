"""Asks who else could help, so that a no still brings a name."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import Sentence, pattern

_ANOTHER = (
    r"(?:someone|somebody|anyone|anybody|one person|another (?:person|\w+)|an? (?:\w+ ){0,2}(?:colleague|co-?worker"
    r"|teammate|resident|junior \w+|friend"
    r"|person)|one of your (?:colleagues|team)|others|other people|people|(?:a|any|another|the) (?:other )?names?"
    r"|who|whom|whoever|somebody else|the right person|the best person)"
)
_PASSES = (
    r"(?:suggest|recommend|point me (?:to|toward|towards)|refer me to|introduce me to|connect me (?:with|to)"
    r"|put me in (?:touch|contact) with"
    r"|hand me on to|pass me (?:on )?to|direct me to|think of|name|know(?: of)?|steer me to|send me to|lead me to)"
)
_WHO_ELSE = pattern(
    rf"\b(?:{_PASSES} (?:me )?(?:to )?{_ANOTHER}|(?:is|are|would) there (?:perhaps |maybe |possibly )?(?:someone"
    rf"|somebody|anyone|anybody|one person|another \w+|a (?:\w+ )?(?:colleague|person))"
    r"|(?:who|whom) else|(?:someone|somebody|anyone|anybody) else|(?:whom|who) (?:would|could|should|might|do"
    r"|can) (?:you|i) (?:\w+ )?(?:ask|suggest|recommend|talk|speak|contact|write|turn|say)"
    r"|(?:who|whom) (?:in|at|on|from) your \w+ (?:would|could|might)|a name (?:alone|of)|any names?\b"
    r"|another (?:\w+ )?(?:person|director|member|colleague|\w+er)\b"
    r"|a (?:\w+ )?(?:colleague|teammate|resident) (?:of yours )?(?:(?:might|would|could)(?! have)|who|whom|you"
    r"|instead)|(?:someone|somebody|anyone|anybody) (?:from|on|in|at) (?:your|the)"
    r"|other people (?:i|you|who)|anybody else|(?:you'd|you would|would you|could you"
    r"|you could) (?:\w+ )?(?:suggest|recommend)(?: \w+){0,4} (?:talk|speak|contact|ask|reach|meet|write))"
)
_IS_REQUEST = pattern(
    r"\?|\b(?:if|would|could|might|perhaps|maybe|glad|grateful|happy|please|feel free|appreciate|in case|should"
    r"|name alone|else|hope)\b"
)
#: Somebody else in another matter.
_NOT_THIS = pattern(
    r"\b(?:has your old|(?:someone|somebody|anyone) (?:like me|new|who is new|for (?:new|me))|i know (?:someone"
    r"|somebody)|know who you|who you are|"
    r"people who (?:want|ask|need)|meet (?:someone|somebody)|from somebody|from someone|as someone|who (?:is|was"
    r"|came|moved|made)|nobody)\b"
)


def is_for_another(low: str) -> bool:
    """True when a sentence in lower case asks for somebody other than the reader."""
    if not (match := _WHO_ELSE.search(low)) or not _IS_REQUEST.search(low) or _NOT_THIS.search(low):
        return False
    return not is_denied(low, match.start())


def read(draft: Draft) -> Reading:
    found: list[Sentence] = [sentence for sentence in draft.body.sentences if is_for_another(sentence.low)]
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
