"""Greets or addresses somebody else, or misspells the name. Short forms and accents are fine."""

from __future__ import annotations

import re

from apps.coach.names import has_title, may_be, name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.text import Span, fold, pattern, words

_HELLO = (
    r"(?:hi|hello|hey|hiya|dear|dearest|greetings|hola|bonjour|hallo|respected|esteemed"
    r"|good (?:morning|afternoon|evening|day))"
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
#: "I hope, Rebecca, that you"; "Thank you so much, Sandra!"
_ADDRESSED = pattern(
    r"\b(?:hope|know|again|wonder|so|please|really|course|would|could|appreciate it|think"
    r"|believe), (?P<who>[A-Z][a-z]+), "
    r"|\b(?:[Tt]hanks|[Tt]hank you|[Mm]any thanks)(?: so much| very much| again| a lot"
    r"| in advance)?, (?P<thanked>[A-Z][a-z]+) ?[!.,\n]"
)
_COMMAS = re.compile(r", [A-Z][a-z]+ ?[,!.\n]")
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
    if any(fold(word).strip(".'") in _ANYBODY for word in parts if not _AND.fullmatch(f" {word} ")):
        return []
    if fold(parts[0]) in {"and", "und"} or not name_tokens(who):
        return []
    start = match.start("who") + len(who) - len(who.lstrip())
    return [(who.strip(), text.span(start, match.start("who") + len(who.rstrip())))]


def _addressed(draft: Draft) -> list[tuple[str, Span]]:
    text = draft.body
    if not _COMMAS.search(text.plain):
        return []
    sender, found = name_tokens(draft.message.sender), []
    for match in _ADDRESSED.finditer(text.plain):
        group = "who" if match["who"] else "thanked"
        name = match[group]
        is_close = group == "thanked" and not text.plain[match.end() :].strip()
        if is_close or fold(name) in sender or fold(name) in _ANYBODY:
            continue
        found.append((name, text.span(*match.span(group))))
    return found


def _is_right(who: str, draft: Draft) -> bool:
    contact = draft.message.contact
    people = [part for part in _AND.split(who) if part.strip()]
    if len(people) > 1:
        return any(
            not has_title(part) or name_tokens(part) for part in people if may_be(part, contact.given, contact.family)
        )
    return may_be(who, contact.given, contact.family)


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
