"""Takes the reader to work somewhere else. Where they worked before, and where others work, is no mistake."""

from __future__ import annotations

import re

from apps.coach.employers import (
    ABOUT,
    ACTS,
    ANY,
    ASKED_ABOUT,
    BACK,
    BEFORE,
    CAPITAL,
    DOES,
    DOES_WORK,
    EVENT,
    GOES_ON,
    GROUPS,
    LEADS,
    MINE,
    NEAR,
    NO_COMPANY,
    NOT_BACK,
    NOT_EMPLOYER,
    NOT_NOW,
    ONCE,
    OWNER,
    PLACE,
    PLACE_BEFORE,
    SUBJECT,
    TO_WORK,
    UNTIL,
    WHEN,
    WISH,
)
from apps.coach.names import COMMON, company_tokens, same_company
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, seen
from apps.coach.rules import placeholder
from apps.coach.text import Sentence, Span, Text, fold


def read(draft: Draft) -> Reading:
    company = draft.message.contact.company
    if not company_tokens(company):
        return NOTHING
    text = draft.body
    names_right = _names(text, company) or _names(draft.subject, company)
    spans: list[Span] = []
    values = []
    known: set[Span] = set()
    for match in [] if names_right else _mentions(text):
        group = next(group for group in GROUPS if match.groupdict().get(group))
        name = re.sub(r"'s?$", "", match[group].rstrip(".,'"))
        start = match.start(group)
        is_new = text.span(start, start + len(name)) not in known and not _is_gap(start, draft)
        if not (is_new and _is_wrong(name, start, text, match, draft)):
            continue
        spans.append(text.span(start, start + len(name)))
        known.add(spans[-1])
        values.append(name)
    if not spans:
        spans, values = _placed(text, draft, now_only=names_right)
    if not spans:
        spans, values = _pointed_at(text, draft)
    if not spans and not names_right:
        spans, values = _in_subject(draft)
    return seen(tuple(spans), tuple(values)) if spans else NOTHING


def _placed(text: Text, draft: Draft, *, now_only: bool) -> tuple[list[Span], list[str]]:
    """A place where the reader is said to work now, or whose work the letter asks about."""
    found = [(at, match) for at in _capitalized(text) for match in PLACE.finditer(text.plain, at.start, at.end)]
    for sentence, match in found:
        start = match.start("place")
        name = _bare(match["place"])
        if _is_gap(start, draft) or EVENT.match(text.low, start + len(name)) or not _fits_nobody(name, draft):
            continue
        if UNTIL.match(text.low, start + len(name), start + len(name) + 60):
            continue
        before = text.low[max(sentence.start, match.start() - NEAR) : start]
        if _is_readers(before, is_weak=bool(match["weak"]), now_only=now_only):
            return [text.span(start, start + len(name))], [name]
    return [], []


def _is_readers(before: str, *, is_weak: bool, now_only: bool) -> bool:
    """Whose the place is, told by the words before it: the nearest of you, I, others; or nobody's and asked about."""
    clause = re.split(r"[;:]|, (?:and|but|so|then) ", before)[-1]
    owners = list(OWNER.finditer(clause))
    if is_weak:
        return bool(owners and owners[-1]["yours"] and DOES_WORK.match(clause, owners[-1].start() + 3))
    if not owners:
        return not now_only and bool(GOES_ON.search(clause)) and not NOT_NOW.search(clause)
    inside = clause[owners[-1].end() :]
    if owners[-1]["yours"]:
        return not NOT_NOW.search(inside) and not WHEN.search(clause[: owners[-1].start()])
    asks = owners[-1]["mine"] and ASKED_ABOUT.search(inside)
    return bool(not now_only and asks and GOES_ON.search(inside, asks.end()) and not NOT_NOW.search(inside, asks.end()))


def _pointed_at(text: Text, draft: Draft) -> tuple[list[Span], list[str]]:
    """A wrong name to which "you work there" or "your time at the firm" points back, if it is the last one named."""
    company = draft.message.contact.company
    for back in BACK.finditer(text.low):
        sentence = text.sentence_at(back.start())
        if NOT_BACK.search(text.low, max(sentence.start, back.start() - 20), back.end()):
            continue
        before = text.sentence_at(max(0, sentence.start - 2))
        start = max(before.start, back.start() - NEAR)
        names = [match for match in ANY.finditer(text.plain, start, back.end()) if _may_be_employer(match, text, draft)]
        if names and not same_company(_bare(names[-1]["thing"]), company) and not _is_writers(names[-1], text):
            name = _bare(names[-1]["thing"])
            at = names[-1].start("thing")
            return [text.span(at, at + len(name))], [name]
    return [], []


