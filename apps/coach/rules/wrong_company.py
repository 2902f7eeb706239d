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
    "Bank|Health|Labs?|Inc|LLC|Ltd|Partners|Capital|Group|Technologies|Systems|Studios?|Foods|Energy|Consulting|Insurance|Mutual"
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
        group = next(group for group in ("company", "doing", "owning", "whole") if match.groupdict().get(group))
        name = re.sub(r"'s?$", "", match[group].rstrip(".,'"))
        start = match.start(group)
        if text.span(start, start + len(name)) in spans or not _is_wrong(name, start, text, match, draft):
            continue
        spans.append(text.span(start, start + len(name)))
        values.append(name)
    return seen(tuple(spans), tuple(values)) if spans else NOTHING


def _mentions(text: Text, *, now_only: bool) -> list[re.Match[str]]:
    """Where an employer is named as the reader's, in order."""
    hits: list[re.Match[str]] = []
    for at in dict.fromkeys(text.sentence_at(match.start()) for match in _CAPITAL.finditer(text.plain)):
        yours = _YOURS.finditer(text.plain, at.start, at.end)
        hits += (match for match in yours if not now_only or _NOW.match(match[0]))
        if not now_only:
            hits += [*_ABOUT.finditer(text.plain, at.start, at.end), *_WISH.finditer(text.plain, at.start, at.end)]
    return sorted(hits, key=lambda match: match.start())


def _names(text: Text, company: str) -> bool:
    """True when the reader's own employer stands in the text, whole, by its telling words, or by its initials."""
    said = text.folded_words
    tokens = company_tokens(company)
    initials = "".join(token[0] for token in tokens)
    return set(tokens) <= said or tokens[0] in said or (len(initials) > 1 and initials in said)


def _is_wrong(name: str, start: int, text: Text, match: re.Match[str], draft: Draft) -> bool:
    contact, parts = draft.message.contact, fold(name).split()
    if not parts or parts[0] in _NO_COMPANY or _NOT_EMPLOYER.search(name) or same_company(name, contact.company):
        return False
    people = fold(f"{contact.given} {contact.family} {draft.message.sender}").split()
    if parts[0].removesuffix("'s") in people or len(name) < 2:
        return False
    before = text.low[text.sentence_at(match.start()).start : match.start()]
    inside = text.low[match.start() : start]
    if match.re.pattern == _WISH.pattern or re.match(r"you|someone|somebody|person|employee|member", inside):
        return not (_ONCE.search(inside) or _WHEN.search(before))
    return not (_ONCE.search(inside) or _BEFORE.search(before))


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
