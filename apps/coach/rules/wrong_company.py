"""Takes the reader to work somewhere else. Where they worked before, and where others work, is no mistake."""

from __future__ import annotations

import re

from apps.coach.names import company_tokens, fold, same_company
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.text import Text, pattern, words

_PART = r"[A-Z][\w&'.-]*"
_COMPANY = rf"(?P<company>{_PART}(?:(?: (?:&|and|of|de|the))? {_PART}){{0,4}})"
_HERE = (
    r"(?:work|role|position|job|teams?|career|path|company|organi[sz]ation|department|group|colleagues|experiences?|days?"
    r"|day-to-day|week|projects?|research|title|office|life|culture|journey|studies)"
)
#: The reader's own place, in so many words.
_YOURS = pattern(
    rf"\b(?:[Yy]our (?:(?:current|present|own|impressive|great|exciting|interesting|amazing|daily|new|recent"
    rf"|\w+) ){{0,2}}{_HERE}(?: \w+){{0,2}} (?:at|for)"
    rf"|[Yy]ou (?:(?:currently|now|all|guys) )?(?:do|work|are|lead|run|manage|build|make|design|built|are doing"
    rf"|are working|got your \w+)(?: \w+){{0,2}} (?:at|for)"
    rf"|you're (?:\w+ )?(?:at|with)|(?:someone|somebody|person) (?:at|from|who works (?:at|for))|your (?:company"
    rf"|employer|firm),)(?: the)? {_COMPANY}"
)
#: The same, where only the present can be meant.
_NOW = re.compile(
    r"your (?:current |present |own |daily |\w+ )?(?:work|role|position|job|team|company|department|group"
    r"|colleagues|office)\b|you\b|someone|somebody|person",
    re.I,
)
#: The place the letter is about, when the reader's own is never named.
_ABOUT = pattern(
    rf"\b(?:(?:[Ww]ork|[Ww]orking|[Ww]orks|[Ll]ife|[Cc]ulture|[Pp]eople|everyone|everybody|teams?|careers?"
    rf"|openings?|opportunities|internships?"
    rf"|positions?|roles?|jobs?|research(?:ers?)?|things|days?|done|happens|happening|what it is like"
    rf"|what it's like|like) (?:at|inside)"
    rf"|(?:interest|interested|learn|hear|know|ask|understand|curious|talk) (?:more )?(?:in|about|how|what"
    rf"|why)(?: [a-z]+){{1,5}} (?:at|inside)"
    rf"|[Ww]ork(?:ing|s)? for|[Jj]oin(?:ing)?)(?: the)? {_COMPANY}"
)
#: Before the match: it was once, or it is the writer's.
_BEFORE = pattern(
    r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|past|prior|before|used to|were|years?|time|began|first|old|once"
    r"|last|ago|when|(?:ha[sd]|have) (?:been|worked))\b[^,.;:?!]{0,40}$"
    r"|\b(?:moved?|came|left|leaving|went|switch\w*|change\w*|coming)\b[^,.;:?!]{0,25}$"
    r"|\b(?:i|i'm|i am|i've|i was|we)(?:'ve| have| was| am)?(?: (?:currently|now|also|used to|just|only|still|been"
    r"|once|previously|recently))* $"
    r"|\b(?:my|our|his|her|their) (?:\w+ ){0,3}$|\bwho $"
)
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
    hits = list(_YOURS.finditer(text.plain))
    if names_right:
        hits = [match for match in hits if _NOW.match(match[0])]
    else:
        hits += _ABOUT.finditer(text.plain)
    spans, values = [], []
    for match in sorted(hits, key=lambda m: m.start("company")):
        name = re.sub(r"'s?$", "", match["company"].rstrip(".,'"))
        start = match.start("company")
        if text.span(start, start + len(name)) in spans or not _is_wrong(name, text, match, draft):
            continue
        spans.append(text.span(start, start + len(name)))
        values.append(name)
    return seen(tuple(spans), tuple(values)) if spans else NOTHING


def _names(text: Text, company: str) -> bool:
    """True when the reader's own employer stands in the text, whole, by its telling words, or by its initials."""
    said = set(re.findall(r"\w+", fold(text.plain).replace("'", "")))
    tokens = company_tokens(company)
    initials = "".join(token[0] for token in tokens)
    return set(tokens) <= said or tokens[0] in said or (len(initials) > 1 and initials in said)


def _is_wrong(name: str, text: Text, match: re.Match[str], draft: Draft) -> bool:
    contact, parts = draft.message.contact, fold(name).split()
    if not parts or parts[0] in _NO_COMPANY or _NOT_EMPLOYER.search(name) or same_company(name, contact.company):
        return False
    people = fold(f"{contact.given} {contact.family} {draft.message.sender}").split()
    if parts[0].removesuffix("'s") in people or len(name) < 2:
        return False
    sentence = text.sentence_at(match.start())
    inside = text.low[match.start() : match.start("company")]
    if re.search(r"\b(?:previous|former|earlier|past|prior|first|old|last|early|start|years)\b", inside):
        return False
    return not _BEFORE.search(text.low[sentence.start : match.start()])


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
