"""Gaps that nobody filled in: [Name], {{company}}, <name>, XXX, ___, Sir/Madam, YOUR NAME HERE."""

from __future__ import annotations

import re

from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import Text, words

_FIELD = (
    r"(?:(?:your|their|his|her|the|recipient'?s?|contact'?s?|company'?s?|insert|enter|first|last|full|family|given"
    r"|sender'?s?|my|job|organi[sz]ation'?s?|university|school|mutual) ?)*"
    r"(?:name|names|company|employer|title|position|role|university|college|school|date|day|time|city|topic|field"
    r"|industry|subject|project|article|department|team|firm"
    r"|phone(?: number)?|number|email|e-mail|address|degree|major|year|reason|detail|organi[sz]ation|who you are"
    r"|who i am|link|course|class|internship|hometown|background|skills?|interests?|hobby|state|country|program(?:me)?"
    r"|special(?:ty|ity)|profession|occupation|(?:mutual )?friend|industry or field|contact|connection|experience"
    r"|goal)"
)
#: Begin with a sign.
_SIGN = re.compile(r"[\[{<«(_%$*#]")
_SIGNS = re.compile(
    r"(?P<square>\[\[[^\[\]\n]{1,80}\]\]|\[[^\[\]\n]{1,120}\])"
    r"|(?P<curly>\{\{[^{}\n]{0,80}\}\}|\$?\{ ?[A-Za-z][\w .'/-]{0,40}\})"
    r"|(?P<angle><<[^<>\n]{1,60}>>|<[A-Za-z][A-Za-z _/'’-]{0,40}>)"
    r"|(?P<guillemet>«[^«»\n]{1,60}»)|(?P<round>\((?i:insert\b[^()\n]{1,60}|fill in\b[^()\n]{0,60}"
    r"|(?:say|explain|mention|describe) (?:why|how|what|where|who|when|something|a specific|specific|your|the"
    r"|their)\b[^()\n]{0,50}"
    r"|(?:specify|state|add|name|list|write) (?:your|the|their|a specific|something|reason|why|what"
    r"|how)\b[^()\n]{0,50}"
    r"|your [a-z ]{2,30} (?:here|goes here)|(?i:s?he/s?he|his/hers?|her/his|him/her|her/him)|" + _FIELD + r")\))"
    r"|(?P<blank>_{3,}(?![A-Za-z0-9_]))"
    r"|(?P<code>%%?[A-Za-z_]{2,30}%%?(?![A-Za-z0-9])|\$(?!USD\b|CAD\b|AUD\b|NZD\b)[A-Z][A-Z_]{2,30}\b"
    r"|\*\|[A-Z_:]{2,30}\|\*|#[A-Z_]{3,30}#)"
)
#: Begin with a letter; looked for only where capitals or x's stand together.
_WORDS = re.compile(
    r"\b(?:(?P<x>(?:X{2,}|x{3,})\b)|(?P<slash>[Ss]ir ?/ ?[Mm]adam\b)"
    r"|(?P<shout>INSERT [A-Z ]{2,40}\bHERE\b|INSERT(?: [A-Z]{2,}){1,4}\b|[A-Z]{2,}(?: [A-Z]{2,}){0,5} HERE\b"
    r"|(?:YOUR|FIRST|LAST|COMPANY|CONTACT|RECIPIENT|MY)[ _](?:NAME|COMPANY|TITLE|UNIVERSITY|SCHOOL|TEAM|FIELD"
    r"|MAJOR)\b)|(?P<note>(?:TODO|TBD|TBC|FIXME|TKTK)\b|[Ll]orem ipsum\b))"
)
_WORD_CUES = ("XX", "xxx", "ir/", "ir /", "HERE", "INSERT", "NAME", "YOUR", "MY", "FIRST", "LAST", "COMPANY", "CONTACT")
_MORE_CUES = ("RECIPIENT", "TODO", "TBD", "TBC", "FIXME", "TKTK", "orem")
_EMPTY = re.compile(r"\A[ \n]*(?:(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey) ,|Dear[,:])")
#: In square brackets, and no gap: notes, tags of mail programs, asides that begin with a preposition.
_SQUARE_FINE = re.compile(
    r"\[(?:\d[\d,; -]*|sic|sic!|ext|external|external e-?mail|extern|spam|bulk|fwd?|image:.*|cid:.*|✓"
    r"|https?:.*|mailto:.*|www\..*"
    r"|(?:in|from|at|on|of|with|if|and|or|as|by|for|see|emphasis|i\.e\.|e\.g\.|also|both|not|though|but|which"
    r"|who) .*)\]",
    re.I,
)
#: In square brackets somebody speaks: "[yes, the state school]", "[my teacher calls it art]".
_ASIDE = re.compile(
    r"\[(?:(?:yes|no|well|ok|okay|sorry|haha|lol|true|sadly|luckily|thankfully|really|almost|still|again|maybe"
    r"|mostly)\b"
    r"|(?:my|his|her|our|their|the|a|an|this|that) [\w' -]{2,40} (?:is|was|are|were|has|had|calls?|called|says?|said"
    r"|did|does)\b|(?:i|i'm|i've|i'd|we|we're|he|she|it|it's|they|that's|this) (?!am (?:a|an)\b)[\w']+ \w)",
    re.I,
)
_HTML = words("br p b i u em strong div span html body li ul ol td tr table hr grin sigh a")
_ROMAN = re.compile(
    r"(?:bowl|chapter|volume|vol\.?|psalm|louis|part|act|page|article|session|olympiad|room|chromosomes?|century) \Z",
    re.I,
)
_LINK = re.compile(r"(?:https?://|www\.)\S*\Z")
_CURRENT_WORDS = re.compile(r"[A-Za-z]")


