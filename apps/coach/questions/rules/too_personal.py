"""This person's pay, age, family, faith, vote, health, home. The same about the field, or about anybody, is fine."""

from __future__ import annotations

from apps.coach.questions.question import Question
from apps.coach.questions.rule import Hit, Rule
from apps.coach.rule import Severity
from apps.coach.text import Span, pattern

_PAY = pattern(
    r"\bwhat (?:kind|sort) of (?:money|salary|pay|paycheck|bonus|income) (?:do|are|did|were) (?:you|they)\b|"
    r"\bhow (?:much|big|high|large)\b[^.?!]{0,30}?\b(?:do|did|does|are|were|will|have|is|was) (?:you|they"
    r"|your (?:company|boss|employer|firm|school|hospital))\b(?: \w+){0,2}? (?:earn(?:ed|ing)?|make|made|making|paid"
    r"|get paid|getting paid|pay(?:ing)? you|take home|bring home|bill|charge)\b(?! (?:decisions?|mistakes?|progress"
    r"|use|of it|sure|sense|time))"
    r"|\bhow much (?:money|cash)? ?(?:do|did|does|are|were) (?:you|they) (?:\w+ )?(?:earn|make|paid|get paid"
    r"|take home|pay you|have|owe|get)\b(?! (?:to|of|from the|in common|with|decisions?|time|freedom|say|sense"
    r"|progress|use))"
    r"|\bwhat (?:do|did|are|were|will) (?:you|they) (?:\w+ )?(?:earn|earning|make(?= (?:a|an|per|each|every"
    r"|in a) (?:year|month|hour|week|day)|$)|paid|get paid|pay you|take home)\b"
    r"|\b(?:is|was|are|were|about|much|big|high|low|good|on|tell (?:me|us)|share|know|of|what's|whats) (?:(?:is"
    r"|was) )?your (?:(?:current|own|starting|annual|yearly|last|first|base|exact|monthly|total|net|gross|present"
    r"|previous|latest) )*(?:salary|wages?|pay|paycheck|income|bonus|compensation|earnings|net worth|hourly rate"
    r"|raise|equity|savings|debts?|student loans?|mortgage|rent)\b(?! (?:compare|negotiat|structure|system"
    r"|like compared))"
    r"|\b(?:your|you have|you got|pay off|paid off) (?:any |your |much |a lot of )?(?:student "
    r"|credit card )?(?:debts?|loans|mortgage)\b"
    r"|\bdo you (?:earn|make) (?:more|less|a lot|good money|enough|over|under|six|much|well|\d|\$|what you)"
    r"|\bare you (?:rich|wealthy|well paid|underpaid|paid (?:well|enough|fairly)|making good money)"
    r"|\bhow (?:much|many|big|high|large) (?:is |was )?(?:(?:student|credit card|personal|your|in) )?(?:debts?|loans?"
    r"|savings|rent|mortgage)\b[^.?!]{0,20}\byou\b"
    r"|\byou (?:\w+ )?(?:pay|paid|spend) (?:in|for|on) (?:your )?(?:rent|mortgage|house|housing|apartment)\b"
    r"|\bdo(?:es)? (?:they|your \w+|it|he|she) pay you (?:well|enough|fairly|more|less)"
)
#: A range, or somebody in general: not theirs.
_NOT_THEIRS = pattern(
    r"\b(?:range|ranges|ballpark|typical(?:ly)?|average|usual(?:ly)?|generally|in general|people|someone|somebody"
    r"|a beginner|beginners|newcomers?|entry[- ]level|graduates|an? (?:new )?graduate|junior|juniors|one (?:earn"
    r"|expect|make)|can (?:i"
    r"|one) expect|roles? like)\b"
)
_AGE = pattern(
    r"\bhow old (?:are|were) you\b|\bwhat(?:'s| is|s| was) your (?:\w+ )?age\b|\b(?:what|which) year were you born"
    r"|\bwhen (?:were you born|is your birthday|was your birthday)|\byour (?:birthday|date of birth|year of birth)\b"
    r"|\bhow long (?:until|before) you retire|\bwhen (?:do|will|are) you (?:plan(?:ning)? to |going to )?retir(?:e"
    r"|ing)\b|\bare you (?:over|under|still in your|about|around) (?:\d\d|thirty|forty|fifty|sixty|twenties"
    r"|thirties)\b|\b(?:aren't|are) you (?:a bit |a little |kind of )?(?:too )?(?:old|young)\b"
)
_FAMILY = pattern(
    r"\bare you (?:currently |still |happily )?(?:married|single|divorced|engaged|pregnant|dating|seeing (?:anyone"
    r"|anybody|someone)|in a relationship|a (?:mother|father|mom|dad|parent)|widowed|a single (?:mother|father|parent"
    r"|mom|dad))\b"
    r"|\b(?:do|did|will|don't) you (?:\w+ )?(?:have|want|plan (?:on|to have)) (?:any |a |your own |more |another "
    r"|to have )*(?:children|kids?|child|baby|babies|family(?! (?:business|member))|husband|wife|spouse"
    r"|partner at home|boyfriend|girlfriend|sons?|daughters?)\b(?! (?:books|programs|business|clients|patients"
    r"|medicine|law))"
    r"|\b(?:planning|going|trying|hoping|thinking|plan|want) (?:to|of|on|about) (?:have|having|start(?:ing)?"
    r"|get(?:ting)?|a) (?:\w+ )?(?:kids|children|a (?:family|baby)|married|pregnant|another (?:child|baby|kid))\b"
    r"|\b(?:what (?:does|do|did|is)|how (?:is|does|did|old are)|who is|where (?:does|is|do)|is|does"
    r"|tell me about) your (?:husband|wife|spouse|boyfriend|girlfriend|kids|children|son|daughter|marriage|ex"
    r"|love life|sex life|divorce)\b"
    r"|\bhow many (?:kids|children|times have you been married)\b|\byour (?:marital status|maiden name|marriage"
    r"|divorce|love life|sex life|dating life)\b|\bwhy (?:aren't|are) you (?:not )?(?:married|single|divorced)\b"
    r"|\bhow (?:is|are|does|do) your (?:husband|wife|family|spouse|kids)\b"
)
_BELIEF = pattern(
    r"\b(?:which|what) (?:\w+ )?(?:candidate|party|politician|president|senator) (?:do|did|will|would|are) you\b|"
    r"\bwho (?:did|do|will|would|are) you (?:\w+ )?(?:vote|voting|voted|support)(?:ing)?\b|\bdid you vote\b"
    r"|\bhow (?:did|do|will) you vote\b|\bwhich (?:political )?party\b|\bwhat (?:are|is|'s) your (?:political"
    r"|religio\w+|politics|sexual|party|faith|ethnic\w*|race|nationality|immigration|visa|citizenship)\b"
    r"|\bare you (?:an? |still |very |really |actually )*(?:religious|democrat|republican|liberal|conservative"
    r"|socialist|christian|catholic|muslim|jewish|jew|hindu|buddhist|atheist|mormon|gay|straight|lesbian|bisexual"
    r"|trans(?:gender)?|queer|homosexual|heterosexual|feminist|left-wing|right-wing|trump|union member|white|black"
    r"|asian|hispanic|latino|latina|mexican|chinese|indian|african|foreign(?:er)?|an immigrant|immigrant|a citizen"
    r"|illegal|legal|undocumented)\b"
    r"|\b(?:what|which) (?:religion|faith|church|race|ethnicity|nationality|god)\b|\bdo you (?:believe in god"
    r"|go to (?:church|mosque|temple|synagogue)|pray)\b|\bwhere (?:are|do) you (?:really|originally|actually) (?:from"
    r"|come from)\b|\bwhere (?:are you|is your family) (?:really |originally )?from (?:really|originally|originaly)\b"
    r"|\bwhat(?:'s| is) your (?:ethnic |racial |cultural )?(?:background|origin|heritage|accent)(?= (?:ethnically"
    r"|racially)|$)|\bwhere is your accent from\b|\bwere you born (?:here|in)\b|\byour (?:religion|politics"
    r"|political (?:views?|beliefs?|opinions?)|religious (?:views?|beliefs?)|sexual (?:orientation|preference)"
    r"|sexuality|immigration status|visa status)\b"
)
_BODY = pattern(
    r"\b(?:do|did|have|are|were|has|is|what|any) (?:you|your)?\b[^.?!]{0,25}?\b(?:your (?:health|medical"
    r"|mental health|weight|diagnosis|disability|medication|therapy|illness|disease|drinking)\b(?! (?:care|insurance"
    r"|field|sector|benefits|school|system|work|research|team|device|practice|career|training|clinic|company))"
    r"|any (?:health|medical|mental health|physical) (?:problems?|issues?|conditions?)|a disability|disabled"
    r"|health problems|depressed|on medication|in therapy|an alcoholic|addicted|sick often|overweight)\b"
    r"|\bwhat (?:medications?|drugs|pills|illness|disease|diagnosis|therapy) (?:do|did|are|is|have) you\b"
    r"|\b(?:how much|what) do you (?:weigh|drink)\b|\bhow is your (?:health|mental health|marriage)\b"
    r"|\bdo you (?:drink|smoke"
    r"|take drugs|use drugs|do drugs|see a therapist|suffer from|take medication|have (?:a|any) (?:disability|illness"
    r"|disease|disorder|allergies))\b|\bhave you (?:ever )?(?:been (?:arrested|fired|sued|let go|laid off|convicted"
    r"|divorced|in (?:jail|prison|rehab|therapy))|had (?:an abortion|cancer|a miscarriage|depression|an affair"
    r"|a breakdown)|cheated|tried drugs|taken drugs|used drugs)\b|\bwere you (?:ever )?(?:fired|arrested|sued)\b"
    r"|\bwhy (?:did (?:they|you) (?:fire you|get (?:fired|divorced))|were you (?:fired|let go))\b"
)
_HOME = pattern(
    r"\bwhat(?:'s| is|s) your (?:home )?address\b|\bwhere (?:exactly )?do you live\b|\bdo you (?:own|rent) (?:a|your"
    r"|the) (?:house|home|apartment|car)\b|\bhow much (?:is|was|did) your (?:house|car|rent|mortgage|apartment"
    r"|home)\b|\byour (?:social security|bank account|password|home address|private (?:phone|number|address))\b"
    r"|\bwhat(?:'s| is) your (?:iq|gpa|sign|cell number)\b"
)
_ALL = (_PAY, _AGE, _FAMILY, _BELIEF, _BODY, _HOME)
_IN_GENERAL_FOR_PAY = "What is a typical range for someone in your role?"


def read(question: Question) -> Hit | None:
    for unit in question.units:
        for topic in _ALL:
            match = topic.search(unit.low)
            if not (match or topic.search(unit.core.direct)) or (topic is _PAY and _NOT_THEIRS.search(unit.low)):
                continue
            span = Span(unit.start + match.start(), unit.start + match.end()) if match else unit.core_span
            if topic is _PAY:
                return Hit((span,), "Their own pay is theirs to tell. Ask for a range instead.", _IN_GENERAL_FOR_PAY)
            return Hit((span,), "Too personal for a first talk. What has it to do with the work? Ask that.")
    return None


RULE = Rule(
    id="too_personal",
    looks_for="This person’s own pay, age, family, faith, vote, health or home.",
    why="A guest doesn’t ask. A range, or how people in general manage, says as much.",
    source="Career centers’ common advice: ask for a salary range, never for a salary",
    severity=Severity.HIGH,
    read=read,
)
