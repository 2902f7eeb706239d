"""Who can sign in to the demo. One passphrase for all: it protects nothing."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress

from apps.accounts.models import User

PASSWORD = "three good questions"  # noqa: S105 -- the demo's, printed at every start


class SignIn(NamedTuple):
    """One account of the demo."""

    label: str
    email: str
    password: str
    key: str


SIGN_INS: tuple[SignIn, ...] = (
    SignIn("Lena, job seeker", "lena@aldermere.example", PASSWORD, "student"),
    SignIn("Dana, advisor", "dana@aldermere.example", PASSWORD, "advisor"),
    SignIn("Marian, director", "marian@aldermere.example", PASSWORD, "director"),
    SignIn("Jonah, student who shares his progress", "jonah@aldermere.example", PASSWORD, "other"),
)


def make_user(now: datetime, given_name: str, family_name: str, email: str, **fields: object) -> User:
    """A demo user in Chicago with a verified address and the demo's passphrase."""
    user = User.objects.create_user(
        email,
        PASSWORD,
        given_name=given_name,
        family_name=family_name,
        timezone="America/Chicago",
        timezone_confirmed_at=now,
        country="US",
        region="IL",
        **fields,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
