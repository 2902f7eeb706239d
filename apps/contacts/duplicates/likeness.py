"""How likely two rows of a list are one person, and why, in words. Pure.

Certain is only the address or the profile of a *person*: an office's or a household's mailbox is not an identity.
All else adds up, and the owner decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from apps.contacts.duplicates.callings import Alike, Name, Sort, compare, may_be_one
from apps.contacts.duplicates.mailboxes import is_shared, mailbox
from apps.contacts.names import fold

CERTAIN = 100
SUGGESTED_FROM = 40
_BASE = {
    Sort.SAME: 60,
    Sort.ACCENTS: 58,
    Sort.SWAPPED: 55,
    Sort.ORDER: 52,
    Sort.MIDDLE: 52,
    Sort.NICKNAME: 45,
    Sort.START: 40,
    Sort.SLIP: 33,
    Sort.INITIAL: 30,
    Sort.NO_FAMILY: 20,
    Sort.FIRST_ONLY: 0,
}
_SAME_EMPLOYER, _UNKNOWN_EMPLOYER, _OTHER_EMPLOYER = 25, 5, -20
_SAME_PHONE, _SAME_MAILBOX, _SAME_PLACE, _SAME_ROLE = 30, 10, 5, 3
_PERSONAL_PROFILE = re.compile(r"linkedin\.com/(?:in|pub)/([^/]+)")
_DIGITS = re.compile(r"\D+")
PHONE_FROM = 7  # digits; less is an extension
PHONE_LAST = 9  # digits; before them stand country codes, or not


@dataclass(frozen=True, slots=True)
class Someone:
    """What is compared about a person."""

    id: UUID
    given_name: str
    family_name: str = ""
    email: str = ""
    phone: str = ""
    profile_key: str = ""
    employer: str = ""
    title: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 1 to 100; `words` say why, without a full stop."""

    score: int
    words: str

    @property
    def is_certain(self) -> bool:
        """An address or a profile of their own says so."""
        return self.score >= CERTAIN

    @property
    def grade(self) -> str:
        """The score as a person says it."""
        if self.is_certain:
            return "The same person"
        if self.score >= 75:
            return "Very likely the same"
        return "Likely the same" if self.score >= 55 else "Worth a look"

    @property
    def tone(self) -> str:
        """The color of the tag."""
        return {"The same person": "sage", "Worth a look": ""}.get(self.grade, "sky")


def likeness(a: Someone, b: Someone) -> Likeness | None:
    """How likely `a` and `b` are one; None if there is no reason to think so. Their order does not matter."""
    name_a, name_b = Name.of(a.given_name, a.family_name), Name.of(b.given_name, b.family_name)
    alike = compare(name_a, name_b)
    if profile_of(a) and profile_of(a) == profile_of(b):
        return Likeness(CERTAIN, "Same profile")
    same_mailbox = bool(mailbox(a.email)) and mailbox(a.email) == mailbox(b.email)
    if same_mailbox and not is_shared(a.email) and not is_shared(b.email) and may_be_one(name_a, name_b):
        return Likeness(CERTAIN, _with_name("Same e-mail address", alike))
    if alike is None or _are_two_profiles(a, b):
        return None
    score, reasons = _BASE[alike.sort], [alike.words]
    work_score, work_words = _work(a, b, alike)
    score += work_score
    if alike.sort is Sort.SAME and work_score == _SAME_EMPLOYER:
        reasons = ["Same name and employer"]
    elif work_words:
        reasons.append(work_words)
    if _phone(a) and _phone(a) == _phone(b):
        score += _SAME_PHONE
        reasons.append("same phone")
    if same_mailbox:
        score += _SAME_MAILBOX
        reasons.append("same shared mailbox")
    if a.location and fold(a.location) == fold(b.location):
        score += _SAME_PLACE
    if a.title and fold(a.title) == fold(b.title):
        score += _SAME_ROLE
    score = min(score, CERTAIN - 1)
    return Likeness(score, ", ".join(reasons)) if score >= SUGGESTED_FROM else None


def profile_of(person: Someone) -> str:
    """The name of their page at LinkedIn, whatever stands behind it; "" without one."""
    found = _PERSONAL_PROFILE.match(person.profile_key)
    return found[1] if found else ""


def _are_two_profiles(a: Someone, b: Someone) -> bool:
    """Two pages of one site are two people."""
    host_a, host_b = (person.profile_key.partition("/")[0] for person in (a, b))
    return bool(host_a) and host_a == host_b and a.profile_key != b.profile_key


def _work(a: Someone, b: Someone, alike: Alike) -> tuple[int, str]:
    if not a.employer or not b.employer:
        return _UNKNOWN_EMPLOYER, ""
    if fold(a.employer) == fold(b.employer):
        return _SAME_EMPLOYER, f"both at {min(a.employer, b.employer)}"
    return _OTHER_EMPLOYER, "at different employers"


def _phone(person: Someone) -> str:
    digits = _DIGITS.sub("", person.phone)
    return digits[-PHONE_LAST:] if len(digits) >= PHONE_FROM else ""


def _with_name(words: str, alike: Alike | None) -> str:
    """The address says it; a name that is not quite the same is named."""
    if alike is None or alike.sort is Sort.SAME:
        return f"{words} and name" if alike else words
    return f"{words}, {alike.words[0].lower()}{alike.words[1:]}"
