"""Who can sign in to the demo. One passphrase for all: it protects nothing."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

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


@functools.cache
def _passphrase() -> str:
    """Hashed once: a good hash takes a third of a second."""
    return make_password(PASSWORD)


def make_user(now: datetime, given_name: str, family_name: str, email: str, **fields: object) -> User:
    """A demo user in Chicago with a verified address; who is not in SIGN_INS has no passphrase."""
    user = User(
        email=email,
        password=_passphrase() if any(entry.email == email for entry in SIGN_INS) else make_password(None),
        given_name=given_name,
        family_name=family_name,
        timezone="America/Chicago",
        timezone_confirmed_at=now,
        country="US",
        region="IL",
        **fields,
    )
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
