"""Two questions in one. Natural pairs stay: "most and least", "how and why", "…, and why?", a fact and its story."""

from __future__ import annotations

from apps.coach.questions.question import Question, Unit
from apps.coach.questions.rule import Hit, Rule
from apps.coach.questions.shape import Shape
from apps.coach.questions.words import SUBJECT, WH
from apps.coach.rule import Severity
from apps.coach.text import Span, pattern

_VERB = r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|might)"
_JOIN = (
    r"(?:(?:, ?|; ?| - ?| )(?:and|plus|as well as|&)(?: (?:also|then|further|secondly|finally|next|lastly|if so"
    r"|so))*,?|[,;] (?:also,?))"
)
#: A second question begins: "and what …", "and did it …", ", how do you …".
_SECOND = pattern(
    rf"{_JOIN} (?P<second>(?:(?:in|to|at|from|for|on|with|by|about) )?{WH}(?:'s)?\b|whether\b|(?:can|could"
    r"|would) you (?:also )?(?:tell|describe|explain)"
    rf"|(?:{_VERB}|{_VERB}n't) {SUBJECT}\b|tell me\b|(?:explain|describe|tell us|share|say) (?:how|what|why|where"
    r"|your|the)\b|i(?:'d| would) (?:also )?(?:like|love) to (?:know|hear|ask))"
    rf"|[,;] (?P<comma>(?:what|how|why|which|where|who)(?:'s)? (?:{_VERB}|\w+s|courses|\w+ (?:{_VERB}|helped))\b)"
)
_WORD = pattern(r"[\w']+")
_PAIRS = tuple(
    (pattern(rf"\b(?:{one})\b"), pattern(rf"\b(?:{other})\b"))
    for one, other in (
        (
            "most|best|favou?rite|more|greatest|highest|highs?|like|love|enjoy|good|easiest|easy|strengths?|rewarding|pros",
            "least|worst|less|lowest|lows?|dislike|hate|don't|not|doesn't|bad|hardest|hard|weakness\\w*|challenging|frustrat\\w*|cons|change",
        ),
        (
            "least|worst|dislike|hate|hardest|frustrat\\w*|challenging|difficult",
            "most|best|like|love|enjoy|easiest|rewarding|favou?rite",
        ),
        (
            "before|then|past|used to|beginning|expect\\w*|imagin\\w*",
            "after|now|today|later|end|turned out|reality|actually",
        ),
        ("keep|stay|love|like", "change|drop|leave|stop|quit|away"),
        ("start", "stop"),
        ("worr\\w+|fear|scare\\w*|concern\\w*", "hope|excit\\w*"),
        ("excit\\w*|hope", "worr\\w+|fear|scare\\w*|concern\\w*"),
        ("school|college|degree|theory", "job|work|practice"),
        ("carry over|help|works?|worked", "not|doesn't|didn't|hinder|hurt"),
    )
)
#: Asks for one thing and what it meant: a story, not two questions.
_STORY = pattern(
    r"(?:(?:a|an|one|any|the|your|that) (?:[\w-]+ ){0,3}?(?:time|moment|project|case|decision|situation|example|day"
    r"|mistake|failure|story|conversation|experience|class|course|book|person|piece|lesson|problem|challenge|instance"
    r"|thing)\b"
    r"|(?:what|which|who)(?:'s| is| was| were| are|se)? (?:(?:the|one|a|your|an) )?(?:[\w-]+ ){0,3}?(?:time|moment"
    r"|project|case|decision|mistake|failure|lesson|book|challenge|conversation)\b)"
)
#: "your background and how you ended up here": the path is one story.
_PATH = pattern(r"\b(?:background|path|journey|story|career|yourself|history|experience|road|route|transition|switch)$")
SHORT = 5  # words of a second half that only mirrors the first
_HELPS = pattern(rf"{_VERB} {SUBJECT}\b")
_WHY_SO = pattern(rf"(?:why|how) {_VERB} (?:that|this|it)\b")  # "…, and why does that matter?"
_WH_FIRST = pattern(rf"{WH}$")
_THINKS = pattern(r"\b(?:think (?:of|back|about)|look back|imagine|recall|remember|picture)\b")
_HOW_SO = pattern(r"(?:how|why|what) (?:you(?:'ve)? |did you |made you|led|brought|drew|got you|it)")
_BACK = pattern(
    r"\b(?:it|that|this|them|those|these|him|her|there|so|one)\b|what (?:decides|decided|happened|came|made)"
)
_RESTATES = pattern(
    r"(?:i mean|in other words|that is|for (?:example|instance)|such as|like|say|or\b|maybe|perhaps|meaning"
    r"|specifically|what i mean|(?:was|is|were|are|did|does|do) (?:it|that|this|they) (?:because|the|a|an|more|about"
    r"|mostly|just)\b|i'm asking|i ask because|any (?:examples?|stories|moments?|favou?rites?|in particular)"
    r"|anything)"
)
_FOLLOW_UP = pattern(
    r"(?:and |but |or |if (?:so|not|yes),? )?(?:why|how(?: so| come| exactly)?|why not|in what way|what for|when"
    r"|where|who|which(?: ones?)?|what(?: else)?|how (?:often|long|much|many|early|late|so)|since when|by whom"
    r"|with whom|to whom|for whom)(?: (?:not|so|is that|exactly|was that|did that happen|that|in particular))?$"
)
_RATED = pattern(
    r"(?:are|is|were|was) \w+ (?:satisfied|happy|content|pleased|comfortable|unhappy|dissatisfied"
    r"|frustrated) with (?:your|the) [\w -]{2,30}? and (?:your |the )?\w+"
    r"|(?:do|did) you (?:like|enjoy|love|trust|respect|hate) (?:your|the) \w+ and (?:your|the) \w+"
    r"|(?:do|does|did|can|could|will|are|is) (?:you|people|they|your \w+|it)\b[^?]{2,60}? and (?:feel|have|get|make"
    r"|want|like|enjoy|earn|know|find"
    r"|believe|plan|travel|recommend|need|offer|pay|allow|think)\b"
)
_MESSAGE = "Two questions in one: most people answer only the second."


