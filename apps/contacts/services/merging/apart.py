""" "Not the same": said once, kept for good, and taken back by hand only."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.contacts.models import Contact, PeopleApart


def keep_apart(*, actor: User, one: Contact, other: Contact, now: datetime) -> PeopleApart:
    """The two are two people; saying it again changes nothing."""
    first, second = sorted((one, other), key=lambda contact: contact.pk)
    row, _ = PeopleApart.objects.get_or_create(one=first, other=second, defaults={"owner": actor, "created_at": now})
    return row


def let_together(*, actor: User, apart: PeopleApart) -> bool:
    """Takes the decision back, so that the two may be suggested again; True if it stood."""
    return bool(PeopleApart.objects.filter(owner=actor, pk=apart.pk).delete()[0])
