"""Reading "Ana Ruiz, neighbor, nurse at Elm Park Clinic". Pure: text in, a guess out.

| Part | Becomes |
| --- | --- |
| the first part | first and last name; "Aunt Ruth" also says how you know her |
| "neighbor", "my old classmate" | the circle, and the words as how you know them |
| "nurse at Elm Park Clinic" | role and employer; a part without "at" is the role |
| "via Carla Marchetti", "introduced by Carla" | who introduced you |
| an e-mail address, a web address | what it is |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypedDict

from apps.contacts import names
from apps.contacts.models import Circle

FAMILY = (
    "family mother father mom mum dad parent sister brother sibling cousin aunt auntie uncle niece nephew"
    " grandmother grandfather grandma grandpa wife husband partner in-law relative stepmother stepfather"
)
_WORDS: dict[str, Circle] = {
    **dict.fromkeys(FAMILY.split(), Circle.FAMILY),
    **dict.fromkeys(["friend", "roommate", "flatmate"], Circle.FRIEND),
    **dict.fromkeys(["classmate", "schoolmate"], Circle.CLASSMATE),
    **dict.fromkeys(["alum", "alumni", "alumna", "alumnus", "alumnae"], Circle.ALUMNI),
    **dict.fromkeys(["teacher", "professor", "prof", "instructor", "tutor", "lecturer"], Circle.TEACHER),
    **dict.fromkeys(["colleague", "coworker", "co-worker", "teammate", "workmate"], Circle.COLLEAGUE),
    **dict.fromkeys(["neighbor", "neighbour"], Circle.NEIGHBOUR),
    **dict.fromkeys(["club", "community", "church", "congregation", "volunteer"], Circle.COMMUNITY),
}
_TITLES = {"aunt", "auntie", "uncle", "cousin", "grandma", "grandpa", "professor", "prof"}
_PARTICLES = {
    "de",
    "da",
    "do",
    "dos",
    "del",
    "della",
    "der",
    "den",
    "di",
    "du",
    "la",
    "le",
    "van",
    "von",
    "ter",
    "ten",
    "bin",
    "al",
    "el",
}
_EMAIL = re.compile(r"^[^\s@,]+@[^\s@,]+\.[^\s@,]+$")
_LINK = re.compile(r"^(https?://|www\.)\S+$|^(\S+\.)?linkedin\.com/\S+$", re.IGNORECASE)
_VIA = re.compile(r"^(?:via|through|introduced by|suggested by)\s+(\S.*)$", re.IGNORECASE)
_AT = re.compile(r"^(.*?)\s*(?:\bat\b|@)\s+(\S.*)$", re.IGNORECASE)


class QuickFields(TypedDict):
    """What a line can fill in, as the arguments of `create_contact`."""

    given_name: str
    family_name: str
    circle: str
    relation: str
    title: str
    employer: str
    email: str
    profile_url: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a line seems to say. Everything but the first name may be empty."""

    given_name: str
    family_name: str = ""
    circle: Circle = Circle.COLD
    relation: str = ""
    title: str = ""
    employer: str = ""
    email: str = ""
    profile_url: str = ""
    introducer: str = field(default="")

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()

    def fields(self) -> QuickFields:
        """As the arguments of `create_contact`, without the introducer, who must be looked up."""
        return {
            "given_name": self.given_name[:200],
            "family_name": self.family_name[:200],
            "circle": self.circle,
            "relation": self.relation[:100],
            "title": self.title[:200],
            "employer": self.employer[:200],
            "email": self.email[:254],
            "profile_url": self.profile_url[:500],
        }


def split_name(text: str) -> tuple[str, str]:
    """First and last name: the last word and the particles before it are the last name."""
    words = text.split()
    if len(words) < 2:
        return text.strip(), ""
    start = len(words) - 1
    while start > 1 and names.fold(words[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def parse_line(line: str) -> Guess | None:
    """The guess, or None for a line without a name."""
    parts = [p for p in (names.clean(part) for part in line.replace("\n", " ").split(",")) if p]
    if not parts:
        return None
    found: dict[str, str] = {}
    circle: Circle | None = None
    for part in parts[1:]:
        via = _VIA.match(part)
        if _EMAIL.match(part):
            found.setdefault("email", part)
        elif _LINK.match(part):
            found.setdefault("profile_url", part if "://" in part else f"https://{part}")
        elif via:
            found.setdefault("introducer", via[1])
        elif circle is None and (known := _circle_of(part)):
            circle = known
            found.setdefault("relation", "" if names.fold(part) == names.fold(known.label) else _without_my(part))
        elif at := _AT.match(part):
            found.setdefault("employer", at[2])
            if at[1]:
                found.setdefault("title", at[1])
        else:
            found.setdefault("title" if "title" not in found else "employer", part)
    title_word = next(iter(names.fold(parts[0]).split()), "")
    if circle is None and title_word in _TITLES and " " in parts[0]:
        circle = _WORDS[title_word]
        found.setdefault("relation", title_word if circle is Circle.FAMILY else "")
    given, family = split_name(parts[0])
    return Guess(given_name=given, family_name=family, circle=circle or Circle.COLD, **found)


def _circle_of(part: str) -> Circle | None:
    """The circle that a short part names; None for a role such as "teacher at Elm Park School"."""
    words = names.fold(part).split()
    if len(words) > 4 or "at" in words:
        return None
    return next((_WORDS[w] for w in reversed(words) if w in _WORDS), None)


def _without_my(part: str) -> str:
    return re.sub(r"^(my|a|an|the)\s+", "", part, flags=re.IGNORECASE)
