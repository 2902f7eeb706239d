"""Says who writes: a name with a trade, a trade, a situation. A signature alone is not enough."""

from __future__ import annotations

import re

from apps.coach.names import name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import any_of, fold, pattern

_SOON = (
    r"(?:(?:also|now|just|still|currently|presently|only|actually|about to|at present|myself|simply|both|already) )*"
)
_I_AM = rf"\b(?:i'm|i am|im|i was|i've been|i have been) {_SOON}"
_TRADE = (
    r"(?:student|career[- ]changer|sophomore|junior|senior|freshman|graduate|grad|alum|alumna|alumnus|postdoc|major"
    r"|candidate|intern"
    r"|apprentice|veteran|engineer|architect|teacher|nurse|developer|designer|analyst|manager|scientist|researcher"
    r"|accountant|lawyer|paralegal|journalist|writer|chef|chemist|consultant|technician|librarian|crew chief|mother"
    r"|father|programmer|economist|biologist|physicist|therapist|pharmacist|mechanic|electrician|officer|assistant"
    r"|cook|homebrewer|brewer|baker|barista|waiter|waitress|server|cashier|clerk|teller|banker|auditor|actuary|trader"
    r"|broker"
    r"|salesperson|salesman|saleswoman|marketer|copywriter|editor|translator|interpreter|musician|artist|actor|actress"
    r"|dancer"
    r"|photographer|filmmaker|animator|illustrator|tester|welder|carpenter|plumber|machinist|driver|pilot|paramedic"
    r"|medic|emt"
    r"|lpn|rn|midwife|caregiver|porter|dentist|doctor|physician|surgeon|vet|psychologist|counsel+or|coach|trainer"
    r"|tutor|professor|lecturer|instructor|principal|statistician|mathematician|geologist|geographer|planner|surveyor"
    r"|contractor"
    r"|foreman|farmer|gardener|soldier|marine|sailor|airman|sergeant|lieutenant|captain|chief|firefighter|policeman"
    r"|supervisor"
    r"|director|coordinator|administrator|receptionist|secretary|recruiter|founder|entrepreneur|owner|freelancer"
    r"|volunteer"
    r"|fellow|trainee|undergrad|undergraduate|homemaker|parent|mom|mum|dad|retiree|immigrant|refugee|seamstress|tailor"
    r"|stylist|staffer|tech|violist|violinist|pianist|guitarist|singer|composer|poet|novelist|blogger|reporter"
    r"|proofreader|deckhand"
    r"|fisherman|skipper|sous[- ]chef|linguist|anthropologist|historian|archivist|curator|zoologist|ecologist"
    r"|geneticist|biochemist"
    r"|radiographer|sonographer|hygienist|optometrist|dietitian|nutritionist|phlebotomist|aide|attendant|operator"
    r"|dispatcher"
    r"|inspector|estimator|appraiser|adjuster|underwriter|buyer|planner|strategist|organizer|activist|pastor|priest"
    r"|imam|rabbi"
    r"|chaplain|monk|nun|babysitter|nanny|au pair|cleaner|janitor|custodian|guard|jeweler|potter|printer|upholsterer"
    r"|roofer|mason)s?"
)
#: "a fan", "a bit": these say how somebody feels, not who they are.
_NO_TRADE = (
    r"(?!(?:an?|the) (?:(?:very|big|huge|great|long-?time|avid|regular|loyal|real|true|devoted|quick|hard|fast|good"
    r"|total"
    r"|complete) )*(?:fan|reader|admirer|follower|listener|subscriber|bit|little|lot|few|couple|believer|worker|person"
    r"|learner|stranger|beginner)\b)(?!(?:the )?(?:right|first|last|next)\b)"
)
_SAYS = any_of(
    r"my name(?: is|'s)|myself [a-z]+ [a-z]+, |introduce myself",
    rf"{_I_AM}{_NO_TRADE}(?:an?|the|one of (?:the|your)|your) \w+",
    rf"{_I_AM}in my (?:\w+ )?(?:\w+ )?(?:year|semester)",
    rf"{_I_AM}(?:\w+ )?(?:studying|finishing|completing|graduating|majoring|pursuing|enrolled|employed|training"
    rf"|preparing for)",
    rf"{_I_AM}(?:\w+ )?(?:doing (?:an?|my|the)|working (?:as|in|at|for|with|on a)|based in|teaching|leaving|retired"
    rf"|laid off)",
    rf"{_I_AM}(?:\w+ )?(?:let go|changing|switching|out of|getting my|earning|on leave from|transitioning|new to"
    rf"|moving (?:from|toward|towards|into))",
    rf"{_I_AM}(?!(?:asking|writing|reaching|looking|hoping|sure|sorry|so|very|not|told|glad|happy|interested"
    rf"|curious)\b)"
    rf"(?:[\w.-]+ ){{0,5}}{_TRADE}",
    rf"{_I_AM}(?:\w+ )?(?:on (?:probation|parole|sabbatical|furlough|maternity leave|parental leave|active duty"
    rf"|exchange)"
    rf"|between (?:jobs|careers)|unemployed|retiring|separating|starting (?:my|an?|at)|returning to (?:the|work)"
    rf"|raising)",
    r"i (?:(?:just|recently|finally|have|had) )*(?:got out (?:after|of)|was released|came back from|moved here"
    r"|separated from"
    r"|retired from|was discharged|enlisted|immigrated|emigrated|raised \w+ (?:kids|children)|stayed (?:at )?home)",
    r"i (?:(?:currently|recently|now|also|just|still|presently|have|had) )*(?:teach|taught|illustrate|translate"
    r"|audit|direct|edit|produce|tutor|mentor|supervise|nurse|deliver|drive|fly|clean|fix|install|operate|own|perform"
    r"|proof|proofread|draw|sketch|compose|record|mix|breed|maintain|service|guard|patrol|host|cater|groom|landscape"
    r"|survey|map"
    r"|insure|transcribe|interpret|lecture|preach|counsel|litigate|defend|prosecute|represent|grade|mark papers|fish"
    r"|deal in|trade"
    r"|went to (?:\w+ )?school|(?:write|wrote|test|tested|ship|grow|pack|load|design) (?:\w+ ){0,2}?\w+s\b"
    r"|photograph|program|report on|research|restore|sew|weld|weave|dance|act in|sing|farm|garden|clerk|clerked"
    r"|audited|directed"
    r"|edited|bartend|wait tables|waited tables|make (?:films|furniture|music|games|clothes)|build (?:\w+ )?(?:houses"
    r"|software"
    r"|furniture|apps|boats|websites)|grew up in|bake|paint|repair|farm|code|treat|train|write (?:about|for|code|books"
    r"|software)|study|studied|work(?! out\b)|worked|cook|manage"
    r"|managed|sell|sold|run|lead|led|intern|interned|graduated|graduate|serve|served|coach|majored|major"
    r"|specialize|practice"
    r"|volunteer|look after|got laid off|was laid off|trained|qualified|completed|finished|hold a|earned"
    r"|spent \w+ years|left|leave (?:active|the|my)|used to be|(?:will|'ll) (?:be )?(?:finish|graduat|complet)\w*)",
    r"i (?:(?:will|'ll|am about to|just|recently) )*(?:finish|finished|complete|start|started|begin|began)"
    r" (?:my|an?|the|nursing|law|medical|graduate|grad|business|dental|art|film|vet|cooking|culinary) ?"
    r"(?:[\w']+ ){0,2}(?:mfa|mba|phd|ba|bs|bsc|msc|ma|ms|degree|doctorate|master'?s?|bachelor'?s?|thesis|studies"
    r"|school|course|program|training|bootcamp|apprenticeship|internship|residency|year|semester|service)",
    rf"(?:minutes?|mins?|hour|time|advice|patience) (?:of \w+ )?for an? (?:[\w-]+ ){{0,3}}{_TRADE}",
    r"i(?:'ve| have)(?: got)? (?:\w+ ){0,2}(?:\w+|\d+)\+? (?:years|yrs|decades)|after (?:[\w-]+ ){1,2}(?:years"
    r"|yrs) (?:in|of|as|at)",
    r"i(?:'ve| have) (?:\w+ )?(?!(?:followed|attended|noticed|wanted|wondered|admired|enjoyed|loved|watched|decided"
    r"|hoped"
    r"|asked|tried|e-?mailed|reached|attached|included|enclosed|learned|applied|received|signed|ordered|reali[sz]ed"
    r"|listened"
    r"|referred|looked|needed|liked|contacted|messaged|copied|used|heard|missed|changed|stopped)\b)(?:[a-z]{3,}ed"
    r"|taught|driven"
    r"|grown|built|run|sold|made|kept|written|cooked|flown) (?!(?:you|your|to|about|from you|on your|in your"
    r"|with your|back|of you|that|it|this|so|in touch|up my mind)\b)\w+",
    r"i (?:drove|flew|cooked|built|kept|ran|taught|nursed|advised|read (?:law|history|english|classics|medicine"
    r"|economics"
    r"|maths?|philosophy|physics)) \w+|i (?:took|take) \w+ (?:years?|months?) off|i (?:build|grow|make|stock|start"
    r"|keep) "
    r"(?!(?:to|my mind|in touch|by|with|seeing|hearing|reading|running|coming|thinking|a point|sense|wondering|it"
    r"|you)\b)\w+",
    r"i(?:'m| am|m) in (?:\w+ )?(?:school|college|training|bootcamp|\w+ school)|i(?:'m"
    r"| am) in (?:my )?[\w-]+(?: [\w-]+){0,2}? (?:at|with)|i(?:'m| am) (?:\d\d|(?:twenty|thirty|forty|fifty|sixty"
    r"|seventy)(?:-\w+)?)"
    r"(?=,| and|\.| years)(?! minutes)",
    r"(?:move|moving|switch|switching|change|pivot|transition\w*|jump|leap)(?: \w+){0,3}? from (?!you|here|it"
    r"|there)\w+",
    r"i have an? (?:[\w']+ ){0,2}(?:phd|degree|background|ba|bs|mba|diploma)",
    r"i(?:'ll| will) (?:be )?(?:finish|graduat|complet)\w*",
    r"i(?:'ve| have) (?:(?:just|recently|already) )?(?:managed|worked|taught|spent|run|led|served|finished"
    r"|graduated|completed"
    r"|been (?:a|an|in|with|at|working|teaching|selling)|(?:(?:over|about|almost|nearly) )?\w+ years)",
    rf"as an? (?:[\w-]+ ){{0,3}}{_TRADE} (?:in [\w ]{{2,20}} |at [\w ]{{2,20}} )?,?(?:i|my)\b",
    r"as an? (?!(?:result|start|first step|last|next|bonus|side|rule|thank|reminder|follow|someone who works)\b)"
    r"[^,.?!\n]{3,90}, (?:i|my|and i)",
    r"(?:\w+|\d+) years (?:as|of [a-z]+ing) (?:an? )?\w+|my background is|by (?:training|day|trade|profession)",
    r"doing (?:my )?(?:master|bachelor|phd)",
)
_NOW_A = pattern(r"\A(?:currently|formerly|recently|now) an? \w")
#: "Kai here, studying game art"; "Marine bio grad"; "Retired crew chief here".
_HERE = pattern(
    rf"\b{_TRADE}(?: \([^)\n]*\))? here\b|^(?:[\w-]+ ){{0,3}}(?:grad|graduate|alum|alumna|alumnus|student|sophomore"
    rf"|major"
    r"|postdoc|veteran)\b(?! (?:office|center|program|network|database|directory))[^?]*$"
    # "Cloud engineer, 5 YOE", "homebrewer, ex-line cook, 29."
    rf"|^(?:(?:hi|hey|hello|dear) [\w'.-]+(?: [\w'.-]+)?(?:[,!]| -) )?(?!hi |hey |hello "
    rf"|dear )(?:[\w'-]+ ){{0,3}}{_TRADE}(?:,(?! (?:i|you|we|could|would|thank))| with | from | at | in | by (?:day"
    rf"|trade)| turned |\.? ?$)[^?]*$"
    # "I wrote manuals" without the I
    rf"|^(?:recently |just )?(?:moved|relocated|graduated|retired|separated|transferred) (?:here |back )?(?:from|to|in"
    rf"|at)\b[^?]*$|^(?:[\w,.:' -]{{0,60}}[:,] )?(?:\d\d, )(?:[\w-]+ ){{0,2}}{_TRADE}\b[^?]*$"
    rf"|^(?:worked|edited|taught|spent|served|built|ran|led|managed|sold|flew|drove|studied) [^?]*\b(?:years?|yrs?)\b"
)
_NAME = r"[A-Z][\w'-]+(?: [A-Z][\w.'-]+){0,2}"
_NAMED = pattern(
    rf"\b(?:I'm|I am|Im|[Tt]his is|[Ii]t's|[Ii]t is) (?!I |The |A |An )({_NAME})|\b({_NAME}) here\b|\bWho: ({_NAME})"
)
_NO_NAMES = {"please", "thanks", "thank", "hello", "hi", "monday", "friday", "christmas", "over", "so", "sorry", "glad"}


