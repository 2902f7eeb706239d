"""Asks for a job, an internship, a referral for one. Saying that one doesn't is fine, and so is the reader's job.

A request is an act and a thing: somebody seeks, asks about, offers to fill, has papers passed on for; a post, a place,
a need for people. The acts are listed here by who does what; the things are in employment.py. What is denied, lies
behind, or is only what the talk would be about ("what do hiring managers look for") is no request.
"""

from __future__ import annotations

from apps.coach.clues import is_denied
from apps.coach.employment import (
    CUES,
    GATE,
    JOB,
    PAPERS,
    PLACE,
    POST,
    SCHOOL,
    SOME,
    THEY,
    WISH,
    WORKER,
    YOURS,
)
from apps.coach.rule import EMPLOYER, NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, pattern

#: These ask wherever they stand.
_SAYS = any_of(
    # I seek a post.
    rf"(?:looking|searching|hunting|look|search|on the (?:look-?out|hunt)|in search|in the market) (?:for"
    rf"|of) {SOME}{POST}"
    r"(?! (?:models?|experience|stories))",
    rf"(?:seeking|seek) {SOME}{POST}",
    r"looking (?:for (?:an? |the )?(?:\w+ ){0,2}(?:firm|company|brokerage|studio|shop|team|employer)"
    r" (?:to|that|where|willing)|to (?:join|land|secure|get hired))",
    r"on (?:the|my) (?:job )?(?:hunt|search) (?:for|since|again|right)"
    r"|in the (?:middle of an? )?(?:\w+ )?job (?:hunt|search)",
    r"(?:i'm|i am|i've been|currently|back|be|now|still) (?:on|in) the (?:job )?market(?= for| and|[.,;!?]|$)",
    r"job[- ](?:hunting|searching|seeking|seeker)|(?:my|a|an|the) (?:\w+ )?job (?:search|hunt)(?! (?:advice|book"
    r"|workshop|podcast|website|engine))",
    rf"(?<!you[ ])open to (?:(?:new|other|any|all|exciting|remote|full-?time|part-?time|contract|different|the right"
    rf"|more|job|paid|relocation|entry[- ]level) )+(?:{JOB}|opportunit\w+|roles?|positions?|offers|work)|#?opentowork"
    rf"|open to (?:work"
    r"|offers|opportunities|jobs|roles)\b",
    r"(?:sending|send|sent) (?:out )?(?:\w+ ){0,2}(?:applications|r[eé]sum[eé]s)|applying (?:everywhere|left and right"
    r"|to (?:jobs|everything|positions|roles))",
    rf"(?:need|needs|land|secure|obtain|want|get|find) (?:me )?(?:(?:an?|any|some) )?{SOME}(?:{JOB}"
    r"|position)(?! (?:that|which|is|like|done)\b)",
    rf"(?:kill|die|beg|hope|hoping|pray|love|wait|waiting|apply|applying|compete) for (?:an? |any "
    rf"|the )?{SOME}{JOB}",
    rf"(?:any|possible|potential|current|future|upcoming|open) (?:\w+ )?(?:opportunit\w+|roles?|positions?"
    rf"|{JOB}) (?:at|with|within|in|on) (?:your|the (?:company|firm|team)|{EMPLOYER})",
    # Help me to one.
    rf"(?:help|helping|assist)(?: me)?(?: (?:to|in|with))? (?:get|find|land|secure|getting|finding"
    rf"|landing) {SOME}{POST}",
    rf"(?:give|get|find|offer|land|hook|grant|lend)(?: me| us)(?: (?:up )?with| to (?:get|find|land))? {SOME}"
    r"(?:{JOB}|positions?|work|interview|offer|one at|opening|foot in)".replace("{JOB}", JOB),
    r"foot in (?:the|your) door|(?:any|some|job) leads?\b|give job",
    r"(?:chance|possibility|prospect|hope|likelihood) of (?:an? )?(?:\w+ )?(?:job|work|employment|internship"
    r"|position)",
    # I ask about one.
    rf"(?:inquir\w+|enquir\w+|ask|asking|inquiry)(?: you)? (?:about|regarding|for|into|as to) (?!(?:your|his|her|their"
    rf"|the|my)\b){SOME}(?:{JOB}|openings?|positions?|(?:job|career|employment) opportunit\w+|opportunities)"
    r"(?! (?:at|as|in) (?:which|your life)| (?:you|that you|i )\b)",
    rf"(?:would|could|might|will) {THEY} (?:\w+ )?(?:consider|take|hire) (?:an? |some(?:one|body)|me\b)(?! (?:few"
    rf"|couple|call|look"
    r"|moment|minute|chat|break|quick|short|question|visit|meeting|second|talk|while|\d))",
    r"offer (?:you )?my services|(?:available|can come|free) (?:for|to) (?:an )?interview|can interview\b",
    r"applications (?:\w+ ){0,4}(?:sent|addressed|submitted|go)|i (?:\w+ )?apply (?:for|to)|get (?:on(?:to)?"
    r"|in with) (?:the|your) "
    r"(?:crew|team|staff|payroll)",
    rf"(?:interested|interest) in (?:the|an?|any|your|this|that|applying|being|becoming|filling) (?:[\w-]+ ){{0,4}}"
    rf"(?:{JOB}|openings?|considered|(?:role|position|post)s?\b(?! (?:of|you|your|that you)\b))",
    r"interest in (?:[\w-]+ ){0,4}(?:opportunities|positions|roles|openings|internships|jobs) (?:at|with|in your"
    r"|on your)",
    rf"your (?:open|advertised|posted|vacant|junior|current) (?:[\w-]+ )?(?:{POST})|(?:role|job|position|opening"
    r"|internship)s? (?:you|your \w+|that you)(?:'ve| have)? (?:just )?(?:posted|advertised|listed|mentioned on)"
    r"|(?:{JOB}|roles?|positions?|reqs?) (?:posted|listed|advertised|up\b(?! to))|(?:opening|vacancy|role|job"
    r"|position) on your (?:\w+ )?(?:page|site|website|board)",
    # I apply.
    r"(?:i'd|i would|i'll|i will|i am|i'm)(?: (?:like|love|want|hope|planning|going|about|ready|keen))?(?: to)?"
    r" apply(?:ing)? (?:for|to|at|with) (?!(?:{SCHOOL}))(?:the|this|that|your|an?|any|you)\b".replace(
        "{SCHOOL}", SCHOOL
    ),
    r"(?:like|want|love|hope|plan|wish|going) to apply(?! (?:this|that|it|what|to (?:\w+ ){0,3}(?:schools?|programs?"
    r"|college|universit\w+)))|i(?:'d| would| will|'ll) apply",
    r"how (?:i|to|can i|could i|do i|should i)(?: (?:might|could|can|best|go about))? (?:apply(?:ing)?|get hired"
    r"|be hired)(?! (?:this|that|it|what))",
    rf"apply(?:ing)? for (?:the|this|that|your|an?|any) (?:[\w'-]+ ){{0,4}}(?:{JOB}|role|position|opening|post\b)",
    rf"(?:i|we)(?:'ve| have)? (?:just |recently |also |already |now )?(?:applied|put in) (?:for|to|at"
    rf"|with) (?!{SCHOOL})"
    rf"(?:the|your|an?|this|that|{EMPLOYER})",
    rf"(?:my|an|in) (?:\w+ )?application (?:for|to) (?!{SCHOOL})(?:the|your|this|an?|{EMPLOYER})"
    rf"|send (?:in )?my application",
    # Take me.
    r"(?:hire|employ|hiring|employing) me|(?:get|getting|be|being) hired|steps (?:\w+ ){0,3}to get hired",
    r"consider(?:ing)? (?:me|my (?:application|candidacy|background|profile|skills|r[eé]sum[eé]|cv))|(?:be|being|get)"
    r" considered|my candidacy|(?:r[eé]sum[eé]|cv|application|attached"
    r"|enclosed)[^.?!\n]{0,30} for (?:your )?(?:kind )?consideration|(?:this|it) (?:\w+ )?(?:as )?my application",
    r"(?:keep|have|bear|keeping|having) me in mind|(?:think|thinking) of me|keep my \w+ on file",
    rf"{WISH} (?:to |of )?(?:\w+ )?(?:work|working|join|joining|intern|interning|contribute|contributing|help out"
    rf"|train|apprentice|come back|start|be (?:an? )?(?:\w+ )?part|become part|be on|be at|be in|be working)"
    rf" (?:for|at|with|in|to|under|of|on)? ?(?:the )?(?:{YOURS}|it\b(?! \w))",
    rf"join(?:ing)? (?:your|the|{EMPLOYER}) ?(?:\w+ )?(?:team|company|firm|lab|group|organi[sz]ation|department|ranks)"
    r"|(?:become|be|being) (?:a )?part of your|(?:be|am|get) on your team|work as [\w ]{3,30} in your",
    r"(?:work|working) (?:alongside|under) you|(?:work|job|career|employment) opportunit\w+ (?:at|with|in your"
    r"|on your)",
    r"(?:take|bring|taking|bringing) me (?:on(?! an?\b|to)|aboard)|give me a (?:chance|shot|try|trial)"
    r"|(?:take|taking) a (?:chance|gamble|bet) on (?:me|an? \w+)|a chance to prove (?:myself|what i)",
    r"an? (?:\w+ )?(?:strong|good|great|ideal|perfect|excellent|natural|solid|valuable) (?:candidate|match|addition"
    r"|fit)(?! for me\b)",
    r"get me an? (?:\w+ )?interview|(?:thrilled|happy|available|love|come) (?:to|for an) interview(?! you)"
    r"|welcome an interview|how i (?:can|could|might|would) (?:contribute|add value|help your (?:team|company)"
    r"|fit into"
    r" your)|skills could benefit",
    # I am ready.
    r"(?:can|could|would|am able to|ready to) (?:start|begin) (?:immediately|right away|as soon|at once|any ?time"
    r"|tomorrow"
    r"|today|now\b|in \w+|on \w+|from \w+|after \w+|(?:mon|tues|wednes|thurs|fri)day|(?:next|this) \w+|(?:jan|feb"
    r"|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)",
    r"(?:immediately available|available (?:immediately|right away|at once|to start|to begin|for (?:work|hire)"
    r"|full-?time))|in whatever (?:capacity|role)|(?:take|do) (?:whatever(?:'s| is) going|any (?:job|work|role))",
    r"work for (?:free|expenses|nothing|peanuts|minimum)(?! to)|unpaid(?! leave)|my (?:salary|notice period)"
    r"|salary expectations?|sponsor (?:my|a|me)|(?:pair of|set of|extra|spare) hands|demand on your side"
    r"|(?:i'm|i am) your (?:man|woman|person)|need (?:any help|(?:someone|somebody) like me)|without salary",
    r"(?:throw|throwing|toss|put|putting|leave) (?:\w+ )?\w+ in(?:to)? the (?:ring|hat|mix|running)|(?:throw|toss"
    r"|put|putting|leave) (?:\w+ )?(?:hat|name|hand) (?:in|into|forward|down|up)\b|my hat in",
    rf"jump at (?:it|(?:the|a|any) (?:chance|opportunity) to (?:work|join|intern))|do (?:my"
    rf"|an) (?:[\w ]+ )?(?:internship|work experience|placement) (?:at|with|in|under) (?:your|you|the|{EMPLOYER})",
    # I offer my work.
    r"i(?:'d| would| could| can| will|'ll)(?: \w+)? (?:work (?:nights|days|weekends|evenings|any|whatever|hard|full"
    r"|part|for|in"
    r"|at|as|under)|relocate|fill in\b|step in(?:to)?\b|pitch in|take a junior|be there (?:tomorrow|in|with|on)"
    r"|come running"
    r"|come cheap)|i come cheap|(?:step|stepping) into (?:that|the|this|his|her|their) (?:role|job|position|shoes)"
    r"|put me (?:on|to work|in\b(?! touch| contact| mind))|(?:hold|save|reserve) (?:one|it|that|an? \w+) for me"
    r"|(?:die|kill|give anything|love) to work (?:there|here)|(?:need|have|want) to (?:be )?paid|no pay\b|without pay",
    # Speak for me, and pass my papers on.
    r"(?:refer|referring) me(?: (?:for|internally|in(?:to)?|and|or|to (?:the|your) (?:hiring|hr|recruit\w+|job"
    r"|position|role|company|team))|(?=[.,?!]|$))",
    r"(?:internal|employee|job) referral|referral (?:for (?:the|an?|this|that|your|req\w*)|to (?:the|a) (?:job"
    r"|position"
    r"|role))|(?:appreciate|get|give|have|offer|provide|need|want|love|for|be|consider) (?:\w+ ){0,3}?an? (?:\w+ )?"
    r"referral(?! (?:to|from|by))",
    r"good word|put in a word|word for me|vouch for me|recommend(?:ed|ing)? me (?:to|for|as)",
    rf"(?:forward|pass|hand|slide|slip|walk|passing|forwarding)(?:ing)?(?: (?:along|on|over))? my {PAPERS}",
    rf"(?:send|submit|share|give|get|bring|put|show|drop|sharing|run)(?: (?:along|on|in))? (?:my {PAPERS}|mine)"
    rf"(?: \w+){{0,2}}? (?:to|in front of|with|by|past|on) {GATE}",
    r"(?:flag|mention|support|review|endorse|expedite|push|check on|look at|bump|consider"
    r"|move) my (?:\w+ )?(?:application"
    r"|candidacy)|my application (?:gets?|is|was|be|has been) (?:\w+ )?(?:seen|read|noticed|reviewed|lost|pending)"
    r"|(?:status|update|word) (?:of|on|about) my (?:\w+ )?application",
    r"(?:in touch with|connect me (?:with|to)|introduce me to|speak (?:with|to)|talk (?:with|to)|reach|contact)"
    r" (?:the|your|a) (?:hiring manager|recruiter|hr\b|human resources)|who(?:'s| is) the (?:hiring manager|recruiter)"
    r"|who (?:reads|reviews|screens|handles) (?:the )?applications|what are my chances",
)
#: These ask, unless the writer says that no job is asked for.
_HINTS = any_of(
    rf"(?:saw|noticed|heard|see|read|hear|understand|spotted)(?: (?:that|somewhere|on \w+))* {THEY}"
    r"(?:'s|'re| is| are| was| has| have| will be| may be)?(?: \w+)? (?:hiring|recruiting|posted|advertis\w+|adding"
    rf"|(?:looking for|needs?|in need of|taking on|bringing on|short of) (?:\w+ ){{0,2}}{WORKER})",
)
#: These ask only in a question, or behind "if", "whether", "let me know".
_ASKS = any_of(
    # Is there one?
    rf"(?:any|is there|are there|there are|do you have|have you|has|have|had|got|know of|hear of|hear about|(?:know"
    rf"|wonder|wondering|wondered) about"
    rf"|aware of|learn of|let me know (?:of|about)|other|suitable|offer|offers|run|runs|{EMPLOYER})"
    rf" {SOME}(?:{JOB}|openings|opening|(?:open|available|vacant|paid|junior|entry[- ]level|part-?time|full-?time"
    r"|contract|temp|temporary|seasonal|permanent|trainee|summer) (?:\w+ )?(?:roles?|positions?|seats?|spots?|slots?"
    r"|posts?|places?|work|gigs?))"
    r"(?! (?:in|on) (?:your|the) (?:calendar|schedule|diary|day|week|agenda)| (?:next|this|sometime|tomorrow|any time)"
    r"|,? (?:line|night|remarks|weekend|hours|up the|of (?:the|your))| for (?:us|me to (?:ask|talk|learn|meet)"
    r"|(?:an?|me)"
    r" (?:\w+ )?(?:call|chat|coffee|talk|conversation|meeting))| (?:models?|experience|advice|offer|market|title"
    r"|satisfaction|i )| (?:was|were|did|changed|like|teaches|taught))",
    r"(?:any|are there|have|hear of|is there an?|there (?:is|are|was|were) (?:an?|any)|possible|potential|available"
    r"|paid|summer|suitable|for) (?:[\w-]+ ){0,3}(?:positions?|roles?|opportunit(?:y|ies))(?! (?:in (?:your"
    r"|the) (?:calendar"
    r"|day|week)|to (?:talk|speak|chat|meet|learn|ask|hear|connect|call|visit|see|watch|shadow)|for (?:us|a (?:\w+ )?"
    r"(?:talk|chat|call|conversation|meeting)|me to (?:talk|ask|learn|meet)|growth|development|advancement|promotion"
    r"|learning|training)|models?|experience|advice|offer|i |you |like\b))",
    r"(?:open|available|vacant) (?:positions?|roles?|jobs?)|positions? (?:open|available|that fits?|for me)",
    r"(?:any|have|is there|got) (?:\w+ )?work (?:for|available|going)",
    # Does somebody take people?
    rf"(?:are|is|be|if|does|do|will|{THEY}) (?:{THEY} )?(?:(?:\w+ )?(?:ever|still|currently|also|planning to"
    rf"|looking to"
    r"|going to|happen to|usually|actually|will|would|might|may|is|are|be|ever be|in|at|for) )*(?:hiring"
    r"|hire\b(?! (?:manager|process))|recruiting"
    r"|staffing up|taking applications)(?! (?:managers?|process|works|decisions?|committee|panels?|practices))",
    r"(?:taking|take|takes|bringing|brings?|adding) (?:on|in) (?:(?:any|new|more|some|other|student) )*(?!(?:the|my"
    r"|your"
    r"|this|that|his|board|projects?|risks?|work|challenges?|tasks?|roles?|clients?|cases?|debt|questions?|patients?"
    r"|customers?)\b)[a-z]+s\b",
    rf"(?:taking|take|bringing|bring|having|adding) (?:on|in|aboard) (?:some(?:one|body)|any(?:one|body)"
    rf"|an? (?:\w+ )?(?:{WORKER}|like me))",
    r"any \w+ (?:open|free|available|going)(?=[?.,!]| (?:for|at|in))|(?:need|want) a place to (?:start|work)",
    r"(?:taking|take|takes|accept|accepting|accepts|adding|using) (?:(?:any|new|more|some|other|student|[\w-]+"
    r"|summer) ){0,2}?(?:interns?|apprentices?|trainees?|juniors?|applications"
    r"|students (?:for|over|in)|beginners|newcomers|volunteers|agents)",
    rf"(?:needs?|could use|can use|short(?: of)?|in need of|looking for|use for"
    rf"|wants?) (?<!field[ ]needs[ ])(?<!industry[ ]needs[ ])(?<!world[ ]needs[ ])(?<!sector[ ]needs[ ])(?:(?:an?"
    rf"|any|more|some|new|good|another"
    rf"|an extra|extra) )*(?:\w+ )?{WORKER}(?! (?:to (?:talk|speak|chat|mentor)|who (?:could|can|would|might)))",
    r"(?:you|they|guys|team|folks) (?:\w+ )?(?:still )?looking(?=\?)|(?:looking|planning|going|plans?"
    r"|hoping) to (?:expand|grow"
    r"|hire|add|build(?: up| out)?) (?:the|your|its|their|my)? ?(?:\w+ ){0,3}(?:team|staff|crew|group|office|someone"
    r"|people)|extra"
    r" pair of|let (?:\w+ ){1,3}(?:work|intern|help out) (?:at|in|with|for)",
    rf"(?:has|have|had|got|any|is there) (?:an? |any )?(?:other )?{PLACE}(?=[,.?!]| (?:on|at|with|in) (?:(?:your"
    rf"|the) (?:team|crew|staff|shop|office|kitchen|lab|clinic|company)|{EMPLOYER}))",
    r"(?:hire|hiring) (?:juniors?|interns?|people|graduates?|someone|anyone|new)",
    # Is there room for me?
    rf"(?:{PLACE}|need|use|opening|anything|something|work|jobs?) (?:(?:at|in|on"
    rf"|with) [\w' ]{{1,25}} )?for (?:me\b(?! to (?:ask"
    rf"|talk|visit|come))|one more|(?:an? |some(?:one|body)? )?(?:[\w-]+ ){{0,2}}?(?:like me|{WORKER}))",
    r"(?:still|any|enough|have) (?:room|space|places|spots)(?= (?:on|in|at|left|for)\b|[.?!,]|$)",
    rf"(?:anything|something|an? (?:\w+ )?(?:job|role|position|opening|{PLACE})|(?:jobs?|roles?|positions?|openings?"
    rf"|{PLACE})) (?:(?:in|on|at|for|with) [\w ]{{1,25}} )?(?:\w+ )?(?:opens?|comes?|turns?|pops?|frees?) (?:up"
    rf"|free)",
    r"(?:anything|something) (?:at all )?(?:going|available|open|free|suitable|for me|that (?:fits|might fit))\b",
    r"(?:has|have|had|is there) (?:anything|something) (?:in (?!mind|common|writing|your|the|my|it)|for (?:me|an?"
    r"|some)|at )\w*",
    r"(?:hear|know|learn|think) (?:of|about) (?:anything|something|any (?:roles?|leads?))",
    r"my (?:job )?application(?! (?:to|for) (?:\w+ ){0,3}(?:program|school|university|college|phd|master))",
)
_IF = pattern(
    r"\?|\b(?:if|whether|let me know|wonder\w*|should (?:an?|any|something|you|your|\w+ be)|know about|know of"
    r"|in case)\b"
)
#: About the past, about others, about how it is done: what is around the words.
_NOT_NOW = any_of(
    r"when (?:i|you) (?:was|were|first|started|began)|when you (?:hire|recruit|interview)",
    r"i (?:was|used to be) (?:looking|searching|seeking|hunting)",
    r"you were (?:looking|hiring)|were (?:you )?(?:looking|searching)",
    r"before (?:i|you|i'd|we) (?:start|begin|apply|look|began|started|got|found|even|send|submit)",
    r"how (?:do|does|did|can|would|should|might|to) (?:you|people|one|someone|others|graduates|students|newcomers"
    r"|somebody|employers|companies) (?:\w+ )?(?:get|find|land|come|apply|break|start)",
    r"what (?:do|does|did|would|should) (?:you|they|employers|companies|hiring managers|recruiters|the panel|people)"
    r" (?:\w+ )?(?:look|want|expect|value|see)|look for (?:when|in (?:an?|the|your))",
    r"people (?:who|looking|seeking)|from people",
    r"(?:hard|difficult|easy|harder|easier) to (?:find|get)",
    r"(?:your|my) (?:\w+ )?(?:first|last|old|dream|previous|current|new|day|next|old) (?:paid |real )?(?:job|role"
    r"|position|internship|gig)",
    r"after (?:looking|searching)|(?:accepted|left|quit|have|got|lost|took|started|landed|offered) (?:me )?(?:an?"
    r"|my) (?:new |good |summer )?"
    r"(?:job|position|internship|role|offer)",
)
_NO_JOB = pattern(
    r"\b(?:not|n't|never|no longer|isn't about|instead of) (?:\w+ ){0,3}(?:looking|asking|seeking|searching|applying"
    r"|after|fishing"
    r"|angling|one\b|hinting|job|position|openings?)|\bno (?:job|ulterior|strings|pitch)|\ba job (?:already|lined up)"
)
#: A question within a question: what the talk would be about. "I wonder which jobs exist".
_TOPIC = pattern(
    r"\b(?:what|which|how|why|where)\b(?! (?:are|is|about|can|could|do|should) (?:my|i|the chances?)\b)[^,;?]{0,80}$"
)
_BEHIND, _AHEAD = 200, 12


def read(draft: Draft) -> Reading:
    text, masked = draft.body, draft.masked
    spans = []
    disclaims = bool(_NO_JOB.search(masked))
    for sentence in text.sentences_holding(CUES):
        low = masked[sentence.start : sentence.end]
        found = [*_SAYS.finditer(low), *(() if disclaims else _HINTS.finditer(low))]
        if sentence.is_question or _IF.search(low):
            found += (match for match in _ASKS.finditer(low) if not _TOPIC.search(low, 0, match.start()))
        for match in found:
            around = max(0, match.start() - _BEHIND), match.end() + _AHEAD
            if not is_denied(low, match.start()) and not _NOT_NOW.search(low, *around):
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
