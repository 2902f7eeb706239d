"""The thank-you: a draft made from the take-aways, which words came from where, and the four elements (Y2).

Pure: facts and text in, text and findings out. Marks 1 to 4 are the elements, in the order of `ELEMENTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from apps.interviews.question_coach import JOB_ASK

THANKS, POINT, ACTION, TOUCH = 1, 2, 3, 4
ELEMENTS = {THANKS: "Thanks", POINT: "Specific point", ACTION: "What you’ll do", TOUCH: "Stay in touch"}
TOUCH_OFFER = "May I let you know how it goes?"
POINT_SLOT = "[one thing that stayed with you]"
LEAST_WORDS = 4  # so many words of a take-away in a row count as taken from it
FEW, MANY = 40, 160

SLOT = re.compile(r"\[[^\]\n]+\]")
SAYS_THANKS = re.compile(r"\b(thank you|thanks|grateful|i appreciate|appreciated)\b", re.I)
SAYS_POINT = re.compile(
    r"\b(you (?:said|told me|mentioned|described|explained|showed)|what you said|your (?:point|advice|story|example)"
    r"|stayed with me|keep thinking about|made me (?:see|think|realize))\b",
    re.I,
)
SAYS_TOUCH = re.compile(
    r"\b(let you know|keep you posted|(?:stay|keep) in touch|tell you how|report back|write to you again|update you"
    r"|hear how it goes|how it goes)\b",
    re.I,
)
SAYS_ACTION = re.compile(
    r"\b(i[’']?ll|i will|i(?:[’']m| am) (?:going to|writing|reading|starting)|i (?:plan|mean|want) to"
    r"|i(?: have|[’']ve) (?:already )?(?:read|written|started|begun|asked|signed))\b",
    re.I,
)
CLOSING_LINE = re.compile(
    r"(?:warmly|best|(?:best|kind|warm) (?:wishes|regards)|regards|sincerely|yours(?: \w+)?|all the best"
    r"|(?:many )?thanks(?: again)?|thank you(?: again)?|gratefully),?",
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
    when: str  # "yesterday", "on Monday"
    minutes: int
    points: Sequence[Source] = ()
    actions: Sequence[Source] = ()
    named: Sequence[str] = ()  # first names of people they suggested


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body as they will be read."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph. `mark` is the element it serves (0 for none); `slot` is still to be filled."""

    text: str
    mark: int = 0
    slot: bool = False


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
    """The first version. A missing point is left as a slot; staying in touch is offered on the page, not assumed."""
    paragraphs = [f"Dear {facts.to},", f"Thank you for {talk_length(facts.minutes)} {facts.when}."]
    if facts.points:
        paragraphs += [point_sentence(source, first=i == 0) for i, source in enumerate(facts.points)]
    else:
        paragraphs.append(f"What stayed with me is {POINT_SLOT}.")
    promises = " ".join([action_sentence(source) for source in facts.actions])
    if facts.named:
        promises = f"{promises} I’m writing to {_and(facts.named)}, as you suggested.".strip()
    if promises:
        paragraphs.append(promises)
    paragraphs.append(f"Warmly,\n{facts.sender}")
    return Letter(f"Thank you for {facts.when.removeprefix('on ')}", "\n\n".join(paragraphs))


def point_sentence(source: Source, *, first: bool = True) -> str:
    """A take-away as the writer would say it to the person who gave it."""
    words = source.text.strip().strip("“”\"'").rstrip(" .")
    if source.is_quote:
        lead = "What stayed with me is what you said:" if first else "And this:"
        end = "" if words.endswith(("!", "?")) else "."
        return f"{lead} “{words}{end}”"
    lead = "One thing I keep thinking about:" if first else "And another:"
    return f"{lead} {words}."


def action_sentence(source: Source) -> str:
    """Something promised, in the first person: "I’ll read the shadowing guide by November 3."."""
    words = source.text.strip().rstrip(" .")
    plain = words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
    already_mine = re.match(r"i([’']ll| will| am|[’']m|[’']ve| have)\b", plain, re.I)
    said = words[:1].upper() + words[1:] if already_mine else f"I’ll {plain}"
    return f"{said} by {source.when}." if source.when else f"{said}."