def read(question: Question) -> Hit | None:
    asked = [unit for unit in question.units if not unit.core.is_custom]
    for before, unit in zip(question.units, question.units[1:], strict=False):
        if before.core.is_custom or unit.core.is_custom or _continues(before, unit):
            continue
        return Hit((Span(unit.start, unit.end),), _MESSAGE, _only(question, before.start, before.end))
    for unit in asked:
        if second := _second(unit):
            start, first_end = second
            first = _only(question, unit.start + unit.core.start, unit.start + first_end)
            return Hit((Span(unit.start + start, unit.end),), _MESSAGE, first)
    return None


def _only(question: Question, start: int, end: int) -> str:
    text = question.raw[start:end].strip(" ,;.?-")
    return f"{text[:1].upper()}{text[1:]}?" if len(text.split()) >= 3 else ""


def _continues(before: Unit, unit: Unit) -> bool:
    """True when `unit` only takes the question before it further: "Why?", "Was it the pace?", "And what least?"."""
    low = unit.low
    if _FOLLOW_UP.match(low) or _RESTATES.match(low) or len(low.split()) == 1:
        return True
    is_fact = before.core.shape in {Shape.FACT, Shape.POLAR, Shape.STATEMENT, Shape.TAG}
    if is_fact and unit.core.shape is Shape.WH and _BACK.search(low):
        return len(low.split()) <= 8
    return _contrasts(before.low, low) or (bool(_STORY.search(before.low)) and bool(_BACK.search(low)))


def _second(unit: Unit) -> tuple[int, int] | None:
    """Where a second question begins in a sentence, and where the first ends."""
    low, at = unit.low, unit.core.start
    if unit.core.shape in {Shape.FRAGMENT, Shape.STATEMENT}:
        return None
    if unit.core.shape in {Shape.POLAR, Shape.CHOICE} and (match := _RATED.match(low[at:])):
        return at, at + match.end()
    for match in _SECOND.finditer(low, at):
        group = "second" if match["second"] else "comma"
        first, second = low[at : match.start()], low[match.start(group) :]
        if not _is_natural(unit, first, second, is_listed=group == "comma"):
            return match.start(group), match.start()
    return None


def _is_natural(unit: Unit, first: str, second: str, *, is_listed: bool) -> bool:
    words = len(second.split())
    if len(first.split()) < 2 + is_listed or _FOLLOW_UP.match(second) or words <= 3:
        return True  # "how and why did you", ", and why?", "and what less"
    if second.startswith("tell me") and _THINKS.search(unit.low[: unit.core.start]):
        return True
    if _PATH.search(first) and _HOW_SO.match(second):
        return True
    if " between " in f" {first} " or first.endswith((" who", " what", " how")):
        return True
    if _contrasts(first, second):
        return True
    if _BACK.search(second) and (
        _STORY.search(first) or (unit.core.shape is Shape.FACT and second.startswith(("how", "why", "what", "which")))
    ):
        return True
    if words <= SHORT and _WHY_SO.match(second) and not is_listed:
        return True
    if words <= SHORT and (_alike(first, second) or (is_listed and _BACK.search(second))):
        return True
    return _parallel(first, second)


def _alike(first: str, second: str) -> bool:
    """ "what worries you and what gives you hope", "which would you keep, and which would you drop"."""
    word, _, rest = second.partition(" ")
    if word not in first.split() or not _WH_FIRST.match(word):
        return False
    verb = _HELPS.match(rest)
    return verb is None or verb[0] in first


def _parallel(first: str, second: str) -> bool:
    """ "how much time with patients, and how much on paperwork": the second has no verb of its own."""
    opening = " ".join(second.split()[:2])
    return opening in first and not pattern(rf"\b{_VERB}\b").search(second)


def _contrasts(first: str, second: str) -> bool:
    """True for two sides of one question: most and least, before and after."""
    if len(second.split()) > 9:
        return False
    return any(one.search(first) and other.search(second) for one, other in _PAIRS)


RULE = Rule(
    id="double_barrelled",
    looks_for="Two questions in one.",
    why="Most people answer only the second.",
    source="Krueger and Casey, Focus Groups: ask one question at a time",
    severity=Severity.MEDIUM,
    read=read,
)
