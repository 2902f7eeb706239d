"""What can go wrong with people, in words fit for the owner."""

from __future__ import annotations

from apps.contacts.models import Contact, Employer


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


class TakenEmployerName(Exception):
    """Another employer is meant by that name; `employer` is which."""

    def __init__(self, employer: Employer) -> None:
        super().__init__(f"That name means {employer.name} already.")
        self.employer = employer


class TooManyWishes(Exception):
    """More employers than anybody can write to."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} employers are the most here. Take some off first.")


class MergeGone(Exception):
    """Two employers were made one too long ago, or are two again already."""

    def __init__(self) -> None:
        super().__init__("That can’t be undone any more.")


class TakenFieldName(Exception):
    """An own field of that name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"You have a field called “{name}” already.")


class TooManyFields(Exception):
    """As many own fields as a page can hold."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} fields of your own are the most. Delete one that you no longer need.")


class NotTwoPeople(Exception):
    """Two people who were to become one are one already, or one of them is gone."""

    def __init__(self) -> None:
        super().__init__("These are not two people on your list any more.")


class MergedOn(Exception):
    """A merge can only be taken back after a later one of the same person; `contact` is who they are part of now."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(f"Take the later merge with {contact.name} back first.")
        self.contact = contact
