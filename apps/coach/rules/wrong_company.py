"""Takes the reader to work somewhere else. Where they worked before, and where others work, is no mistake."""

from __future__ import annotations

import re

from apps.coach.names import company_tokens, same_company
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.text import Span, Text, any_of, fold, pattern, words

_PART = r"[A-Z][\w&'.-]*"
_COMPANY = rf"(?P<company>{_PART}(?:(?: (?:&|and|of|de|the))? {_PART}){{0,4}})"
_HERE = (
    r"(?:work|role|position|job|teams?|career|path|company|organi[sz]ation|department|group|colleagues|experiences?"
    r"|day"
    r"|days|day-to-day|week|projects?|research|title|office|life|culture|journey|studies)"
)
#: Words that end the name of an employer.
_KIND = (
    "Bank|Credit Union|Brewing|Brewery|Architects|Center|Centre|Services|Museum|Society|Network|Hospitality|Hotels?|Logistics"
    "|Securities|Ventures|Associates|Publishing|Records|Design|Engineering|Construction|Software|Pharmaceuticals|Biotech|Aerospace"
    "|Health|Labs?|Inc|LLC|Ltd|Partners|Capital|Group|Technologies|Systems|Studios?|Foods|Energy|Consulting|Insurance|Mutual"
    "|Hospital|Clinic|Foundation|Pharma|Motors|Airlines|Media|Press|Games|Robotics|Analytics|Solutions|Industries|Trust|Co|Company|LLP"
)
#: The reader's own place, in so many words.
_YOURS = pattern(
    rf"\b(?:[Yy]our (?:[\w-]+ ){{0,2}}{_HERE}(?: [a-z]\w*){{0,3}} (?:at|for)"
    r"|[Yy]ou(?:'ve| have)? (?:(?:currently|now|all|guys) )?(?:do|work|are|lead|run|manage|build|make|design|built"
    r"|are doing|been"
    r"|are working|end(?:ed)? up|got your \w+)(?: [a-z]\w*){0,3} (?:at|for)"
    r"|[Yy]ou and your \w+ at|[Yy]ou're (?:\w+ )?(?:at|with)"
    r"|(?:someone|somebody|person|employee|member) (?:at|from|of|who works (?:at|for))|[Yy]our (?:company|employer"
    r"|firm),)"
    rf"(?: the)? {_COMPANY}"
)
#: The same, where only the present can be meant.
_NOW = re.compile(
    r"your (?:current |present |own |daily |\w+ )?(?:work|role|position|job|team|company|department|group"
    r"|colleagues|office)\b"
    r"|you\b|someone|somebody|person|employee",
    re.I,
)
#: The place the letter is about, when the reader's own is never named.
_ABOUT = pattern(
    rf"\b(?:(?:(?:[Ww]ork(?:ing|s)?|[Ll]ife|[Cc]ulture|[Pp]eople|everyone|everybody|teams?|careers?|openings?"
    rf"|opportunities"
    r"|internships|positions?|roles?|jobs?|research(?:ers?)?|things|done|happens|happening|like (?:to be"
    r"|being) (?:an? )?(?:[a-z]+ ){1,3}|what it(?: is"
    r"|'s) like) (?:at|inside)"
    rf"|[Ww]ork(?:ing|s)? for|[Jj]oin(?:ing)?)(?: the)? {_COMPANY}"
    rf"|(?:the work|what) (?:that )?(?P<doing>{_PART}(?: {_PART})?) (?:is doing|does)\b"
    rf"|(?P<owning>{_PART}(?: {_PART})?)'s (?:culture|mission|products?|employees|customers|clients|office|approach"
    rf"|commitment|reputation|values|growth|platform))"
)
#: What the writer is curious about; "I" before it is no sign of the writer's own employer.
_WISH = pattern(
    r"\b(?:(?:interest|interested|learn|hear|know|ask|understand|curious|talk|admired?|impressed)(?: more)?"
    rf" (?:in|about|how|what|why|by)(?: [a-z]+){{1,5}} (?:at|inside)(?: the)? {_COMPANY}"
    rf"|(?:interest in|interested in|learn about|more about|know about|hear about|things about|admired?|following"
    rf"|followed|fan of)"
    rf" (?P<whole>{_PART}(?: {_PART}){{0,3}} (?:{_KIND})|{_PART}(?= and (?:what|how) you)"
    rf"|{_PART}(?=[^.?!\n]{{0,60}} there\b)))"
)
#: What an employer does, and the reader with it: "How does Okapi choose its topics, and what is your part?"
_DOES = pattern(
    rf"\b[Hh]ow (?:do|does|is|are)? ?(?:the )?{_COMPANY} (?:people |teams? |folks )?(?:decides?|chooses?|hires?|trains?"
    r"|treats?|builds?|builds|approach(?:es)?|supports?|plans?|picks?|tests?|prepares?|organi[sz]es?|handles?|develops?|makes?"
    r"|runs?|works?|serves?|measures?|does|do|thinks?|manages?|teaches|grows?|sets?|helps?|selects?|designs?|writes?)\b"
    rf"|\b(?:[Dd]ay|[Ww]eek|[Mm]orning|[Ss]hift|[Ll]ife|[Ww]ork|[Mm]onth|[Yy]ear) (?:at|inside|with)(?: the)? (?P<daily>{_PART}(?: {_PART}){{0,3}})"
    r"[^.?!\n]{0,40}\b(?:for you|do you|are you|you do|you like|look(?:s)? like|be like|like for)\b"
    rf"|\b[Aa]s (?:an?|the) (?:[\w-]+ ){{1,4}}(?:at|with|for|in) (?:the )?(?P<role>{_PART}(?: {_PART}){{0,3}}),? you\b"
)
#: A name that may be an employer's, for "there" and "the firm" to point back at.
_ANY = pattern(rf"(?<![\w.'-])(?P<thing>{_PART}(?: (?:&|and|of) {_PART}| {_PART}){{0,4}})")
#: The reader's place, without its name.
_BACK = pattern(
    r"\b(?:you(?:'re|'ve|r)?|work(?:ing)?|job|jobs|everyone|people|to be|join(?:ing)?|it(?:'s| is) like)\b[^.;?!\n]{0,40}?"
    r"\b(?:there\b(?! (?:is|are|was|were|be|might|may|could|would|will|a)\b)"
    r"|(?:at|in|with|for|of) (?:the|this) (?:firm|company|bank|agency|organi[sz]ation|hospital|studio|lab|place)\b)|\byour (?:\w+ ){1,3}there\b"
)
#: "there" in another sense, or in the past.
_NOT_BACK = pattern(r"\b(?:out there|over there|get there|got there|is there|are there|were there|was there|been there before|when i|i was)\b")
_PLACE_BEFORE = pattern(r"\b(?:in|near|to|from|around|of|on|by|mr|mrs|ms|dr|prof|professor)\.? (?:the )?$")
#: In the subject only a name that says what it is, or a place of work.
_SUBJECT = pattern(
    rf"\b(?:(?:[Ww]orking|[Ll]ife|[Ww]ork|[Cc]areers?|[Rr]oles?|[Jj]obs?|[Tt]eam|[Yy]our \w+) (?:at|with|for) {_COMPANY}"
    rf"|(?P<whole>{_PART}(?: {_PART}){{0,3}} (?:{_KIND})))(?![\w-])"
)
#: Before the match: it was once, or it is the writer's.
_BEFORE = pattern(
    r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|past|prior|before|used to|were|years?|time|began|first|old|once"
    r"|last|ago|when"
    r"|(?:ha[sd]|have) (?:been|worked))\b[^,.;:?!]{0,40}$"
    r"|\b(?:moved?|came|left|leaving|went|switch\w*|change\w*|coming|friends?|colleagues?)\b[^,.;:?!]{0,25}$"
    r"|\b(?:i|i'm|i am|i've|i was|we)(?:'ve| have| was| am)?(?: (?:currently|now|also|just|only|still|been|once"
    r"|recently))* $"
    r"|\b(?:i|i'm|i am|i've|we)(?: \w+)? (?:lead|run|manage|work|intern|interning|study|studying|working|teach"
    r"|joined|volunteer)"
    r"\b[^.;:?!]{0,40}$"
    r"|\b(?:my|our|his|her|their) (?:\w+ ){0,3}$|\b(?:who|while) $"
)
#: Behind a name: it was once.
_UNTIL = pattern(r"[^.;?!]{0,40}\b(?:before you|until you|back then|at the time|years ago|before (?:that|joining|moving))\b")
#: Before a name: it is the writer's.
_MINE = pattern(r"\b(?:i|i'm|i've|i'd|my|we|our|he|she|they|who|friend|colleague)\b[^.;?!]{0,30}\b(?:at|for|with|from|left|leaving|joined)(?: the)? $")
_TO_WORK = pattern(r"\b(?:drew|brought|led|attracted|took|lured|got) you (?:in|on)?to(?: the)? $|\b(?:you came|you moved) to(?: the)? $")
_ACTS = pattern(r" (?:is|are|has|have|does|was|seems|sounds|looks|keeps|stands|makes|builds|comes|must)\b")
_GROUPS = ("company", "doing", "owning", "whole", "daily", "role")
_NEAR = 300  # characters over which "there" points back
#: In the words themselves: not the present.
_ONCE = any_of(r"previous|former|earlier|past|prior|first|old|last|early|start|years|internship|time")
_WHEN = pattern(r"\b(?:when|before|while|until|after|from|during|since) $|\bused to $")
#: A capital inside a sentence: an employer may be named.
_CAPITAL = re.compile(r"[\w,] +(?:the +)?(?!I\b)[A-Z]")
_NO_COMPANY = words(
    "i a an the my your our zoom skype teams google meet monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december spring summer fall winter "
    "christmas easter europe america africa asia english ux ui it hr ai ml law art math us uk nyc la sf zoom phd mba "
    "esg saas b2b stem python sql java excel"
)
#: Capitalized because a sentence or a letter begins with them, or because they are no employer to point back at.
_LEADS = words(
    "everyone everybody people nobody someone he she they it we you this that these those there here what how why when "
    "where who which thanks thank dear hi hello hey linkedin internet instagram twitter youtube facebook wikipedia sir "
    "madam mr ms mrs dr god french german spanish italian chinese japanese american british if as at in on for and but so "
    "or not no yes also then would could can do does did is are was were have has after before since while because although "
    "though both every each all most many some any last next first perhaps maybe please p.s ps re fwd best kind regards "
    "sincerely yours hoping looking being working myself respected"
)
#: Too common to say which employer is meant, unless written as a name.
_COMMON = words(
    "museum university city bank center centre hospital school department institute national american united general north "
    "south east west public health first state county new community medical college office young royal central regional"
)
_NOT_EMPLOYER = re.compile(
    r"\b(?:university|college|school|summit|conference|meetup|fair|fest|festival|con|podcast|radio|city|state"
    r"|county|island|street|university's|academy)\b",
    re.I,
)


