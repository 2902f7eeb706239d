"""Asks for a job, an internship, a referral for one. Saying that one doesn't is fine, and so is the reader's job."""

from __future__ import annotations

import re

from apps.coach.clues import is_denied
from apps.coach.names import company_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, pattern

#: What may stand between "looking for" and "job"; not "looking for advice on my job".
_SOME = (
    r"(?:(?:any |some |an? )?(?:kinds?|sorts?|types?) of |(?!(?:on|about|into|of|in|for|with|from|at|to|how|advice"
    r"|insights?|information|guidance|help|people"
    r"|someone|perspectives?)"
    r"\b)[\w-]+ ){0,4}"
)
_JOB = (
    r"(?:jobs?|positions?|internships?|employment|placements?|traineeships?|apprenticeships?|assistantships?"
    r"|externships?"
    r"|clerkships?|residenc(?:y|ies)|co-?ops?|fellowships?|postdocs?|work)"
)
_POST = (
    r"(?:jobs?|positions?|roles?|internships?|openings?|vacanc(?:y|ies)|opportunit(?:y|ies)|employment|placements?"
    r"|traineeships?|apprenticeships?|assistantships?|externships?|clerkships?|gigs?|work)"
)
_PAPERS = r"(?:name|r[eé]sum[eé]|cv|application|details|profile|materials)"
_WANT = (
    r"(?<!you[ ])(?:love|like|want|wanted|hope|hoping|wish|dream is|goal is|aim is|eager|excited|keen|thrilled"
    r"|interested in"
    r"|honou?red|ready|happy|available|dream of)"
)
_YOURS = r"(?:you|your \w+|the (?:team|company|firm)|[a-z]+ (?:team|company))"

