"""The thank-you: a draft made from the take-aways, which words came from where, and the four elements (Y2).

Pure: facts and text in, text and findings out. Marks 1 to 4 are the elements, in the order of `ELEMENTS`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from apps.coach.message import Message, Person
from apps.coach.thanks import Review, ThankYou, review_thank_you

THANKS, POINT, ACTION, TOUCH = 1, 2, 3, 4
ELEMENTS = {THANKS: "Thanks", POINT: "Specific point", ACTION: "What you’ll do", TOUCH: "Stay in touch"}
LATE_LINE = "I’m sorry this comes late."
TOUCH_OFFER = "May I let you know how it goes?"
POINT_SLOT = "[one thing that stayed with you]"
LEAST_WORDS = 4  # so many words of a take-away in a row count as taken from it
FEW, MANY = 40, 160

SLOT = re.compile(r"\[[^\]\n]+\]")
IDS = {
    THANKS: "thanks",
    POINT: "specific_point",
    ACTION: "action_to_take",
    TOUCH: "offer_to_stay_in_touch",
}  # the coach's
#: What the coach finds that a letter says otherwise: the elements are shown as such, gaps by their words.
SAID_OTHERWISE = {"placeholders", *IDS.values()}
CLOSING_LINE = re.compile(
    r"(?:warmly|best|(?:best|kind|warm) (?:wishes|regards)|regards|sincerely|yours(?: \w+)?|all the best"
    r"|(?:many )?thanks(?: again)?|thank you(?: again)?|gratefully),?",
    re.I,
)


HER = re.compile(
    r"^((?:i(?:[’']ll| will) )?\w+ )(?:him|them|her(?=$| (?:my|an?|the|some|this|that|these|those|our|it|when|how|what"
    r"|about|if|to|for|know|posted)\b))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Words that the letter may be made of: a take-away (`POINT`) or something promised (`ACTION`)."""

    key: str
    text: str
    element: int
    is_quote: bool = False
    when: str = ""  # "November 3"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the draft is made from. `points` and `actions` hold only what should stand in it."""

    to: str
    sender: str
    when: str  # "yesterday", "on Monday", "on October 19"
    minutes: int  # 0 for an exchange by e-mail
    points: Sequence[Source] = ()
    actions: Sequence[Source] = ()
    named: Sequence[str] = ()  # first names of people they suggested
    is_late: bool = False  # the 24 hours are over


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body as they will be read."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph. `mark` is the element it serves (0 for none); `slot` is still to be filled.

    `source` is the key of the take-away that the words come from.
    """

    text: str
    mark: int = 0
    slot: bool = False
    source: str = ""


class Span(NamedTuple):
    """A stretch of the letter that serves an element, and the key of the take-away it comes from."""

    start: int
    end: int
    element: int
    source: str = ""


_A_SLOT, _NO_SPAN = Span(0, 0, -1), Span(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a letter holds: paragraphs in pieces, elements present, sources used, and gentle findings."""

    paragraphs: list[list[Segment]]
    present: frozenset[int]
    used: frozenset[str]
    words: int
    findings: list[str] = field(default_factory=list)

    @property
    def elements(self) -> list[tuple[int, str, bool]]:
        """The four, in order: number, name, whether it is there."""
        return [(number, name, number in self.present) for number, name in ELEMENTS.items()]


def talk_length(minutes: int) -> str:
    """ "the half hour", "the 20 minutes", "the hour"."""
    if 25 <= minutes <= 35:
        return "the half hour"
    if 55 <= minutes <= 65:
        return "the hour"
    return f"the {minutes} minutes"


def build(facts: Facts) -> Letter:
    """The first version. A missing point is left as a slot; staying in touch is offered on the page, not assumed.

    A late one says so in one short sentence, without reasons, and is otherwise the same.
    """
    what = f"{talk_length(facts.minutes)} {facts.when}" if facts.minutes else "answering my questions so openly"
    paragraphs = [f"Dear {facts.to},", f"Thank you for {what}.{' ' + LATE_LINE if facts.is_late else ''}"]
    if facts.points:
        paragraphs += [point_sentence(source, first=i == 0) for i, source in enumerate(facts.points)]
    else:
        paragraphs.append(f"What stayed with me is {POINT_SLOT}.")
    promises = " ".join([action_sentence(source, facts.to) for source in facts.actions])
    if facts.named:
        promises = f"{promises} I’m writing to {_and(facts.named)}, as you suggested.".strip()
    if promises:
        paragraphs.append(promises)
    paragraphs.append(f"Warmly,\n{facts.sender}")
    return Letter(_subject(facts), "\n\n".join(paragraphs))


def _subject(facts: Facts) -> str:
    if not facts.minutes:
        return "Thank you for your answers"
    if any(letter.isdigit() for letter in facts.when):
        return f"Thank you for our talk {facts.when}"
    return f"Thank you for {facts.when.removeprefix('on ')}"


def point_sentence(source: Source, *, first: bool = True) -> str:
    """A take-away as the writer would say it to the person who gave it."""
    words = source.text.strip().strip("“”\"'").rstrip(" .")
    if source.is_quote:
        lead = "What stayed with me is what you said:" if first else "And this:"
        end = "" if words.endswith(("!", "?")) else "."
        return f"{lead} “{words}{end}”"
    lead = "One thing I keep thinking about:" if first else "And another:"
    return f"{lead} {words}."