def read(draft: Draft) -> Reading:
    company = draft.message.contact.company
    if not company_tokens(company):
        return NOTHING
    text = draft.body
    names_right = _names(text, company) or _names(draft.subject, company)
    spans: list[Span] = []
    values = []
    for match in _mentions(text, now_only=names_right):
        group = next(group for group in _GROUPS if match.groupdict().get(group))
        name = re.sub(r"'s?$", "", match[group].rstrip(".,'"))
        start = match.start(group)
        if text.span(start, start + len(name)) in spans or not _is_wrong(name, start, text, match, draft):
            continue
        spans.append(text.span(start, start + len(name)))
        values.append(name)
    if not spans:
        spans, values = _pointed_at(text, draft)
    if not spans and not names_right:
        spans, values = _in_subject(draft)
    return seen(tuple(spans), tuple(values)) if spans else NOTHING


def _pointed_at(text: Text, draft: Draft) -> tuple[list[Span], list[str]]:
    """A wrong name to which "you work there" or "your time at the firm" points back, if it is the last one named."""
    company = draft.message.contact.company
    for back in _BACK.finditer(text.low):
        sentence = text.sentence_at(back.start())
        if _NOT_BACK.search(text.low, max(sentence.start, back.start() - 20), back.end()):
            continue
        before = text.sentence_at(max(0, sentence.start - 2))
        start = before.start if sentence.start - before.start < _NEAR else sentence.start
        names = [match for match in _ANY.finditer(text.plain, start, back.end()) if _may_be_employer(match, text, draft)]
        if names and not same_company(_bare(names[-1]["thing"]), company) and not _is_writers(names[-1], text):
            name = _bare(names[-1]["thing"])
            at = names[-1].start("thing")
            return [text.span(at, at + len(name))], [name]
    return [], []


