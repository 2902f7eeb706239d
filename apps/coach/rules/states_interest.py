"""Says what draws the writer: a field, a topic, a piece of the reader's work."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import pattern

_WORDS = pattern(
    r"\b(?:interest(?:s|ed|ing)?\b(?! rates?)|curious|curiosity|fascinat\w+|passion\w*|drawn (?:to|into)|intrigu\w+"
    r"|captivat\w+|inspir\w+"
    r"|enthusias\w+|keen (?:on|to)|admir\w+|impress(?:ed|ive|es)|appeals? to me|attract\w+|obsess\w+|revelation"
    r"|soft spot"
    r"|excited (?:by|about|to learn)|thrilled (?:by|about)|struck (?:by|me)|(?:caught|catches|got) my (?:eye|attention)"
    r"|(?:stuck with|stayed with|spoke to|speaks to|resonated with) me|made me (?:\w+ )?(?:curious|think|want|look"
    r"|wonder|see)"
    r"|(?:love|loved|adore|adored|enjoyed|liked|like|admire) (?:your|how you|what you|that you|insert|the way you)"
    r"|in love with|love for|(?:i|what i) (?:really )?(?:love|like) (?:most|best)|love (?:to|of) (?:work|maps|num)"
    r"|(?:consider|weigh|explor|ponder|contemplat)ing|looking into|thinking (?:\w+ )?(?:about|of)"
    r"|thinks? about (?:becoming|a|mov)"
    r"|torn between|unsure between|(?:whether|if) \w+(?: \w+){0,3} (?:would suit|is for|makes sense|needs)"
    r"|(?:mov|switch|transition|break|go|get|chang|pivot)(?:e|ing|ting)? (?:\w+ )?(?:in)?to (?!know|talk|the phone"
    r"|speak|touch|a call)\w+"
    r"|(?:move|change|jump|switch|transition|step) (?:from [\w ]{2,30})?(?:into|toward|towards)"
    r"|(?:may|might|want to|could) (?:switch|move|change)|change my (?:profession|career|field)"
    r"|(?:want|wants|wanted|hope|hopes|hoping|like|plan|planning|dream) (?:to|of) (?:(?:one day|eventually"
    r"|some day) )?(?:become|becoming|be an?|being"
    r"|go into|work (?:in|with)|working (?:in|with)|get into|open|opening|do|choose)|would-be|dreams? (?:job|of)\b"
    r"|(?:an|my|one) eye on|into (?:frames|games|design)|really (?:in)?to|want to do|is the field i|the field"
    r"|top of my list"
    r"|(?:are|is) (?:why|the reason) i|gives? me hope|whether (?:the )?\w+ is for me|(?:grew|grown|grows) on me"
    r"|favou?rite|i wonder (?:what|how|why|whether)"
    r"|(?:how much|what) changes when|beginner's?|your (?:\w+ )?(?:work|move|path|career|talk|article|story|talks?) "
    r"(?:\w+ ){0,5}(?:interests?|impresse[sd]|looks?|sounds?|was|is|showed|changed|taught)|changed my mind"
    r"|encouraged me to learn|what i'd (?:like|love) to (?:learn|understand|know)"
    r"|(?:want|wants|hope|like|love) to learn (?!about|how|from|more|what|why|whether|which|if)\w+|how (?:you"
    r"|one) (?:came|moved|switched|became|changed|went|got)(?: \w+){0,4} (?:to|into|from|an?) (?!(?:this|that|where"
    r"|it|your|the)\b)\w+)\b"
)
#: About the reader's interest, or nobody's.
_NOT_MINE = pattern(
    r"(?:if|whether|are|be|is|you're|would|might) (?:you|this|that|it|they)(?: are|'re| is| be)?(?: \w+)? interest"
    r"|interest(?:ed|s)? (?:to|for) you\b|no interest|interesting day"
)
#: "learn about UX research", but not "learn about your path": the topic is what draws.
_TOPIC = pattern(
    r"\b(?:learn(?:ing)?|understand(?:ing)?|know|find out|hear|exploring|explain|ask)(?: (?:more|something|a bit"
    r"|a little|from you|you|me))*"
    r" (?:about|what|how|whether) (?!(?:you|your|it|that|this|them|me|my|i|he|she|how|the (?:work|role|job|company"
    r"|team|training|same))\b)\w+ \w+"
)


def read(draft: Draft) -> Reading:
    text = draft.body
    for words in (_WORDS, _TOPIC):
        for match in words.finditer(text.low):
            sentence = text.sentence_at(match.start())
            at = match.start() - sentence.start
            if is_denied(sentence.low, at) or _NOT_MINE.search(sentence.low, max(0, at - 20), at + 30):
                continue
            return seen((text.of(match),))
    return NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("Says what interests you", spans=reading.spans)
    return advise("Say what interests you", "Name the field, or the piece of their work, that made you write.")


RULE = Rule(
    id="states-interest",
    looks_for="What draws you: a field, a question, a piece of their work.",
    why="Out of everybody, why them? A true answer is worth more than praise.",
    source="Duke Career Hub: be specific, why this person. Simon Fraser University: generalize your interest",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
