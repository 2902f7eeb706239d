"""Greets or addresses somebody else, or misspells the name. Short forms and accents are fine."""

from __future__ import annotations

import re

from apps.coach.greetings import greeted
from apps.coach.names import may_be, name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.rules import placeholder
from apps.coach.text import Span, fold, pattern, words

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
_NO_NAMES = words("sir madam all everyone monday tuesday wednesday thursday friday saturday sunday i please thanks")


def read(draft: Draft) -> Reading:
    contact = draft.message.contact
    if not (contact.given.strip() or contact.family.strip()):
        return NOTHING
    spans = [*_greeted(draft), *_addressed(draft)]
    return seen(tuple(spans), tuple(draft.body.raw[span.start : span.end] for span in spans)) if spans else NOTHING


def _greeted(draft: Draft) -> list[Span]:
    """The greeting, unless one of those it greets may be the reader."""
    contact = draft.message.contact
    found = greeted(draft.body.plain, contact.given, contact.family, draft.message.sender)
    if not found or any(name_tokens(name) and _is_right(name, draft) for name in found.people):
        return []
    gaps = draft.reading(placeholder.RULE).spans
    if any(gap.where == "body" and gap.start < found.end and found.start < gap.end for gap in gaps):
        return []
    return [draft.body.span(found.start, found.end)]


def _addressed(draft: Draft) -> list[Span]:
    """Names by which the reader is called within the letter."""
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
        if not (is_close or fold(name) in sender or fold(name) in _NO_NAMES or _is_right(name, draft)):
            found.append(text.span(*match.span(group)))
    return found


def _is_right(name: str, draft: Draft) -> bool:
    contact = draft.message.contact
    return may_be(name, contact.given, contact.family, contact.title)


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
