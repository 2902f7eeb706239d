"""`python -m tests.installation.pattern`: one of everything, made through the services, for `Seed` to copy.

Prints the cookie of a person who is signed in.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

import django


def make() -> str:
    """One person without quiet hours, one contact, one step, one reminder; the session cookie of the person."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up by now
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from tests.factories.accounts import UserFactory  # noqa: PLC0415
    from tests.factories.contacts import ContactFactory  # noqa: PLC0415
    from tests.factories.followups import ReminderFactory  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes a second
    owner = UserFactory(email="pattern@aldermere.example", quiet_from=time(0), quiet_until=time(0))
    ReminderFactory(contact=ContactFactory(owner=owner), send_at=datetime.now(UTC), reason="You met at the fair.")
    session = SessionStore()
    session[SESSION_KEY] = str(owner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    django.setup()
    print(make())  # noqa: T201