def _in_subject(draft: Draft) -> tuple[list[Span], list[str]]:
    """The name of an employer in the subject."""
    for match in _SUBJECT.finditer(draft.subject.plain):
        group = "company" if match["company"] else "whole"
        name = _bare(match[group])
        if _fits_nobody(name, draft):
            at = match.start(group)
            return [draft.subject.span(at, at + len(name))], [name]
    return [], []


def _bare(name: str) -> str:
    return re.sub(r"'s?$", "", name.rstrip(".,'"))


def _may_be_employer(match: re.Match[str], text: Text, draft: Draft) -> bool:
    """Capitalized within a sentence, or at its start with a verb or 's behind it; and no place, person or own name."""
    start, said = match.start("thing"), match["thing"]
    sentence = text.sentence_at(start)
    if start == sentence.start and " " not in said and not (
        said.endswith("'s") or _ACTS.match(text.low, match.end("thing"))
    ):
        return False
    if _PLACE_BEFORE.search(text.low, max(sentence.start, start - 20), start) and not _TO_WORK.search(
        text.low, max(sentence.start, start - 30), start
    ):
        return False
    name = _bare(said)
    return fold(name).split()[0] not in _LEADS and (
        _fits_nobody(name, draft) or same_company(name, draft.message.contact.company)
    )


