"""The first names of a new list, one per line (L1 in its shortest form)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Contact
from apps.contacts.quickadd import parse_line
from apps.contacts.selectors import people_called
from apps.contacts.services import create_contact

MOST_LINES = 100


def add_first_people(*, actor: User, text: str, now: datetime) -> list[Contact]:
    """Adds one person for each line of `text` that holds a name; someone known already is not added again."""
    added: list[Contact] = []
    with transaction.atomic():
        for line in text.splitlines()[:MOST_LINES]:
            guess = parse_line(line[:500])
            if guess is None or people_called(actor, guess.name):
                continue
            try:
                fields: dict[str, Any] = {**guess.fields()}
                person = create_contact(actor=actor, now=now, source="First list", **fields)
            except DuplicatePerson:
                continue
            added.append(person)
    return added
