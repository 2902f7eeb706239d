"""Says what draws the writer: a field, a topic, a piece of the reader's work."""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, pattern

_I_WISH = (
    r"(?:i|i'd|who|and|who'd|\w+(?= hoping)|now|to|one day|someday|really|always|i'm|also|am|is|we)"
    r" (?:(?:would|really|just|also|now|always|have|'ve|only|mostly|am|was|eventually|still|had|long) )*"
    r"(?:want(?:ed|ing|s)?|like|love|hope[ds]?|hoping|wish(?:ed)?|wanna|plan(?:ning|s)?|dream(?:ed|ing|s|t)?"
    r"|long(?:ing)?|aim(?:ing)?|aspire|decided|intend|determined|trying|working) (?:to|of|on)"
)
_WORDS = any_of(
    # Said outright.
    r"interest(?:s|ed|ing)?(?! rates?)",
    r"curious|curiosity|fascinat\w+|passion\w*|intrigu\w+|captivat\w+|inspir\w+|enthusias\w+|admir\w+|obsess\w+"
    r"|attract\w+",
    r"drawn (?:to|into)|keen (?:on|to)|impress(?:ed|ive|es)|appeals? to me|soft spot|a revelation|favou?rite"
    r"|eager to (?:learn|work)",
    r"(?:big|huge|long-?time|great|avid|such a|a|total) (?:\w+ )?(?:fan|admirer|follower|lover) of(?! (?:yours?|him"
    r"|hers?|his)\b)|(?:crazy|nuts|mad|wild|geek) about"
    r"|hooked on|in awe of|geek out|dreaming (?:of|about)|day and night|toy(?:ing|ed)? with|the idea of|calling"
    r"|lifelong|lights me up"
    r"|(?:love|adore|loved|adored) (?:\w+ing|what|how|your|the (?!(?:team|people|company|place)\b))\b|thing for"
    r"|torn between|fell for|bitten by|caught the",
    r"(?:care|caring|cared) (?:\w+ ){0,3}about (?!(?:you|it|me)\b)\w+|(?:started|begun|come|grown|began) to (?:love"
    r"|like|enjoy|care)"
    r"|(?:tug|pull|call|nag)(?:s|ging|ing|ling)? (?:at|to|on) (?:me|my)|won't (?:leave me|let (?:me )?go)|under (?:its"
    r"|the|your) spell"
    r"|(?:one|my|a|the) (?:big |old |childhood )?dream\b|chewing on|mulling|flirting with|(?:heart|mind|eyes?"
    r"|sights?) (?:is |are )?(?:set )?on (?!it|you)"
    r"|aim(?:ing)? for (?!\d|the end|next)\w+|aspiring|budding|break(?:ing)? in(?:to)?\b|(?:path|way|route|road"
    r"|door) into \w+"
    r"|wondering (?:whether|if) to (?!(?:write|call|ask|contact)\b)\w+|leav(?:e|ing) [\w ]{2,25} for (?:an? |the )?\w+"
    r"|(?:thesis|dissertation|essay|capstone) (?:is )?(?:on|about) \w+|can't (?:stop|get enough)|(?:is"
    r"|are) what i (?:think|read|dream)",
    r"(?:excited|thrilled) (?:by|about)|excited to learn|struck (?:by|me)|in love with|love (?:for|of) \w+",
    r"(?:i|what i) (?:really )?(?:love|like) (?:most|best)|top of my list|(?:an|my|one) eye on|really (?:in)?to"
    r"|into (?:frames|games|design)",
    r"i (?:really|very much|truly|especially) (?:like|love|enjoy)|(?:like|love) very much",
    # Something of theirs did it.
    r"(?:caught|catch(?:es|ing)?|got) my (?:eye|attention)|(?:stuck with|stayed with|spoke to|speaks to"
    r"|resonate[sd]? with) me",
    r"made me (?:\w+ )?(?:curious|think|want|look|wonder|see)|(?:are|is) (?:why|the reason) i|gives? me hope"
    r"|changed my mind",
    r"made my (?:day|week|month|year)|chang(?:e|ing) careers?",
    r"(?:love|loved|adore|adored|enjoyed|liked|like) (?:your|how you|what you|that you|insert|the way you)",
    r"your (?:\w+ )?(?:work|move|path|career|talks?|article|story|post|book|paper|series|blog"
    r"|podcast) (?:\w+ ){0,5}(?:interests?|looks?|sounds?|was|is|showed|changed|taught)",
    r"i(?: \w+)? (?:love|adore|enjoy|like)d? (?!(?:to|it|this|that|you|your|the|them|my|how|what|for|and|about)\b)\w+",
    r"(?:read|reading|followed|following|loved?|liked?|enjoyed|watched|heard|saw|attended|listened to|quoting"
    r"|came across|discovered|found|devoured) (?:\w+ ){0,3}?your (?:[\w-]+ ){0,4}?(?:on|about) \w+",
    r"your (?:[\w-]+ )?(?:posts?|talks?|articles?|series|work|pieces?|blog|research|papers?|videos?|lectures?|book"
    r"|essays?"
    r"|episodes?|case study|notes|presentation|panel|session) (?:on|about) (?!(?:linkedin|the (?:phone|web)|mon|tues"
    r"|wednes|thurs|fri))\w+",
    r"(?:been |is |was |are )?(?:high|first|top) on (?:the|my) list|(?:on|in|at the back of) my mind"
    r"|keeps? coming (?:up|back)"
    r"|stopped thinking|second act|(?:next|new) chapter|looks like the right|won't let go|(?:do|doing) (?:this|it"
    r"|that)"
    r" for (?:real|a living)|(?:make|making|earn|earning) (?:a|my) living|what (?:comes|to do) (?:after|next)"
    r"|what'?s next|back to school for"
    r"|looking (?:at|toward|towards) (?!(?:you|your|the|my|it|this)\b)\w+|next step\b|been following \w+|figur(?:e"
    r"|ing) out (?:which|what)",
    # A change is on its way.
    r"(?:decid|choos|discern|compar|weigh|waver|debat|hesitat)\w* (?:\w+ ){0,3}?(?:between|whether|against)"
    r"|comparing (?!notes)\w+|wondering about (?!you|this|that|it\b)\w+|what it (?:would take|takes) to \w+",
    r"considering (?!(?:it|this|that|my|me|us|the request|(?:mon|tues|wednes|thurs|fri)day)\b)\w+|(?:weighing"
    r"|exploring|pondering|contemplating)",
    r"looking into|thinking (?:\w+ )?(?:about|of)|thinks? about (?:becoming|a|mov\w+)|torn between|unsure between"
    r"|(?:decide|choose) between",
    r"whether \w+(?: \w+){0,3} (?:would suit|suits|fits|is right for|is for|are for|makes sense|needs)"
    r"|whether (?:the )?\w+ is for me",
    r"(?:mov|switch|transition|break|chang|pivot)(?:e|ing)? (?:\w+ )?(?:in)?to (?!(?:the|a|my|your|you|be)\b)\w+",
    r"(?:go|going|get|getting) into (?!(?:touch|a|the|your)\b)\w+",
    r"(?:move|moving|change|changing|jump|switch|switching|transition|transitioning"
    r"|step) (?:from [\w ]{2,30})?(?:into|toward|towards)",
    r"(?:may|might|want to|could) (?:switch|move|change)|change my (?:profession|career|field)",
    r"(?:keep|been|kept) wondering (?:what|how|why|whether) (?!you\b)\w+|adores? \w+|confused between"
    r"|apply(?:ing)? to (?:\w+ )?(?:graduate|grad|law|med\w*|nursing|art|film|business"
    r"|vet\w*)(?: \w+)?"
    r" (?:schools?|programs?)|the part (?:of [\w ]{2,30})?i (?:miss|like|love|enjoy)|think about little else"
    r"|(?:seems?|looks?|sounds) (?:to me )?(?:to be|like) (?!(?:you|we|your|it|that|a good (?:time|fit))\b)\w+",
    # A wish.
    r"(?:want|wants|wanted|hope|hopes|hoping|like|plan|planning|dream) (?:to|of) (?:(?:one day|eventually|some day) )?"
    r"(?:become|becoming|be an?|being an?|go into|work (?:in|with)|working (?:in|with)|get into|open(?:ing)? an?)",
    rf"{_I_WISH} (?:study|studying|become|becoming|be|being|move|moving|help|helping|teach|teaching|build|building"
    rf"|make|making"
    r"|design|designing|brew|cook|write|writing|break|start|starting|open|enter|pursue|speciali[sz]e|train|retrain"
    r"|return|leave"
    r"|do|doing|work|working|go|going|get|position|pivot|switch|change|try|explore|master|practi[cs]e|shift|create|run"
    r"|grow|live)"
    r" (?!(?:you|your|this|it|that|a (?:call|chat|talk|question|coffee|visit)|call|zoom|touch|so|sure|with you"
    r"|in touch|some questions"
    r"|the most|my homework|up to|an interview|any(?:thing)?|able|of (?:help|service|use)|respectful|brief|honest"
    r"|clear|upfront|considered|hired|part of your|on your|for you|at your|with your|in your|from you)\b)\w+",
    r"(?:might|may|will|could|going to|about to|ready to) (?:be )?leav(?:e|ing) [\w ]{2,25} for \w+|(?:all"
    r"|everything) (?:i|they're) "
    r"(?:all )?(?:i )?(?:look at|think about|read about|talk about)",
    r"(?:better )?understand (?!(?:that|you|your|it|this|if|how (?:busy|much|full)|the (?:busy|time|demands)"
    r"|completely|and|but)\b)"
    r"\w+",
    r"would-be|dreams? (?:job|of)|want to do(?! (?:it|this|that|my|well))|is the field i",
    r"(?:want|wants|hope|like|love) to learn (?!(?:about|how|from|more|what|why|whether|which|if)\b)\w+",
    r"what i'd (?:like|love) to (?:learn|understand|know)|i wonder (?:what|how|why|whether)|how much changes"
    r"|what changes when",
    r"how (?:you|one) (?:came|moved|switched|became|changed|went|got|chose|picked|turned|settled)(?: \w+){0,4} (?:to"
    r"|into|from|an?|as|on) "
    r"(?!(?:this|that|where|it|your|the)\b)\w+",
)
#: The reader's interest, or a way of speaking.
_NOT_MINE = any_of(
    r"(?:if|whether|are|be|is|you're|would|might) (?:you|this|that|it|they)(?: are|'re| is| be)?(?: \w+)? interest\w*",
    r"(?:do|did|would|how do) you (?:\w+ )?(?:like|love|enjoy)",
    r"(?:know|understand) how (?:busy|much|little)",
    r"interest(?:ed|s)? (?:to|for) you|no interest|interesting day",
)
#: "learn about UX research", but not "learn about your path": the topic is what draws.
_TOPIC = pattern(
    r"\b(?:learn(?:ing)?|understand(?:ing)?|know|find out|hear|exploring|explain|ask|tell me|show me|questions|talk"
    r"|chat|speak|conversation|call|curious|minutes|coffee)"
    r"(?: (?:more|something|a bit|a little|from you|you|me|with you|to you|to|some questions|a few questions))*"
    r" (?:(?:how|whether|why) (?=(?:an?|one|the) (?!(?:call|talk|chat|visit|meeting|conversation|work|role|job"
    r"|company|team|position)\b)\w+ )|(?:about|what|how|whether) "
    r"(?!(?:you|your|it|that|this|these|those|them|me|my|i|he|she|how|busy|the (?:work|role|job|company|team"
    r"|training|position|opening"
    r"|same)|i|we|if|what|yours|life|things|anything|everything|stuff|half|an|a|\d+|fifteen|twenty|thirty|ten|such|one"
    r"|any|our|(?:\w+ )?jobs?(?! in)|openings?|opportunities|next|possible|potential|other|where|whom?|each|people"
    r"|some(?:one|thing)?|to|the (?:fall|spring"
    r"|summer|same|talk|call|meeting))\b))\w+"
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
