"""Worth asking, once they know you: what is bad, what it pays, who leaves, what went wrong. Advice, never a fault."""

from __future__ import annotations

from apps.coach.questions.question import Question
from apps.coach.questions.rule import Hit, Rule
from apps.coach.rule import Severity
from apps.coach.text import Span, pattern

_BRAVE = pattern(
    r"\b(?:worst|hate|dislike|downsides?|drawbacks?|dark side|cons|least (?:favou?rite|like|enjoy)|like least"
    r"|enjoy least|frustrat\w+|dread"
    r"|salar(?:y|ies)|pay|paid|pays|wages?|earn|earns|compensation|bonus(?:es)?|money|raises?|pay gap"
    r"|layoffs?|laid off|turnover|burn(?:ed|t)? ?out|burnout|toxic|politics|(?:people|anyone|they|women"
    r"|good people) (?:leave|quit)|leave (?:the )?(?:profession|company|field|job)|made? you (?:leave|quit)"
    r"|considered (?:leaving|quitting)|(?:almost|nearly) (?:quit|left)|thought (?:about|of) (?:leaving|quitting)"
    r"|fail(?:ed|ure|ures)?|mistakes?|regrets?|went (?:badly|wrong)|doubted|conflicts?|disagree(?:s|d|ments?)?"
    r"|discriminat\w+|sexis[tm]|racis[tm]|bias|harass\w+|weakness(?:es)?|worr(?:y|ies)|keeps you up|stress(?:ful)?"
    r"|unfair"
    r"|introduce me|vouch)\b"
)


def read(question: Question) -> Hit | None:
    for unit in question.units:
        if match := _BRAVE.search(unit.low):
            span = Span(unit.start + match.start(), unit.start + match.end())
            return Hit((span,), "A brave question, and a good one. Ask it late, once they know you a little.")
    return None


RULE = Rule(
    id="brave",
    looks_for="A topic that takes trust: what is bad, pay, people who left, mistakes.",
    why="The answer is worth most, and early in the talk it isn’t given.",
    source="Krueger and Casey, Focus Groups: from easy to hard",
    severity=Severity.LOW,
    read=read,
    is_issue=False,
)