def _is_writers(match: re.Match[str], text: Text) -> bool:
    """The writer's own employer, or one that was."""
    start = match.start("thing")
    before = text.low[text.sentence_at(start).start : start]
    return bool(_MINE.search(before) or _UNTIL.match(text.low, match.end(), match.end() + 60))


def _mentions(text: Text, *, now_only: bool) -> list[re.Match[str]]:
    """Where an employer is named as the reader's, in order."""
    hits: list[re.Match[str]] = []
    for at in dict.fromkeys(text.sentence_at(match.start()) for match in _CAPITAL.finditer(text.plain)):
        yours = _YOURS.finditer(text.plain, at.start, at.end)
        hits += (match for match in yours if not now_only or _NOW.match(match[0]))
        if not now_only:
            for about in (_ABOUT, _WISH, _DOES):
                hits += about.finditer(text.plain, at.start, at.end)
    return sorted(hits, key=lambda match: match.start())


def _names(text: Text, company: str) -> bool:
    """True when the reader's own employer stands in the text, whole, by its telling words, or by its initials."""
    said = text.folded_words
    tokens = company_tokens(company)
    initials = "".join(token[0] for token in tokens)
    if set(tokens) <= said or (len(initials) > 1 and initials in said):
        return True
    return tokens[0] in said and (tokens[0] not in _COMMON or tokens[0].capitalize() in text.plain)


def _is_wrong(name: str, start: int, text: Text, match: re.Match[str], draft: Draft) -> bool:
    if not _fits_nobody(name, draft) or _UNTIL.match(text.low, start + len(name), start + len(name) + 60):
        return False
    before = text.low[text.sentence_at(match.start()).start : match.start()]
    inside = text.low[match.start() : start]
    if match.re.pattern in (_WISH.pattern, _DOES.pattern) or re.match(r"you|someone|somebody|person|employee|member", inside):
        return not (_ONCE.search(inside) or _WHEN.search(before))
    return not (_ONCE.search(inside) or _BEFORE.search(before))


def _fits_nobody(name: str, draft: Draft) -> bool:
    """An employer's name that is neither the reader's nor a person, a school, a tool."""
    contact, parts = draft.message.contact, fold(name).split()
    if not parts or len(name) < 2 or parts[0].split("'")[0] in _NO_COMPANY or _NOT_EMPLOYER.search(name):
        return False
    people = fold(f"{contact.given} {contact.family} {draft.message.sender}").split()
    return parts[0].removesuffix("'s") not in people and not same_company(name, contact.company)


def judge(reading: Reading, case: Case) -> Advice | None:
    """Names another employer of the list, too, where the app knows it."""
    person = case.draft.message.contact
    if reading.seen:
        why = f"{person.given or 'This person'} is at {person.company}."
        return advise(f"Check the employer: {reading.values[0]}", why, reading.spans)
    return _leftover(case)


def _leftover(case: Case) -> Advice | None:
    """Another employer of the list, left over from an earlier message."""
    text, person = case.draft.body, case.draft.message.contact
    if person.company and _names(text, person.company):
        return None
    mine = fold(f"{case.background.common_ground} {case.background.sender_is}")
    for other in case.background.other_companies:
        if len(other) < 3 or other not in text.raw or fold(other) == fold(person.company) or fold(other) in mine:
            continue
        if match := re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text.raw):
            at = f"{person.given} is at {person.company}." if person.company else f"Is it {person.given}’s?"
            return advise(f"Check the employer: {other}", at, (text.of(match),))
    return None


RULE = Rule(
    id="wrong-company",
    looks_for="An employer that isn’t theirs, left over from another letter.",
    why="Nothing says mass mailing as loudly.",
    source="Acquaint",
    severity=Severity.HIGH,
    read=read,
    judge=judge,
)
