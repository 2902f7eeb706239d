"""Whom a letter greets: "Hey Dr. Chen", "Good morning, Linda and Paul", "Brian, thanks for connecting". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.coach.names import CALLINGS, TITLES, is_given_name, name_tokens, near
from apps.coach.text import fold, pattern, words

_HELLO = pattern(
    r"\A\s*(?:hi+|hello+|hey+|hiya|heya|hullo|howdy|yo|sup|what's up|g'day|dear|dearest|greetings|respected|esteemed"
    r"|aloha|ahoy|namaste|shalom|hola|bonjour|bonsoir|salut|ch[eèé]re?|hallo|guten (?:tag|morgen|abend)|liebe[rs]?"
    r"|sehr geehrte[rs]?|beste|hej|ciao|car[oa]|gentile|buongiorno|querid[oa]|estimad[oa]|prezad[oa]|ol[aá]|bom dia"
    r"|buen[oa]s (?:d[ií]as|tardes)|(?:as-?)?sala+m(?: alaykum)?|(?:good )?(?:morning|afternoon|evening)|good day)\b"
    r"(?: (?:again|there|to you))*,?",
    re.I,
)
_OPENING = re.compile(r"\A\s*")
_WORD = re.compile(r" *([^\W\d_](?:[\w']|[.-](?=\w))*\.?)")
_AND = re.compile(r" *(?:[&+/]| (?:and|or|und|y|et|e|og)(?= ))", re.I)
_ENDS = re.compile(r" ?(?:[,:;!?\n]|--| - |- ?\n|-(?= )|\. |\Z)| *\(")
_GAP = re.compile(r"[\[\]{}<>_()%$«»*#]|XXX|xxx")
#: People whom no name tells.
_ANYBODY = words(
    "there all everyone everybody team folks friend friends hiring manager managers recruiter recruiters recruiting "
    "committee colleague colleagues whom you guys yall neighbor neighbour fellow alumni alum editor department "
    "office human resources career careers services world stranger connection ladies gentlemen again future mentor "
    "ma mam mum boss bro dude man mate pal buddy connections admissions talent acquisition people staff group "
    "esteemed one"
)
#: No part of a name: here the letter begins.
_STOPS = words(
    "hope hoping i im i'm ive i've id i'd just thank thanks this my it its it's we if how what as happy from to in on "
    "for with your the a an is am was please sorry here hi hello hey greetings love best season currently yesterday "
    "today tomorrow recently given since after before when while although because could would may might can do are "
    "quick long first so not me big saw got at of by hows who where why that wanted writing reaching following "
    "looking monday tuesday wednesday thursday friday saturday sunday"
)
#: Words that are names, too, when a greeting ends behind them: "Dear May,".
_NAMES_TOO = words("will may hope an so my can do love")
_COURTESY = words("sir madam maam ma'am ji san sensei bhai sahib saab")
_PARTICLES = words("de da do dos la le van von der den del di du al el bin ibn ben st")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Greeted:
    """The people whom the first line greets, as it writes them, and where the first stands."""

    people: tuple[str, ...]
    start: int
    end: int


def greeted(plain: str, given: str, family: str, sender: str) -> Greeted | None:
    """Who is greeted by name; None for nobody, for a group, and for a gap still to be filled."""
    if hello := _HELLO.match(plain):
        return _people(plain, hello.end(), is_sure=True, known=(given, family))
    opening = _OPENING.match(plain)
    found = _people(plain, opening.end() if opening else 0, is_sure=False, known=(given, family))
    if found is None or len(found.people) > 1 or set(name_tokens(found.people[0])) & set(name_tokens(sender)):
        return None
    return found


def _people(plain: str, at: int, *, is_sure: bool, known: tuple[str, str]) -> Greeted | None:
    """The names from `at` on. Without a greeting before it, or without a capital, a name must look like one."""
    people: list[list[str]] = [[]]
    start = end = -1
    while sum(map(len, people)) <= _MOST_WORDS:
        if people[-1] and (also := _AND.match(plain, end)):
            people.append([])
            end = also.end()
        word = _WORD.match(plain, end if end >= 0 else at)
        if not word or not (_goes_on(word[1], people[-1]) or _is_name_too(word, people[-1])):
            break
        start = word.start(1) if start < 0 else start
        people[-1].append(word[1])
        end = word.end() - (word[1].endswith(".") and not _is_short(word[1]))
        if word[1].endswith(".") and not _is_short(word[1]):
            break
    named = [" ".join(parts).rstrip(".") for parts in people if parts]
    if start < 0 or _GAP.match(plain, end) or _GAP.search(plain, at, end):
        return None
    if any(fold(part).strip(".") in _ANYBODY for parts in people for part in parts):
        named = [name for name in named if not any(fold(part).strip(".") in _ANYBODY for part in name.split())]
    if not any(name_tokens(name) for name in named):
        return None
    closes = bool(_ENDS.match(plain, end))
    if is_sure and (closes or plain[start].isupper() or any(has_calling(name) for name in named)):
        return Greeted(tuple(named), start, end)
    on_own_line = re.match(r" ?[,:!-] ?\n", plain[end : end + 4]) and plain[start].isupper()
    if closes and not is_sure and on_own_line:
        return Greeted(tuple(named), start, end)
    looks = any(_looks_like_a_name(part, known) for part in named[0].split())
    return Greeted(tuple(named), start, end) if looks and (is_sure or re.match(r" ?,| - ", plain[end:])) else None


def has_calling(name: str) -> bool:
    """True for "Mr Tran", "Chef Roy"."""
    return fold(name.split()[0]).rstrip(".") in TITLES | CALLINGS


def _goes_on(word: str, before: list[str]) -> bool:
    """True while `word` may be part of the name: no word of a sentence, and no small letter behind a capital."""
    if len(word) == 2 and word[0].isupper() and word.endswith("."):
        return True  # an initial
    low = fold(word).rstrip(".")
    if low in _STOPS or low.replace("'", "") in _STOPS:
        return False
    if not before or not word[0].islower() or low in _PARTICLES | _COURTESY | TITLES:
        return True
    return before[0][0].islower() or fold(before[0]).rstrip(".") in _COURTESY


def _is_name_too(word: re.Match[str], before: list[str]) -> bool:
    """True for the "May" of "Dear May," or "Dear May Chen,"."""
    is_last = bool(re.match(r" ?[,:!\n]| [A-Z]", word.string[word.end() : word.end() + 2]))
    return not before and word[1].istitle() and word[1].lower() in _NAMES_TOO and is_last


def _is_short(word: str) -> bool:
    """True for "Dr." and "A.", whose full stop ends no sentence."""
    bare = fold(word).rstrip(".")
    return len(bare) == 1 or bare in TITLES or bare in CALLINGS or bare == "st"


def _looks_like_a_name(word: str, known: tuple[str, str]) -> bool:
    """A first name in use, or the reader's own with a slip in it."""
    low = fold(word).rstrip(".")
    return is_given_name(low) or any(near(low, part) for name in known for part in name_tokens(name))
