"""Asks for a job, an internship, a referral for one. Saying that one doesn't is fine, and so is the reader's job."""

from __future__ import annotations

import re

from apps.coach.clues import is_denied
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import pattern

_POST = (
    r"(?:jobs?|positions?|roles?|internships?|openings?|vacanc(?:y|ies)|opportunit(?:y|ies)|placements?|traineeships?"
    r"|co-ops?|employment|posts?|work|gigs?|apprenticeships?|opportunity)"
)
_SOME = r"(?:[\w-]+ ){0,4}"
_WANT = (
    r"(?:love|like|want|wanted|hope|hoping|wish|dream is|goal is|aim is|eager|excited|keen|thrilled|interested in"
    r"|honou?red|ready|happy|available|dream of)"
)
_YOURS = r"(?:you|your \w+|the (?:team|company|firm)|[a-z]+ (?:team|company)|\$company)"

#: These ask for a job wherever they stand, unless denied.
_ASKS = pattern(
    r"\b(?:hire me|employ me|consider me\b|(?:be|being|to be|get) considered (?:for|as)|considering me for"
    r"|candidacy|refer me (?:for|to (?:the|your) (?:hiring|hr|recruit\w+|job|position|role)|internally|in\b|and|or)"
    r"|refer me$|refer me[.,?!]|(?:internal|employee|job) referral|referral (?:for (?:the|an?|this|that|your"
    r"|requisition|req)|to (?:the|a) (?:job|position|role))"
    r"|good word|put in a word|word for me|vouch for me|recommend(?:ed|ing)? me (?:to|for|as)|keep me in mind"
    r"|think of me"
    r"|(?:forward|pass|hand|send|submit|share|give|get|bring|forwarding|passing|sharing)(?: (?:along"
    r"|on))? my (?:name|r[eé]sum[eé]|cv|application|details|profile)(?: \w+){0,2} (?:to|in front of) (?:hr"
    r"|the (?:hiring|recruit\w+|right|hr|person in)|your (?:hr|boss|manager|recruit\w+|hiring|team)|whoever|human"
    r"|someone in)"
    r"|forward(?:ing)? my (?:r[eé]sum[eé]|cv|application)"
    rf"|(?:give|get|find|offer|help|land|hook)(?: me| us)(?: (?:up with|to (?:get|find|land)|get|find|land"
    rf"|secure))? {_SOME}(?:jobs?|positions?|internships?|interview|work|placement|offer|one at|foot in the door)\b"
    rf"|(?:looking|searching|hunting|applying|on the look-?out|in search|hunt|search) (?:for|of) {_SOME}(?:jobs?"
    rf"|positions?|roles?|internships?|employment|opportunit(?:y|ies)|placement|traineeship|apprenticeship"
    rf"|work)\b(?! (?:models?|experience report))"
    rf"|(?:i|i'm|i am|and|currently|actively|also|still|always) (?:\w+ )?(?:seeking|seek|search) {_SOME}(?:jobs?"
    rf"|positions?|roles?|internships?|employment|opportunit(?:y|ies)|placement|work)\b"
    r"|(?:on|in) the (?:job )?market(?= |[.,;!?]|$)(?= for| and|[.,;!?])|job[- ](?:hunting|searching)|open to work"
    r"|available immediately|immediately available|can start (?:immediately|right away|any|in|on)|could (?:begin"
    r"|start) (?:in|on|right)"
    rf"|{_WANT} (?:to |of )?(?:work|working|join|joining|intern|interning|contribute|contributing|be part of"
    rf"|become part of) (?:for|at|with|in|to|under)? ?{_YOURS}\b"
    r"|join(?:ing)? (?:your|the) (?:\w+ )?(?:team|company|firm|lab|group|organi[sz]ation|department)"
    r"|become (?:a )?part of your"
    r"|i(?:'d| would) apply|how (?:i|to|can i|could i|do i|should i) (?:might |could |can "
    r"|best )?apply\b(?! (?:this|that|it|what))"
    r"|(?:like|want|love|hope|plan|wish) to apply\b(?! (?:this|that|it|what))"
    r"|interest in the (?:[\w-]+ ){1,4}(?:role|position|opening|internship|job|post)"
    r"|interested in (?:the|an?|any) (?:[\w-]+ ){0,3}(?:internship|opening|vacancy|position)s?\b"
    r"|(?:i'd|i would|i'll|i will|i|would) (?:be|am|make) an? (?:\w+ )?fit\b|thrilled to interview"
    r"|interview with (?:you|your|hr)\b(?= and|\.|!| for| at)|come for an interview|get me an? (?:\w+ )?interview"
    r"|(?:any|some|job|of) leads\b|give me job|work as [\w ]{3,30} in your|need any help|need (?:someone"
    r"|somebody) like me|demand on your side)"
)
#: These ask only in a question, or behind "if", "whether", "let me know".
_ASKS_IF = pattern(
    r"\b(?:hiring\b(?! manager)|(?:plan|plans|planning|going|looking|expect|expects) to hire|hire (?:juniors?"
    r"|interns?|people|graduates?|someone|anyone|new)"
    r"|(?:any|of|about|an|have|know|job|there|other|for|current|upcoming|potential|possible|future|available"
    r"|suitable) (?:\w+ ){0,2}(?:openings?|vacanc(?:y|ies))\b(?! (?:in|on) (?:your|the) (?:calendar|schedule|diary"
    r"|day|week|agenda)|line|night|remarks| of (?:the|your))"
    r"|(?:open|available|vacant) (?:positions?|roles?|jobs?)|positions? (?:open|available|that fits?|for me)|(?:any"
    r"|have|has|are|offer|offers|a|about|for|other|there) (?:[\w-]+ ){0,3}internships?\b"
    r"|(?:any|are there|there are|have|hear of|is there an?|there is an?|possible|potential|available|paid|summer"
    r"|suitable) (?:[\w-]+ ){0,3}(?:jobs?|positions?|roles?|job opportunities|employment opportunities"
    r"|opportunities)\b"
    r"(?! (?:in (?:your|the) (?:calendar|day|week)|to (?:talk|speak|chat|meet|learn|ask|hear|connect|call)|for (?:a"
    r"|us|me to (?:talk|ask|learn|meet))|models?))"
    r"|(?:anything|something) (?:open|available|comes? up|opens? up|for me)|(?:role|position|job"
    r"|opening)s? (?:\w+ )?(?:come|comes|came|opens?) up|(?:room|place|space|spot|need) for (?:me|someone like"
    r"|a)\b(?= .*\b(?:team|company|me))"
    r"|(?:your|the) team need)"
)
_IF = pattern(r"\?|\b(?:if|whether|let me know|wonder\w*|should (?:a|an|any|something)|know about|about|please|ask)\b")
#: About the past, about others, or about an application that is not to the reader.
_NOT_NOW = pattern(
    r"\b(?:when (?:i|you) (?:was|were|first|started|began)|i (?:was|used to be) (?:looking|searching|seeking"
    r"|hunting)|were (?:you )?(?:looking|searching)|before (?:i|you) (?:start|begin|apply|look|look for|began"
    r"|started|got|found)"
    r"|people (?:who|looking|seeking)|from people|how (?:did|do) you (?:get|find|land|come)|your first (?:job|role"
    r"|position|internship)|(?:hard|difficult|easy) to (?:find|get)|you were (?:looking|hiring)|your dream job"
    r"|after (?:looking|searching))\b"
)


