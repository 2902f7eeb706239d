"""What can go wrong with people, in words fit for the owner."""

from __future__ import annotations

from apps.contacts.models import Contact


class DuplicatePerson(Exception):
    """The owner already has this person; `contact` is who."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(f"{contact.name} is already on your list.")
        self.contact = contact
