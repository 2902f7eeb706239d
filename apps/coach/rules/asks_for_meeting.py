"""Asks the reader for a talk: a call, a coffee, a visit. Best as a question."""

from __future__ import annotations

from apps.coach.clues import is_denied, requests
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.rules import asks_who_else, names_duration
from apps.coach.text import Sentence, Span, any_of, pattern

_TALK = any_of(
    r"(?<!on[-])(?<!on[ ])calls?(?! for)|chat(?:ting)?|coffee|lunch|meet(?:ing)?|conversation|talk(?:ing)?"
    r"|speak(?:ing)?|zoom|skype|phone|video",
    r"visit (?:you|your)|(?:come|stop|drop) by|interview you|informational interview|bend your ear|a word with you"
    r"|connect (?:for|over|by|on|sometime|live)",
    r"(?:minutes|hour|half hour) (?:of your|for me)|of your time|show me around|pick your brain"
    r"|on(?:to)? your calendar",
    r"time (?:to|for|with) (?:an? )?(?:(?:quick|short|brief) )?(?:talk|chat|call|me|you)|sit down|get together"
    r"|appointment|catch up",
)
#: A talk that was, or that is already agreed, or somebody else's.
_NOT_THIS = any_of(
    r"thank(?:s| you)?(?: \w+){0,4} for (?:the|your|our|taking|speaking|talking|meeting|making|being|chatting)",
    r"(?<![,;][ ])(?:our|the|your|last) (?:\w+ )?(?:conversation|call|talk|meeting|chat) (?:on|at|yesterday|last|this"
    r"|about|was|in|with)",
    r"before we (?:talk|speak|meet)|look(?:ing)? forward to|when we (?:met|spoke|talked)|called|call for"
    r"|phone number|by e-?mail",
    r"(?:attended|heard|saw|enjoyed|watched|loved|after|liked) (?:your|the|our) (?:\w+ )?(?:talks?|call|lecture"
    r"|meeting)",
    r"your (?:\w+ )?talks? (?:on|about|at|was|were|is)|(?:nice|great|pleasure|good|lovely) (?:to meet|meeting"
    r"|talking|speaking)",
    r"who (?:do|should|can) i (?:\w+ ){0,2}(?:talk|speak)|come for an interview|so to speak|(?:speak|speaks"
    r"|speaking) (?:spanish|french|german|english|highly)",
    r"(?:did|do|does) (?:you|they|people) (?:\w+ )?(?:talk|speak|meet|chat|call)",
)
#: "Would Tuesday work?", "When is it possible for you?"
_FITS = any_of(
    r"(?:would|could|does|do|when|what|is|are|which|any|possible) .*(?:works?|suits?|possible|times?|days?"
    r"|available|free|ok|okay|convenient)",
    r"(?:could|can|would) (?:you (?:manage|do) (?:that|it|this)|(?:that|this|it) (?:be|work|do|suit))",
    r"(?:are you )?open to (?:it|that|this)|when (?:can|could|may) i|interested|game|possible|up for it",
)
#: The reader is asked before another is.
_FIRST_YOU = pattern(
    r"\b(?:would|could|can|may|might|do|are|is) (?:you|we|i|it)\b.*\b(?:calls?|chat|coffee|lunch|meet|talk|speak"
    r"|zoom|phone|minutes?|mins?)\b"
)
_IF_NOT = pattern(r"\bif\b|\bin case\b|\bshould you\b")
_WAS = pattern(
    r"\b(?:was|were|had|gave|took|talked|spoke|met|spent|read|listened|watched|walked|drove|waited|lasted|ago"
    r"|yesterday|offered|helped|thank(?:s|ed)?|every|each|later|after (?:your|the)|into)\b"
)
_HOPE = pattern(r"\b(?:hope|hoping)\b.*\b(?:one day|some day|someday|paths|cross)\b")


def read(draft: Draft) -> Reading:
    """Seen when asked in any form; the value is "question" when it is asked as one."""
    text = draft.body
    lengths = draft.reading(names_duration.RULE).spans
    wished: Span | None = None
    before: Span | None = None  # a talk is spoken of in the sentence before
    for sentence in text.sentences:
        timed = any(sentence.start <= span.start < sentence.end for span in lengths)
        if before and sentence.is_question and _FITS.search(sentence.low):
            return seen((before, sentence.span()), ("question",))
        before = sentence.span() if _speaks_of_it(sentence, timed=timed) else None
        if not before or not _asks(sentence, timed=timed):
            continue
        if sentence.is_question:
            return seen((sentence.span(),), ("question",))
        wished = wished or sentence.span()
    return seen((wished,)) if wished else NOTHING


def _speaks_of_it(sentence: Sentence, *, timed: bool) -> bool:
    """A talk with the reader comes up, and it is not one that was."""
    talk = _TALK.search(sentence.low)
    if not (talk or timed) or _HOPE.search(sentence.low):
        return False
    if talk and _NOT_THIS.search(sentence.low) and not (timed and sentence.is_question):
        return False
    return sentence.is_question or not is_denied(sentence.low, talk.start() if talk else 0)


def _asks(sentence: Sentence, *, timed: bool) -> bool:
    """The reader, and not another, is asked for it. Who names a length of a talk to come asks for the talk."""
    low = sentence.low
    if not (requests(sentence) or (timed and not _WAS.search(low))):
        return False
    if (at := asks_who_else.place_of(low)) >= 0:
        # "Would you have 20 minutes, or could you suggest somebody?" asks for both.
        return "you or" in low or bool(_FIRST_YOU.search(low, 0, at) and not _IF_NOT.search(low, 0, at))
    return True


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
