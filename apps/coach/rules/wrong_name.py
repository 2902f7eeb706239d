"""Greets or addresses somebody else, or misspells the name. Short forms and accents are fine."""

from __future__ import annotations

import re

from apps.coach.names import has_title, may_be, name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.text import Span, fold, pattern, words

_HELLO = (
    r"(?:hi|hello|hey|hiya|heya|hullo|howdy|dear|dearest|greetings|respected|esteemed|aloha|ahoy|namaste|shalom"
    r"|hola|bonjour|bonsoir|salut|ch[eèé]re?|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|beste|hej"
    r"|ciao"
    r"|car[oa]|gentile|buongiorno|querid[oa]|estimad[oa]|prezad[oa]|ol[aá]|bom dia|(?:as-?)?sala+m(?: alaykum)?"
    r"|(?:good )?(?:morning|afternoon|evening)|good day)"
)
_GREETING = pattern(
    rf"\A[ \n]*{_HELLO}\b(?: again| there)?,?(?P<who>[^,:;!?\n-]{{1,60}}?)(?P<end> - | ?[,:;!?\n]|--|\. |\.?\Z"
    rf"|(?<!\w)-)",
    re.I,
)
_HYPHENATED = pattern(
    rf"\A[ \n]*{_HELLO}\b(?: again| there)?,?(?P<who>(?: [\w.'’]+(?:-[\w'’]+)*){{1,5}})(?P<end> - | ?[,:;!?\n]|--"
    rf"|\. |\.?\Z)",
    re.I,
)
#: A name alone on the first line.
_ALONE = pattern(r"\A[ \n]*(?P<who>[A-Z][\w'-]+(?: [A-Z][\w.'-]+){0,2}) ?(?P<end>[,:!]|-) ?\n")
#: "I hope, Rebecca, that you"; "Thank you so much, Sandra!"; "Hope you are well, Tim."
_ADDRESSED = pattern(
    r"\b(?:hope|know|again|wonder|so|please|really|course|would|could|appreciate it|think"
    r"|believe), (?P<who>[A-Z][a-z]+), "
    r"|\b(?:[Tt]hanks|[Tt]hank you|[Mm]any thanks)(?: so much| very much| again| a lot"
    r"| in advance)?, (?P<thanked>[A-Z][a-z]+) ?[!.,\n]"
    r"|\b(?:[Yy]ou|[Yy]our|[Tt]hanks)\b[^.,!?\n]{0,60} [a-z]+, (?P<called>[A-Z][a-z]+) ?[.!?](?=\s|\Z)"
)
_COMMAS = re.compile(r", [A-Z][a-z]+ ?[,!?.\n]")
_OTHERS = re.compile(
    r"(?:brother|sister|friend|boss|colleague|wife|husband|partner|mentor|professor|advis[eo]r|son|daughter|cousin"
    r"|uncle"
    r"|aunt|neighbou?r|manager|teacher|roommate|classmate|mother|father|director|coach|supervisor|client|in|from|near"
    r"|of)"
    r", [A-Z]"
)
#: Greetings to no one in particular. "Hi there" names nobody, so it names nobody wrongly.
_ANYBODY = words(
    "there all everyone everybody team folks friend friends sir madam hiring manager recruiter recruiters committee "
    "colleague colleagues whom you guys yall neighbor again alumni alum fellow hope i im just thank thanks this my it "
    "we if how what as and happy from to in on for with your the a an is am was please sorry ladies gentlemen editor "
    "department office human resources career hello hi world stranger connection esteemed love best hey greetings "
    "season monday tuesday wednesday thursday friday saturday sunday currently yesterday today recently given since "
    "after before when while although because could would may might can do are"
)
_AND = re.compile(r"\s+(?:and|&|und|y|et)\s+|\s*[/&+]\s*", re.I)
_GAP = re.compile(r"[\[\]{}<>_()%$«»*#]|XXX|xxx")


def read(draft: Draft) -> Reading:
    contact = draft.message.contact
    if not (contact.given.strip() or contact.family.strip()):
        return NOTHING
    found = [span for who, span in [*_greeted(draft), *_addressed(draft)] if not _is_right(who, draft)]
    if not found:
        return NOTHING
    return seen(tuple(found), tuple(draft.body.raw[span.start : span.end] for span in found))


def _greeted(draft: Draft) -> list[tuple[str, Span]]:
    text = draft.body
    match = _HYPHENATED.match(text.plain) or _GREETING.match(text.plain) or _ALONE.match(text.plain)
    if not match:
        return []
    who = match["who"]
    parts = who.split()
    if not parts or len(parts) > 6 or _GAP.search(who):
        return []
    named = [part for part in _AND.split(who) if not _is_anybody(part)]
    if not named or any(_is_anybody(word) for part in named for word in part.split()):
        return []
    if fold(parts[0]) in {"and", "und"} or not name_tokens(who):
        return []
    start = match.start("who") + len(who) - len(who.lstrip())
    return [(who.strip(), text.span(start, match.start("who") + len(who.rstrip())))]


def _is_anybody(part: str) -> bool:
    """ "all", "the team", "hiring manager": people whom no name tells."""
    return all(fold(word).strip(".'").replace("'", "") in _ANYBODY for word in part.split())


def _addressed(draft: Draft) -> list[tuple[str, Span]]:
    text = draft.body
    if not _COMMAS.search(text.plain):
        return []
    sender, found = name_tokens(draft.message.sender), []
    for match in _ADDRESSED.finditer(text.plain):
        group = next(group for group in ("who", "thanked", "called") if match[group])
        if group == "called" and _OTHERS.search(match[0]):
            continue  # "your colleague, Tim"
        name = match[group]
        is_close = group != "who" and not text.plain[match.end() :].strip()
        if is_close or fold(name) in sender or fold(name) in _ANYBODY:
            continue
        found.append((name, text.span(*match.span(group))))
    return found


def _is_right(who: str, draft: Draft) -> bool:
    contact = draft.message.contact
    people = [part for part in _AND.split(who) if not _is_anybody(part)]
    if len(people) == 1:
        return may_be(people[0], contact.given, contact.family)
    if people:
        return any(
            not has_title(part) or name_tokens(part) for part in people if may_be(part, contact.given, contact.family)
        )
    return True


def judge(reading: Reading, case: Case) -> Advice | None:
    if not reading.seen:
        return None
    contact = case.draft.message.contact
    right = contact.given or contact.family
    why = f"You wrote {reading.values[0]}; this message is for {right}."
    return advise("Check the name", why, reading.spans)


RULE = Rule(
    id="wrong-name",
    looks_for="A greeting to somebody else, or their name misspelt.",
    why="Their own name is the word that people read first.",
    source="Acquaint",
    severity=Severity.HIGH,
    read=read,
    judge=judge,
)