def _in_subject(draft: Draft) -> tuple[list[Span], list[str]]:
    """The name of an employer in the subject."""
    for match in SUBJECT.finditer(draft.subject.plain):
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
    if (
        start == sentence.start
        and " " not in said
        and not (said.endswith("'s") or ACTS.match(text.low, match.end("thing")))
    ):
        return False
    if PLACE_BEFORE.search(text.low, max(sentence.start, start - 20), start) and not TO_WORK.search(
        text.low, max(sentence.start, start - 30), start
    ):
        return False
    name = _bare(said)
    return fold(name).split()[0] not in LEADS and (
        _fits_nobody(name, draft) or same_company(name, draft.message.contact.company)
    )


def _is_writers(match: re.Match[str], text: Text) -> bool:
    """The writer's own employer, or one that was."""
    start = match.start("thing")
    before = text.low[max(text.sentence_at(start).start, start - NEAR) : start]
    return bool(MINE.search(before) or UNTIL.match(text.low, match.end(), match.end() + 60))


def _mentions(text: Text) -> list[re.Match[str]]:
    """Where an employer is named for what it does, or as what the writer is curious about, in order."""
    hits: list[re.Match[str]] = []
    for at in _capitalized(text):
        for about in (ABOUT, WISH, DOES):
            hits += about.finditer(text.plain, at.start, at.end)
    return sorted(hits, key=lambda match: match.start())


def _capitalized(text: Text) -> list[Sentence]:
    """The sentences with a capital inside: only these can name an employer."""
    return text.sentences_of(match.start() + 1 for match in CAPITAL.finditer(text.plain))


def _names(text: Text, company: str) -> bool:
    """True when the reader's own employer stands in the text, whole, by its telling words, or by its initials."""
    said = text.folded_words
    tokens = company_tokens(company)
    initials = "".join(token[0] for token in tokens)
    if set(tokens) <= said or (len(initials) > 1 and initials in said):
        return True
    telling = [token for token in tokens if token not in COMMON]
    return bool(telling) and telling[0] in said and (telling[0] == tokens[0] or tokens[0] in said)


def _is_wrong(name: str, start: int, text: Text, match: re.Match[str], draft: Draft) -> bool:
    if not _fits_nobody(name, draft) or UNTIL.match(text.low, start + len(name), start + len(name) + 60):
        return False
    before = text.low[max(text.sentence_at(match.start()).start, match.start() - NEAR) : match.start()]
    inside = text.low[match.start() : start]
    if match.re.pattern in (WISH.pattern, DOES.pattern) or re.match(
        r"you|someone|somebody|person|employee|member", inside
    ):
        return not (ONCE.search(inside) or WHEN.search(before))
    return not (ONCE.search(inside) or BEFORE.search(before))


def _fits_nobody(name: str, draft: Draft) -> bool:
    """An employer's name that is neither the reader's nor a person, a school, a tool."""
    contact, parts = draft.message.contact, fold(name).split()
    if not parts or len(name) < 2 or parts[0].split("'")[0] in NO_COMPANY or _is_no_employer(name, contact.company):
        return False
    people = fold(f"{contact.given} {contact.family} {draft.message.sender}").split()
    return parts[0].removesuffix("'s") not in people and not same_company(name, contact.company)


def _is_gap(start: int, draft: Draft) -> bool:
    """COMPANY NAME, which somebody has still to fill in."""
    gaps = draft.reading(placeholder.RULE).spans
    return any(gap.where == "body" and gap.start <= start < gap.end for gap in gaps)


def _is_no_employer(name: str, company: str) -> bool:
    """A school, a city, an event; but where the reader works at one, another one is another employer."""
    kinds = [fold(kind[0]) for kind in NOT_EMPLOYER.finditer(name)]
    return bool(kinds) and not set(kinds) & set(fold(company).split())


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
