"""Whether somebody found in the browser or in an e-mail is on the list."""

from __future__ import annotations

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact


def known_person(user: User, *, link: str = "", email: str = "") -> Contact | None:
    """Who has this profile link, else this address; archived people too."""
    people = Contact.objects.visible_to(user).select_related("employer")
    key = names.profile_key(link)
    found = people.filter(profile_key=key).first() if key else None
    if found is None and email:
        found = people.filter(email__iexact=email).first()
    return found
