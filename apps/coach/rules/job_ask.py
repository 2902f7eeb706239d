"""Asks for a job, an internship, a referral for one. Saying that one doesn't is fine, and so is the reader's job.

A request for a job is an act and a thing: somebody seeks, asks about, offers to fill, has papers passed on for; a post, a
place, a need for people. The acts are listed below by who does what; the things stand first. What is denied, lies behind,
or is only what the talk would be about ("what do hiring managers look for") is none.
"""

from __future__ import annotations

import re

from apps.coach.clues import is_denied
from apps.coach.rule import EMPLOYER, NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, pattern

#: Words that may stand before the thing: "any paid summer", not "advice on my".
_SOME = (
    r"(?:(?:any |some |an? )?(?:kinds?|sorts?|types?) of |(?!(?:on|about|into|of|in|for|with|from|at|to|by|how|what|that"
    r"|who|whose|which|advice|insights?|information|guidance|help|people|someone|perspectives?|your|his|her|their|you"
    r"|i|current|time|after|before)\b)[\w'-]+ |[\w-]+ or ){0,4}?"
)
#: Posts by their own name, and places that are a post only where one is looked for.
_JOB = (
    r"(?:jobs?|internships?|employment|placements?|traineeships?|apprenticeships?|assistantships?|externships?"
    r"|clerkships?|residenc(?:y|ies)|co-?ops?|fellowships?|postdocs?|vacanc(?:y|ies)|work experience)"
)
_POST = rf"(?:{_JOB}|openings?|positions?|roles?|opportunit(?:y|ies)|gigs?|headcount|work)"
_PLACE = r"(?:spots?|seats?|slots?|places?|posts?|room|space|bench|desks?)"
#: Who is taken on.
_WORKER = (
    r"(?:interns?|apprentices?|trainees?|graduates?|(?:new )?grads|juniors?|beginners?|newcomers?|helpers?|assistants?"
    r"|volunteers?|aides?|hands?|staff|help|people|anyone|anybody|someone|somebody|folks|students|(?!(?:after|other|over"
    r"|under|ever|never|further|better|paper|matter|later|power|summer|number|career|careers|either|rather|whether"
    r"|answers?|offers?|orders?|customers?|letters?)\b)[a-z-]{3,}(?:ers|ors|ists|ants|ians|er|or|ist|ant|ian)\b)"
)
#: The reader's side.
_THEY = rf"(?:you(?: guys| all| folks)?|your (?:\w+ ){{0,2}}\w+|(?:the|this|a) \w+|they|{EMPLOYER})"
_YOURS = rf"(?:you(?! on| about| and hear)\b|your\b|the (?:team|company|firm|lab|crew)|{EMPLOYER}|[a-z]+ (?:team|company|crew)\b)"
_PAPERS = r"(?:name|r[eé]sum[eé]|cv|application|details|profile|materials|portfolio)"
_GATE = (
    r"(?:hr|human(?: resources)?|a human|whoever|(?:the|your|a|any) (?:\w+ )?(?:hiring|recruit\w+|talent|right|hr"
    r"|person in|boss|manager|team|group leader|lead|supervisor|people)|someone in|{EMPLOYER})"
).replace("{EMPLOYER}", EMPLOYER)
_WISH = (
    r"(?<!you[ ])(?:love|like|want|wanted|wish|hope|hoping|dream|dream is|dream of|goal is|aim is|eager|excited|keen"
    r"|thrilled|interested in|honou?red|ready|happy|glad|proud|available|a chance|the chance)"
)
_SCHOOL = r"(?:\w+ ){0,4}(?:programs?|schools?|class|university|college|master'?s?|phd|degree|course|bootcamps?)\b"

