"""Who came back from a campus, in the words that both protocols share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from apps.centers.sign_on.errors import SignOnFailed

LONGEST_ISSUER, LONGEST_SUBJECT = 100, 90  # with a space between them what allauth keeps: 191 characters
LONGEST = 1000


AGAIN = "again"
"""The process in which a campus is told to ask its person anew, whoever it thinks is there."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person as their campus names them. `is_verified` is None where the campus does not say.

    Groups, affiliations and roles are not in here: nothing that a campus says makes anybody staff (SSO-4).
    """

    issuer: str
    subject: str
    email: str = ""
    is_verified: bool | None = None
    given_name: str = ""
    family_name: str = ""

    @property
    def uid(self) -> str:
        """The key of the account: who says so, and whom they mean (SSO-1)."""
        if not self.subject or self.subject != self.subject.strip() or len(self.subject) > LONGEST:
            raise SignOnFailed("It named nobody in a way that we can keep.")
        return key_start(self.issuer) + _short(self.subject, LONGEST_SUBJECT)


class ReadsIdentity:
    """What allauth may know of an `Identity`, whichever protocol brought it."""

    def extract_uid(self, data: Identity) -> str:
        """Who says so, and whom they mean."""
        return data.uid

    def extract_extra_data(self, data: Identity) -> dict[str, str]:
        """Nothing is kept of what a campus says beside who it is."""
        return {}

    def extract_common_fields(self, data: Identity) -> dict[str, str]:
        """For a new account."""
        return {"email": data.email, "first_name": data.given_name, "last_name": data.family_name}


def key_start(issuer: str) -> str:
    """What the keys of everybody from one issuer begin with. It holds one space, so that no two pairs make one key."""
    return f"{_short(issuer, LONGEST_ISSUER)} "


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def own_address(name: str, center_id: object) -> str:
    """The full address of one of our pages, as it is given to the campus."""
    return f"{settings.SITE_URL}{reverse(name, args=[center_id])}"
