"""Gives the other person nothing to hold on to: "What's it like?", "Any thoughts?", "Tell me everything."."""

from __future__ import annotations

from apps.coach.questions.question import Question, Unit
from apps.coach.questions.rule import Hit, Rule
from apps.coach.questions.shape import Shape
from apps.coach.rule import Severity
from apps.coach.text import pattern

_ALL = (
    r"(?:it|that|this|everything|things|stuff|life|work|all|business|the (?:job|work|industry|field|business"
    r"|whole thing)|your (?:job|work|field|industry|life)|there|being you)"
)
_END = (
    r"(?: (?:for you|like|going|so far|these days|in general|there|here|now|overall|over there|at work|about (?:it"
    r"|that|this)|with you|to me|me|lately|today))*$"
)
_VAGUE = pattern(
    r"what(?:'s| is|s) up with\b|"
    r"(?:what(?:'s| is|s| was)|how(?:'s| is|s| are| was| were| do| does| did)) (?:it|that|this|everything|things"
    r"|stuff|life|work|all|business|the (?:job|industry|whole thing))(?: (?:all )?(?:like|about|going|go|goes|feel"
    rf"|work|be))?{_END}"
    r"|what(?:'s| is|s) (?:new|up|good|happening|going on|interesting|important|what|the deal|your deal"
    rf"|the story){_END}"
    r"|(?:any|your|some|what are your)? ?(?:thoughts?|ideas?|opinions?|comments?|views?|insights?|advice|tips?"
    rf"|suggestions?|recommendations?|wisdom|feedback|words of wisdom)(?: (?:on|about) {_ALL})?{_END}"
    rf"|(?:what|how) about (?:the |your |you|that|this|it|work|life)? ?(?:[\w-]+ ?){{0,2}}$"
    r"|what (?:do|would|should|can|could|did|shall|must|may) (?:you|i|we|one|people) (?:think|do|say|know|learn|ask"
    rf"|need|need to know|expect|tell)(?: (?:about|of) {_ALL})?{_END}"
    r"|(?:what|anything|something|everything) (?:can|could|would|do) you (?:tell|say|share)(?: (?:me"
    rf"|us))?(?: about {_ALL})?{_END}"
    r"|(?:anything|something|everything|things|stuff|more|all|it|a bit|a little|yourself|you|life"
    r"|whatever)(?: (?:interesting|good|new|about (?:it|yourself|life|work|everything|things|you|that|this)"
    rf"|you (?:like|want|know|can|think of)|else|that|cool|helpful|useful|important))*{_END}"
    r"|(?:so|well|and|then|what|how|why|huh|hm+|ok|okay|yes|really)$"
    r"|what(?:'s| is|s) your (?:opinion|view|take|thought|thoughts|feeling|feelings)$"
    r"|what(?:'s| is|s) (?:your |the )(?:job|work|field|industry|life) like (?:in general|overall|generally)$"
    r"|how (?:do|does|did) (?:you|one|people) feel (?:about|on) (?:things|stuff|it|everything|that|this|life|work|all)$"
    r"|(?:about )?(?:everything|all|anything) (?:that )?(?:you|they|people) (?:do|know|can|did|have done|think)$"
    r"|(?:is|was) (?:it|that|this|everything|life|work|there anything) (?:good|nice|ok|okay|fine|interesting|bad|fun"
    rf"|cool|alright){_END}"
    rf"|what(?:'s| is|s) (?:there )?to (?:know|say|do|learn)(?: about {_ALL})?{_END}"
    r"|how (?:do|does|did) (?:you|one|people|it|that|this|things|everything) (?:do (?:it|that|this|things)|work|go"
    rf"|feel){_END}"
    rf"|(?:thoughts?|opinions?) (?:on|about) (?:the |your )?[\w-]+$"
)


#: "So, your job?": a word, and nothing about it.
_WORD = pattern(r"(?:your|the) (?:job|work|career|company|field|industry|life|day|team|boss|pay|hours)$")


def read(question: Question) -> Hit | None:
    if len(question.units) != 1 or len(question.text.sentences) > 1:
        return None  # what was said before gives it its meaning
    unit = question.units[0]
    if (
        unit.core.is_custom
        or not (_VAGUE.match(unit.core.low) or _asks_nothing(unit))
        or (unit.core.start > 20 and not unit.core.has_shell)
    ):
        return None
    return Hit((unit.span,), "Too wide to answer well. Ask for one moment, one week, one decision.")


def _asks_nothing(unit: Unit) -> bool:
    """ "Can you tell me more?": all shell, and nothing in it."""
    return unit.core.has_shell and unit.is_asked and not unit.core.low.strip()


def _is_a_word(unit: Unit) -> bool:
    return unit.core.shape is Shape.FRAGMENT and bool(_WORD.match(unit.core.low))


RULE = Rule(
    id="vague",
    looks_for="A question so wide that any answer would do.",
    why="A wide question gets a polite answer; a narrow one gets a story.",
    source="Acquaint",
    severity=Severity.LOW,
    read=read,
)
