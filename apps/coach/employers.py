"""How a message names an employer: as the reader's, as the writer's, as one that was. For wrong_company."""

from __future__ import annotations

import re

from apps.coach.text import any_of, pattern, words

PART = r"[A-Z][\w&'.-]*"
COMPANY = rf"(?P<company>{PART}(?:(?: (?:&|and|of|de|the))? {PART}){{0,4}})"
#: Words that end the name of an employer.
KIND = (
    "Bank|Credit Union|Brewing|Brewery|Architects|Center|Centre|Services|Museum|Society|Network|Hospitality|Hotels?"
    "|Logistics"
    "|Securities|Ventures|Associates|Publishing|Records|Design|Engineering|Construction|Software|Pharmaceuticals"
    "|Biotech|Aerospace"
    "|Health|Labs?|Inc|LLC|Ltd|Partners|Capital|Group|Technologies|Systems|Studios?|Foods|Energy|Consulting|Insurance"
    "|Mutual"
    "|Hospital|Clinic|Foundation|Pharma|Motors|Airlines|Media|Press|Games|Robotics|Analytics|Solutions|Industries"
    "|Trust|Co|Company|LLP"
)
#: Where somebody works, is or belongs: "at Okapi", "been with Okapi", "joined Okapi".
PLACE = pattern(
    r"\b(?:(?:at|inside|within)|(?:been|are|is|you're|works?|worked|working|jobs?|careers?|roles?|positions?|do|did"
    r"|started|stayed|stay|signed on|employed|hired) (?:with|for|by)|(?:[Jj]oin|[Jj]oined|[Jj]oining|chose|picked)"
    r"|(?:brought|drew|led|attracted|lured|moved|came|switched|went) (?:you )?(?:over )?to|stuck with"
    r"|(?:(?i:c[efiot]o|vp)|head|director|manager|lead|chief|president|editor|principal|founder|member|dean|chair"
    r"|partner|owner)(?: \w+)? of|[Yy]our (?:company|employer|firm|team),|(?P<weak>for|with|from|of))"
    rf"(?: the)? (?P<place>(?!I\b){PART}(?: (?:&|of|and the) {PART}| {PART}){{0,4}})"
)
#: Behind "you": work that is done for somebody, so that "for" and "from" name an employer.
DOES_WORK = pattern(
    r"(?:(?:'re|'ve)? (?:\w+ )?(?:do|doing|work|lead|run|manage|build|make|design|handle|head|oversee|write|direct"
    r"|coach|sell|teach|guard|keep|buy|plan|drive)\b[^,.;:?!]{1,40} for(?: the)?"
    r"|r? (?:\w+ ){0,2}(?:work|role|position|job|teams?|career|research)(?: \w+){0,3} (?:for|with)(?: the)?) \Z"
)
#: Whose work is spoken of: the last of these before the name decides.
OWNER = pattern(
    r"\b(?:(?P<yours>you(?:'re|'ve|rs?|'d|'ll)|(?<!for[ ])(?<!about[ ])(?<!with[ ])(?<!met[ ])(?<!saw[ ])you)"
    r"|(?P<mine>i(?:'m|'ve|'d|'ll)?|my|we(?:'re|'ve)?|our)"
    r"|(?P<other>he|she|they|him|them|his|her|their|who|whom|whose|friends?|sister|brother|cousin|uncle|aunt"
    r"|neighbou?r"
    r"|wife|husband|roommate|(?<!your[ ])colleagues?|professor|classmates?|mentor|manager|boss|advis[eo]r|teacher"
    r"|somebody else))\b"
)
#: Between "I" and the name: what follows is what the writer asks about, not where the writer is.
ASKED_ABOUT = any_of(
    r"dream\w*|hear|learn\w*|know|ask\w*|understand|wonder\w*|curious|interest\w*|admir\w+|impress\w+|read|tell|see"
    r"|saw|noticed"
    r"|fascinat\w+|love|like|excited|questions?|talk|call|chat|find out|picture|explore|exploring|glimpse|insights?"
    r"|advice"
)
#: Behind a name: an event, no employer.
EVENT = pattern(
    r"(?:'s)? (?:\w+ )?(?:fair|conference|summit|meetup|meeting|mixer|forum|panel|talk|webinar|hackathon|event"
    r"|career day"
    r"|reunion|dinner|lunch|breakfast|party|gala|reception|seminar|show|festival|workshop|expo|club|game|airport)\b"
)
#: Work as it goes on at a place.
GOES_ON = any_of(
    r"[a-z]{3,}ing|work\w*|life|culture|people|everyone|teams?|jobs?|roles?|career\w*|positions?|research\w*"
    r"|projects?|done|happens?"
    r"|day\w*|week|like|be|being|become|joining|join|get|gets|things|somebody|someone|person|employees?|members?"
    r"|practice|approach\w*|made|built|designed|run|path|group|department|what|how|openings?"
)
#: Of the reader, and past, or no employer: a talk, a degree, a first job.
NOT_NOW = any_of(
    r"were|was|worked|used to|former\w*|previous\w*|earlier|past|prior|last|old|first|early|internship|start|summer"
    r"|time|years"
    r"|talks?|talked|lectures?|lectured|panel|keynote|session|presentation|speech|poster|spoke|speaking|speak|paper"
    r"|presented|gave|taught|studied|studies|study|degree|phd|thesis|meeting|talking|speaking|calling|master's"
    r"|classes|class|courses?|mba|school|met|meet"
    r"|coffee|lunch|visit\w*|saw you|heard|available|free|see you|found you|read your|article|posts?|before|until"
    r"|since"
    r"|moved from|came from|left|leaving|days at|once|began|graduated|went|interned|trained|call|chat|zoom|talk to"
    r"|back when|while"
    r"|came up|(?!(?:joined|based|employed|interested|involved|moved|dedicated|ended|need|named|skilled|experienced"
    r"|advanced|applied"
    r"|related|wanted|used)\b)(?<!get[ ])(?<!gets[ ])(?<!are[ ])(?<!is[ ])(?<!be[ ])[a-z]{2,}ed|(?:saw|see|know"
    r"|remember|watched|recognized) you(?= at)|led|ran|managed|built"
)
#: The place the letter is about, when the reader's own is never named.
ABOUT = pattern(
    rf"\b(?:(?:[Ww]ork(?:ing|s)? for|[Oo]penings at)(?: the)? {COMPANY}"
    rf"|(?:the work|what) (?:that )?(?P<doing>{PART}(?: {PART})?) (?:is doing|does)\b"
    rf"|(?P<owning>{PART}(?: {PART})?)'s (?:culture|mission|products?|employees|customers|clients|office|approach"
    rf"|commitment|reputation|values|growth|platform))"
)
#: What the writer is curious about; "I" before it is no sign of the writer's own employer.
WISH = pattern(
    r"\b(?:interest in|interested in|learn about|more about|know about|hear about|things about|admired?|following"
    r"|followed"
    rf"|fan of) (?P<whole>{PART}(?: {PART}){{0,3}} (?:{KIND})|{PART}(?= and (?:what|how) you)"
    rf"|{PART}(?=[^.?!\n]{{0,60}} there\b))"
)
#: What an employer does, and the reader with it: "How does Okapi choose its topics, and what is your part?"
DOES = pattern(
    rf"\b[Hh]ow (?:do|does|is|are)? ?(?:the )?{COMPANY} (?:people |teams? |folks )?(?:decides?|chooses?|hires?|trains?"
    r"|treats?|builds?|builds|approach(?:es)?|supports?|plans?|picks?|tests?|prepares?|organi[sz]es?|handles?"
    r"|develops?|makes?"
    r"|runs?|works?|serves?|measures?|does|do|thinks?|manages?|teaches|grows?|sets?|helps?|selects?|designs?"
    r"|writes?)\b"
    rf"|\bhow (?:the )?(?P<acts>(?!I\b){PART}(?: {PART}){{0,3}}) (?!(?:was|is|has|does|fits|works|compares|helps|plays"
    rf"|comes"
    r"|relates|matters|affects|changes|influences|impacts|shapes|differs)\b)[a-z]{3,}s\b[^.?!]{0,80}\b(?:you|your)\b"
    rf"|\b[Aa]t (?:the )?(?P<at>{PART}(?: {PART}){{0,3}}),? you (?!(?:were|was|had|did|met|saw|told|said|gave|spoke"
    rf"|taught|led|ran|went"
    r"|made|wrote|could|would|might|may|can|and|asked|learn\w+|work\w+ed|\w+ed)\b)"
)
#: A name that may be an employer's, for "there" and "the firm" to point back at.
ANY = pattern(rf"(?<![\w.'-])(?P<thing>{PART}(?: (?:&|and|of) {PART}| {PART}){{0,4}})")
#: The reader's place, without its name.
BACK = pattern(
    r"\b(?:you(?:'re|'ve|r)?|work(?:ing)?|job|jobs|everyone|people|to be|join(?:ing)?|it(?:'s"
    r"| is) like)\b[^.;?!\n]{0,40}?"
    r"\b(?:there\b(?! (?:is|are|was|were|be|might|may|could|would|will|a)\b)"
    r"|(?:at|in|with|for|of) (?:the|this) (?:firm|company|bank|agency|organi[sz]ation|hospital|studio|lab|place)\b)"
    r"|\byour (?:\w+ ){1,3}there\b"
)
#: "there" in another sense, or in the past.
NOT_BACK = pattern(
    r"\b(?:out there|over there|get there|got there|is there|are there|were there|was there"
    r"|been there before|when i|i was)\b"
)
PLACE_BEFORE = pattern(r"\b(?:in|near|to|from|around|of|on|by|mr|mrs|ms|dr|prof|professor)\.? (?:the )?$")
#: In the subject only a name that says what it is, or a place of work.
SUBJECT = pattern(
    rf"\b(?:(?:[Ww]orking|[Ll]ife|[Ww]ork|[Cc]areers?|[Rr]oles?|[Jj]obs?|[Tt]eam|[Yy]our \w+) (?:at|with"
    rf"|for) {COMPANY}|(?P<whole>{PART}(?: {PART}){{0,3}} (?:{KIND})))(?![\w-])"
)
#: Before the match: it was once, or it is the writer's.
BEFORE = pattern(
    r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|past|prior|before|used to|were|years?|time|began|first|old|once"
    r"|last|ago|when|(?:ha[sd]|have) (?:been|worked))\b[^,.;:?!]{0,40}$"
    r"|\b(?:moved?|came|left|leaving|went|switch\w*|change\w*|coming|friends?|colleagues?)\b[^,.;:?!]{0,25}$"
    r"|\b(?:i|i'm|i am|i've|i was|we)(?:'ve| have| was| am)?(?: (?:currently|now|also|just|only|still|been|once"
    r"|recently))* $"
    r"|\b(?:i|i'm|i am|i've|we)(?: \w+)? (?:lead|run|manage|work|intern|interning|study|studying|working|teach"
    r"|joined|volunteer)"
    r"\b[^.;:?!]{0,40}$|\b(?:my|our|his|her|their) (?:\w+ ){0,3}$|\b(?:who|while) $"
)
#: Behind a name: it was once.
UNTIL = pattern(
    r"[^.;?!]{0,40}\b(?:before you|until you|back then|at the time|years ago|before (?:that|joining|moving))\b"
)
#: Before a name: it is the writer's.
MINE = pattern(
    r"\b(?:i|i'm|i've|i'd|my|we|our|he|she|they|who|friend|colleague)\b[^.;?!]{0,30}\b(?:at|for|with|from"
    r"|left|leaving|joined)(?: the)? $"
)
TO_WORK = pattern(
    r"\b(?:drew|brought|led|attracted|took|lured|got) you (?:in|on)?to(?: the)? $|\b(?:you came"
    r"|you moved) to(?: the)? $"
)
ACTS = pattern(r" (?:is|are|has|have|does|was|seems|sounds|looks|keeps|stands|makes|builds|comes|must)\b")
GROUPS = ("company", "doing", "owning", "whole", "acts", "at")
NEAR = 300  # characters over which "there" points back
#: In the words themselves: not the present.
ONCE = any_of(r"previous|former|earlier|past|prior|first|old|last|early|start|years|internship|time")
WHEN = pattern(r"\b(?:when|before|while|until|after|from|during|since) $|\bused to $")
#: A capital inside a sentence: an employer may be named.
CAPITAL = re.compile(r"[\w,] +(?:the +)?(?!I\b)[A-Z]")
NO_COMPANY = words(
    "i a an the my your our zoom skype teams meet monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december spring summer fall winter "
    "christmas easter europe america africa asia english ux ui it hr ai ml law art math us uk nyc la sf zoom phd "
    "mba cv pdf faq diy hq esg saas b2b stem python sql java excel"
)
#: Capitalized because a sentence or a letter begins with them, or because they are no employer to point back at.
LEADS = words(
    "everyone everybody people nobody someone he she they it we you this that these those there here what how why "
    "when where who which thanks thank dear hi hello hey linkedin internet instagram twitter youtube facebook "
    "wikipedia sir madam mr ms mrs dr god french german spanish italian chinese japanese american british if as at "
    "in on for and but so or not no yes also then would could can do does did is are was were have has after before "
    "since while because although though both every each all most many some any last next first perhaps maybe "
    "please p.s ps re fwd best kind regards sincerely yours hoping looking being working myself respected"
)
NOT_EMPLOYER = re.compile(
    r"\b(?:university|college|school|summit|conference|meetup|fair|fest|festival|con|podcast|radio|city|state"
    r"|county|island|street|university's|academy|google (?:docs|meet|maps|scholar|drive|calendar|slides|sheets"
    r"|chat))\b",
    re.I,
)
