"""Could be looked up in a minute: founding year, head count, what the company makes, what an abbreviation means."""

from __future__ import annotations

from apps.coach.questions.question import Question, Unit
from apps.coach.questions.rule import Hit, Rule
from apps.coach.rule import Severity
from apps.coach.text import pattern

_FIRM = (
    r"(?:company|firm|organi[sz]ation|agency|employer|business|startup|start-up|corporation|institute|institution"
    r"|foundation|nonprofit|non-profit|charity|hospital|school|university|college|studio|museum|bank|brand|workplace)"
)
_IT = rf"(?:(?:your|the|this|that) (?:[\w-]+ )?{_FIRM}|it|they|you guys|[a-z][\w&-]+(?: [a-z][\w&-]+)?)"
_DONE = (
    r"(?: (?:exactly|actually|do exactly|for a living|really|there|here|at the moment|now|currently|today|in total"
    r"|overall|worldwide|right now|altogether|again|anyway|mainly|mostly|basically))*(?:,|$| and\b)"
)
_FACTS = pattern(
    # What does your company do? What products does Fernbank make?
    rf"what (?:exactly |actually )?(?:does|do) (?:(?:your|the|this|that) (?:[\w-]+ )?{_FIRM}|you guys|your (?:company"
    rf"|firm)s?)(?: \w+ly)? (?:do|make|sell|produce|offer|manufacture|specialize in|build|provide){_DONE}"
    r"|what (?:kinds? of |sorts? of |types? of )?(?:products?|services?|brands?|degrees|majors|drugs|programs|goods"
    rf"|cars)(?: and (?:products?|services?))? (?:does|do|is|are) {_IT} (?:\w+ly )?(?:make|sell|offer|produce|provide"
    rf"|manufacture|build|deliver|carry|have){_DONE}"
    rf"|what (?:does|do) (?!(?:you|they|we|i|people|it|he|she|one)\b)[a-z][\w&-]+ (?:do|make|sell|produce){_DONE}"
    rf"|(?:what|which) (?:industry|sector|field|market|line of business) (?:is|are) (?:your {_FIRM}|{_IT}) (?:in"
    r"|part of|active in)"
    rf"|what (?:industry|sector|field|line of business) (?:is|are) (?:your {_FIRM}|the {_FIRM}|you) in|what(?:'s| is"
    rf"| are|s) (?:your|the) (?:{_FIRM}'?s? )?(?:mission statement|mission|vision statement|website|web ?site|url"
    r"|address|stock price|ticker|slogan|motto|logo|annual report|revenue|turnover|annual (?:revenue|turnover)"
    r"|market cap\w*|headcount|core values|dress code|opening hours|phone number|number of employees|company values"
    rf"|values statement)(?: (?:of|for) [\w ]{{2,30}})?{_DONE}"
    rf"|what(?:'s| is| are|s) (?:(?:your|the) (?:[\w-]+ )?{_FIRM}'?s'?|[a-z]\w+'s) (?:\w+ )?(?:values?|products?"
    rf"|services?|mission|vision|goals?|revenue|history|size|structure|strategy|name|locations?|offices?){_DONE}"
    rf"|what (?:kind|type|sort) of (?:an? )?(?:{_FIRM}|place) (?:is|are|do) [\w& -]{{2,30}}$"
    r"|what(?:'s| is| are) the (?:[\w-]+ )?(?:hours|name|address|website|phone number|size|revenue|mission"
    rf"|location) of (?:your|the) (?:[\w-]+ )?{_FIRM}"
    r"|in (?:which|what|how many) (?:countries|cities|states|markets) (?:does|do|is|are) (?:your"
    rf"|the) (?:[\w-]+ )?{_FIRM}"
    # When, where, who, how many.
    rf"|(?:when|what year|in (?:what|which) year|which year) (?:was|were|did|is) {_IT} (?:\w+ )?(?:founded"
    r"|established|started|created|formed|incorporated|launched|open(?:ed)?|begin|start|built|go public)"
    rf"|how (?:old|big|large) is (?:your|the) (?:[\w-]+ )?{_FIRM}{_DONE}|how long has (?:your|the) {_FIRM} (?:existed"
    r"|been (?:around|in business|operating))"
    r"|how many (?:employees|people|workers|staff|offices|locations|branches|stores|customers|countries|students"
    r"|beds|members|sites|products|factories|subsidiaries)\b(?:[\w' ]{0,12}? (?:does|do|has|have|is|are|work|works"
    r"|employed|attend|attends|study|studies|live)|[\w' ]{0,20} there)\b(?![^?]{0,30}\b(?:your team|your group"
    r"|your department|you (?:manage"
    r"|supervise|lead|work with|see|serve|teach|report|talk|meet|treat|mentor)|on (?:a|your)|in your (?:team|group"
    r"|department|class)|a (?:day|week|month)|apply|report to|leave|get promoted|stay)\b)"
    r"|who (?:is|was|are|'s|s) (?:your|the) (?:[\w-]+ )?(?:ceo|cfo|cto|founders?|owner|president|chief executive"
    r"|chairman|chairwoman|chair|director general|dean|mayor|competitors|main competitors|head of (?:the"
    rf"|your) (?:company|firm))(?: (?:of|at|in) [\w ]{{2,30}})?{_DONE}|who (?:founded|owns|started|established"
    rf"|created|runs) (?:your|the|this) (?:[\w-]+ )?{_FIRM}"
    rf"|where (?:is|are|'s) (?:your|the) (?:[\w-]+ )?(?:headquarters?|head office|main office|offices?|hq|{_FIRM}"
    r"|branches|locations|stores|plants?|factor(?:y|ies)|campus)(?: (?:located|based|situated"
    rf"|headquartered))?{_DONE}|where is [\w ]{{2,30}} (?:headquartered|based|located)"
    r"|where (?:are|is) you(?:r company)? (?:headquartered|incorporated|registered)"
    # What does it mean?
    r"|what (?:does|do|did) (?:the (?:abbreviation|acronym|term|word"
    rf"|letters) )?[\w&./\x22'-]{{1,15}}(?: [\w&-]{{1,12}})? (?:stand for|mean|abbreviate){_DONE}|what(?:'s"
    r"| is) the (?:definition|meaning) of\b|what is (?:an? )?(?:[\w-]+ ){0,2}(?:engineer|analyst|manager|designer"
    r"|scientist|developer|accountant|consultant|nurse|lawyer|architect|researcher|actuary|paralegal|ux|ui|seo|saas"
    r"|crm|ai|machine learning|marketing|supply chain|blockchain|logistics|data science|finance|accounting"
    r"|consulting)$"
    # You, as anybody can read it.
    r"|what(?:'s| is|s| was) your (?:current |exact |official |full |last )*(?:job title|title|position|last name"
    r"|name|job|occupation|profession|degree)$|who do you work for$|what company do you work (?:for|at)$"
    r"|where do you work$|what (?:was|is) your (?:major|degree)(?: in (?:college|university|school))?$|(?:which"
    r"|what) (?:university|college|school) did you (?:go to|attend|graduate from)$"
)
#: What is a sommelier? What does an actuary do? What is supply chain management?
_DEFINES = pattern(
    r"what (?:exactly |actually )?does (?!(?:your|the|it|this|that|he|she|one|it|someone|somebody|everyone|good"
    r"|success|a (?:good|great|typical|bad|normal|day|week))\b)"
    r"(?:an? )?(?:[\w&'-]+ ){1,3}do(?: exactly| actually)?$"
    r"|what do (?!(?:you|they|we|i|people|others|most|many|some|it|good|great|those|these)\b)[a-z-]+s do(?: exactly"
    r"| all day)?$"
    r"|what(?:'s| is|s) (?:exactly |actually )?(?:an? )(?!typical|good|normal|great|bad|day|week|common|usual|fair"
    r"|realistic)(?:[\w-]+ ){0,2}[\w-]+(?:er|or|ist|ian|ant|yst|ect|ary|gal|ux|pm)$"
    r"|what(?:'s| is|s) (?!(?:your|the|it|this|that|there|a|an|most|so|more|next|new|hard|missing|really|one|some|his"
    r"|her|their|my)\b)(?:[\w-]+ ){0,3}"
    r"(?:design|management|engineering|analysis|analytics|science|marketing|accounting|finance|consulting|development"
    r"|intelligence|policy|therapy|logistics|administration|technology|security"
    r"|computing|banking|equity|insurance|\w+ology|\w+ics|chain|learning|relations|ux|ui|seo|saas|crm|ai"
    r"|law)(?: exactly| about)?$"
)
_YES_NO = pattern(
    rf"(?:is|are|was|has) (?:your|the|this) (?:[\w-]+ )?{_FIRM} (?:a )?(?:publicly (?:traded|listed|owned|held)"
    r"|public(?:ly)?|privately (?:owned|held)|private|listed|profitable|a nonprofit|a non-profit|non-?profit"
    r"|for[- ]profit|a startup|a start-up|family[- ]owned|international|global|multinational|american|unionized"
    r"|accredited|owned by|part of|based in|located in|headquartered in|on (?:the stock|linkedin|twitter|facebook"
    r"|instagram))\b"
    rf"|(?:does|do|did) (?:your|the|this) (?:[\w-]+ )?{_FIRM} (?:have|operate|own|sell|make|offer|produce|do) (?:any "
    r"|an? |other |more )?(?:offices?|branches|locations|stores|subsidiar(?:y|ies)|website|internship program"
    r"|products|competitors|services|blog)\b"
)
_MESSAGE = "Can be looked up before the talk. Use the minutes for what only they can tell."
_BETTER = (
    (
        pattern(rf"what (?:exactly |actually )?(?:does|do) (?:your|the) {_FIRM}"),
        "What do people outside most often get wrong about what you do?",
    ),
    (
        pattern(r"how many (?:employees|people)|how (?:big|large)"),
        "What is different about working in a place of your size?",
    ),
    (pattern(r"(?:when|what year|in (?:what|which) year)"), "What has changed most since you joined?"),
    (pattern(r"who (?:is|are|'s|s)?.{0,20}competitors"), "Which competitor do you watch most closely, and why?"),
    (
        pattern(r"what(?:'s| is| are|s) (?:your|the) (?:\w+ )?(?:mission|values|vision|company values|core values)"),
        "Where do you notice the company’s values in an ordinary week?",
    ),
    (pattern(r"what (?:products?|services?|kind)"), "Which of your products are you proudest of, and why?"),
    (pattern(r"what(?:'s| is|s) your (?:\w+ )*(?:title|job|position|occupation)"), "What does your title leave out?"),
)


def read(question: Question) -> Hit | None:
    for unit in question.units:
        asked = unit.core.direct
        if _FACTS.match(asked) or _DEFINES.match(asked) or _YES_NO.match(asked):
            return Hit((unit.core_span,), _MESSAGE, _better(unit))
    return None


def _better(unit: Unit) -> str:
    return next((better for cue, better in _BETTER if cue.match(unit.core.direct)), "")


RULE = Rule(
    id="researchable",
    looks_for="A fact that their website or a search gives in a minute.",
    why="It shows that you didn’t prepare, and it spends a minute that only this person could fill.",
    source="Open textbook on informational interviews (DITA, 36247): research first, ask what you cannot find",
    severity=Severity.MEDIUM,
    read=read,
)
