"""Says what the talk is for: to learn, to hear, to ask, to get advice."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import pattern

_PURPOSE = pattern(
    r"\b(?:(?:learn|learning|understand|understanding|find out|figure out|finding out)\b(?! that\b)"
    r"(?= (?:\w+ )?(?:about|how|what|more|why|whether|which|who|where|from|the|a|your|if|some|as|directly|first)\b)"
    r"|to (?:\w+ )?(?:learn|understand|find out)\b"
    r"|(?:love|like|happy|glad|curious|hope|hoping|want|eager|keen|excited|interested|chance|welcome|so|delighted"
    r"|grateful|talk|call"
    r"|coffee|conversation|only|just|minutes|still|delighted|able|back|hour|first|how|month|week) (?:to "
    r"|in )?(?:hear|hearing|know)\b(?! (?:from you (?:soon|back)|back|if you|whether you"
    r"|you're|you are busy|how busy|it's|that|your days|of it|someone|somebody|anyone|who))"
    r"|(?:ask|asking) (?:you )?(?:(?:just|maybe|only|for|some|a few|a couple of|the|my|about|three|five|two|ten|you"
    r"|nothing but) )*"
    r"(?:\w+ )?(?:questions?|about|how|what|why|which|where|advice|everything)|(?:a few|my|some|three|five|two"
    r"|short|many|that|ask) questions?\b"
    r"|(?:your|get|some|for|any|of|honest) (?:\w+ )?(?:advice|insights?|perspectives?|guidance|opinion|views?"
    r"|thoughts|take on|wisdom)\b"
    r"|advise me|(?:tell|explain|describe|show|teach|share|walk)(?: (?:to|it|with))? (?:me|us)\b(?! (?:if|whether"
    r"|when you))"
    r"|(?:tell|explain) (?:how|what|about)|share (?:your|yours|how|what|some|a bit)|pick your brain"
    r"|informational (?:interview|chat|conversation|meeting)"
    r"|(?:talk|speak|chat|conversation|call|interview|discuss|coffee|minutes)(?: \w+){0,4} (?:about|on) (?:your|how"
    r"|what|why|the|that|it|his|her|their|where|when)\b"
    r"|to (?:discuss|talk about|talk through|describe|hear)|get to know (?:your|how|what|more)"
    r"|see it through your eyes|see how|picture (?:the work|of)"
    r"|how (?:do|did|does) (?:you|one|people|somebody|a)\b|what (?:does|is|was|do|would) (?:your|it|you|the|a) \w+"
    r"|what should i\b"
    r"|know (?:more )?(?:about|how|what|why|whether|which)|what i'd (?:like|love) to|hear yours|interview you)\b"
)
#: "I know how busy you are", "let me know if".
_NOT = pattern(
    r"\b(?:(?:do|did|let) you know|your (?:\w+ )?(?:advice|insights?|guidance|thoughts"
    r"|opinion)(?: \w+){0,6} (?:helped|was|were|made|changed|meant)|(?:completely|totally|fully) understand"
    r"|i (?:know|understand) (?:how|that|it|you|what)|let me know|know how busy|(?:i|you) (?:heard|learned)"
    r"|how (?:are|do) you do\b"
    r"|what do you say|how does that sound|thanks? (?:you )?(?:\w+ ){0,3}(?:for|to)|(?:forward"
    r"|hope) to hear(?:ing)? (?:from|back)|how (?:did|do) you (?:like|get) my"
    r"|do you know (?:if|whether)|how (?:i|to) (?:could|can|might|should)? ?(?:apply|contribute))"
)


def read(draft: Draft) -> Reading:
    text = draft.body
    for match in _PURPOSE.finditer(text.low):
        sentence = text.sentence_at(match.start())
        at = match.start() - sentence.start
        if _NOT.search(sentence.low, max(0, at - 25), at + len(match[0]) + 12) or is_denied(sentence.low, at):
            continue
        return seen((text.of(match),))
    return NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("States what you want to learn", spans=reading.spans)
    why = "What is the talk for? People help with a question more gladly than with a wish."
    return advise("State what you want to learn", why)


RULE = Rule(
    id="states-purpose",
    looks_for="What the talk is for: to learn, to hear how they did it, to get advice.",
    why="A question that can be answered is easy to say yes to.",
    source="Simon Fraser University: a conversation to gain insights into a career path",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
