"""What a row is found by: folded name, employer, profile. Worked out once, kept with the row, copied to the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from apps.contacts import names
from apps.contacts.employernames import employer_key

_PLAIN_LINK = re.compile(
    r"https?://(?:www\.)?(?!www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z0-9-]{2,})((?:/[A-Za-z0-9._~-]+)+)/?", re.ASCII
)
_LINKEDIN = "https://www.linkedin.com/in/"
_LAST = "\U0010ffff"  # sorts behind every other letter


@dataclass(slots=True)
class Keys:
    """The derived columns of a person, as `services.people` fills them."""

    name: str
    profile: str
    employer: str
    email: str
    search: str

    def name_range(self, family: str) -> tuple[str, str]:
        """From where to where in the order of names everybody stands who may be this person by name."""
        start = len(fold(family)) + 4 if family and self.employer else 0  # the last name and three letters more
        if 4 < start <= len(self.name):  # Sof may be Sofia
            return self.name[:start], self.name[:start] + _LAST
        return self.name, self.name


def fold(text: str) -> str:
    """names.fold, with a short way for the usual."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.lower().strip()
    return names.fold(text)


def keys_of(values: Mapping[str, str], profile: str = "") -> Keys:
    """The keys for what a row says; the one of its `profile` may be known already."""
    get = values.get
    given, family, employer, email = (
        get("given_name", ""),
        get("family_name", ""),
        get("employer", ""),
        get("email", ""),
    )
    tags = get("tags", "")
    said = (given, family, employer, get("title", ""), email, get("location", ""), tags and tags.replace("\n", " "))
    return Keys(
        fold(f"{family} {given}")[:400],
        profile or ((link := get("profile_url", "")) and link_key(link)),
        employer and employer_key(employer),
        email.lower(),
        fold(" ".join(filter(None, said))),
    )


def link_key(link: str) -> str:
    """names.profile_key, with a short way for the links that LinkedIn writes."""
    return plain_link_key(link) or names.profile_key(link)


def plain_link_key(link: str) -> str:
    """The key of a link that is surely a web address, as nearly all are; empty for one that needs a closer look."""
    if link.startswith(_LINKEDIN) and link.isascii() and (who := link[len(_LINKEDIN) :]).replace("-", "").isalnum():
        return f"linkedin.com/in/{who.lower()}"[:500]
    found = _PLAIN_LINK.fullmatch(link)
    if not found:
        return ""
    host, path = found.groups()
    return f"{'linkedin.com' if host.endswith('.linkedin.com') else host}{path.lower()}"[:500]