#: A sentence with none of these asks for no job.
_CUE = re.compile(
    r"hir(?:e|ing)|employ|consider|candidacy|refer|word|vouch|recommend|in mind|think of me|r[eé]sum|\bcv\b|\bjob"
    r"|position|\brole|intern|opening|vacan"
    r"|opportunit|placement|traineeship|apprentice|\bposts?\b|\bwork|\bgig|market|available|start|begin|join"
    r"|part of your|apply|\bfit\b|leads\b|\bneed"
    r"|interview|get me|give me|hook me|demand|co-op|application|my (?:name|details|profile)|anything open"
    r"|something (?:open|avail|come)|\bopen\b|comes? up|opens? up|for me"
)


def read(draft: Draft) -> Reading:
    text = draft.body
    spans = []
    for sentence in text.sentences:
        if not _CUE.search(sentence.low):
            continue
        asks = sentence.is_question or _IF.search(sentence.low)
        for match in (*_ASKS.finditer(sentence.low), *(_ASKS_IF.finditer(sentence.low) if asks else ())):
            if not is_denied(sentence.low, match.start()) and not _NOT_NOW.search(sentence.low, 0, match.end() + 12):
                spans.append(text.span(sentence.start + match.start(), sentence.start + match.end()))
    return seen(tuple(sorted(set(spans), key=lambda span: span.start))) if spans else NOTHING


def judge(reading: Reading, case: Case) -> Advice:
    if not reading.seen:
        return praise("Doesn’t ask for a job")
    why = "Ask for insight: a job question ends most conversations before they begin."
    return advise("Leave the job out", why, reading.spans)


RULE = Rule(
    id="job-ask",
    looks_for="A request for a job, an internship, a referral for one.",
    why="Whoever is asked for a job can only say no. Whoever is asked for a story can say yes.",
    source="Simon Fraser University: no mention of jobs anywhere. Kansas State: mention that you are not seeking a job",
    severity=Severity.HIGH,
    read=read,
    judge=judge,
)
