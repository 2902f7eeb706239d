"""The letter of an exchange by e-mail: one letter, three to five questions. Pure: facts and text in, text out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LEAST, MOST = 3, 5
SUBJECT = "A few questions about your work"
_NUMBERED = re.compile(r"^[ \t>]*(?:\*\*?|#+ )?(?:Q(?:uestion)? ?)?(\d{1,2})[.):][ \t]*(.*)$", re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]*>[ \t>]*")
_HISTORY = re.compile(
    r"^(?:On .{5,200} wrote:|-{2,} ?Original Message ?-{2,}|Von: |From: .+@.+|_{10,})[ \t]*$", re.IGNORECASE
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready to copy or to open in a mail program."""

    subject: str
    body: str


def compose(to: str, sender: str, questions: Sequence[str]) -> Letter:
    """The first version, which the owner may change."""
    lines = [
        f"Hi {to},",
        "",
        "Thank you for being willing to answer a few questions by e-mail. A sentence or two on each is plenty, and"
        " please skip what doesn’t fit.",
        "",
        block(questions),
        "",
        "If it’s easier to talk for ten minutes, I’m glad to call whenever it suits you.",
        "",
        "Thank you, and best wishes,",
        sender,
    ]
    return Letter(SUBJECT, "\n".join(lines).rstrip())


def ask_again(to: str, sender: str, sent_on: str) -> Letter:
    """A kind line when a week has passed."""
    lines = [
        f"Hi {to},",
        "",
        f"I know how full weeks get. On {sent_on} I sent you a few questions about your work; even a line on one of"
        " them would help me a lot.",
        "",
        "If a short call is easier, I’m glad to ring you instead.",
        "",
        "Best wishes,",
        sender,
    ]
    return Letter(f"Re: {SUBJECT}", "\n".join(lines).rstrip())


def block(questions: Sequence[str]) -> str:
    """The questions, numbered, with room between them for the answers."""
    return "\n\n".join(f"{number}. {text}" for number, text in enumerate(questions, 1))


def with_questions(body: str, before: Sequence[str], after: Sequence[str]) -> str | None:
    """`body` with other questions in it; None if the owner has changed theirs, which nobody overwrites."""
    old = block(before)
    return body.replace(old, block(after), 1) if before and old in body else None


def asked_in(body: str, questions: Sequence[str]) -> list[str]:
    """The questions in the words of the letter; those of the plan where the letter numbers them differently."""
    found = [match[2].strip() for line in body.split("\n") if (match := _NUMBERED.match(line)) and match[2].strip()]
    return found if len(found) == len(questions) else list(questions)


def split_reply(text: str, questions: Sequence[str]) -> list[str]:
    """A whole reply sorted by question: by its numbers, or by the questions that it quotes.

    What comes before the first answer belongs to none and goes to the first. Where nothing tells the answers apart,
    all of it is the first answer, so that no word is lost.
    """
    places: list[list[str]] = [[] for _ in questions]
    greeting: list[str] = []
    current = -1
    for line in _without_history(text, questions):
        found, rest = _question_at(line, questions, current)
        if found >= 0:
            current = found
            if rest:
                places[current].append(rest)
        elif not _QUOTED.match(line):
            (places[current] if current >= 0 else greeting).append(line)
    if current < 0:
        return ["\n".join(greeting).strip(), *("" for _ in questions[1:])]
    answers = ["\n".join(lines).strip() for lines in places]
    if not any(answers):  # the questions stand below what they wrote
        return ["\n".join(greeting).strip(), *("" for _ in questions[1:])]
    return answers


def _without_history(text: str, questions: Sequence[str]) -> list[str]:
    """The lines above the quoted letter; all of them where the answers stand inside the quotation."""
    lines = text.replace("\r\n", "\n").split("\n")
    for index, line in enumerate(lines):
        if _HISTORY.match(line.strip()):
            above = lines[:index]
            numbered = any(_question_at(one, questions, -1)[0] >= 0 for one in above)
            return above if numbered else lines[:index] + lines[index + 1 :]
    return lines


def _question_at(line: str, questions: Sequence[str], current: int) -> tuple[int, str]:
    """Which question a line opens, and what of the answer stands on it; -1 for any other line.

    Numbers count only forwards, so that a list inside an answer does not jump back.
    """
    bare = _QUOTED.sub("", line)
    if match := _NUMBERED.match(bare):
        number, rest = int(match[1]) - 1, match[2].strip()
        if 0 <= number < len(questions) and number > current:
            return number, _after(rest, questions[number])
    folded = _fold(bare)
    for number, question in enumerate(questions):
        if len(folded) >= 12 and folded.startswith(_fold(question)):
            return number, _after(bare.strip(), question)
    return -1, ""


def _after(text: str, question: str) -> str:
    """`text` without the question that it repeats at its beginning."""
    if not _fold(text).startswith(_fold(question)):
        return text
    words = len(_WORDS.findall(question))
    ends = [match.end() for match in _WORDS.finditer(text)]
    return text[ends[words - 1] :].lstrip(" ?!.:–—-*_") if len(ends) >= words else ""


def _fold(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