#: These ask for a job wherever they stand, unless denied.
_ASKS = any_of(
    # Take me.
    r"(?:hire|employ) me",
    r"(?:get|getting|be|being) hired",
    r"consider(?:ing)? (?:me|my application)",
    r"hiring me",
    r"(?:be|being|get) considered (?:for|as)",
    r"my candidacy",
    r"an? (?:strong|good|great|ideal|perfect|excellent) (?:candidate|fit|match|addition)",
    r"(?:keep|have) me in mind",
    r"think of me",
    r"get me an? (?:\w+ )?interview",
    r"(?:thrilled|happy|available|love|come) (?:to|for an) interview(?! you)",
    r"open to work",
    r"(?:available immediately|immediately available)",
    r"(?:can|could) (?:start|begin) (?:immediately|right away|in|on)",
    r"demand on your side",
    r"(?:my|a|an|the) (?:\w+ )?job (?:search|hunt)(?! (?:advice|book|workshop|podcast|website|engine))"
    r"|looking to (?:join|land|secure"
    r"|get hired)|(?:chance|possibility|prospect|hope) of (?:a job|work|employment|an internship|a position)",
    r"(?:be|am) on your team|work (?:alongside|under) you|(?:work|job|career|employment) opportunit\w+ (?:at|with"
    r"|in your|on your)",
    r"(?:take|bring|taking|bringing) me (?:on(?! an?\b|to)|aboard)|(?:hat|name|hand) (?:in|into) the (?:ring|hat)",
    r"(?:pair of|set of|extra) hands|give me a (?:chance|shot|try|trial)|a chance to prove (?:myself|what i)",
    r"jump at (?:the|a|any) (?:chance|opportunity) to (?:work|join|intern)|work for free(?! to)|unpaid(?! leave)",
    r"my (?:salary|notice period)|salary expectations?|sponsor (?:my|a|me)",
    r"(?:i'm|i am|be|being|am|currently|actively|and) (?:\w+ )?open to (?:(?:new|other|any|all|job|full-?time|remote"
    r"|exciting) )*"
    r"(?:opportunities|roles|positions|offers|jobs)|#?opentowork|hashtag open",
    r"(?:flag|mention|support|review|endorse|expedite|push|check on|look at|bump|consider"
    r"|move) my (?:\w+ )?(?:application"
    r"|candidacy)|(?:status|update|word) (?:of|on|about) my (?:\w+ )?application",
    r"i(?:'ve| have) (?:just |recently |also |already )?applied (?:for|to) (?:the|your|an?|this) (?!(?:program|school"
    r"|class"
    r"|university|college|master|phd|degree|course)\b)",
    # Speak for me.
    r"refer me (?:for|internally|in|and|or|to (?:the|your) (?:hiring|hr|recruit\w+|job|position|role))",
    r"refer me(?=[.,?!]|$)",
    r"(?:internal|employee|job) referral",
    r"referral (?:for (?:the|an?|this|that|your|req\w*)|to (?:the|a) (?:job|position|role))",
    r"good word|put in a word|word for me|vouch for me",
    r"recommend(?:ed|ing)? me (?:to|for|as)",
    rf"forward(?:ing)? my {_PAPERS}",
    rf"(?:pass|hand|send|submit|share|give|get|bring|put|passing|sharing)(?: (?:along|on))? my {_PAPERS}(?: \w+){{0,2}}"
    r" (?:to|in front of) (?:hr|human|whoever|someone in|the (?:hiring|recruit\w+|right|hr|person in)"
    r"|your (?:hr|boss|manager|recruit\w+|hiring|team))",
    r"(?:in touch with|connect me (?:with|to)|introduce me to|speak (?:with|to)|talk (?:with|to)) (?:the|your|a) "
    r"(?:hiring manager|recruiter|hr|human resources)",
    # I seek one.
    rf"(?:looking|searching|hunting|on the look-?out|in search|search|look) (?:for|of) {_SOME}{_POST}(?! (?:models?"
    rf"|experience))",
    rf"(?:i|i'm|i am|and|currently|actively|also|still|always) (?:\w+ )?(?:seeking|seek|search) {_SOME}{_POST}",
    rf"(?:inquir\w+|enquir\w+|ask|asking)(?: you)? (?:about|regarding|for) (?:an?|any|the|possible|potential|job"
    rf"|open|some)"
    rf"(?: (?!(?:on|of|in|at|for) )[\w-]+){{0,2}}? ?(?:{_JOB}|openings?|vacanc(?:y|ies)|(?:job|career"
    rf"|employment) opportunit(?:y|ies)|opportunities)(?! (?:at|as) which)",
    r"(?:inquir|enquir|ask)\w*(?: you)? (?:about|regarding|for) (?:(?!(?:your|his|her|their|the|my)\b)[\w-]+ ){0,2}"
    r"(?:internships|assistantships|apprenticeships|traineeships|placements|clerkships|externships|residencies"
    r"|vacancies"
    r"|openings)(?! (?:you|that you))",
    r"(?:land|need|secure|obtain|want|find|get) (?:me )?an? (?:[\w-]+ ){0,2}(?:job|internship|position"
    r"|apprenticeship|traineeship|placement)",
    r"do (?:my|an) (?:\w+ )?internship|send (?:in )?my application|(?:r[eé]sum[eé]|cv|application"
    r"|attached)[^.?!\n]{0,30} for (?:your )?(?:kind )?consideration|(?:i'm|i am) your (?:man|woman|person)",
    r"how i (?:can|could|might|would) (?:contribute (?:to your|to the (?:team|company)|at)|add value"
    r"|help your (?:team|company)|fit into your)",
    rf"(?:give|get|find|offer|help|land|hook)(?: me| us)(?: (?:up with|to (?:get|find|land)|get|find|land"
    rf"|secure))? {_SOME}"
    r"(?:jobs?|positions?|internships?|interview|work|placement|offer|one at|foot in the door)",
    r"give job",
    r"job[- ](?:hunting|searching)",
    r"(?:i'm|i am|currently|back|be|now) (?:(?:on|in) the (?:job )?market)(?= for| and|[.,;!?]|$)",
    r"foot in the door",
    r"(?:any|some|job|of) leads",
    # I apply.
    r"i(?:'d| would) apply",
    r"(?:like|want|love|hope|plan|wish) to apply(?! (?:this|that|it|what))",
    r"how (?:i|to|can i|could i|do i|should i) (?:(?:might|could|can|best) )?apply(?! (?:this|that|it|what))",
    r"apply(?:ing)? for (?:the|this|that|your|an?|any) (?:[\w-]+ ){0,3}(?:role|position|job|opening|vacancy"
    r"|internship)",
    r"(?:my|an) application (?:for|to) (?:the|your|this|an?)",
    r"interest in (?:[\w-]+ ){0,4}(?:opportunities|positions|roles|openings|internships|jobs) (?:at|with|in your"
    r"|on your)",
    r"interest in the (?:[\w-]+ ){1,4}(?:role|position|opening|internship|job|post)",
    r"interested in (?:the|an?|any) (?:[\w-]+ ){0,3}(?:internship|opening|vacancy|position)s?",
    r"your (?:open|advertised|posted|vacant|junior) (?:[\w-]+ )?(?:role|position|job)s?",
    # I want in.
    rf"{_WANT} (?:to |of )?(?:work|working|join|joining|intern|interning|contribute|contributing|be part of"
    rf"|become part of)"
    rf" (?:for|at|with|in|to|under)? ?{_YOURS}",
    r"join(?:ing)? (?:your|the) (?:\w+ )?(?:team|company|firm|lab|group|organi[sz]ation|department)",
    r"(?:become|be|being) (?:a )?part of your",
    r"work as [\w ]{3,30} in your",
    r"need (?:any help|(?:someone|somebody) like me)",
)
#: These ask only in a question, or behind "if", "whether", "let me know".
_ASKS_IF = any_of(
    r"(?:(?:are|is) (?:\w+ ){1,3}?)?hiring(?! (?:manager|process|works|decisions?|committee))",
    r"(?:needs?|could use) an? (?:\w+ )?(?:intern|assistant|researcher|analyst|developer|engineer|designer|trainee)",
    r"(?:plan|plans|planning|going|looking|expect|expects) to hire",
    r"(?:is|are|be|you're) (?:\w+ )?in need of (?:(?:an?|any|more|some|new|good) )?(?:\w+ )?(?:\w+(?:ers?|ors?|ists?"
    r"|ants?|ians?|hands?)|staff"
    r"|people|help|interns?)\b|(?:could|can) use (?:a|an extra|another) (?:hand|pair)",
    r"my (?:job )?application(?! (?:to|for) (?:\w+ ){0,3}(?:program|school|university|college|phd|master))",
    r"(?:is there|are there|do you have|have you|any|offer|got|know of|be) (?:an? |any )?(?:\w+ )?(?:entry[- ]level"
    r"|junior|part-?time"
    r"|full-?time|contract|temp|temporary|seasonal|permanent|trainee) (?:\w+ )?(?:seat|spot|slot|role|position|job"
    r"|work|gig|post|place)s?",
    r"(?:anything|something) (?:going|available|open|free|suitable|for me) (?:in|at|on|with)",
    r"(?:room|place|space|spot|need|bench|desk|use|opening) for (?:an? )?(?:\w+ )?(?:beginner|newcomer|graduate|junior"
    r"|apprentice"
    r"|intern|trainee|volunteer|helper|assistant|newbie|extra)",
    r"(?:you|team|company|firm|lab|guys|folks|office|group|they|department) (?:\w+ )?(?:tak(?:e|es|ing)|bring(?:s"
    r"|ing)?)"
    r" (?:on|in) (?!(?:the|my|your|this|that|board)\b)(?:(?:any|new|more|some|other) )?(?!(?:projects?|risks?|work"
    r"|challenges?"
    r"|tasks?|roles?|clients?|cases?|debt|questions?|patients?|customers?)\b)[a-z]+s\b",
    r"(?:has|have|had|get|gets|any|spare|more|some|is there|the) (?:\w+ )?(?:headcount|vacanc\w+|(?:an? )?open seat"
    r"|spare desk)",
    r"(?:anything|something|a (?:job|role|position|spot|place|post)) (?:(?:in|on|at|for|with) [\w ]{1,25} )?"
    r"(?:opens?|comes?|turns?|pops?) (?:up|free)",
    r"(?:hear|know|learn|think) (?:of|about) (?:anything|something|any (?:jobs?|roles?|openings?|leads?))",
    r"hire (?:juniors?|interns?|people|graduates?|someone|anyone|new)",
    r"(?:take|takes|taking|accept|accepting|accepts|offer)(?: on)? (?:(?:any|new|more|student|[\w-]+"
    r"|summer) ){0,2}(?:interns|apprentices|trainees|applications)",
    r"(?:any|of|about|an|have|know|job|there|other|for|current|upcoming|potential|possible|future|available|suitable)"
    r" (?:\w+ ){0,2}(?:openings?|vacanc(?:y|ies))(?! (?:in|on) (?:your|the) (?:calendar|schedule|diary|day|week|agenda)"
    r"| (?:next|this|sometime|tomorrow|any time)| for (?:an?|me) (?:\w+ )?(?:call|chat|coffee|talk)"
    r"|line|night|remarks| of (?:the|your))",
    r"(?:open|available|vacant) (?:positions?|roles?|jobs?)",
    r"positions? (?:open|available|that fits?|for me)",
    r"(?:any|have|has|are|offer|offers|a|about|for|other|there) (?:[\w-]+ ){0,3}internships?",
    r"(?:any|are there|there are|have|hear of|is there an?|there is an?|possible|potential|available|paid|summer"
    r"|suitable)"
    r" (?:[\w-]+ ){0,3}(?:jobs?|positions?|internships?|employment|placements?|roles?|opportunities)"
    r"(?! (?:in (?:your|the) (?:calendar|day|week)|to (?:talk|speak|chat|meet|learn|ask|hear|connect|call)"
    r"|for (?:us|a (?:\w+ )?(?:talk|chat|call|conversation|meeting)|me to (?:talk|ask|learn|meet))|models?"
    r"|experience|advice|offer|for (?:growth|development|advancement|promotion|learning|training)))",
    r"(?:any|have|is there) (?:\w+ )?work (?:for|available)",
    r"(?:has|have|had|is there) (?:anything|something) (?:in (?!mind|common|writing|your|the|my|it)|for me|at )\w*",
    r"(?:anything|something) (?:open|available|comes? up|opens? up|for me)",
    r"(?:role|position|job|opening)s? (?:\w+ )?(?:come|comes|came|opens?) up",
    r"(?:room|place|space|spot|need) for (?:me|someone like me|an? \w+(?= on your))",
)
_IF = pattern(r"\?|\b(?:if|whether|let me know|wonder\w*|should (?:a|an|any|something)|know about)\b")
#: A sentence with none of these asks for no job.
_CUE = re.compile(
    r"hire|hiring|employ|consider|candida|refer|good word|a word|word for|vouch|recommend|in mind|think of me|job"
    r"|position|role"
    r"|intern|opening|vacan|opportunit|placement|traineeship|apprentice|work|market|available|start |begin |join"
    r"|part of your"
    r"|appl[yi]|fit[ .,!]|leads|need|demand|my (?:name|details|profile|r[eé]sum|cv|materials)|open |open[.,?!]"
    r"|comes? |takes? |taking |bring|ships?\b|team|alongside|under you|going (?:in|at|on)|a hand|junior|entry|contract"
    r"|temp|bench|desk|residenc|headcount|hands|hat in|ring|salary|unpaid|for free|sponsor|shot|seat"
    r"|turns? up|pops? up|opens? up|for me|recruiter|human res|hr[ .,?!]|in the door|interview|one at|match|addition"
    r"|hook me|contribut"
    r"|your (?:man|woman|person)|anything|trainee|my application"
)
#: About the past, about others, about how it is done.
_NOT_NOW = any_of(
    r"when (?:i|you) (?:was|were|first|started|began)",
    r"i (?:was|used to be) (?:looking|searching|seeking|hunting)",
    r"you were (?:looking|hiring)|were (?:you )?(?:looking|searching)",
    r"before (?:i|you|i'd) (?:start|begin|apply|look|began|started|got|found|even)",
    r"how (?:do|does|did|can|would|should|might|to) (?:you|people|one|someone|others|graduates|students"
    r"|somebody) (?:\w+ )?(?:get|find|land|come|apply)",
    r"people (?:who|looking|seeking)|from people",
    r"(?:hard|difficult|easy) to (?:find|get)",
    r"(?:your|my) (?:first|last|old|dream|previous|current|new|day) (?:job|role|position|internship)",
    r"after (?:looking|searching)|(?:accepted|left|quit|have|got|lost|took) (?:an?|my) (?:new )?(?:job|position)",
)


def read(draft: Draft) -> Reading:
    text = draft.body
    spans = []
    into = _into(draft.message.contact.company)
    for sentence in text.sentences_with(_CUE):
        low = sentence.low
        found = [*_ASKS.finditer(low), *(into.finditer(low) if into else ())]
        if sentence.is_question or _IF.search(low):
            found += _ASKS_IF.finditer(low)
        for match in found:
            if not is_denied(low, match.start()) and not _NOT_NOW.search(
                low, max(0, match.start() - 200), match.end() + 12
            ):
                spans.append(text.span(sentence.start + match.start(), sentence.start + match.end()))
    return seen(tuple(sorted(set(spans), key=lambda span: span.start))) if spans else NOTHING


def _into(company: str) -> re.Pattern[str] | None:
    """ "I'm eager to join Lumen": the wish to work where they work."""
    if not (tokens := company_tokens(company)):
        return None
    return re.compile(
        rf"\b{_WANT} (?:to |of )?(?:work|working|join|joining|intern|interning)(?: (?:for|at"
        rf"|with))?(?: the)? {re.escape(tokens[0])}\b"
    )


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
