"""Brings up the writer's own résumé though nobody asked. "To resume" is none, and CV may be computer vision."""

from __future__ import annotations

import re

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.text import Sentence, pattern

_ACCENTED = r"(?:r[eé]\u0301?sum(?:é|e\u0301)|résum[eé])s?"
_PLAIN = r"resum[eé]s?"
_OWN = (
    rf"(?:my|our|a copy of my|updated|current|enclosed|attached|here is my"
    rf"|here's my) (?:\w+ ){{0,2}}(?:{_PLAIN}|{_ACCENTED}|cvs?|curriculum vitae)"
    rf"|(?:{_PLAIN}|{_ACCENTED}|cv|curriculum vitae) (?:is |are |and cover letter )?(?:attached|enclosed|below"
    rf"|included|on request|available|in (?:the )?attachment|can be)"
    rf"|(?:attached|attach|attaching|enclosed|enclose|including|include|send|sending|share|sharing"
    rf"|see) (?:\w+ ){{0,4}}(?:{_PLAIN}|{_ACCENTED}|cv|curriculum vitae)"
    rf"|(?:^|\()(?:{_PLAIN}|{_ACCENTED}|cv):|(?:portfolio|letter) and (?:{_PLAIN}|{_ACCENTED}|cv)"
    rf"|{_ACCENTED} (?:shows|tells)"
)
_RESUME = pattern(rf"\b(?:{_OWN})\b|(?:^|\()(?:{_PLAIN}|cv):", re.M)
_CUES = ("sum", "cv", "vitae")
#: Somebody asked: "as you asked", "you requested", "per your request".
_ASKED_FOR = pattern(
    r"\b(?:(?:as|like) (?:you )?(?:asked|requested|promised|agreed|discussed|suggested|mentioned|wished|wanted)"
    r"|you (?:\w+ )?(?:offered|volunteered|were (?:so )?kind)|you (?:had |have |'ve )?(?:asked|requested|wanted"
    r"|wished|were asking|said you|mentioned you|suggested (?:i"
    r"|that i) (?:send|attach))"
    r"|(?:per|at|on|upon|following|with) your (?:request|suggestion|wish|invitation)|your request|asked me (?:for"
    r"|to send)|you (?:asked|wanted) (?:me )?(?:for|to see)|thanks for asking|you (?:mentioned|said) (?:wanting"
    r"|needing|you))\b"
)
_ASKED_BELOW = pattern(
    rf"\b(?:send|share|see|attach|have|forward|look at|email)\b[^.?!\n]{{0,40}}\b(?:{_PLAIN}|{_ACCENTED}|cv)\b"
)
#: The reader's, or résumés in general.
_NOT_MINE = pattern(
    rf"\b(?:your|their|his|her|people's|hundreds of|many|student|students'|other) (?:\w+ )?(?:{_PLAIN}|{_ACCENTED}"
    rf"|cv)|(?:{_PLAIN}|{_ACCENTED}|cv) (?:workshop|review session|book|tips|clinic|advice column|reviews? (?:at"
    rf"|for|with))|cv (?:research|engineer|project|model|lab|team|group|benchmark|paper)"
    rf"|keep(?:ing)? (?:\w+ ){{1,4}}(?:to myself|back|at home)|(?:only )?if (?:you )?(?:ask|asked|want"
    rf"|wanted)\b.{{0,20}}not"
)
#: "resume" as a verb follows "to", "we", "will"; the noun does not.
_VERB = pattern(r"\b(?:to|we|will|can|could|may|might|let's|shall|i'll|i|they|shows|classes|talks) (?:then )?resume$")


def read(draft: Draft) -> Reading:
    text = draft.body
    if not any(cue in text.low for cue in _CUES) or _ASKED_BELOW.search(text.quoted):
        return NOTHING
    spans = []
    for sentence in text.sentences_holding(_CUES):
        found = list(_RESUME.finditer(text.low, sentence.start, sentence.end))
        if not found or _NOT_MINE.search(sentence.low) or _ASKED_FOR.search(sentence.low):
            continue
        spans += [text.of(match) for match in found if _is_offered(sentence, match)]
    return seen(tuple(spans)) if spans else NOTHING


def _is_offered(sentence: Sentence, match: re.Match[str]) -> bool:
    at = match.start() - sentence.start
    return not _VERB.search(match[0]) and not is_denied(sentence.low, max(0, at + match[0].rfind(" ")))


def judge(reading: Reading, case: Case) -> Advice | None:
    if not reading.seen:
        return None
    why = "An unasked résumé turns a talk into an application. Bring it along if they ask."
    return advise("Keep the résumé back", why, reading.spans)


RULE = Rule(
    id="unasked-resume",
    looks_for="The writer’s own résumé, though nobody asked for it.",
    why="It says: this is an application. They stop reading where the recruiter would begin.",
    source="Open textbook on informational interviews (DITA, 36247): do not attach your résumé, that is presumptuous",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