def read(draft: Draft) -> Reading:
    text = draft.body
    for sentence in text.sentences:
        if match := _SAYS.search(sentence.low) or _HERE.search(sentence.low) or _NOW_A.match(sentence.low):
            return seen((text.span(sentence.start + match.start(), sentence.start + match.end()),))
    for match in _NAMED.finditer(text.plain):
        name = next(group for group in match.groups() if group)
        if fold(name.split()[0]) not in _NO_NAMES:
            return seen((text.of(match),))
    return _by_own_name(draft) or NOTHING


def _by_own_name(draft: Draft) -> Reading | None:
    """ "Ava, bootcamp grad from Austin", "Hanne from the cargo bike meetup": the sender's name, and more about them."""
    text, names = draft.body, name_tokens(draft.message.sender)
    if not names:
        return None
    low = text.low
    own = "|".join(re.escape(name) for name in dict.fromkeys([" ".join(names), names[0], names[-1]]))
    found = re.search(
        rf"\b(?:(?:i'm|im|i am|this is|myself|it's) (?:{own})\b|(?:{own}) here\b|(?:{own}),? from (?:the "
        rf"|your )?\w)",
        low,
    )
    found = found or re.search(rf"(?:^|\n|[.!,] ?)(?:{own}), (?:an? )?(?!(?:i|we|and)\b)\w+ \w+ \w+", low)
    return seen((text.of(found),)) if found else None


def judge(reading: Reading, case: Case) -> Advice:
    if reading.seen:
        return praise("Says who you are", spans=reading.spans)
    return advise("Say who you are", "One line: your name, and what you do or study.")


RULE = Rule(
    id="introduces-sender",
    looks_for="Who is writing: a name with a trade, a study, a situation.",
    why="Nobody answers a stranger. One line is enough.",
    source="Stanford Career Education: introduce yourself, and say how you got their name",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
