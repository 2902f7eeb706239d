"""Who a line of the talk names. Pure: "Talk to Kofi Mensah, he runs the lab" names Kofi Mensah."""

from __future__ import annotations

import re

WORD = re.compile(r"\w[\w’'.-]*")
BREAK = re.compile(r"[,;:()–—]| - |(?<=\w\w)\. ")
PARTICLES = {"de", "da", "do", "dos", "del", "della", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "al"}
#: What a line may begin with, and no name does.
BEGINNINGS = {
    *("also", "and", "ask", "call", "contact", "email", "find", "go", "look", "maybe", "meet", "message", "ping"),
    *("see", "speak", "talk", "try", "visit", "write", "he", "her", "him", "i", "my", "she", "the", "their", "they"),
    *("we", "you", "your", "dr", "mr", "mrs", "ms", "prof", "professor", "linkedin"),
}


def name_in(line: str) -> str:
    """The first full name of a line, or the one word before its comma; the line as it stands where none is seen."""
    whole = " ".join(line.split())
    first, comma, _ = whole.partition(",")
    if comma and _may_be_name(first) and not _begins(first):
        return first  # "Ines, design lead at Lumen Mutual"
    return next((name for part in BREAK.split(whole) if (name := _full_name(part.split()))), whole)


def _full_name(words: list[str]) -> str:
    """The first run of two capitalized words or more; particles inside belong to it."""
    run: list[str] = []
    for word in [*words, ""]:
        if (_may_be_name(word) and (run or not _begins(word))) or (run and word in PARTICLES):
            run.append(word)
            continue
        while run and run[-1] in PARTICLES:
            run.pop()
        if len(run) > 1:
            return " ".join(run).rstrip(".")
        run = []
    return ""


def _may_be_name(word: str) -> bool:
    """Whether it has a capital and isn't an abbreviation such as "IBM"."""
    return bool(WORD.fullmatch(word)) and word[0].isupper() and not (word.isupper() and len(word) > 2)


def _begins(word: str) -> bool:
    return word.casefold().rstrip(".") in BEGINNINGS
