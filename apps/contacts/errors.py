"""What can go wrong with people, in words fit for the owner."""

from __future__ import annotations

from apps.contacts.models import Contact


class DuplicatePerson(Exception):
    """The owner already has this person; `contact` is who."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(f"{contact.name} is already on your list.")
        self.contact = contact


class TooMany(Exception):
    """More people than one change takes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"One change takes up to {most:,} people. Narrow the list with a filter first.")


class TakenName(Exception):
    """A view of that name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"You have a view called “{name}” already.")


class TooManyViews(Exception):
    """As many views as one can keep an eye on."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} views are the most. Delete one that you no longer need.")
