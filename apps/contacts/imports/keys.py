"""What a row is found by: folded name, employer, profile. Worked out once, kept with the row, copied to the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from apps.contacts import names
from apps.contacts.employernames import employer_key

_PLAIN_LINK = re.compile(r"https?://(?:www\.)?([a-z0-9.-]+)((?:/[A-Za-z0-9._~-]+)+)/?", re.ASCII)
_LAST = "\U0010ffff"  # sorts behind every other letter


@dataclass(slots=True)
class Keys:
    """The derived columns of a person, as `services.people` fills them."""

    name: str
    profile: str
    employer: str
    email: str
    search: str

    def name_range(self, given: str, family: str) -> tuple[str, str]:
        """From where to where in the order of names everybody stands who may be this person by name."""
        given, family = fold(given), fold(family)
        if family and self.employer and len(given) >= 3:  # Sof may be Sofia
            start = f"{family} {given[:3]}"
            return start, start + _LAST
        return self.name, self.name


def fold(text: str) -> str:
    """names.fold, with a short way for the usual."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.lower().strip()
    return names.fold(text)


def keys_of(values: Mapping[str, str]) -> Keys:
    """The keys for what a row says."""
    get = values.get
    given, family, employer, email = (
        get("given_name", ""),
        get("family_name", ""),
        get("employer", ""),
        get("email", ""),
    )
    shown = f"{given} {family}".strip()
    tags = get("tags", "").replace("\n", " ")
    link = get("profile_url", "")
    return Keys(
        name=fold(f"{family} {given}")[:400],
        profile=link_key(link) if link else "",
        employer=employer_key(employer) if employer else "",
        email=email.lower(),
        search=fold(f"{shown} {employer} {get('title', '')} {email} {get('location', '')} {tags}"),
    )


def link_key(link: str) -> str:
    """names.profile_key, with a short way for the links that LinkedIn writes."""
    if found := _PLAIN_LINK.fullmatch(link):
        host, path = found[1], found[2]
        return f"{'linkedin.com' if host.endswith('.linkedin.com') else host}{path.lower()}"[:500]
    return names.profile_key(link)