def insert(body: str, sentence: str) -> str:
    """`body` with a paragraph of its own for `sentence`, before the closing; in place of the slot if that waits.

    A sentence that stands there already is not added twice.
    """
    if sentence in body:
        return body
    paragraphs = re.split(r"\n{2,}", body.strip())
    for i, paragraph in enumerate(paragraphs):
        if POINT_SLOT in paragraph and SAYS_POINT.search(sentence + " stayed with me"):
            paragraphs[i] = sentence
            return "\n\n".join(paragraphs)
    at = next((i for i, p in enumerate(paragraphs) if _closes(p)), len(paragraphs))
    offers = next((i for i, p in enumerate(paragraphs) if SAYS_TOUCH.search(p)), at)
    if not SAYS_TOUCH.search(sentence):
        points = [i + 1 for i, p in enumerate(paragraphs) if SAYS_POINT.search(p) or p.startswith("And ")]
        at = points[-1] if points else min(at, offers)
    return "\n\n".join([*paragraphs[:at], sentence, *paragraphs[at:]])


def read(body: str, sources: Iterable[Source], *, late: bool = False) -> Reading:
    """Marks the words that came from the notes, and names what is there and what is missing."""
    spans: list[tuple[int, int, int]] = []
    used = set()
    for source in sources:
        if span := _find(body, source.text):
            spans.append((*span, source.element))
            used.add(source.key)
    present = {element for _, _, element in spans}
    for start, end in _sentences(body):
        text = body[start:end]
        if SLOT.search(text):
            continue
        if SAYS_TOUCH.search(text):
            spans.append((start, end, TOUCH))
        elif SAYS_THANKS.search(text) and not _closes(text):
            spans.append((start, end, THANKS))
        elif SAYS_ACTION.search(text):
            spans.append((start, end, ACTION))
        elif SAYS_POINT.search(text) and len(text.split()) >= 6:
            present.add(POINT)
    present |= {element for _, _, element in spans}
    words = len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", body))
    return Reading(
        _paint(body, spans), frozenset(present), frozenset(used), words, _findings(body, present, words, late=late)
    )


def _findings(body: str, present: set[int], words: int, *, late: bool) -> list[str]:
    findings = []
    if slots := SLOT.findall(body):
        findings.append(f"Still to fill in: {slots[0].strip('[]')}.")
    if POINT not in present and not SLOT.search(body):
        findings.append("This could go to anybody. Name one thing they said.")
    if JOB_ASK.search(body):
        findings.append("It asks for a job. Keep that for another day; today you thank.")
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


def _sentences(body: str) -> list[tuple[int, int]]:
    """Where sentences start and end. Lines end sentences; initials and quotes are not worth the trouble."""
    found = []
    for line in re.finditer(r"[^\n]+", body):
        for match in re.finditer(r"\S.*?(?:[.!?][”\"’']?(?=\s)|$)", line[0]):
            found.append((line.start() + match.start(), line.start() + match.end()))
    return found


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


def _paint(body: str, spans: list[tuple[int, int, int]]) -> list[list[Segment]]:
    """The paragraphs in pieces; where two marks meet, the one that came from the notes wins."""
    owner = [0] * len(body)
    for start, end, element in reversed(spans):
        owner[start:end] = [element] * (end - start)
    for slot in SLOT.finditer(body):
        owner[slot.start() : slot.end()] = [-1] * (slot.end() - slot.start())
    paragraphs = []
    for match in re.finditer(r"(?:(?!\n{2,}).)+", body, re.S):
        segments: list[Segment] = []
        start = match.start() + (len(match[0]) - len(match[0].lstrip("\n")))
        for i in range(start + 1, match.end() + 1):
            if i == match.end() or owner[i] != owner[start]:
                mark = owner[start]
                segments.append(Segment(body[start:i], max(mark, 0), slot=mark < 0))
                start = i
        if segments:
            paragraphs.append(segments)
    return paragraphs
