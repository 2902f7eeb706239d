"""Every way to write a length of time, in minutes: "15-20 min", "half an hour", "1/2 hour", "twenty minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.coach.text import pattern

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_WORDS = {word: n for n, word in enumerate([*_ONES, *_TEENS], 1)} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_TENS = "twenty|thirty|forty|fifty"
_ONE, _ANY = "|".join(_ONES), "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?|\.\d{{1,2}}|(?:{_TENS})[- ](?:{_ONE})|(?:{_ANY}))"
_TO = r"(?: ?[-/~] ?|-? (?:to|or|and|until|till|up to|maybe|maximum|max) |, (?:(?:or|maybe|at most|perhaps) )?)"
_SMALL = r"(?:-?ish)?\+?(?: or so| odd)?(?: ?\(\d{1,3}\))?"  # 20ish, 20+, twenty (20)
_MINUTE = r"(?:minutes?|mins?\b\.?|minuets?|minute's|minutes'|')"
_HOUR = r"(?:hours?|hrs?\b\.?|h\b)"
#: 20 minutes, 15-20 min, twenty to thirty minutes, 20-minute, 20min
_MINUTES = (
    rf"(?P<m1>{_NUMBER}){_SMALL}(?:(?: ?min(?:ute)?s?\.?)?{_TO}(?P<m2>{_NUMBER}){_SMALL})?"
    rf" ?-? ?(?:(?:short|quick|little|precious) )?(?:{_MINUTE}|m\b(?! ?(?:from|away)))"
    # a few minutes (10 max)
    rf"|(?:few|couple of|some) {_MINUTE} ?\( ?(?:max\.? |at most |up to |about "
    rf"|say,? )?(?P<few>{_NUMBER})(?: ?{_MINUTE})?"
    r"(?: max\b\.?| tops| at most| or so)? ?\)"
)
#: half an hour, a half-hour, 1/2 hour, ½ hour, quarter of an hour, three quarters of an hour
_PARTS = (
    r"(?P<three>(?:three|3)[- ](?:quarters?|fourths)(?:[- ]of[- ]an[- ]|[- ]of[- ]one[- ]|[- ])?(?:hours?)"
    r"|3/4(?: of an)?[- ]?hours?|¾(?: of an)? ?hours?)"
    r"|(?P<andhalf>(?:an|one|1) hour and a half|(?:one|1) and a half hours?|1[ -]?(?:½|1/2)[- ]?(?:hours?|hrs?|h\b))"
    r"|(?P<half>half[- ]an?[- ](?:hour|hr)|half[- ](?:of )?(?:an )?(?:hours?|hrs?)|half[- ](?:hours?|hrs?)|(?:½"
    r"|1/2)(?: of)?(?: an?)?[- ]?(?:hours?|hrs?|h\b))"
    r"|(?P<quarter>quarter(?:[- ]of)?(?:[- ]an)?[- ](?:hours?|hr\b)|(?:¼|1/4)(?: of)?(?: an)?[- ]?(?:hours?|hrs?|h\b))"
)
#: an hour, one hour, 1-2 hours, 1.5 hrs, 1h
_HOURS = (
    r"(?P<an>\ban|\bfull|\bwhole)[- ]h(?:ou)?r\b(?! (?:of (?:your|my) (?:choosing|choice|own|convenience)|that|when"
    r"|which|where))"
    rf"|(?P<h1>{_NUMBER})(?:{_TO}(?P<h2>{_NUMBER}))? ?-? ?{_HOUR}"
)
_LENGTH = pattern(rf"(?<![\w.$€£/:])(?:{_PARTS}|{_MINUTES}|{_HOURS})(?![\w])")
#: The same unit, said before: "for 15 minutes, or even 30", "fifteen or twenty minutes" is one match already.
_ALSO = pattern(
    rf"[,;]? ?\(?(?:or|to) (?P<or>{_NUMBER})(?= ?(?:[.?!,;)\n]|$|(?:if|by|over|on|whatever|whichever|depending|max"
    rf"|tops)\b))"
    rf"|[,;]? ?\(?(?:or|and|maybe|perhaps)? ?(?:even|maybe|perhaps|up to"
    rf"|at most) (?P<also>{_NUMBER})\b(?! ?(?:{_MINUTE}|%|hours?|o'clock|am|pm|a\.m|p\.m|of|questions?))"
)
_DATE = re.compile(r"(?:\b(?:the|may|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*) )\Z")
_RATE = re.compile(r"[$€£]?\d[\d.,]* ?(?:[$€£]|dollars|euros|bucks|usd|eur)? ?\Z")  # $45 an hour
_UNIT = re.compile(r"min(?:ute|s?\b)|minuet|hours?\b|hrs?\b|\d ?(?:m\b|h|')")


@dataclass(frozen=True, slots=True)
class Length:
    """One length of time: where it stands and how many minutes, one number or the two ends of a range."""

    start: int
    end: int
    minutes: tuple[int, ...]


def find_lengths(low: str) -> Iterator[Length]:
    """The lengths of time in a text in lower case, in order."""
    if not _UNIT.search(low):
        return
    for match in _LENGTH.finditer(low):
        if match["an"] and _RATE.search(low, max(0, match.start() - 12), match.start()):
            continue
        minutes = _minutes(match)
        if not minutes:
            continue
        end = match.end()
        if match["m1"] and (also := _ALSO.match(low, end)):
            minutes += tuple(n for n in [_number(also["also"] or also["or"])] if n)
            end = also.end()
        yield Length(match.start(), end, tuple(dict.fromkeys(round(n) for n in minutes)))


def _minutes(match: re.Match[str]) -> tuple[float, ...]:
    for group, minutes in (("three", 45), ("andhalf", 90), ("half", 30), ("quarter", 15), ("an", 60)):
        if match[group]:
            return (minutes,)
    if match["few"]:
        return (_number(match["few"]),)
    if match["m1"]:
        ends: tuple[str | None, ...] = (match["m1"], match["m2"])
        if match["m2"] and "," in match[0] and _DATE.search(match.string, max(0, match.start() - 12), match.start()):
            ends = ends[1:]  # "on May 15, 20 minutes"
        return tuple(n for n in map(_number, ends) if n)
    return tuple(60 * n for n in (_number(match["h1"]), _number(match["h2"])) if n)


def _number(text: str | None) -> float:
    if not text:
        return 0
    if text[0].isdigit() or text[0] == ".":
        return float(text)
    return sum(_WORDS.get(part, 0) for part in re.split(r"[- \n]+", text))