def read(draft: Draft) -> Reading:
    spans, values = [], []
    for text in (draft.subject, draft.body):
        for match in _found(text):
            spans.append(text.of(match))
            values.append(text.raw[match.start() : match.end()].strip())
    return seen(tuple(spans), tuple(values)) if spans else NOTHING


def _found(text: Text) -> list[re.Match[str]]:
    plain = text.plain
    found: list[re.Match[str]] = []
    done = 0
    for sign in _SIGN.finditer(plain):
        if sign.start() < done or not (match := _SIGNS.match(plain, sign.start())):
            continue
        done = match.end()
        if _is_gap(plain, match):
            found.append(match)
    if any(cue in plain for cue in _WORD_CUES + _MORE_CUES):
        taken = [match.span() for match in found]
        for word in _WORDS.finditer(plain):
            inside = any(start <= word.start() < end for start, end in taken)
            if not inside and _is_gap(plain, word):
                found.append(word)
    if empty := _EMPTY.match(plain):
        found.append(empty)
    return sorted(found, key=lambda match: match.start())


def _is_gap(text: str, match: re.Match[str]) -> bool:
    kind, said = match.lastgroup, match[0]
    if kind in {"curly", "code", "angle"} and _LINK.search(text[max(0, match.start() - 200) : match.start()]):
        return False
    if kind == "square":
        return _is_square_gap(text, match)
    if kind == "curly":
        return bool(_CURRENT_WORDS.search(said)) or said == "{{}}"
    if kind == "angle":
        return said.strip("</> ").split(" ")[0].lower() not in _HTML and (
            said[1] == "<" or len(said) > 4 or said.isupper()
        )
    if kind == "guillemet":
        return bool(re.fullmatch(rf"« ?(?:{_FIELD}|[A-Z][a-z]+[A-Z]\w*|[a-z]+_\w+) ?»", said, re.I))
    if kind == "blank":
        if re.match(r"[A-Za-z0-9_]", text[max(0, match.start() - 1) : match.start()]):
            return False
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        return text[start : end if end >= 0 else None].strip() != said or len(said) < 8
    if kind == "x":
        return not _is_kiss(text, match) and not _ROMAN.search(text[max(0, match.start() - 12) : match.start()])
    if kind == "shout":
        return not re.search(r"[A-Z]{2} \W*\Z", text[max(0, match.start() - 6) : match.start()])  # all is in capitals
    return True


def _is_square_gap(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if after == "(" or (before + after and re.search(r"[A-Za-z]", before + after)) or _SQUARE_FINE.fullmatch(match[0]):
        return False  # a link, a letter changed in a quotation, a note
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if match[0] in {"[ ]", "[x]"} and not line.strip(" -*"):
        return False  # a box to tick
    if _ASIDE.match(match[0]):
        return False
    return line.count('"') % 2 == 0 or match[0][1:2].isupper()  # in quotation marks somebody explains


def _is_kiss(text: str, match: re.Match[str]) -> bool:
    """ "Love, Ann xxx" """
    return match[0].islower() and not re.search(r"\w", text[match.end() :])


def judge(reading: Reading, case: Case) -> Advice:
    count = len(reading.values)
    if not count:
        return praise("No placeholders left")
    what = f"{count} placeholder{'s' if count > 1 else ''} to fill in"
    return advise(what, "One honest detail is worth more than praise.", reading.spans)


RULE = Rule(
    id="placeholder",
    looks_for="Gaps of a template that nobody filled in.",
    why="It tells them that a hundred others got the same letter.",
    source="Acquaint",
    severity=Severity.HIGH,
    read=read,
    judge=judge,
)