def action_sentence(source: Source, to: str = "") -> str:
    """Something promised, in the first person, to `to`: "I’ll send you the shadowing guide by November 3."."""
    words = said_to(source.text.strip().rstrip(" ."), to)
    plain = words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
    already_mine = re.match(r"i([’']ll| will| am|[’']m|[’']ve| have)\b", plain, re.I)
    said = words[:1].upper() + words[1:] if already_mine else f"I’ll {plain}"
    return f"{said} by {source.when}." if source.when else f"{said}."


def said_to(words: str, to: str) -> str:
    """A note about `to` as it is said to them: "Send Marta my notes", "send her my notes" → "Send you my notes".

    A pronoun only right behind the verb, and "her" only where it can't be "her article"; what is in doubt stays.
    """
    if to:
        words = re.sub(rf"\b{re.escape(to)}[’']s\b", "your", words)
        words = re.sub(rf"\b{re.escape(to)}\b(?![’']| [A-Z])", "you", words)
    return HER.sub(r"\1you", words)


def insert(body: str, sentence: str) -> str:
    """`body` with a paragraph of its own for `sentence`, before the closing; in place of the slot if that waits.

    A sentence that stands there already is not added twice.
    """
    if sentence in body:
        return body
    paragraphs = re.split(r"\n{2,}", body.strip())
    for i, paragraph in enumerate(paragraphs):
        if POINT_SLOT in paragraph:
            paragraphs[i] = sentence
            return "\n\n".join(paragraphs)
    at = next((i for i, p in enumerate(paragraphs) if _closes(p)), len(paragraphs))
    offers = next((i for i, p in enumerate(paragraphs) if _holds(p, TOUCH)), at)
    if not _holds(sentence, TOUCH):
        points = [i + 1 for i, p in enumerate(paragraphs) if _holds(p, POINT) or p.startswith("And ")]
        at = points[-1] if points else min(at, offers)
    return "\n\n".join([*paragraphs[:at], sentence, *paragraphs[at:]])


def _holds(text: str, element: int) -> bool:
    return bool(review_thank_you(ThankYou(Message(text))).spans[IDS[element]])


def read(body: str, sources: Sequence[Source], *, late: bool = False, to: Person | None = None) -> Reading:
    """Marks the words that came from the notes, and names what is there and what is missing.

    The elements and what doesn't belong are the coach's reading (`apps.coach.thanks`); `to` is who the letter is for.
    """
    coach = review_thank_you(ThankYou(Message(body, contact=to or Person()), notes=tuple(s.text for s in sources)))
    spans: list[Span] = []
    used = set()
    for source in sources:
        if span := _find(body, source.text):
            spans.append(Span(*span, source.element, source.key))
            used.add(source.key)
    present = {span.element for span in spans} | {element for element, rule in IDS.items() if coach.spans[rule]}
    for element in (TOUCH, THANKS, ACTION):
        spans += [Span(span.start, span.end, element) for span in coach.spans[IDS[element]]]
    words = len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", body))
    return Reading(
        _paint(body, spans),
        frozenset(present),
        frozenset(used),
        words,
        _findings(body, coach, present, words, late=late),
    )


def _findings(body: str, coach: Review, present: set[int], words: int, *, late: bool) -> list[str]:
    findings = []
    if slots := SLOT.findall(body):
        findings.append(f"Still to fill in: {slots[0].strip('[]')}.")
    elif POINT not in present:
        findings.append("This could go to anybody. Name one thing they said.")
    findings += [finding.message for finding in coach.findings if finding.rule not in SAID_OTHERWISE]
    if words < FEW and THANKS in present:
        findings.append("Short is fine. One more sentence about what you took along makes it yours.")
    if words > MANY:
        findings.append(f"{words} words. Half of it says as much.")
    if late:
        findings.append("The 24 hours are over. A late thank-you still counts more than none.")
    return findings


def _closes(paragraph: str) -> bool:
    return bool(CLOSING_LINE.fullmatch(paragraph.strip().split("\n", maxsplit=1)[0].strip()))


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _find(body: str, text: str) -> tuple[int, int] | None:
    """Where the words of `text` stand in `body`: all of them, or the longest run of at least `LEAST_WORDS`."""
    there = [(m[0].casefold(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:[’'-][^\W_]+)*", body)]
    wanted = [m[0].casefold() for m in re.finditer(r"[^\W_]+(?:[’'-][^\W_]+)*", text)]
    if not there or not wanted:
        return None
    run = SequenceMatcher(None, [w for w, _, _ in there], wanted, autojunk=False).find_longest_match()
    if run.size < min(LEAST_WORDS, len(wanted)):
        return None
    return there[run.a][1], there[run.a + run.size - 1][2]


def _paint(body: str, spans: list[Span]) -> list[list[Segment]]:
    """The paragraphs in pieces; where two marks meet, the one that came from the notes wins."""
    owner: list[Span | None] = [None] * len(body)
    for span in reversed(spans):
        owner[span.start : span.end] = [span] * (span.end - span.start)
    for slot in SLOT.finditer(body):
        owner[slot.start() : slot.end()] = [_A_SLOT] * (slot.end() - slot.start())
    paragraphs = []
    for match in re.finditer(r"(?:(?!\n{2,}).)+", body, re.S):
        segments: list[Segment] = []
        start = match.start() + (len(match[0]) - len(match[0].lstrip("\n")))
        for i in range(start + 1, match.end() + 1):
            if i == match.end() or owner[i] != owner[start]:
                held = owner[start] or _NO_SPAN
                is_slot = held.element < 0
                segments.append(Segment(body[start:i], max(held.element, 0), slot=is_slot, source=held.source))
                start = i
        if segments:
            paragraphs.append(segments)
    return paragraphs
