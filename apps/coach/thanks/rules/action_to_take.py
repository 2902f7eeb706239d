"""Says what the writer did or will do because of the talk. Thanking, remembering and writing again are no action."""

from __future__ import annotations

from apps.coach.rule import Severity
from apps.coach.text import Span, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule

_ADVERBS = (
    r"(?:also|now|already|just|immediately|then|definitely|certainly|probably|first|soon|since|even|really|gladly"
    r"|actually|right away|at once|finally|recently|therefore|thus|be sure to|make sure to|too|all|both|go ahead and"
    r"|next|surely|absolutely|happily|try to|do my best to|take the time to|start by|begin by)"
)
_ADVERB = rf"(?: {_ADVERBS})*"
#: What one may mean to do without doing anything.
_IDLE = (
    rf"(?:{_ADVERBS}\b|be (?!(?!sending|writing (?:to )?you|telling|sharing|keeping|looking|hoping"
    r"|reaching out to you|following|thinking"
    r"|updating|letting|thanking|seeing|working (?:with|for)|joining|waiting|going|coming)[a-z]+ing\b)"
    r"|carry|hold|bear|value|benefit|succeed|need|know|keep your|keep (?:it|this|that|them|everything|all) (?:in mind"
    r"|with)"
    r"|take (?:it|this|that|them|your words|with me|away|home)|pass (?:it|this) (?:by|past)|report|owe|"
    r"stay|keep (?:in|you|up with you|touch|the conversation|this conversation|our)|remain|thank|remember|never"
    r"|always|forget|let you|tell you|write(?: to)? you|write again|send you|drop you|show you|update you|share"
    r"|check (?:in|back)|follow up|hit you|email you|e-mail you|contact you|call you|report|cherish|treasure|miss"
    r"|look forward|hope|hoping|wish|wishing|appreciate|(?:\w+ )?(?:happy|glad|delighted|thrilled|honou?red|pleased"
    r"|grateful|thankful)|recommend|in touch"
    r"|able|have (?:a|to|the|an|much|my)|see you|talk (?:to you|again|soon)|speak|meet you|meet again|visit you"
    r"|reach out to you|return the favou?r|repay|express|say|admit|confess|like|love|enjoy|hear|touch|you|so|not"
    r"|there|back|connect with you|connect (?:on|again)|reconnect|leave|end|close|stop|mention|add|writing (?:to|you)"
    r"|hop(?:e|ing)|of|a|an|the|very|more|much|most|honest|taped|interested|sure|certain|forever|eternally|impressed"
    r"|amazed|inspired|excited|looking|attaching|enclosing|sending|attach|enclose|still|thinking|feeling|wondering"
    r"|considering|studying|doing|sorry|afraid|aware)"
)
_WILL = (
    r"(?:i(?:'ll| will| shall| am going to|'m going to|'m gonna| am gonna| gonna| plan to| am planning (?:to|on)"
    r"|'m planning (?:to|on)| intend to| mean to| aim to| have decided to|'ve decided to| decided to"
    r"| have resolved to| promise to| want to try| hope to (?!see|meet|hear|talk|speak|stay|keep|work|join|be|learn"
    r"|continue)| am about to|'m about to| am determined to)|we(?:'ll| will)|(?:ill|imma) (?=\w))"
)
_DID = (
    r"(?:signed|enrolled|enroled|registered|ordered|bought|borrowed|started|begun|began|contacted|emailed|e-mailed"
    r"|mailed|called|phoned|wrote|written|rewritten|rewrote|asked|booked|joined|downloaded|scheduled|set|tried|picked"
    r"|subscribed|updated"
    r"|changed|made|redone|redid|looked up|looked into|reached out|put|proposed|requested|submitted|photographed"
    r"|arranged|drafted|created|built|taken (?:out|up|the|your (?:advice|suggestion))|took (?:out|up|the"
    r"|your (?:advice|suggestion))|read|printed|added|applied (?!for|to)|checked|found|visited|watched|listened|gone"
    r"|went|shared|spoken|talked|spoke|dug|pulled|opened|switched|dropped|cut|moved|reserved|planned|outlined"
    r"|followed|used|copied|installed|finished|volunteered|marked|pitched|agreed|committed|decided|spent (?:the|my)"
    r"|ran|run|sketched|made|taped|practi[sc]ed|interviewed|researched|compiled|prepared|scheduled|rearranged"
    r"|reworked|revised|restructured|deleted|sat down|met with|gave|given|sent (?!you|my (?:r[eé]sum|cv))"
    r"|done (?:it|that|so|this|what|the)|swapped|chosen|chose|blocked|hung|pinned|replaced)"
)
_DO = (
    r"(?:begin|start|prepare|try|make|take|go|read|visit|write (?!you|to you)|call (?!you)|join|work|sign"
    r"|meet (?!you)|attend|do|enrol|enroll|learn|study|apply|build|practi[sc]e|check|use|follow|change|move|volunteer"
    r"|come)"
)
_SOON = (
    r"(?:next (?:week|month|term|semester|year|spring|fall|summer|winter|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)|this (?:week|month|weekend|semester|evening|afternoon|spring|summer|fall|winter|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|coming)|tomorrow|tonight|on (?:monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)|in (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|fall|autumn|winter|two|a few|the (?:spring|summer|fall|new year))|from (?:next"
    r"|now|monday|december|january|tomorrow)|already|now)"
)
_ACTIONS = tuple(
    pattern(source)
    for source in (
        rf"\b{_WILL}{_ADVERB} (?!{_IDLE}\b)[a-z]",
        rf"\bi(?:'ve| have|)(?:{_ADVERB}) {_DID}\b(?! (?:you\b|your (?:profile|name|website|article|post|page|email"
        r"|e-mail|message|answer|letter|book|work|company)|it (?:fascinating|interesting|very|so|really|helpful"
        r"|useful)|how|that|out (?:about|how|that)|of you|very|our (?:conversation|talk|meeting|call|chat|discussion"
        r"|interview|time)|a lot|the (?:conversation|talk|meeting|call|chat"
        r"|interview) ))",
        rf"\bi(?:'m| am| m){_ADVERB} (?!{_IDLE}\b)(?!writing (?:to (?:you|thank|say|express|let|tell|share)|this|in"
        r"|you))(?!(?:going|thanking|trying to (?:figure|find|decide|learn|understand|get)|looking|hoping|still"
        r"|studying"
        r"|working (?:at|as|in|for)|living|majoring|interest"
        r"|morning|convinc|amazing|willing|being|having|getting (?:a|the|more)|learning|finding"
        r"|seeing)\w*\b)[a-z]{2,}ing\b",
        r"\bi(?:'m| am) (?:going|trying) (?:for|with|out|through|back|over) ",
        r"(?:^|[.!?;] |\band |\bso |, )(?:will|going to|gonna|planning to|plan to"
        rf"|about to){_ADVERB} (?!{_IDLE}\b)[a-z]",
        r"^(?:already |just |also )?(?:signed up|enrolled|registered|ordered|bought|started|booked|emailed|called"
        r"|asked|joined) ",
        rf"\bi{_ADVERB} (?!enjoyed|learned|asked|appreciated|liked|loved|wanted|realized|noticed|called you|missed"
        r"|needed|hoped|talked|chatted|discussed|interviewed|received|listened)"
        r"(?:[a-z]+ed|went|began|wrote|bought|read|made|took|sent|ran|gave|drew|cut|rewrote|sat|spent) (?!you\b"
        r"|with you\b|to you\b)[^.!?]{1,80}"
        r"\b(?:last night|this morning|on my way|on the way home|since then|right after|that (?:same )?(?:evening"
        r"|night|day)|the same (?:evening|night|day)|right away|over the weekend|this weekend|the (?:next|very next"
        r"|following) (?:day|morning)|on (?:sunday|saturday))\b",
        rf"\b{_SOON}\b[^.!?]{{0,60}}\b(?:i|we){_ADVERB} {_DO}\b",
        rf"\b(?:i|we){_ADVERB} {_DO}\b[^.!?]{{0,80}}\b{_SOON}\b",
        r"\b(?:my next step|my plan|my first step|my homework|next (?:on|up)|first thing (?:i|tomorrow)"
        r"|my goal (?:now|for)) (?:is|will be|for|:)",
        r"\bgo(?:es|ing)? (?:straight |right |directly )?(?:in ?to|on) my (?!heart|mind|head)\b",
        r"\bi(?:'m| am) (?:taking|following|putting|using|applying|acting on|getting started|writing to (?!you|thank"
        r"|say|express))",
        r"\b(?:on|following|taking|because of|thanks to|based on|after|per) your (?:advice|tip|suggestion"
        r"|recommendation|hint|example|counsel|encouragement),? (?:i|we)(?:'ve|'ll|'m)? ?",
        r"\b(?:has|have) changed (?:how|the way) i\b|\b(?:i|we) now (?:use|do|check|ask|start|write|read|keep|make"
        r"|begin|try|follow)\b",
    )
)
_NOT = pattern(
    r"\b(?:i (?:will|shall) not|i won't|i'm not going to|i am not going to|if (?:i|we) (?:will|have|am)|(?:when|while"
    r"|before|after|since|until|because) i (?:am|was|'m|have|started|began|tried|read|asked|wrote|went|called)"
    r"|questions? (?:that )?i (?:asked|wrote|had|made|put)|(?:i|i've|i have) (?:asked|wrote|written|emailed|contacted"
    r"|called|read|found|made) (?:you|your|about you|many|so many|a lot of questions|up my mind)|i (?:found"
    r"|find) (?:it|your|our|the|that|very)|i took (?:a lot|so much|away|from|home|more)"
    r"|i (?:just )?started (?:college|school|my|at|in|as|out)|i am (?:writing|reaching)|i read (?:that|about you"
    r"|your)|i decided to (?:write|reach)|i have (?:read|looked) (?:about|over) (?:you|your)|i made (?:a mistake|it)"
    r"|i spoke with you|i went in (?:thinking|expecting)|i asked you)\b"
)


def read(reading: Reading) -> tuple[Span, ...]:
    found = []
    for sentence in reading.sentences:
        low = _NOT.sub(lambda match: " " * len(match[0]), sentence.low)
        if any(action.search(low) for action in _ACTIONS):
            found.append(sentence.span())
    return tuple(found)


RULE = Rule(
    id="action_to_take",
    looks_for="What the writer did or will do because of the talk.",
    why="Advice that is acted on is the best thanks, and it is news for the next letter.",
    source="Open textbook on informational interviews (DITA, 36247): four elements of a thank-you",
    severity=Severity.MEDIUM,
    read=read,
    message="Say what you’ll do with it: one small step, and when.",
    is_wanted=True,
)
