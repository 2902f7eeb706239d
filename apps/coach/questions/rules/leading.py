"""Gives away the answer that is expected: "Don't you think …", "…, right?", "Surely …", "Why is it so bad?"."""

from __future__ import annotations

from apps.coach.questions.question import Question, Unit
from apps.coach.questions.rule import Hit, Rule
from apps.coach.questions.shape import Shape
from apps.coach.questions.words import AUX, NOT_AUX, SUBJECT
from apps.coach.rule import Severity
from apps.coach.text import Span, pattern

_STRONG = (
    r"(?:awful|terrible|horrible|dreadful|bad|worse|boring|dull|annoying|miserable|toxic|unfair|painful|depressing"
    r"|ugly|stupid"
    r"|pointless|useless|hopeless|corrupt|evil|sad|slow|greedy|incompetent|disorganized|underpaid|overpaid|broken"
    r"|backward|outdated"
    r"|great|amazing|wonderful|fantastic|awesome|fun|exciting|cool|successful|perfect|brilliant|incredible|excellent"
    r"|superior|much better|good at)"
)
#: Begins with a denied verb: "Isn't it …", "Don't you …", "Would you not …".
_DENIED = pattern(rf"(?:{NOT_AUX}(?: {SUBJECT}| [\w']+)|{AUX} (?:you|it|they|that|this|we) not\b)")
_DENIED_FINE = pattern(
    r"(?:isn't|aren't|is|wasn't|don't|can't|couldn't|won't) (?:there|you) (?:any(?:one|body|thing)|some(?:one|body"
    r"|thing) else|tell|share|know any)"
)
#: Says what everybody thinks, before or inside the question.
_STANCE = pattern(
    r"\b(?:surely|obviously|undoubtedly|needless to say|no doubt|as (?:we all|everyone|everybody) knows?"
    r"|(?:everyone|everybody|we all|anyone|people all) (?:knows?|agrees?|hates?|loves?)"
    r"|you(?:'d| would| must| have to| will| gotta| can't help but| surely| probably)+ (?:agree|admit|concede|love"
    r"|hate|enjoy|be (?:so |very |really )?(?:proud|happy|glad|tired|bored|sick|exhausted|thrilled|relieved|crazy"
    r"|frustrated)|feel|get (?:so )?(?:bored|tired|sick))"
    r"|(?:would|do|will|wouldn't) you (?:not )?agree\b|(?:must|has to|have got to|'s got to) be (?:so |very |really "
    r"|pretty |quite |such )?\w+"
    r"|(?:^|[,;] )(?:of course|clearly|certainly|naturally|evidently|admittedly),? (?=\w)"
    r"|(?:isn't it|is it not) (?:true|obvious|clear)|(?:is it|it's|it is) (?:fair|safe) to (?:say|assume)"
    r"|you agree\b|(?:your|such an?|this|that) (?:awful|terrible|horrible|toxic|ridiculous|stupid|pointless|amazing"
    r"|incredible|wonderful|fantastic|fabulous)\b"
    r"|let's be honest|we both know|it's (?:obvious|clear|common knowledge)|face it)\b"
)
_STATED = pattern(
    r"\b(?:i (?:assume|guess|bet|suppose|imagine|presume|take it|gather|'m sure|am sure)|i'm (?:sure|certain|guessing"
    r"|assuming)|clearly|certainly|naturally|admit it)\b"
)
_LOADED = pattern(
    rf"(?:how (?:very |really |truly |so )?{_STRONG} (?:is|are|was|were|it|do|does|did|must|would|has|have)\b"
    r"|how much (?:do|does|did|must) (?:you|people|they|your \w+) (?:really |actually |secretly )?(?:hate|love|adore"
    r"|despise|loathe|resent|dread|detest|suffer|regret)\b"
    r"|how (?:lucky|proud|thrilled|sick|tired|bored|frustrated|unhappy) (?:are|were|do|must) you\b"
    r"|why (?:is|are|was|were|do|does|did|has|have) [\w' -]{2,50}? (?:(?:so|such an?|that) (?:much |very "
    rf"|incredibly )?{_STRONG}|{_STRONG} than|(?:so much )?(?:better|worse) (?:than|at)|the (?:best|worst)|(?:hate"
    r"|despise|fail|refuse|ignore) (?:so|to|at|their|the)|such (?:an? \w|(?:un|dis|in|sad|bad)\w+))"
    rf"|what makes [\w' -]{{2,40}}? (?:so (?:much )?{_STRONG}|the (?:best|worst)|better than|worse than|superior)"
    r"|why (?:do|does|did|is|are|was|were|must|can't) [\w' -]{2,50}? (?:always|constantly) \w+"
    r"|why (?:is|are|was|were) [\w' -]{2,50}? so (?:un(?!usual|ique|iversal|ited)\w{4,}|dis(?!tinct)\w{4,}|ir\w{4,}"
    r"|im(?!portant|pressive|mediate)\w{4,}"
    r"|in(?!teresting|teractive|tense|volved|fluential|dependent|ternational|novative|formal|tegrated|clusive"
    r"|dividual|timate|sightful|tricate|formative|spiring)\w{4,}|\w+less|obsessed|addicted|afraid|resistant|hostile"
    r"|cruel|cheap|rigid|bureaucratic|exploitative)\b"
    r"|why would any(?:one|body)\b)"
)
_CONCESSION = pattern(
    r"[,;.-] ?(?:but|yet|however|still|though)\b|\bbut (?:what|how|why|which|who|where|when|could|would|can|do|is|are"
    r"|i)\b"
)


def read(question: Question) -> Hit | None:
    for unit in question.units:
        if found := _leading(unit):
            start, end = found
            span = Span(unit.start + start, unit.start + end)
            said = question.raw[span.start : span.end].strip(" ,?")
            return Hit((span,), f"“{said}” gives away the answer you expect. Ask it as if you didn’t know.")
    if 0 < len(question.units) < len(question.text.sentences) and (stance := _before(question)):
        said = question.raw[stance.start : stance.end]
        return Hit((stance,), f"“{said}” gives away the answer you expect. Ask it as if you didn’t know.")
    return None


def _leading(unit: Unit) -> tuple[int, int] | None:
    low, at = unit.low, unit.core.start
    if unit.core.is_custom:
        return None
    if unit.core.shape is Shape.TAG:
        cut = max(low.rfind(","), 0)
        return (cut, len(low)) if cut else (at, len(low))
    asked = low[at:]
    if (match := _DENIED.match(asked)) and not _DENIED_FINE.match(asked):
        return at + match.start(), at + match.end()
    if match := _LOADED.match(asked):
        return at + match.start(), at + match.end()
    if match := _STANCE.search(low):
        return None if _CONCESSION.search(low, match.end()) else match.span()
    if unit.core.shape is Shape.STATEMENT and unit.is_asked and (match := _STATED.search(low)):
        return match.span()
    return None


def _before(question: Question) -> Span | None:
    """A premise in a sentence before the question: "Obviously the pay is bad. How do you cope?" """
    first = question.units[0].start
    match = _STANCE.search(question.low, 0, first)
    if not match or _CONCESSION.search(question.low, match.end(), first + 5):
        return None
    return Span(match.start(), match.end())


RULE = Rule(
    id="leading",
    looks_for="Words that give away the answer that is expected.",
    why="People agree out of politeness, and you learn what you thought already.",
    source="Krueger and Casey, Focus Groups: avoid questions that imply the answer",
    severity=Severity.MEDIUM,
    read=read,
)