#: These ask wherever they stand.
_SAYS = any_of(
    # I seek a post.
    rf"(?:looking|searching|hunting|look|search|on the (?:look-?out|hunt)|in search|in the market) (?:for|of) {_SOME}{_POST}"
    r"(?! (?:models?|experience|stories))",
    rf"(?:seeking|seek) {_SOME}{_POST}",
    r"looking (?:for (?:an? |the )?(?:\w+ ){0,2}(?:firm|company|brokerage|studio|shop|team|employer)"
    r" (?:to|that|where|willing)|to (?:join|land|secure|get hired))",
    r"on (?:the|my) (?:job )?(?:hunt|search) (?:for|since|again|right)|in the (?:middle of an? )?(?:\w+ )?job (?:hunt|search)",
    r"(?:i'm|i am|i've been|currently|back|be|now|still) (?:on|in) the (?:job )?market(?= for| and|[.,;!?]|$)",
    r"job[- ](?:hunting|searching|seeking|seeker)|(?:my|a|an|the) (?:\w+ )?job (?:search|hunt)(?! (?:advice|book"
    r"|workshop|podcast|website|engine))",
    rf"(?<!you[ ])open to (?:(?:new|other|any|all|exciting|remote|full-?time|part-?time|contract|different|the right|more|job"
    rf"|paid|relocation|entry[- ]level) )+(?:{_JOB}|opportunit\w+|roles?|positions?|offers|work)|#?opentowork|open to (?:work"
    r"|offers|opportunities|jobs|roles)\b",
    r"(?:sending|send|sent) (?:out )?(?:\w+ ){0,2}(?:applications|r[eé]sum[eé]s)|applying (?:everywhere|left and right"
    r"|to (?:jobs|everything|positions|roles))",
    rf"(?:need|needs|land|secure|obtain|want|get|find) (?:me )?(?:(?:an?|any|some) )?{_SOME}(?:{_JOB}"
    r"|position)(?! (?:that|which|is|like|done)\b)",
    rf"(?:kill|die|beg|hope|hoping|pray|love|wait|waiting|apply|applying|compete) for (?:an? |any |the )?{_SOME}{_JOB}",
    rf"(?:any|possible|potential|current|future|upcoming|open) (?:\w+ )?(?:opportunit\w+|roles?|positions?|{_JOB}) (?:at|with|within"
    rf"|in|on) (?:your|the (?:company|firm|team)|{EMPLOYER})",
    # Help me to one.
    rf"(?:help|helping|assist)(?: me)?(?: (?:to|in|with))? (?:get|find|land|secure|getting|finding|landing) {_SOME}{_POST}",
    rf"(?:give|get|find|offer|land|hook|grant|lend)(?: me| us)(?: (?:up )?with| to (?:get|find|land))? {_SOME}"
    r"(?:{_JOB}|positions?|work|interview|offer|one at|opening|foot in)".replace("{_JOB}", _JOB),
    r"foot in (?:the|your) door|(?:any|some|job) leads?\b|give job",
    r"(?:chance|possibility|prospect|hope|likelihood) of (?:an? )?(?:\w+ )?(?:job|work|employment|internship|position)",
    # I ask about one.
    rf"(?:inquir\w+|enquir\w+|ask|asking|inquiry)(?: you)? (?:about|regarding|for|into|as to) (?!(?:your|his|her|their"
    rf"|the|my)\b){_SOME}(?:{_JOB}|openings?|positions?|(?:job|career|employment) opportunit\w+|opportunities)"
    r"(?! (?:at|as|in) (?:which|your life)| (?:you|that you|i )\b)",
    rf"(?:would|could|might|will) {_THEY} (?:\w+ )?(?:consider|take|hire) (?:an? |some(?:one|body)|me\b)(?! (?:few|couple|call|look"
    r"|moment|minute|chat|break|quick|short|question|visit|meeting|second|talk|while|\d))",
    r"applications (?:\w+ ){0,4}(?:sent|addressed|submitted|go)|i (?:\w+ )?apply (?:for|to)|get (?:on(?:to)?|in with) (?:the|your) "
    r"(?:crew|team|staff|payroll)",
    rf"(?:interested|interest) in (?:the|an?|any|your|this|that|applying|being|becoming|filling) (?:[\w-]+ ){{0,4}}"
    rf"(?:{_JOB}|openings?|considered|(?:role|position|post)s?\b(?! (?:of|you|your|that you)\b))",
    r"interest in (?:[\w-]+ ){0,4}(?:opportunities|positions|roles|openings|internships|jobs) (?:at|with|in your|on your)",
    rf"your (?:open|advertised|posted|vacant|junior|current) (?:[\w-]+ )?(?:{_POST})|(?:role|job|position|opening"
    r"|internship)s? (?:you|your \w+|that you)(?:'ve| have)? (?:just )?(?:posted|advertised|listed|mentioned on)"
    r"|(?:{_JOB}|roles?|positions?|reqs?) (?:posted|listed|advertised|up\b(?! to))|(?:opening|vacancy|role|job|position) on your (?:\w+ )?(?:page|site|website|board)",
    # I apply.
    r"(?:i'd|i would|i'll|i will|i am|i'm)(?: (?:like|love|want|hope|planning|going|about|ready|keen))?(?: to)?"
    r" apply(?:ing)? (?:for|to|at|with) (?!(?:{_SCHOOL}))(?:the|this|that|your|an?|any|you)\b".replace(
        "{_SCHOOL}", _SCHOOL
    ),
    r"(?:like|want|love|hope|plan|wish|going) to apply(?! (?:this|that|it|what|to (?:\w+ ){0,3}(?:schools?|programs?"
    r"|college|universit\w+)))|i(?:'d| would| will|'ll) apply",
    r"how (?:i|to|can i|could i|do i|should i)(?: (?:might|could|can|best|go about))? (?:apply(?:ing)?|get hired"
    r"|be hired)(?! (?:this|that|it|what))",
    rf"apply(?:ing)? for (?:the|this|that|your|an?|any) (?:[\w'-]+ ){{0,4}}(?:{_JOB}|role|position|opening|post\b)",
    rf"(?:i|we)(?:'ve| have)? (?:just |recently |also |already |now )?(?:applied|put in) (?:for|to|at|with) (?!{_SCHOOL})"
    rf"(?:the|your|an?|this|that|{EMPLOYER})",
    rf"(?:my|an|in) (?:\w+ )?application (?:for|to) (?!{_SCHOOL})(?:the|your|this|an?|{EMPLOYER})|send (?:in )?my application",
    # Take me.
    r"(?:hire|employ|hiring|employing) me|(?:get|getting|be|being) hired|steps (?:\w+ ){0,3}to get hired",
    r"consider(?:ing)? (?:me|my (?:application|candidacy|background|profile|skills|r[eé]sum[eé]|cv))|(?:be|being|get)"
    r" considered|my candidacy|(?:r[eé]sum[eé]|cv|application|attached|enclosed)[^.?!\n]{0,30} for (?:your )?(?:kind )?consideration|(?:this|it) (?:\w+ )?(?:as )?my application",
    r"(?:keep|have|bear|keeping|having) me in mind|(?:think|thinking) of me|keep my \w+ on file",
    rf"{_WISH} (?:to |of )?(?:\w+ )?(?:work|working|join|joining|intern|interning|contribute|contributing|help out|train"
    rf"|apprentice|come back|start|be (?:an? )?(?:\w+ )?part|become part|be on|be at|be in|be working)"
    rf" (?:for|at|with|in|to|under|of|on)? ?(?:the )?(?:{_YOURS}|it\b(?! \w))",
    rf"join(?:ing)? (?:your|the|{EMPLOYER}) ?(?:\w+ )?(?:team|company|firm|lab|group|organi[sz]ation|department|ranks)"
    r"|(?:become|be|being) (?:a )?part of your|(?:be|am|get) on your team|work as [\w ]{3,30} in your",
    r"(?:work|working) (?:alongside|under) you|(?:work|job|career|employment) opportunit\w+ (?:at|with|in your|on your)",
    r"(?:take|bring|taking|bringing) me (?:on(?! an?\b|to)|aboard)|give me a (?:chance|shot|try|trial)"
    r"|(?:take|taking) a (?:chance|gamble|bet) on (?:me|an? \w+)|a chance to prove (?:myself|what i)",
    r"an? (?:\w+ )?(?:strong|good|great|ideal|perfect|excellent|natural|solid|valuable) (?:candidate|match|addition"
    r"|fit)(?! for me\b)",
    r"get me an? (?:\w+ )?interview|(?:thrilled|happy|available|love|come) (?:to|for an) interview(?! you)"
    r"|welcome an interview|how i (?:can|could|might|would) (?:contribute|add value|help your (?:team|company)|fit into"
    r" your)|skills could benefit",
    # I am ready.
    r"(?:can|could|would|am able to|ready to) (?:start|begin) (?:immediately|right away|as soon|at once|any ?time|tomorrow"
    r"|today|now\b|in \w+|on \w+|from \w+|after \w+|(?:mon|tues|wednes|thurs|fri)day|(?:next|this) \w+|(?:jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec)\w*)",
    r"(?:immediately available|available (?:immediately|right away|at once|to start|to begin|for (?:work|hire)|full-?time))"
    r"|in whatever (?:capacity|role)|(?:take|do) (?:whatever(?:'s| is) going|any (?:job|work|role))",
    r"work for (?:free|expenses|nothing|peanuts|minimum)(?! to)|unpaid(?! leave)|my (?:salary|notice period)"
    r"|salary expectations?|sponsor (?:my|a|me)|(?:pair of|set of|extra|spare) hands|demand on your side"
    r"|(?:i'm|i am) your (?:man|woman|person)|need (?:any help|(?:someone|somebody) like me)|without salary",
    r"(?:throw|throwing|toss|put|putting|leave) (?:\w+ )?\w+ in(?:to)? the (?:ring|hat|mix|running)|(?:throw|toss|put|putting|leave) (?:\w+ )?(?:hat|name|hand) (?:in|into|forward|down|up)\b|my hat in",
    rf"jump at (?:it|(?:the|a|any) (?:chance|opportunity) to (?:work|join|intern))|do (?:my|an) (?:[\w ]+ )?(?:internship"
    rf"|work experience|placement) (?:at|with|in|under) (?:your|you|the|{EMPLOYER})",
    # I offer my work.
    r"i(?:'d| would| could| can| will|'ll)(?: \w+)? (?:work (?:nights|days|weekends|evenings|any|whatever|hard|full|part|for|in"
    r"|at|as|under)|relocate|fill in\b|step in(?:to)?\b|pitch in|take a junior|be there (?:tomorrow|in|with|on)|come running"
    r"|come cheap)|i come cheap|(?:step|stepping) into (?:that|the|this|his|her|their) (?:role|job|position|shoes)"
    r"|put me (?:on|to work|in\b(?! touch| contact| mind))|(?:hold|save|reserve) (?:one|it|that|an? \w+) for me"
    r"|(?:die|kill|give anything|love) to work (?:there|here)|(?:need|have|want) to (?:be )?paid|no pay\b|without pay",
    # Speak for me, and pass my papers on.
    r"(?:refer|referring) me(?: (?:for|internally|in(?:to)?|and|or|to (?:the|your) (?:hiring|hr|recruit\w+|job|position"
    r"|role|company|team))|(?=[.,?!]|$))",
    r"(?:internal|employee|job) referral|referral (?:for (?:the|an?|this|that|your|req\w*)|to (?:the|a) (?:job|position"
    r"|role))|(?:appreciate|get|give|have|offer|provide|need|want|love|for|be|consider) (?:\w+ ){0,3}?an? (?:\w+ )?"
    r"referral(?! (?:to|from|by))",
    r"good word|put in a word|word for me|vouch for me|recommend(?:ed|ing)? me (?:to|for|as)",
    rf"(?:forward|pass|hand|slide|slip|walk|passing|forwarding)(?:ing)?(?: (?:along|on|over))? my {_PAPERS}",
    rf"(?:send|submit|share|give|get|bring|put|show|drop|sharing|run)(?: (?:along|on|in))? (?:my {_PAPERS}|mine)"
    rf"(?: \w+){{0,2}}? (?:to|in front of|with|by|past|on) {_GATE}",
    r"(?:flag|mention|support|review|endorse|expedite|push|check on|look at|bump|consider|move) my (?:\w+ )?(?:application"
    r"|candidacy)|my application (?:gets?|is|was|be|has been) (?:\w+ )?(?:seen|read|noticed|reviewed|lost|pending)"
    r"|(?:status|update|word) (?:of|on|about) my (?:\w+ )?application",
    rf"(?:in touch with|connect me (?:with|to)|introduce me to|speak (?:with|to)|talk (?:with|to)|reach|contact)"
    r" (?:the|your|a) (?:hiring manager|recruiter|hr\b|human resources)|who(?:'s| is) the (?:hiring manager|recruiter)"
    r"|who (?:reads|reviews|screens|handles) (?:the )?applications|what are my chances",
)
#: These ask, unless the writer says that no job is asked for.
_HINTS = any_of(
    rf"(?:saw|noticed|heard|see|read|hear|understand|spotted)(?: (?:that|somewhere|on \w+))* {_THEY}"
    r"(?:'s|'re| is| are| was| has| have| will be| may be)?(?: \w+)? (?:hiring|recruiting|posted|advertis\w+|adding"
    rf"|(?:looking for|needs?|in need of|taking on|bringing on|short of) (?:\w+ ){{0,2}}{_WORKER})",
)
#: These ask only in a question, or behind "if", "whether", "let me know".
_ASKS = any_of(
    # Is there one?
    rf"(?:any|is there|are there|there are|do you have|have you|has|have|had|got|know of|hear of|hear about|(?:know|wonder|wondering|wondered) about"
    rf"|aware of|learn of|let me know (?:of|about)|other|suitable|offer|offers|run|runs|{EMPLOYER})"
    rf" {_SOME}(?:{_JOB}|openings|opening|(?:open|available|vacant|paid|junior|entry[- ]level|part-?time|full-?time"
    r"|contract|temp|temporary|seasonal|permanent|trainee|summer) (?:\w+ )?(?:roles?|positions?|seats?|spots?|slots?"
    r"|posts?|places?|work|gigs?))"
    r"(?! (?:in|on) (?:your|the) (?:calendar|schedule|diary|day|week|agenda)| (?:next|this|sometime|tomorrow|any time)"
    r"|,? (?:line|night|remarks|weekend|hours|up the|of (?:the|your))| for (?:us|me to (?:ask|talk|learn|meet)|(?:an?|me)"
    r" (?:\w+ )?(?:call|chat|coffee|talk|conversation|meeting))| (?:models?|experience|advice|offer|market|title"
    r"|satisfaction|i )| (?:was|were|did|changed|like|teaches|taught))",
    r"(?:any|are there|have|hear of|is there an?|there (?:is|are|was|were) (?:an?|any)|possible|potential|available|paid"
    r"|summer|suitable|for) (?:[\w-]+ ){0,3}(?:positions?|roles?|opportunit(?:y|ies))(?! (?:in (?:your|the) (?:calendar"
    r"|day|week)|to (?:talk|speak|chat|meet|learn|ask|hear|connect|call|visit|see|watch|shadow)|for (?:us|a (?:\w+ )?"
    r"(?:talk|chat|call|conversation|meeting)|me to (?:talk|ask|learn|meet)|growth|development|advancement|promotion"
    r"|learning|training)|models?|experience|advice|offer|i |you |like\b))",
    r"(?:open|available|vacant) (?:positions?|roles?|jobs?)|positions? (?:open|available|that fits?|for me)",
    r"(?:any|have|is there|got) (?:\w+ )?work (?:for|available|going)",
    # Does somebody take people?
    rf"(?:are|is|be|if|does|do|will|{_THEY}) (?:{_THEY} )?(?:(?:\w+ )?(?:ever|still|currently|also|planning to|looking to"
    r"|going to|happen to|usually|actually|will|would|might|may|is|are|be|ever be|in|at|for) )*(?:hiring|hire\b(?! (?:manager|process))|recruiting"
    r"|staffing up|taking applications)(?! (?:managers?|process|works|decisions?|committee|panels?|practices))",
    rf"(?:taking|take|takes|bringing|brings?|adding) (?:on|in) (?:(?:any|new|more|some|other|student) )*(?!(?:the|my|your"
    rf"|this|that|his|board|projects?|risks?|work|challenges?|tasks?|roles?|clients?|cases?|debt|questions?|patients?"
    rf"|customers?)\b)[a-z]+s\b",
    rf"(?:taking|take|bringing|bring|having|adding) (?:on|in|aboard) (?:some(?:one|body)|any(?:one|body)|an? (?:\w+ )?(?:{_WORKER}|like me))",
    r"any \w+ (?:open|free|available|going)(?=[?.,!]| (?:for|at|in))|(?:need|want) a place to (?:start|work)",
    r"(?:taking|take|takes|accept|accepting|accepts|adding|using) (?:(?:any|new|more|some|other|student|[\w-]+"
    r"|summer) ){0,2}?(?:interns?|apprentices?|trainees?|juniors?|applications"
    r"|students (?:for|over|in)|beginners|newcomers|volunteers|agents)",
    rf"(?:needs?|could use|can use|short(?: of)?|in need of|looking for|use for|wants?) (?<!field[ ]needs[ ])(?<!industry[ ]needs[ ])(?<!world[ ]needs[ ])(?<!sector[ ]needs[ ])(?:(?:an?|any|more|some|new|good|another"
    rf"|an extra|extra) )*(?:\w+ )?{_WORKER}(?! (?:to (?:talk|speak|chat|mentor)|who (?:could|can|would|might)))",
    r"(?:you|they|guys|team|folks) (?:\w+ )?(?:still )?looking(?=\?)|(?:looking|planning|going|plans?|hoping) to (?:expand|grow"
    r"|hire|add|build(?: up| out)?) (?:the|your|its|their|my)? ?(?:\w+ ){0,3}(?:team|staff|crew|group|office|someone|people)|extra"
    r" pair of|let (?:\w+ ){1,3}(?:work|intern|help out) (?:at|in|with|for)",
    rf"(?:has|have|had|got|any|is there) (?:an? |any )?(?:other )?{_PLACE}(?=[,.?!]| (?:on|at|with|in) (?:(?:your|the) (?:team"
    rf"|crew|staff|shop|office|kitchen|lab|clinic|company)|{EMPLOYER}))",
    rf"(?:hire|hiring) (?:juniors?|interns?|people|graduates?|someone|anyone|new)",
    # Is there room for me?
    rf"(?:{_PLACE}|need|use|opening|anything|something|work|jobs?) (?:(?:at|in|on|with) [\w' ]{{1,25}} )?for (?:me\b(?! to (?:ask"
    rf"|talk|visit|come))|one more|(?:an? |some(?:one|body)? )?(?:[\w-]+ ){{0,2}}?(?:like me|{_WORKER}))",
    rf"(?:still|any|enough|have) (?:room|space|places|spots)(?= (?:on|in|at|left|for)\b|[.?!,]|$)",
    rf"(?:anything|something|an? (?:\w+ )?(?:job|role|position|opening|{_PLACE})|(?:jobs?|roles?|positions?|openings?"
    rf"|{_PLACE})) (?:(?:in|on|at|for|with) [\w ]{{1,25}} )?(?:\w+ )?(?:opens?|comes?|turns?|pops?|frees?) (?:up|free)",
    r"(?:anything|something) (?:at all )?(?:going|available|open|free|suitable|for me|that (?:fits|might fit))\b",
    r"(?:has|have|had|is there) (?:anything|something) (?:in (?!mind|common|writing|your|the|my|it)|for (?:me|an?|some)|at )\w*",
    r"(?:hear|know|learn|think) (?:of|about) (?:anything|something|any (?:roles?|leads?))",
    r"my (?:job )?application(?! (?:to|for) (?:\w+ ){0,3}(?:program|school|university|college|phd|master))",
)
_IF = pattern(
    r"\?|\b(?:if|whether|let me know|wonder\w*|should (?:an?|any|something|you|your|\w+ be)|know about|know of)\b"
)
#: A sentence with none of these asks for no job.
_CUES = (
    "hire", "hiring", "employ", "consider", "candida", "refer", "good word", "a word", "word for", "vouch", "recommend",
    "in mind", "of me", "job", "position", "role", "intern", "opening", "vacan", "opportunit", "placement", "traineeship",
    "apprentice", "work", "market", "available", "start ", "begin ", "join", "part of", "apply", "appli", "fit", "lead",
    "need", "demand", "my name", "my details", "my profile", "my r", "my cv", "my materials", "mine in", "open", "come",
    "takes ", "take ", "taking ", "bring", "ship", "team", "crew", "alongside", "under you", "hand", "junior", "entry", "contract",
    "temp", "bench", "desk", "residenc", "headcount", "hat in", "salary", "paid", "pay", "for free", "sponsor", "shot",
    "seat", "turns up", "pops up", "for me", "like me", "recruit", "human", "hr", "the door", "your door", "interview",
    "one at", "match", "addition", "hook me", "contribut", "your man", "your woman", "your person", "anything", "something",
    "trainee", "postdoc", "room", "space", "spot", "slot", "place", "post", "chance", "gamble", "looking", "hunt", "search",
    "benefit", "whatever", "jump at", "forward", "adding", "aboard", "on file", "put me", "relocat", "short", "expand",
    "grow", "pair", "cheap", "let ", "be there", "die to", "kill to", "step", "holding", "hold ", "save ", "reserve ",
    "seek", "offer", "gig", "fellowship", "attachment", "student",
)  # fmt: skip
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
    r"(?:your|my) (?:\w+ )?(?:first|last|old|dream|previous|current|new|day|next|old) (?:paid |real )?(?:job|role|position"
    r"|internship|gig)",
    r"after (?:looking|searching)|(?:accepted|left|quit|have|got|lost|took|started|landed|offered) (?:me )?(?:an?|my) (?:new |good |summer )?"
    r"(?:job|position|internship|role|offer)",
)
_NO_JOB = pattern(
    r"\b(?:not|n't|never|no longer|isn't about|instead of) (?:\w+ ){0,3}(?:looking|asking|seeking|searching|applying|after|fishing"
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
    for sentence in text.sentences_holding(_CUES):
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
